"""Whether a confidence is what it says: of the sentences offered at 0.8, eight of ten should answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.evaluation.asking import Outcome

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in `[low, high)`, the last bin's end included."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence; 0 in an empty bin."""
    right: float
    """The share of them whose first passage is a hit; 0 in an empty bin."""

    @property
    def gap(self) -> float:
        """Return how much more was promised than kept; negative when less."""
        return self.confidence - self.right


def bins(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """Sort the questions into ten bins of equal width; one that nothing answers is never right."""
    sorted_in: list[list[Outcome]] = [[] for _ in range(BINS)]
    for outcome in outcomes:
        sorted_in[min(int(outcome.answer.confidence * BINS), BINS - 1)].append(outcome)
    return tuple(_bin(place, inside) for place, inside in enumerate(sorted_in))


def calibration_error(filled: Sequence[Bin]) -> float:
    """Return the expected calibration error (Naeini et al., 2015; Guo et al., 2017): the mean gap."""
    return sum(each.count * abs(each.gap) for each in filled) / sum(each.count for each in filled)


def brier(outcomes: Sequence[Outcome]) -> float:
    """Return the mean squared distance of confidence and truth (Brier, 1950); 0 is best."""
    return fmean((each.answer.confidence - each.right) ** 2 for each in outcomes)


def _bin(place: int, inside: Sequence[Outcome]) -> Bin:
    low, high = place / BINS, (place + 1) / BINS
    if not inside:
        return Bin(low, high, 0, 0.0, 0.0)
    confidence = fmean(each.answer.confidence for each in inside)
    return Bin(low, high, len(inside), confidence, fmean(each.right for each in inside))
