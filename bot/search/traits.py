"""What each sentence, and each of its words, is like, worked out once when the index is built."""

from __future__ import annotations

from collections.abc import Container, Hashable, Sequence
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from bot.text.clues import PLACE_PREPOSITIONS, PLACES, REASONS, is_year
from bot.text.dates import ERAS
from bot.text.months import MONTHS
from bot.text.number_phrases import YEAR_NOUNS

COLUMNS = (
    "length",  # code points
    "stems",  # different stems
    "places",  # place words, up to MOST_PLACE_WORDS
    "reasons",  # says a word that gives a reason
)

MOST_PLACE_WORDS = 3
_LARGEST = np.iinfo(np.int16).max


class Mark(IntFlag):
    """What a word of a sentence is, beside its stem."""

    NUMBER = 1
    DATE = 2  # a year or a month
    YEAR = 4
    PLACED = 8  # right behind a preposition of place, as the name of a place is


_DATE, _PLACED = int(Mark.DATE), int(Mark.PLACED)  # an IntFlag is slow, and every word passes here


def marks_of(words: Sequence[str], kept: Sequence[bool], typed: Container[str]) -> list[int]:
    """Return the marks of those words of a sentence that are kept, its content words; all are folded.

    `typed` holds the words as they stand there, before numbers were written one way.
    """
    marks, before = [], ""
    for place, (word, keep) in enumerate(zip(words, kept, strict=True)):
        if keep:
            mark = _PLACED if before in PLACE_PREPOSITIONS else 0
            if word[0].isdecimal():
                mark |= _number(word, before, "".join(words[place + 1 : place + 2]), typed=word in typed)
            elif word in MONTHS:
                mark |= _DATE
            marks.append(mark)
        before = word
    return marks


def traits_of(words: Sequence[str], stems: Sequence[Hashable], length: int) -> tuple[int, ...]:
    """Return the traits of one sentence, in the order of COLUMNS; `words` are all its folded words."""
    found = set(words)
    return (
        min(length, _LARGEST),
        min(len(set(stems)), _LARGEST),
        min(len(found & PLACES), MOST_PLACE_WORDS),
        int(not found.isdisjoint(REASONS)),
    )


def table(rows: Sequence[tuple[int, ...]]) -> NDArray[np.int16]:
    """Return the traits of all sentences, one row each."""
    return np.array(rows, np.int16).reshape(-1, len(COLUMNS))


def column(traits: NDArray[np.int16], name: str) -> NDArray[np.float64]:
    """Return one trait of some sentences."""
    return traits[:, COLUMNS.index(name)].astype(np.float64)


def _number(word: str, before: str, behind: str, *, typed: bool) -> int:
    # ألفا موقع are two thousand sites: only digits are a year that nothing calls one.
    is_a_year = before in YEAR_NOUNS or behind in ERAS or (typed and is_year(word))
    return int(Mark.NUMBER | Mark.YEAR | Mark.DATE if is_a_year else Mark.NUMBER)
