"""The forward index: the stems of each sentence, title and heading in order, for a closer look at a few."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bot.search.vocabulary import Array


class ForwardIndex:
    """The words of every text as stem numbers: sentences first, then titles, then headings.

    Text i stands at `[starts[i], starts[i + 1])`.
    """

    def __init__(
        self,
        starts: NDArray[np.int64],
        stems: NDArray[np.int32],
        marks: NDArray[np.uint8],
        sentences: int,
        titles: int,
    ) -> None:
        self.starts = starts
        self.stems = stems
        self.marks = marks
        self.first_title = sentences
        self.first_heading = sentences + titles

    def different(self, sentence: int) -> frozenset[int]:
        """Return the different stems of a sentence."""
        return frozenset(self.stems[self.starts.item(sentence) : self.starts.item(sentence + 1)].tolist())

    def title(self, document: int) -> bytes:
        """Return what tells the title of a document from those of other words."""
        place = self.first_title + document
        return self.stems[self.starts.item(place) : self.starts.item(place + 1)].tobytes()

    def title_lengths(self, documents: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return the number of words of each document's title."""
        places = documents + self.first_title
        lengths: NDArray[np.int64] = self.starts.take(places + 1) - self.starts.take(places)
        return lengths

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {"starts": self.starts, "stems": self.stems, "marks": self.marks}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], *, sentences: int, titles: int) -> ForwardIndex:
        """Return the forward index over stored arrays, which may be memory mapped."""
        return cls(arrays["starts"], arrays["stems"], arrays["marks"], sentences, titles)  # type: ignore[arg-type]  # the store keeps dtypes
