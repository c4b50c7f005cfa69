"""rank-bm25 as it comes, for `isnad eval --compare` to measure the search against."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rank_bm25 import BM25Okapi


class PlainBM25:
    """rank-bm25's BM25Okapi with its own defaults over the terms of each text."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._model = BM25Okapi(texts) if any(texts) else None  # it divides by the texts' mean length

    def top(self, terms: Sequence[str], most: int) -> list[int]:
        """Return the numbers of the best texts; ties go to the earlier, and a text without a term is none."""
        if self._model is None:
            return []
        scores = self._model.get_scores(terms)
        places = np.flatnonzero(scores)
        order = np.lexsort((places, -scores[places]))[:most]
        best: list[int] = places[order].tolist()
        return best
