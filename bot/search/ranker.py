"""Put the candidates in their final order, by the learned weights of the evidence for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.search.features import NAMES, Evidence, gather
from bot.search.index import Index
from bot.search.retriever import Candidates
from bot.search.weights import learned
from bot.text.analyzer import Query

PLACES = 9
"""Decimals that count: the same evidence may add up differently in the last ones, and must tie."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Sentences best first: their numbers, one score each, and the evidence in the same order.

    A score is the sentence's share of belief among the candidates; the shares add up to 1.
    """

    sentences: NDArray[np.int64]
    scores: NDArray[np.float64]
    evidence: Evidence


def rank(query: Query, candidates: Candidates, index: Index) -> Ranking:
    """Return the candidates in their final order; ties go to the earlier sentence."""
    evidence = gather(query, candidates, index)
    sums = evidence.matrix @ _weights()
    scores = softmax(np.round(sums, PLACES))
    order = np.lexsort((candidates.sentences, -scores))
    return Ranking(candidates.sentences[order], scores[order], evidence.ordered(order))


@cache
def _weights() -> NDArray[np.float64]:
    weights = learned().ranking
    return np.array([weights[name] for name in NAMES])


def softmax(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values' exponentials as shares of their sum; nothing of nothing."""
    if not len(values):
        return values
    powers = np.exp(values - values.max())
    shares: NDArray[np.float64] = powers / powers.sum()
    return shares
