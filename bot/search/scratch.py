"""Arrays as long as the index, of which a question uses a few places: made once a thread, never cleared.

Making a fresh array of a million places costs more than answering the question.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)
Block = tuple[NDArray[np.int32], NDArray[np.float32]]


class Scratch:
    """Sums and look-ups over numbers below `size` that touch the numbers at hand alone."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._own = threading.local()

    def sums(self, blocks: Sequence[Block], further: NDArray[np.int32] | None = None) -> NDArray[np.float32]:
        """Add up the weights of blocks, each of different numbers.

        Only the places of those numbers, and of `further` ones, hold sums, and only until this thread's next
        call.
        """
        sums = self._array("sums", np.float32)
        if further is not None:
            sums[further] = 0
        for numbers, _ in blocks:
            sums[numbers] = 0
        for numbers, weights in blocks:
            sums[numbers] += weights
        return sums

    def distinct(self, numbers: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the different numbers, and the place of each given number among them."""
        places = self._array("places", np.int32)
        order = np.arange(len(numbers), dtype=np.int32)
        places[numbers] = order
        found = numbers[places[numbers] == order]
        places[found] = order[: len(found)]
        return found, places[numbers]

    def _array(self, name: str, dtype: type[Kind]) -> NDArray[Kind]:
        kept: NDArray[Kind] | None = getattr(self._own, name, None)
        if kept is None:
            kept = np.zeros(self._size, dtype)
            setattr(self._own, name, kept)
        return kept
