"""The HTML report: one page that needs nothing else, to be read today and compared with tomorrow's."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from itertools import count
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.errors import ReportError
from bot.evaluation import charts
from bot.evaluation.abstention import STEPS, Choice, choice, curve
from bot.evaluation.labels import KINDS, Unit, labelled, notes
from bot.evaluation.measuring import Evaluation
from bot.evaluation.misses import misses


def as_html(evaluation: Evaluation) -> str:
    """Return the page; whatever a question or a document holds stands in it as text."""
    environment = Environment(
        loader=PackageLoader("bot.evaluation", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": _percent, "score": _score}
    found, outcomes = evaluation.figures, evaluation.outcomes
    points = curve(outcomes)
    risk = charts.risk(points)
    return environment.get_template("report.html").render(
        evaluation=evaluation,
        found=found,
        labels={label.key: label for label in labelled(found)},
        notes=notes(found),
        kinds=KINDS,
        Unit=Unit,
        charts=charts,
        bins=charts.bin_marks(found.bins),
        risk=risk,
        now=charts.risk_point(found.choice, found.questions, risk.highest),
        proposed=found.proposed and charts.risk_point(found.proposed, found.questions, risk.highest),
        choices=list(_choices(evaluation)),
        misses=misses(outcomes),
        version=version("isnad"),
    )


def default_place(data_dir: Path, evaluation: Evaluation) -> Path:
    """Return `eval/DATE-NAME.html` in the data folder, numbered when the day has such a report already."""
    folder = data_dir / "eval"
    stem = f"{evaluation.measured_at:%Y-%m-%d}-{evaluation.file.stem}"
    names = (f"{stem}.html" if number == 1 else f"{stem}-{number}.html" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def write(path: Path, content: str) -> None:
    """Write a report, its folder made if need be.  Raises ReportError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        raise ReportError(f"{path}: cannot be written ({error.strerror})") from None


def _choices(evaluation: Evaluation) -> Iterator[Choice]:
    """Yield what some thresholds would do, the proposed one and the present decision among them."""
    proposed = evaluation.figures.proposed
    thresholds = {*STEPS, *([proposed.threshold] if proposed and proposed.threshold is not None else [])}
    yield evaluation.figures.choice
    for threshold in sorted(thresholds):
        yield choice(evaluation.outcomes, threshold)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f} %"


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
