"""Words one after the other in a block of bytes, to be memory mapped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray


class WordList:
    """Words by number: word i stands at `[ends[i], ends[i + 1])` of the block, in UTF-8."""

    def __init__(self, block: NDArray[np.uint8], ends: NDArray[np.uint32]) -> None:
        self.block = block
        self.ends = ends

    @classmethod
    def of(cls, words: Iterable[str]) -> WordList:
        """Return the list of words."""
        encoded = [word.encode() for word in words]
        ends = np.cumsum([0, *map(len, encoded)], dtype=np.uint32)
        return cls(np.frombuffer(b"".join(encoded), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def word(self, number: int) -> str:
        """Return the word with this number."""
        return self.block[self.ends[number] : self.ends[number + 1]].tobytes().decode()

    def lengths(self, numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the lengths of some words, in bytes."""
        lengths: NDArray[np.uint32] = self.ends[numbers + np.uint32(1)] - self.ends[numbers]
        return lengths

    def arrays(self) -> Mapping[str, NDArray[np.generic]]:
        """Return the arrays to store, by name."""
        return {"block": self.block, "ends": self.ends}
