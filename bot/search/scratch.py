"""Arrays as long as the index, of which a question uses a few places: made once a thread, never cleared.

Making a fresh array of a million places costs more than answering the question.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Block = tuple[NDArray[np.int32], NDArray[np.float32]]


class Scratch:
    """Sums over numbers below `size` that touch the numbers at hand alone."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._own = threading.local()

    def sums(self, blocks: Sequence[Block]) -> Block:
        """Add up the weights of blocks, and return their different numbers, ascending, with the sums.

        There is at least one block, and the numbers of each ascend.
        """
        numbers = np.concatenate([numbers for numbers, _ in blocks])
        places, sums = numbers.astype(np.intp), self._sums()
        sums[places] = 0
        np.add.at(sums, places, np.concatenate([weights for _, weights in blocks]))
        numbers.sort(kind="stable")  # merges the blocks
        first = np.empty(len(numbers), np.bool_)
        first[:1] = True
        np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
        found = numbers[first]
        return found, sums.take(found)

    def _sums(self) -> NDArray[np.float32]:
        kept: NDArray[np.float32] | None = getattr(self._own, "sums", None)
        if kept is None:
            kept = self._own.sums = np.zeros(self._size, np.float32)
        return kept
