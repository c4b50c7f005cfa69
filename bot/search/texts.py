"""Texts as the numbers of their words, growing one by one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.search.rows import Places

_LOW = 32


class Texts:
    """The numbers of the words of each text, and how many they are."""

    def __init__(self) -> None:
        self._words = array("i")
        self._lengths = array("i")

    def add(self, words: Iterable[int]) -> None:
        """Take one more text."""
        before = len(self._words)
        self._words.extend(words)
        self._lengths.append(len(self._words) - before)

    @property
    def words(self) -> Places:
        """Return the words of all texts, one text after the other."""
        return np.array(self._words, np.int32)

    @property
    def lengths(self) -> Places:
        """Return the number of words of each text."""
        return np.array(self._lengths, np.int32)


def once_a_text(words: Places, lengths: NDArray[np.integer]) -> Places:
    """Return the words of texts without what repeats in one text; their order is lost."""
    keys = np.repeat(np.arange(len(lengths)), lengths) << _LOW | words
    keys.sort()
    found: NDArray[np.int64] = keys[np.diff(keys, prepend=-1) > 0]
    return found.astype(np.int32)  # the low half: the word
