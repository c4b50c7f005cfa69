"""The forward index: the stems of each sentence, title and heading in order, for a closer look at a few."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.vocabulary import Array, Numbers


@dataclass(frozen=True, slots=True)
class Tokens:
    """The content words of some texts, one entry a word, text by text."""

    owners: Numbers
    """The place of the word's text among the texts asked for."""
    places: Numbers
    """The place of the word in its text."""
    stems: NDArray[np.int32]
    marks: NDArray[np.uint8]
    """What the word is beside its stem: the flags of `bot.search.traits`."""
    lengths: Numbers
    """The number of words of each text."""


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

    def title(self, document: int) -> bytes:
        """Return what tells the title of a document from those of other words."""
        place = self.first_title + document
        return self.stems[self.starts[place] : self.starts[place + 1]].tobytes()

    def tokens(self, texts: Numbers) -> Tokens:
        """Return the words of some texts."""
        first = self.starts[texts]
        lengths = self.starts[texts + 1] - first
        ends = np.cumsum(lengths)
        owners = np.repeat(np.arange(len(texts)), lengths)
        places = np.arange(ends[-1] if len(ends) else 0) - (ends - lengths)[owners]
        where = first[owners] + places
        return Tokens(owners, places, self.stems[where], self.marks[where], lengths)

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {"starts": self.starts, "stems": self.stems, "marks": self.marks}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array], *, sentences: int, titles: int) -> ForwardIndex:
        """Return the forward index over stored arrays, which may be memory mapped."""
        return cls(arrays["starts"], arrays["stems"], arrays["marks"], sentences, titles)  # type: ignore[arg-type]  # the store keeps dtypes
