"""Put the candidates in their final order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.index import Index
from bot.search.retriever import Candidates
from bot.text.analyzer import Query


@dataclass(frozen=True, slots=True)
class Ranking:
    """Sentences best first: their numbers, and one score each."""

    sentences: NDArray[np.int64]
    scores: NDArray[np.float32]


def rank(query: Query, candidates: Candidates, index: Index) -> Ranking:  # noqa: ARG001
    """Return the candidates in their final order."""
    return Ranking(candidates.sentences, candidates.scores)
