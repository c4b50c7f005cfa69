"""Write answers and reports for a terminal or another program."""

from __future__ import annotations

import json

from bot.documents import ReloadReport
from bot.records import Answer, Passage
from bot.search.reload_lines import report_lines


def as_json(answer: Answer) -> str:
    """Return an answer as one line of JSON; the order of the keys is part of the contract."""
    return json.dumps(
        {
            "question": answer.question,
            "answered": answer.answered,
            "answer": answer.quote.sentence if answer.answered and answer.quote else None,
            "highlight": answer.highlight if answer.answered else None,
            "confidence": round(answer.confidence, 4),
            "passages": [_passage(passage) for passage in answer.passages],
            "elapsed_ms": round(answer.elapsed_ms, 3),
        },
        ensure_ascii=False,
    )


def as_text(answer: Answer) -> str:
    """Return an answer as a person reads it on a terminal."""
    lines = [] if answer.searched is None else [f"بحثت عن: {answer.searched} (Searched for this instead.)"]
    if not answer.answered or answer.quote is None:
        lines.append("لم أجد في الوثائق جوابًا عن هذا السؤال. (The documents do not hold the answer.)")
        return "\n".join(lines)
    lines.append(answer.quote.sentence)
    for citation in answer.citations:
        page = f"ص {citation.page} (p. {citation.page})" if citation.page is not None else None
        heading = citation.heading if citation.heading != citation.title else None
        known = (
            citation.title,
            heading,
            page,
            citation.date,
            _address(citation.url) or citation.source,
            citation.document,
        )
        lines.append(f"  [{citation.number}] " + " — ".join(part for part in known if part))
    return "\n".join(lines)


def report_as_text(report: ReloadReport) -> str:
    """Return what a build found, all of it."""
    return "\n".join(report_lines(report))


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "document": passage.document,
        "title": passage.title,
        "url": passage.url,
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "score": round(passage.score, 6),
    }


def _address(url: str | None) -> str | None:
    """Return an address as a terminal shows it: without the words to open it at, six signs a letter."""
    return url.partition("#:~:")[0] if url else None
