"""Write an evaluation as the tables of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluation.accuracy import Accuracy, Interval
from bot.evaluation.comparison import Standing
from bot.evaluation.figures import KindFigures
from bot.evaluation.labels import KINDS, Label, Unit, labelled, notes
from bot.evaluation.measuring import Evaluation

NOTHING = "–"


def as_text(evaluation: Evaluation) -> str:
    """Return the figures, the table by kind of question, the comparison, and what to bear in mind."""
    found = evaluation.figures
    head = f"{evaluation.file.name}: {evaluation.documents} documents, {evaluation.sentences} sentences"
    parts = [
        [head],
        [_line(label, found.hit_1_interval if label.key == "hit@1" else None) for label in labelled(found)],
        _table(_KIND_HEAD, [_kind_row(each) for each in found.kinds]) if found.kinds else [],
        _table(_STANDING_HEAD, [_standing_row(each) for each in evaluation.standings])
        if evaluation.standings
        else [],
        [
            f"{each.name}: not installed (pip install {each.missing})"
            for each in evaluation.standings
            if each.missing
        ],
        [f"{note.english} {note.arabic}" for note in notes(found)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def written(value: float | None, unit: Unit) -> str:
    """Return a figure with the digits that can be believed."""
    if value is None:
        return NOTHING
    match unit:
        case Unit.COUNT:
            return f"{value:.0f}"
        case Unit.MILLISECONDS:
            return f"{value:.2f}"
        case Unit.SHARE | Unit.SCORE:
            return f"{value:.3f}"


def _line(label: Label, interval: Interval | None) -> str:
    value = written(label.value, label.unit)
    between = f"{interval.low:.3f}-{interval.high:.3f}" if interval else ""
    return f"{label.key:<20}{value:>8}  {between:<13}{label.english} · {label.arabic}"


_KIND_HEAD = ("kind", "questions", "hit@1", "hit@3", "mrr@10", "answered", "right")
_STANDING_HEAD = ("search", "hit@1", "hit@3", "hit@5", "mrr@10", "ndcg@10", "p50 ms", "build s")


def _kind_row(each: KindFigures) -> Sequence[str]:
    shares = (each.accuracy.hit_1, each.accuracy.hit_3, each.accuracy.mrr, each.choice.answered)
    values = [written(value, Unit.SHARE) for value in (*shares, each.choice.right)]
    return (f"{each.kind} {KINDS.get(each.kind, '')}".strip(), str(each.questions), *values)


def _standing_row(each: Standing) -> Sequence[str]:
    build = NOTHING if each.build_s is None else f"{each.build_s:.2f}"
    return (each.name, *_ranks(each.accuracy), written(each.p50_ms, Unit.MILLISECONDS), build)


def _ranks(found: Accuracy | None) -> list[str]:
    if found is None:
        return [NOTHING] * 5
    values = (found.hit_1, found.hit_3, found.hit_5, found.mrr, found.ndcg)
    return [written(value, Unit.SHARE) for value in values]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return lines with the first column to the left and the others to the right."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    return [
        "  ".join([cells[0].ljust(widths[0]), *map(str.rjust, cells[1:], widths[1:])]).rstrip()
        for cells in (head, *rows)
    ]
