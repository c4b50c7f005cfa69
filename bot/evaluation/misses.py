"""The worst misses: what an operator reads first, to mend documents or questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.asking import Outcome

MOST = 15
"""Misses shown of each sort."""


@dataclass(frozen=True, slots=True)
class Misses:
    """Outcomes worst first, at most so many of each sort, and how many there are in all."""

    wrong: tuple[Outcome, ...]
    """Answered, though the first passage is no hit; those that nothing answers included."""
    refused: tuple[Outcome, ...]
    """Kept silent, though the first passage is a hit."""
    wrong_in_all: int
    refused_in_all: int


def misses(outcomes: Sequence[Outcome]) -> Misses:
    """Return the most confident wrong answers, and the right ones that came closest to being given."""
    by_confidence = sorted(outcomes, key=lambda each: -each.answer.confidence)
    wrong = [each for each in by_confidence if each.answer.answered and not each.right]
    refused = [each for each in by_confidence if each.right and not each.answer.answered]
    return Misses(tuple(wrong[:MOST]), tuple(refused[:MOST]), len(wrong), len(refused))
