"""Put the candidates in their final order, by the learned weights of the evidence for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from bot.search.diversity import by_marginal_relevance
from bot.search.features import NAMES, Evidence, gather
from bot.search.index import Index
from bot.search.retriever import Candidates
from bot.search.vocabulary import Numbers
from bot.search.weights import learned
from bot.text.analyzer import Query

PLACES = 9
"""Decimals that count: the same evidence may add up differently in the last ones, and must tie."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Sentences best first: their numbers, and the rest in the same order."""

    sentences: NDArray[np.int64]
    scores: NDArray[np.float64]
    """What each adds to those before it, as shares that add up to 1; they descend."""
    beliefs: NDArray[np.float64]
    """The same, however much of it was said before."""
    evidence: Evidence


def rank(query: Query, candidates: Candidates, index: Index) -> Ranking:
    """Return the candidates in their final order; ties go to the earlier sentence."""
    return ranked(candidates.sentences, gather(query, candidates, index), _weights(), index)


def ranked(sentences: Numbers, evidence: Evidence, weights: NDArray[np.float64], index: Index) -> Ranking:
    """Return sentences in the order that some weights of their evidence put them in."""
    sums = np.round(evidence.matrix @ weights, PLACES)
    order, worth = by_marginal_relevance(sums, sentences, index)
    return Ranking(sentences[order], softmax(worth), softmax(sums[order]), evidence.ordered(order))


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
