"""Words one after the other in a block of bytes, to be memory mapped."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.search.rows import NONE, Places, ends_of, positions


class WordList:
    """Words by number: word i stands at `[ends[i], ends[i + 1])` of the block, in UTF-8."""

    def __init__(self, block: NDArray[np.uint8], ends: NDArray[np.uint32]) -> None:
        self.block = block
        self.ends = ends

    @classmethod
    def of(cls, words: Iterable[str]) -> WordList:
        """Return the list of words."""
        return cls.of_bytes([word.encode() for word in words])

    @classmethod
    def of_bytes(cls, words: Sequence[bytes]) -> WordList:
        """Return the list of words in UTF-8."""
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        return cls(np.frombuffer(b"".join(words), np.uint8), ends_of(lengths, np.uint32))

    def __len__(self) -> int:
        return len(self.ends) - 1

    def word(self, number: int) -> str:
        """Return the word with this number."""
        return self._bytes(number).decode()

    def words(self) -> list[str]:
        """Return all words."""
        return [word.decode() for word in self.in_bytes()]

    def in_bytes(self) -> list[bytes]:
        """Return all words in UTF-8."""
        block = self.block.tobytes()
        return [block[start:end] for start, end in pairwise(self.ends.tolist())]

    def lengths(self, numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the lengths of some words, in bytes."""
        lengths: NDArray[np.uint32] = self.ends[numbers + np.uint32(1)] - self.ends[numbers]
        return lengths

    def take(self, numbers: NDArray[np.integer]) -> WordList:
        """Return the list of some of the words, in the order of the numbers given; NONE is the empty word."""
        starts = self.ends[numbers].astype(np.int64)
        lengths = np.where(numbers == NONE, 0, self.ends[numbers + 1] - starts)
        return WordList(self.block[positions(starts, lengths)], ends_of(lengths, np.uint32))

    def find(self, word: str) -> int | None:
        """Return the number of a word in a list that is sorted by UTF-8 bytes, or None."""
        wanted = word.encode()
        place = bisect_left(range(len(self)), wanted, key=self._bytes)
        return place if place < len(self) and self._bytes(place) == wanted else None

    def arrays(self) -> Mapping[str, NDArray[np.generic]]:
        """Return the arrays to store, by name."""
        return {"block": self.block, "ends": self.ends}

    def _bytes(self, number: int) -> bytes:
        return self.block[self.ends.item(number) : self.ends.item(number + 1)].tobytes()


def union(lists: Sequence[WordList]) -> tuple[WordList, list[Places]]:
    """Return the words of sorted lists as one sorted list, and the place there of each word of each list."""
    if len(lists) == 1:
        return lists[0], [np.arange(len(lists[0]), dtype=np.int32)]
    encoded = [each.in_bytes() for each in lists]
    words = sorted(set().union(*encoded))
    number = {word: i for i, word in enumerate(words)}
    places = [np.fromiter(map(number.__getitem__, each), np.int32, len(each)) for each in encoded]
    return WordList.of_bytes(words), places
