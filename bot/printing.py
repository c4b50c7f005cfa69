"""Write answers and reports for a terminal or another program."""

from __future__ import annotations

import json

from bot.documents import Refusal, ReloadReport
from bot.records import Answer, Passage


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
            citation.url or citation.source,
            citation.document,
        )
        lines.append(f"  [{citation.number}] " + " — ".join(part for part in known if part))
    return "\n".join(lines)


def report_as_text(report: ReloadReport) -> str:
    """Return what a build found: totals, what changed, each refusal with line and reason, and remarks."""
    changes = f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed"
    lines = [
        f"{report.files} files, {report.documents} documents, {report.sentences} sentences "
        f"({changes}, {len(report.refused)} refused) in {report.seconds:.2f} s"
    ]
    lines += [f"refused: {_place(each)}: {each.reason}" for each in report.refused]
    return "\n".join([*lines, *(f"note: {each.file}: {each.text}" for each in report.remarks)])


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


def _place(refusal: Refusal) -> str:
    return refusal.file if refusal.line is None else f"{refusal.file}:{refusal.line}"
