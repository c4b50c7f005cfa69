"""Write an evaluation as JSON, for other programs and for comparing one day with another."""

from __future__ import annotations

import json
from dataclasses import asdict

from bot.evaluation.asking import Outcome
from bot.evaluation.figures import KindFigures
from bot.evaluation.labels import labelled
from bot.evaluation.measuring import Evaluation


def as_json(evaluation: Evaluation) -> str:
    """Return everything that was measured, and what came of each question."""
    found = evaluation.figures
    interval = found.hit_1_interval
    whole = {
        "file": str(evaluation.file),
        "corpus": evaluation.corpus,
        "documents": evaluation.documents,
        "sentences": evaluation.sentences,
        "measured_at": evaluation.measured_at.isoformat(timespec="seconds"),
        "figures": {label.key: label.value for label in labelled(found)},
        "hit@1_interval": [interval.low, interval.high] if interval else None,
        "calibration": [asdict(each) for each in found.bins],
        "kinds": [_kind(each) for each in found.kinds],
        "comparison": [asdict(each) for each in evaluation.standings],
        "questions": [_question(each) for each in evaluation.outcomes],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _kind(each: KindFigures) -> dict[str, object]:
    return {"kind": each.kind, "questions": each.questions, **asdict(each.accuracy), **asdict(each.choice)}


def _question(outcome: Outcome) -> dict[str, object]:
    return {
        "place": outcome.question.place,
        "question": outcome.question.text,
        "answerable": outcome.question.answerable,
        "answered": outcome.answer.answered,
        "confidence": round(outcome.answer.confidence, 4),
        "rank": outcome.rank,
        "ms": round(outcome.answer.elapsed_ms, 3),
    }
