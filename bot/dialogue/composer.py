"""Put together what search found into an answer with its citations."""

from __future__ import annotations

from collections.abc import Sequence

from bot.records import Answer, Citation, Passage, Quote, Silence, Verdict

MOST_CITATIONS = 3
NEAR_THE_FIRST = 0.75
"""The share of the first passage's score from which another document is worth a look."""


def compose(
    question: str,
    folded: str,
    passages: Sequence[Passage],
    verdict: Verdict,
    quote: Quote | None,
    highlight: str | None,
    elapsed_ms: float,
    searched: str | None = None,
) -> Answer:
    """Return the answer; one that is not offered keeps its passages, but has neither quote nor citation."""
    silence = verdict.silence
    if silence is None and quote is None:  # nothing to show is nothing found
        silence = Silence.NOT_FOUND
    return Answer(
        question=question,
        folded=folded,
        passages=tuple(passages),
        confidence=verdict.confidence,
        quote=quote if silence is None else None,
        highlight=highlight if silence is None else None,
        citations=_citations(passages) if silence is None else (),
        silence=silence,
        elapsed_ms=elapsed_ms,
        searched=searched,
    )


def _citations(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Return the documents of the best passages, numbered, each once, the quoted one first.

    Whatever says the very same is a source, too, though it ranks behind for saying nothing new.
    """
    first = passages[0]
    least = NEAR_THE_FIRST * max(first.score, 0.0)
    cited = {first.document: first}
    for passage in passages[1:]:
        if len(cited) < MOST_CITATIONS and (passage.score >= least or passage.text == first.text):
            cited.setdefault(passage.document, passage)
    return tuple(cited_as(best, number) for number, best in enumerate(cited.values(), start=1))


def cited_as(passage: Passage, number: int) -> Citation:
    """Return the source of a passage, numbered."""
    return Citation(
        number=number,
        document=passage.document,
        title=passage.title,
        date=passage.date,
        url=passage.url,
        source=passage.source,
        heading=passage.heading,
        page=passage.page,
    )
