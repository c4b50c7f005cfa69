"""Sorted terms in one block of bytes, looked up by bisection without being loaded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]


class Vocabulary:
    """Terms in the order of their UTF-8 bytes; a term's number is its place."""

    def __init__(self, block: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self.block = block
        self.ends = ends

    @classmethod
    def of(cls, terms: Iterable[str]) -> Vocabulary:
        """Return the vocabulary of terms already sorted by their UTF-8 bytes."""
        encoded = [term.encode() for term in terms]
        ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        return cls(np.frombuffer(b"".join(encoded), np.uint8), ends)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def term(self, number: int) -> str:
        """Return the term with this number."""
        return self._bytes(number).decode()

    def number(self, term: str) -> int | None:
        """Return the number of a term, or None when it is not here."""
        wanted = term.encode()
        place = bisect_left(range(len(self)), wanted, key=self._bytes)
        return place if place < len(self) and self._bytes(place) == wanted else None

    def _bytes(self, number: int) -> bytes:
        return self.block[self.ends[number] : self.ends[number + 1]].tobytes()
