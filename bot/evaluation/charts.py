"""Where the marks of the report's charts stand, in units of their drawings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.abstention import Choice, Coverage
from bot.evaluation.calibration import Bin

SIDE = 300.0
"""Width and height of a plot."""
LEFT = 46.0
TOP = 12.0
COUNTS = 56.0
"""Height of the bars below the reliability plot that say how many questions each bin has."""
MOST_POINTS = 400


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `y` is its upper edge."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BinMark:
    """What is drawn of one bin: the share that is right, the gap to what was promised, the count."""

    of: Bin
    right: Box
    gap: Box
    promised: float
    """Height of the line that marks the mean confidence."""
    count: Box


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a plot."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, and what it says."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Risk:
    """The curve of wrong answers by share answered, and its scale."""

    path: str
    ticks: tuple[Tick, ...]
    highest: float


def bin_marks(bins: Sequence[Bin]) -> tuple[BinMark, ...]:
    """Return the marks of the bins that hold a question."""
    most = max(each.count for each in bins)
    return tuple(_bin_mark(each, most) for each in bins if each.count)


def across() -> tuple[Tick, ...]:
    """Return the grid of an axis from 0 to 1, left to right."""
    return tuple(Tick(_x(step / 5), _percent(step / 5)) for step in range(6))


def upward(highest: float = 1.0) -> tuple[Tick, ...]:
    """Return the grid of an axis from 0 to `highest`, upward."""
    return tuple(Tick(_y(step / 5), _percent(step / 5 * highest)) for step in range(6))


def risk(points: Sequence[Coverage]) -> Risk:
    """Return the curve as the path of an SVG, thinned where there are more points than can be seen."""
    highest = max(0.1, math.ceil(10 * max(each.wrong for each in points[len(points) // 20 :])) / 10)
    step = max(1, len(points) // MOST_POINTS)
    seen = [*points[:-1:step], points[-1]]
    places = (Point(_x(each.answered), _y(min(each.wrong / highest, 1.0))) for each in seen)
    return Risk("M" + "L".join(f"{each.x:.1f},{each.y:.1f}" for each in places), upward(highest), highest)


def risk_point(choice: Choice, questions: int, highest: float) -> Point | None:
    """Return where a threshold stands on the curve; None when nothing is answered there."""
    if not choice.given:
        return None
    return Point(_x(choice.given / questions), _y(min(choice.wrong / choice.given / highest, 1.0)))


def _bin_mark(each: Bin, most: int) -> BinMark:
    x, width = _x(each.low) + 1, SIDE * (each.high - each.low) - 2
    right, promised = _y(each.right), _y(each.confidence)
    return BinMark(
        each,
        right=Box(x, right, width, TOP + SIDE - right),
        gap=Box(x, min(right, promised), width, abs(right - promised)),
        promised=promised,
        count=Box(x, COUNTS * (1 - each.count / most), width, COUNTS * each.count / most),
    )


def _x(share: float) -> float:
    return LEFT + SIDE * share


def _y(share: float) -> float:
    return TOP + SIDE * (1 - share)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}"
