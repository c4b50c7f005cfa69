"""Sorted terms in one block of bytes, found by their hashes without being loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.search.word_list import WordList

Array = NDArray[np.generic]
Numbers = NDArray[np.int64]
UNSEEN = -1
"""The number of a term that is not here."""


class Vocabulary:
    """Terms in the order of their UTF-8 bytes; a term's number is its place.

    `hashes` are the terms' hashes in ascending order, `places` the numbers of the terms they belong to.
    """

    def __init__(
        self,
        block: NDArray[np.uint8],
        ends: NDArray[np.int64],
        hashes: NDArray[np.uint64],
        places: NDArray[np.int32],
    ) -> None:
        self.block = block
        self.ends = ends
        self.hashes = hashes
        self.places = places

    @classmethod
    def of(cls, terms: Iterable[str]) -> Vocabulary:
        """Return the vocabulary of terms already sorted by their UTF-8 bytes."""
        known = list(terms)
        return cls.hashed(WordList.of(known), hashes_of(known))

    @classmethod
    def hashed(cls, terms: WordList, hashes: NDArray[np.uint64]) -> Vocabulary:
        """Return the vocabulary of sorted terms whose hashes are known."""
        places = np.argsort(hashes, kind="stable").astype(np.int32)
        return cls(terms.block, terms.ends.astype(np.int64), hashes[places], places)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def term(self, number: int) -> str:
        """Return the term with this number."""
        return self._bytes(number).decode()

    def number(self, term: str) -> int | None:
        """Return the number of a term, or None when it is not here."""
        found = int(self.numbers([term])[0])
        return None if found == UNSEEN else found

    def numbers(self, terms: Sequence[str]) -> Numbers:
        """Return the number of each term, UNSEEN for one that is not here."""
        encoded = [term.encode() for term in terms]
        hashes = np.array([_hash(term) for term in encoded], np.uint64)
        starts = self.hashes.searchsorted(hashes).tolist()
        pairs = zip(encoded, hashes.tolist(), starts, strict=True)
        return np.array([self._found(*pair) for pair in pairs], np.int64)

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {"terms": self.block, "ends": self.ends, "hashes": self.hashes, "places": self.places}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Vocabulary:
        """Return the vocabulary over stored arrays, which may be memory mapped."""
        return cls(arrays["terms"], arrays["ends"], arrays["hashes"], arrays["places"])  # type: ignore[arg-type]  # the store keeps dtypes

    def _found(self, term: bytes, wanted: int, place: int) -> int:
        """Return the number of the term among those whose hash is the wanted one, from a place on."""
        while place < len(self.hashes) and self.hashes.item(place) == wanted:
            number: int = self.places.item(place)
            if self._bytes(number) == term:
                return number
            place += 1
        return UNSEEN

    def _bytes(self, number: int) -> bytes:
        return self.block[self.ends.item(number) : self.ends.item(number + 1)].tobytes()


def hashes_of(terms: Iterable[str]) -> NDArray[np.uint64]:
    """Return the hash of each term."""
    return np.array([_hash(term.encode()) for term in terms], np.uint64)


def _hash(term: bytes) -> int:
    return int.from_bytes(blake2b(term, digest_size=8).digest())
