"""The table of stems: what the index knows of every stem that its texts hold.

A stem belongs to a family, the words of one consonant skeleton; families are what BM25 counts.  Letter
trigrams tell which stems are written alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.search.vocabulary import Array, Vocabulary
from bot.text.stemmer import stem

CODES = 1 << 13
"""Trigrams are told apart by this many codes; code 0 is no trigram."""
MOST_TRIGRAMS = 8
"""Of a longer stem, the first trigrams speak."""


class Stems:
    """Every stem by number: its family, the number of sentences that hold it, and a row of its trigrams."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        families: Vocabulary,
        family_of: NDArray[np.int32],
        frequencies: NDArray[np.int32],
        trigrams: NDArray[np.uint16],
    ) -> None:
        self.vocabulary = vocabulary
        self.families = families
        self.family_of = family_of
        self.frequencies = frequencies
        self.trigrams = trigrams

    def __len__(self) -> int:
        return len(self.vocabulary)

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        parts = {"names": self.vocabulary, "families": self.families}
        return {
            **{f"{part}.{name}": array for part, v in parts.items() for name, array in v.arrays().items()},
            "family_of": self.family_of,
            "frequencies": self.frequencies,
            "trigrams": self.trigrams,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Stems:
        """Return the table over stored arrays, which may be memory mapped."""
        return cls(
            _vocabulary(arrays, "names."),
            _vocabulary(arrays, "families."),
            arrays["family_of"],  # type: ignore[arg-type]  # the store keeps dtypes
            arrays["frequencies"],  # type: ignore[arg-type]
            arrays["trigrams"],  # type: ignore[arg-type]
        )


def stems(words: Iterable[str]) -> list[str]:
    """Return the stem of each content word."""
    return list(map(stem, words))


def trigrams(stems: Sequence[str]) -> NDArray[np.uint16]:
    """Return a row of trigram codes for each stem, filled up with 0."""
    codes = np.zeros((len(stems), MOST_TRIGRAMS), np.uint16)
    for row, word in zip(codes, stems, strict=True):
        found = codes_of(word)
        row[: len(found)] = found
    return codes


def codes_of(word: str) -> tuple[int, ...]:
    """Return the codes of a stem's trigrams, its ends marked; none for a number: 16 is not 18."""
    if word[0].isdecimal():
        return ()
    marked = f"^{word}$"
    first = (marked[i : i + 3].encode() for i in range(min(len(word), MOST_TRIGRAMS)))
    return tuple(sorted({1 + crc32(each) % (CODES - 1) for each in first}))


def _vocabulary(arrays: Mapping[str, Array], prefix: str) -> Vocabulary:
    own = {name.removeprefix(prefix): a for name, a in arrays.items() if name.startswith(prefix)}
    return Vocabulary.from_arrays(own)
