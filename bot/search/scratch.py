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

    def best(self, blocks: Sequence[Block], most: int) -> Block:
        """Add up the weights of blocks, and return the numbers with the highest sums, ascending, with these.

        There are at most so many; of the same sums, the earlier numbers.  The numbers of each block, of
        which there is at least one, are different and ascend.
        """
        numbers = np.concatenate([numbers for numbers, _ in blocks], dtype=np.intp)
        added = self._added(numbers, blocks)
        sums = added.take(numbers)
        ends = np.cumsum([len(numbers) for numbers, _ in blocks])
        large = [
            (end - len(one), end)
            for (one, _), end in zip(blocks, ends.tolist(), strict=True)
            if len(one) > most
        ]
        if large:  # the best are no worse than the best of the numbers of one block
            start, end = min(large, key=lambda place: place[1] - place[0])
            numbers = numbers[sums >= _least(sums[start:end], most)]
        numbers.sort()
        first = np.empty(len(numbers), np.bool_)
        first[:1] = True
        np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
        found = numbers[first]
        sums = added.take(found)
        if len(found) > most:
            chosen = first_places(sums, most)
            found, sums = found.take(chosen), sums.take(chosen)
        return found.astype(np.int32), sums

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


def first_places(scores: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """Return the places of the highest scores, ascending; of the same scores, the earlier places."""
    if len(scores) <= most:
        return np.arange(len(scores))
    least = _least(scores, most)
    places: NDArray[np.intp] = (scores >= least).nonzero()[0]
    if len(places) > most:
        tied = (scores.take(places) == least).nonzero()[0]
        return np.delete(places, tied[most - len(places) :])
    return places


def _least(scores: NDArray[np.float32], most: int) -> np.float32:
    """Return the least of so many of the highest scores."""
    least: np.float32 = np.partition(scores, -most)[-most]
    return least
