"""How alike the stems of texts are to the words of a question: the same, of one family, or spelt alike.

Spelling is compared by letter trigrams (Dice, 1945; Adamson and Boreham, 1974).  It does the work of
character n-gram indexes at a fraction of their size: only the words of a few hundred sentences are
compared, whatever the size of the corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.search.query_terms import QueryTerms
from bot.search.stems import CODES, MOST_TRIGRAMS, Stems
from bot.search.vocabulary import Numbers

SAME: Final = 1.0
FAMILY: Final = 0.8
SPELLING: Final = 0.8
"""The likeness of two stems of the same trigrams; in proportion for fewer in common ..."""
LEAST_DICE: Final = 0.3
"""... down to this share of trigrams in common."""
ALTERNATIVE: Final = 0.8
"""What of its likeness counts for what was typed, where another word may have been meant."""

# A stem has eight trigrams.  Looked up in a table of bytes they make one number of 64 bits: each byte tells
# by a bit for each of eight terms whether the term has that trigram, too.
_AT_ONCE = 8
_BIT_OF = np.uint64(0x0101010101010101) << np.arange(_AT_ONCE, dtype=np.uint64)[:, None]


def _dice_of_counts() -> NDArray[np.float32]:
    """Return the likeness of spelling by the trigrams in common (rows) and those of both added up."""
    common, both = np.arange(MOST_TRIGRAMS + 1)[:, None], np.arange(2 * MOST_TRIGRAMS + 1)
    dice = 2 / np.maximum(both, 1) * common
    return np.where(dice >= LEAST_DICE, SPELLING * dice, 0).astype(np.float32)


_DICE = _dice_of_counts()
_BOTH = _DICE.shape[1]


def touched(terms: QueryTerms, numbers: NDArray[np.int32], stems: Stems) -> Numbers:
    """Return the places of those stems that share a family or a trigram with a term: most do not."""
    marked = _table([chain.from_iterable(terms.trigrams)])
    alike = _in_one(marked.take(_codes_of(numbers, stems))) > 0
    alike |= (stems.family_of.take(numbers) == terms.families[:, None]).any(axis=0)
    found: Numbers = alike.nonzero()[0]
    if terms.alternatives is not None:
        found = np.union1d(found, touched(terms.alternatives, numbers, stems))
    return found


def likeness(terms: QueryTerms, numbers: NDArray[np.int32], stems: Stems) -> NDArray[np.float32]:
    """Return the likeness, 0 to 1, of each numbered stem (columns) to each term of the question (rows)."""
    found = np.zeros((len(terms), len(numbers)), np.float32)
    codes = _codes_of(numbers, stems)
    sizes = np.bitwise_count(_in_one((codes > 0).view(np.uint8)))
    for first in range(0, len(terms), _AT_ONCE):
        asked = terms.trigrams[first : first + _AT_ONCE]
        common = np.bitwise_count(_in_one(_table(asked).take(codes)) & _BIT_OF[: len(asked)])
        both = sizes + np.array([len(each) for each in asked])[:, None]
        _DICE.take(common * _BOTH + both, out=found[first : first + _AT_ONCE], mode="clip")
    np.copyto(found, FAMILY, where=stems.family_of.take(numbers) == terms.families[:, None])
    np.copyto(found, SAME, where=numbers == terms.stems[:, None])
    if terms.alternatives is not None:
        others = likeness(terms.alternatives, numbers, stems)
        for places, row in zip(terms.stands_for, ALTERNATIVE * others, strict=True):
            for place in places:
                np.maximum(found[place], row, out=found[place])
    return found


def _codes_of(numbers: NDArray[np.int32], stems: Stems) -> NDArray[np.uint16]:
    """Return the trigrams of each numbered stem, one row each."""
    rows = stems.trigrams.view(np.complex128)  # a row of 16 bytes is taken whole
    return rows.ravel().take(numbers).view(np.uint16).reshape(-1, MOST_TRIGRAMS)


def _table(terms: Sequence[Iterable[int]]) -> NDArray[np.uint8]:
    """Return a byte for each code of a trigram: a bit for each term that has it."""
    table = bytearray(CODES)
    for place, codes in enumerate(terms):
        for code in codes:
            table[code] |= 1 << place
    return np.frombuffer(table, np.uint8)


def _in_one(rows: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return the eight bytes of each row as one number."""
    return rows.view(np.uint64).ravel()
