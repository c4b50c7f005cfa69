"""How well sentences are ranked, over questions that the documents answer."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

SEED = 20261124
RESAMPLES = 1_000


class Ranked(Protocol):
    """What became of one question: which listed passages are hits, and how many sentences could be."""

    @property
    def hits(self) -> tuple[bool, ...]:
        """Say of each of the first ten passages, best first, whether it is a hit."""

    @property
    def known(self) -> int:
        """Return how many sentences of the corpus are hits."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Means over the questions, each from 0 to 1."""

    hit_1: float
    hit_3: float
    hit_5: float
    hit_10: float
    mrr: float
    """Mean reciprocal rank of the first hit among ten (Voorhees, 1999)."""
    ndcg: float


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure would lie, 95 times of 100, had other questions of the same sort been asked."""

    low: float
    high: float


def accuracy(ranked: Sequence[Ranked]) -> Accuracy:
    """Return the figures of at least one question."""
    return Accuracy(
        hit_1=_hit_at(1, ranked),
        hit_3=_hit_at(3, ranked),
        hit_5=_hit_at(5, ranked),
        hit_10=_hit_at(10, ranked),
        mrr=fmean(reciprocal_rank(each.hits) for each in ranked),
        ndcg=fmean(ndcg(each.hits, each.known) for each in ranked),
    )


def _hit_at(k: int, ranked: Sequence[Ranked]) -> float:
    return fmean(any(each.hits[:k]) for each in ranked)


def reciprocal_rank(hits: Sequence[bool]) -> float:
    """Return 1 / the place of the first hit, 0 when there is none."""
    return 1 / (hits.index(True) + 1) if True in hits else 0.0


def ndcg(hits: Sequence[bool], known: int, depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002) of one ranking.

    A hit gains 1, anything else nothing, divided by log2(1 + place) (the discount of Burges et al., 2005).
    The ideal ranking opens with all `known` sentences that are hits; when there are none the gain is 0.
    """
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(known, depth) + 1))
    gained = sum(1 / math.log2(place + 1) for place, hit in enumerate(hits[:depth], 1) if hit)
    return gained / ideal if ideal else 0.0


def interval(values: Sequence[float]) -> Interval:
    """Return the 95 % percentile bootstrap interval (Efron, 1979) of a mean of shares; the draw is seeded.

    Where all values are 0, or all 1, every draw is the same, though the next question may differ: there
    the rule of three (Hanley and Lippman-Hand, 1983) says how far from it the truth may be.
    """
    if len(set(values)) == 1 and values[0] in {0.0, 1.0}:
        reach = min(1.0, 3 / len(values))
        return Interval(1 - reach, 1.0) if values[0] else Interval(0.0, reach)
    chance = random.Random(SEED)  # noqa: S311  # a resampling, not secrets
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES))
    return Interval(means[round(0.025 * (RESAMPLES - 1))], means[round(0.975 * (RESAMPLES - 1))])
