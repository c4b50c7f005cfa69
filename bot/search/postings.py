"""Weights per term: for each term, the texts that hold it and what it adds to their scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.generic]
Places = NDArray[np.intp]
_NOWHERE = np.zeros(0, np.intp)


class Postings:
    """The inverted lists of one level of text, column by column.

    `texts` and `weights` of term t stand at `[starts[t], starts[t + 1])`, the texts of one term in
    ascending order and each once.
    """

    def __init__(
        self,
        starts: NDArray[np.int64],
        texts: NDArray[np.int32],
        weights: NDArray[np.float32],
        size: int,
    ) -> None:
        self.starts = starts
        self.texts = texts
        self.weights = weights
        self.size = size

    @classmethod
    def empty(cls, terms: int, size: int) -> Postings:
        """Return postings whose every list is empty."""
        return cls(np.zeros(terms + 1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), size)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def frequency(self, term: int) -> int:
        """Return the number of texts that hold the term."""
        return self.starts.item(term + 1) - self.starts.item(term)

    def block(self, term: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Return the texts that hold a term, and its weight in each."""
        place = slice(self.starts.item(term), self.starts.item(term + 1))
        return self.texts[place], self.weights[place]

    def scores(self, terms: Iterable[int]) -> NDArray[np.float32]:
        """Return the BM25 score of every text, in their order; a repeated term counts again."""
        scores = np.zeros(self.size, np.float32)
        for term in terms:
            texts, weights = self.block(term)
            scores[texts] += weights  # each text once a term: no add is lost
        return scores

    def found(self, term: int, texts: NDArray[np.int32]) -> tuple[Places, Places]:
        """Return which of some texts hold a term, and where in its block; faster if they ascend."""
        holders = self.texts[self.starts.item(term) : self.starts.item(term + 1)]
        if not len(holders):
            return _NOWHERE, _NOWHERE
        places = holders.searchsorted(texts)
        held = (holders.take(places, mode="clip") == texts).nonzero()[0]
        return held, places.take(held)

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {"starts": self.starts, "texts": self.texts, "weights": self.weights}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], size: int) -> Postings:
        """Return postings over stored arrays, which may be memory mapped."""
        return cls(arrays["starts"], arrays["texts"], arrays["weights"], size)  # type: ignore[arg-type]  # the store keeps dtypes


def joined(parts: Sequence[Postings]) -> Postings:
    """Return the postings of several kinds of terms over the same texts as one, in the order of the kinds."""
    ends = np.cumsum([0, *(part.starts[-1] for part in parts)], dtype=np.int64)
    starts = [part.starts[:-1] + end for part, end in zip(parts, ends, strict=False)]
    return Postings(
        np.concatenate([*starts, ends[-1:]]),
        np.concatenate([part.texts for part in parts]),
        np.concatenate([part.weights for part in parts]),
        parts[0].size,
    )
