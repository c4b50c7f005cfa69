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
        sums = self._added(numbers.astype(np.intp), blocks)
        numbers.sort(kind="stable")  # merges the blocks
        first = np.empty(len(numbers), np.bool_)
        first[:1] = True
        np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
        found = numbers[first]
        return found, sums.take(found)

    def sums_at(self, wanted: NDArray[np.int32], blocks: Sequence[Block]) -> NDArray[np.float32]:
        """Add up the weights of blocks, and return the sum of each wanted number, 0 where no block has it."""
        nothing = wanted, np.zeros(len(wanted), np.float32)
        numbers = np.concatenate([numbers for numbers, _ in (nothing, *blocks)], dtype=np.intp)
        return self._added(numbers, (nothing, *blocks)).take(wanted)

    def _added(self, numbers: NDArray[np.intp], blocks: Sequence[Block]) -> NDArray[np.float32]:
        """Return this thread's sums, those of the numbers made anew from blocks."""
        sums: NDArray[np.float32] | None = getattr(self._own, "sums", None)
        if sums is None:
            sums = self._own.sums = np.zeros(self._size, np.float32)
        sums[numbers] = 0
        np.add.at(sums, numbers, np.concatenate([weights for _, weights in blocks]))
        return sums
