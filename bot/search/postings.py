"""Weights per term: for each term of a field, the texts that hold it and what it adds to their scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.vocabulary import Vocabulary

Array = NDArray[np.generic]


class Postings:
    """The inverted lists of one field, column by column.

    `texts` and `weights` of term t stand at `[starts[t], starts[t + 1])`, the texts of one term in
    ascending order and each once.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        starts: NDArray[np.int64],
        texts: NDArray[np.int32],
        weights: NDArray[np.float32],
        size: int,
    ) -> None:
        self.vocabulary = vocabulary
        self.starts = starts
        self.texts = texts
        self.weights = weights
        self.size = size

    @classmethod
    def of(
        cls,
        terms: Sequence[str],
        starts: NDArray[np.int64],
        texts: NDArray[np.int32],
        weights: NDArray[np.float32],
        size: int,
    ) -> Postings:
        """Return postings over `size` texts for terms sorted by their UTF-8 bytes."""
        return cls(Vocabulary.of(terms), starts, texts, weights, size)

    @classmethod
    def empty(cls, size: int) -> Postings:
        """Return postings without a term."""
        return cls.of([], np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32), size)

    def __len__(self) -> int:
        return len(self.vocabulary)

    def frequency(self, term: str) -> int:
        """Return the number of texts that hold the term."""
        number = self.vocabulary.number(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])

    def scores(self, terms: Iterable[str]) -> NDArray[np.float32]:
        """Return the BM25 score of every text, in their order; a repeated term counts again."""
        scores = np.zeros(self.size, np.float32)
        for term in terms:
            number = self.vocabulary.number(term)
            if number is not None:
                block = slice(self.starts[number], self.starts[number + 1])
                scores[self.texts[block]] += self.weights[block]  # each text once a term: no add is lost
        return scores

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {
            "terms": self.vocabulary.block,
            "ends": self.vocabulary.ends,
            "starts": self.starts,
            "texts": self.texts,
            "weights": self.weights,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], size: int) -> Postings:
        """Return postings over stored arrays, which may be memory mapped."""
        vocabulary = Vocabulary(arrays["terms"], arrays["ends"])  # type: ignore[arg-type]  # the store keeps dtypes
        return cls(vocabulary, arrays["starts"], arrays["texts"], arrays["weights"], size)  # type: ignore[arg-type]
