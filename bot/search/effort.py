"""How much of the postings is read for a question: rare terms from end to end, frequent ones looked up.

The cut is where reading on would hardly move the best (as MaxScore, Turtle and Flood, 1995, but by a share
and not by a bound: a bound reads nearly all).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.search.bm25 import idf
from bot.search.postings import Postings


@dataclass(frozen=True, slots=True)
class Effort:
    """What is read of a question's terms, the rarest first."""

    least: int = 8_000
    """So many postings are read from end to end in any case; ..."""
    left: float = 0.25
    """... a further term is read while it and those behind it make up more than this share of the weight."""
    most: int = 64_000
    """More than so many postings are not read."""
    shortlist: int = 400
    """The other terms are looked up in the best so many sentences only."""


USUAL: Final = Effort()


def divided(
    wanted: Mapping[int, float], field: Postings, effort: Effort
) -> tuple[Sequence[int], Sequence[int]]:
    """Return the terms to read from end to end, at least one where there is any, and those to look up.

    `wanted` tells how much each counts, beside its inverse document frequency.
    """
    terms = sorted(wanted, key=field.frequency)
    weights = [wanted[term] * idf(field.frequency(term), field.size) for term in terms]
    left = sum(weights)
    enough = effort.left * left
    read = 0
    for place, (term, weight) in enumerate(zip(terms, weights, strict=True)):
        read += field.frequency(term)
        if place and read > effort.least and (left <= enough or read > effort.most):
            return terms[:place], terms[place:]
        left -= weight
    return terms, ()
