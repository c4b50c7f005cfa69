"""A hash table as two arrays, to be memory mapped: from the hash of a text to the numbers filed under it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bot.search.letters import Letters

Hashes = NDArray[np.uint32]
Numbers = NDArray[np.uint32]

_BASE = 0x01000193
_SPREAD = 0x9E3779B1
_WORD = 0xFFFFFFFF
_BITS = 32


class Buckets:
    """Numbers filed under hashes; those of bucket b stand at `[starts[b], starts[b + 1])`.

    A bucket holds what has been filed under a few hashes: whoever looks there must look at what he finds.
    """

    def __init__(self, starts: NDArray[np.uint32], numbers: Numbers) -> None:
        self.starts = starts
        self.numbers = numbers
        self._shift = _BITS - max(len(starts) - 2, 1).bit_length()

    @classmethod
    def of(cls, hashes: Hashes, numbers: Numbers) -> Buckets:
        """File each number under its hash; within a bucket they keep their order."""
        bits = max(len(hashes).bit_length() - 1, 1)
        places = (hashes * np.uint32(_SPREAD)) >> np.uint32(_BITS - bits)
        order = np.argsort(places, kind="stable")
        starts = np.zeros((1 << bits) + 1, np.uint32)
        np.cumsum(np.bincount(places, minlength=1 << bits), out=starts[1:])
        return cls(starts, numbers[order])

    def numbers_of(self, text: str) -> Numbers:
        """Return the numbers filed under a text, and a few others."""
        bucket = ((hashed(text) * _SPREAD) & _WORD) >> self._shift
        return self.numbers[self.starts.item(bucket) : self.starts.item(bucket + 1)]

    def arrays(self) -> Mapping[str, NDArray[np.generic]]:
        """Return the arrays to store, by name."""
        return {"starts": self.starts, "numbers": self.numbers}


def hashed(text: str) -> int:
    """Return the hash of a text: a polynomial of its code points, modulo 2 ** 32."""
    value = 0
    for letter in text:
        value = (value * _BASE + ord(letter)) & _WORD
    return value


def hashes_of(texts: Letters) -> Hashes:
    """Return the hash of each text."""
    hashes = np.zeros(len(texts), np.uint32)
    for rows, letters in texts.by_length():
        hashes[rows] = _tails(letters)[:, 0]
    return hashes


def hashes_without_a_letter(texts: Letters) -> tuple[Hashes, Numbers]:
    """Return the hash of each text without each of its letters in turn, and the place of the text in `texts`.

    The hash of a word without its letter i is made of the hashes of what stands before and behind it.
    """
    hashes, owners = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    for rows, letters in texts.by_length():
        tails = _tails(letters)
        heads = np.zeros(len(rows), np.uint32)
        for i, power in enumerate(_powers(letters.shape[1])):
            hashes.append(heads * power + tails[:, i + 1])
            owners.append(rows)
            heads = heads * np.uint32(_BASE) + letters[:, i]
    return np.concatenate(hashes), np.concatenate(owners)


def letters_in(texts: Letters) -> NDArray[np.uint32]:
    """Return, for each text, a bit for each letter that it holds; letters 32 code points apart share one."""
    bits = np.zeros(len(texts), np.uint32)
    for rows, letters in texts.by_length():
        bits[rows] = np.bitwise_or.reduce(np.uint32(1) << (letters & np.uint32(31)), axis=1)
    return bits


def _tails(letters: NDArray[np.uint32]) -> Hashes:
    """Return what each row's letters from i on add to its hash, for each i up to the length itself."""
    tails = np.zeros((len(letters), letters.shape[1] + 1), np.uint32)
    added = letters * _powers(letters.shape[1])
    tails[:, :-1] = np.cumsum(added[:, ::-1], axis=1, dtype=np.uint32)[:, ::-1]
    return tails


def _powers(length: int) -> NDArray[np.uint32]:
    """Return what each letter of a text counts for, the last one for 1."""
    return np.array([pow(_BASE, length - 1 - i, 1 << _BITS) for i in range(length)], np.uint32)
