"""How alike the stems of texts are to the words of a question: the same, of one family, or spelt alike.

Spelling is compared by letter trigrams (Dice, 1945; Adamson and Boreham, 1974).  It does the work of
character n-gram indexes at a fraction of their size: only the words of a few hundred sentences are
compared, whatever the size of the corpus.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.search.query_terms import QueryTerms
from bot.search.stems import CODES, Stems

SAME: Final = 1.0
FAMILY: Final = 0.8
SPELLING: Final = 0.8
"""The likeness of two stems of the same trigrams; in proportion for fewer in common ..."""
LEAST_DICE: Final = 0.3
"""... down to this share of trigrams in common."""

_BITS = 5  # a count of trigrams in common takes so many of a word's 64 bits, so that one sum counts for
_AT_ONCE = 12  # so many stems of the question
_ALL = (1 << _BITS) - 1


def likeness(terms: QueryTerms, numbers: NDArray[np.int32], stems: Stems) -> NDArray[np.float32]:
    """Return the likeness, 0 to 1, of each numbered stem (columns) to each term of the question (rows)."""
    found = np.zeros((len(terms), len(numbers)), np.float32)
    trigrams = stems.trigrams[:, numbers]
    for first in range(0, len(terms), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        _compare(terms.trigrams[:, part], trigrams, found[part])
    rows, columns = np.nonzero(stems.family_of[numbers] == terms.families[:, None])
    found[rows, columns] = np.where(numbers[columns] == terms.stems[rows], SAME, FAMILY)
    return found


def _compare(wanted: NDArray[np.uint16], trigrams: NDArray[np.uint16], found: NDArray[np.float32]) -> None:
    """Write the likeness of spelling of each column of trigrams to each wanted one into `found`."""
    shifts = _BITS * np.arange(wanted.shape[1], dtype=np.int64)
    counters = np.zeros(CODES, np.int64)
    for codes, shift in zip(wanted.T, shifts, strict=True):
        counters[codes] |= 1 << shift
    counters[0] = 0
    packed = counters[trigrams].sum(axis=0)
    some = np.flatnonzero(packed)  # most stems have not one trigram in common with the question
    common = (packed[some] >> shifts[:, None]) & _ALL
    sizes = _sizes(trigrams[:, some]) + _sizes(wanted)[:, None]
    dice = (2 / sizes) * common
    found[:, some] = np.where(dice >= LEAST_DICE, SPELLING * dice, 0)


def _sizes(trigrams: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Return how many trigrams each column holds."""
    sizes: NDArray[np.int64] = (trigrams > 0).sum(axis=0)
    return sizes
