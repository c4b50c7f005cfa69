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

PREFERENCE = 2.0
"""What its document's having been talked about adds to a sentence's sum, where a question goes on from that.

Set by hand, on follow-ups made of the development questions: it let 2 of 100 more find what they ask for.
"""

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
    evidence, lead = gather(query, candidates, index), np.zeros(len(candidates.sentences))
    if query.about is not None:
        lead += [PREFERENCE * (title == query.about) for title in _titles(candidates.sentences, index)]
    return ranked(candidates.sentences, evidence, _weights(), index, lead)


def ranked(
    sentences: Numbers,
    evidence: Evidence,
    weights: NDArray[np.float64],
    index: Index,
    lead: NDArray[np.float64] | float = 0.0,
) -> Ranking:
    """Return sentences in the order that some weights of their evidence put them in, and the lead of some.

    The lead puts no more belief into them.
    """
    sums = np.round(evidence.matrix @ weights + lead, PLACES)
    order, worth = by_marginal_relevance(sums, sentences, index)
    return Ranking(sentences[order], softmax(worth), softmax((sums - lead)[order]), evidence.ordered(order))


def _titles(sentences: Numbers, index: Index) -> list[str]:
    return [index.title(document) for document in index.document_of.take(sentences).tolist()]


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
