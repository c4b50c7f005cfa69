"""The letters of many words at once: code points in one array, so that no word is looked at by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.rows import Numbers, ends_of
from bot.search.word_list import WordList

_CONTINUES = 0x80  # the two highest bits of each byte of a letter in UTF-8 but its first
_HIGHEST_TWO = 0xC0


class Letters:
    """Words by number, each as its code points, which stand together."""

    def __init__(self, codes: NDArray[np.uint32], starts: Numbers, lengths: Numbers) -> None:
        self.codes = codes
        self.lengths = lengths
        self._starts = starts

    @classmethod
    def of(cls, words: Sequence[str]) -> Letters:
        """Return the letters of words."""
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        return cls(_codes("".join(words)), ends_of(lengths, np.int64)[:-1], lengths)

    @classmethod
    def of_list(cls, words: WordList) -> Letters:
        """Return the letters of a list of words."""
        opening = (words.block & _HIGHEST_TWO) != _CONTINUES
        ends = ends_of(opening, np.int64)[words.ends]
        return cls(_codes(words.block.tobytes().decode()), ends[:-1], np.diff(ends))

    def __len__(self) -> int:
        return len(self.lengths)

    def take(self, numbers: NDArray[np.integer]) -> Letters:
        """Return the letters of some of the words."""
        return Letters(self.codes, self._starts[numbers], self.lengths[numbers])

    def by_length(self) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.uint32]]]:
        """Yield the numbers of the words of each length but 0, and their code points, a row each."""
        for length in np.unique(self.lengths[self.lengths > 0]).tolist():
            rows = np.flatnonzero(self.lengths == length)
            letters = self.codes[self._starts[rows][:, None] + np.arange(length)]
            yield rows.astype(np.uint32), letters


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), np.dtype("<u4")).astype(np.uint32, copy=False)
