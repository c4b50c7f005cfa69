"""Explain a ranking: where the question's words stand, and what was weighed."""

from __future__ import annotations

from collections.abc import Iterable

from bot.explanation import Evidence, Explanation, Found, Sort, Word
from bot.records import Passage
from bot.search import kinds
from bot.search.confidence import decide
from bot.search.correction import correct
from bot.search.features import NAMES
from bot.search.index import Index
from bot.search.ranker import Ranking, rank
from bot.search.retriever import retrieve
from bot.search.weights import learned
from bot.text.analyzer import Query, analyze, content
from bot.text.stemmer import stem
from bot.text.tokens import tokens, words

_NAMES_OF = {
    Sort.SENTENCE: (
        "fused",
        "covered",
        "covered_exactly",
        "together",
    ),
    Sort.TITLE: ("title_named", "title_fit"),
    Sort.PARAGRAPH: ("paragraph_bm25", "paragraph_covered", "before"),
    Sort.DOCUMENT: ("document_bm25", "document_best", "document_covered", "document_candidates"),
    Sort.KIND: kinds.NAMES,
    Sort.PLACE: ("opens_paragraph", "opens_document", "depth"),
    Sort.SHAPE: ("new_stems", "length", "early"),
}
SORTS = {name: sort for sort, names in _NAMES_OF.items() for name in names}
"""What each feature of the ranking is told as."""
_LEAST = 0.05  # of a lead that is worth telling; the weightiest are some 2
_LOOKED_THROUGH = 20
"""Sentences that a word alone is looked for in before it counts as being nowhere."""


def explain(query: Query, index: Index) -> Explanation:
    """Return why the first sentence comes first, and is offered as the answer or not.

    The query is mended as it was when it was answered, for the same figures.
    """
    query = correct(query, index)
    ranking = rank(query, retrieve(query, index), index)
    passages = index.passages(ranking, 2)
    first = passages[0] if passages else None
    return Explanation(
        words=tuple(_words(query, first, index)),
        first=first,
        second_score=passages[1].score if len(passages) > 1 else 0.0,
        confidence=decide(query, ranking, index).confidence,
        threshold=learned().confidence["threshold"],
        evidence=_evidence(ranking) if len(passages) > 1 else (),
    )


def _words(query: Query, first: Passage | None, index: Index) -> Iterable[Word]:
    """Yield each word that was looked for, once."""
    typed = {token.folded: query.text[token.start : token.end] for token in tokens(query.text)}
    places = _places(first, index) if first is not None else {}
    for folded in dict.fromkeys(content(words(query.text))):
        yield Word(typed.get(folded, folded), _found(folded, places, index))


def _places(first: Passage, index: Index) -> dict[Found, set[str]]:
    """Return the words, or their stems, of each place around the first sentence, the nearest place first."""
    sentence = index.sentence_at(first.document, first.start)
    around = index.surroundings(sentence) if sentence is not None else None
    section = f"{around.before} {around.after} {first.heading or ''}" if around is not None else ""
    return {
        Found.EXACTLY: set(words(first.text)),
        Found.AS_ANOTHER_FORM: _stems(first.text),
        Found.IN_TITLE: _stems(first.title),
        Found.AROUND: _stems(section),
    }


def _found(folded: str, places: dict[Found, set[str]], index: Index) -> Found:
    for place, there in places.items():
        if (folded if place is Found.EXACTLY else stem(folded)) in there:
            return place
    alone = analyze(folded)
    ranked = rank(alone, retrieve(alone, index), index)
    anywhere = index.passages(ranked, _LOOKED_THROUGH)
    here = any(stem(folded) in _stems(f"{each.text}\n{each.title}") for each in anywhere)
    return Found.ELSEWHERE if here else Found.NOWHERE


def _stems(text: str) -> set[str]:
    return set(map(stem, words(text)))


def _evidence(ranking: Ranking) -> tuple[Evidence, ...]:
    """Return what speaks for the first sentence's place before the second, and against; weightiest first."""
    weights = learned().ranking
    leads = dict.fromkeys(Sort, 0.0)
    first, second = ranking.evidence.matrix[:2].tolist()
    for name, ours, theirs in zip(NAMES, first, second, strict=True):
        leads[SORTS[name]] += (ours - theirs) * weights[name]
    weighed = (Evidence(sort, lead) for sort, lead in leads.items() if abs(lead) >= _LEAST)
    return tuple(sorted(weighed, key=lambda each: -abs(each.lead)))
