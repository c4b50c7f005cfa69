"""What each sentence is like, worked out once when the index is built."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.text.clues import PLACES, REASONS, is_year
from bot.text.months import MONTHS

COLUMNS = (
    "length",  # code points
    "stems",  # different stems
    "numbers",  # different numbers
    "dated",  # says a year or a month
    "places",  # place words, up to MOST_PLACE_WORDS
    "reasons",  # says a word that gives a reason
    "opens_paragraph",
    "opens_document",
)

MOST_PLACE_WORDS = 3
_LARGEST = np.iinfo(np.int16).max


def traits_of(
    words: Sequence[str],
    stems: Sequence[str],
    length: int,
    *,
    opens_paragraph: bool,
    opens_document: bool,
) -> tuple[int, ...]:
    """Return the traits of one sentence, in the order of COLUMNS; `words` are all its folded words."""
    found = set(words)
    return (
        min(length, _LARGEST),
        min(len(set(stems)), _LARGEST),
        min(sum(word[0].isdecimal() for word in found), _LARGEST),
        int(not found.isdisjoint(MONTHS) or any(map(is_year, found))),
        min(len(found & PLACES), MOST_PLACE_WORDS),
        int(not found.isdisjoint(REASONS)),
        int(opens_paragraph),
        int(opens_document),
    )


def table(rows: Sequence[tuple[int, ...]]) -> NDArray[np.int16]:
    """Return the traits of all sentences, one row each."""
    return np.array(rows, np.int16).reshape(-1, len(COLUMNS))


def column(traits: NDArray[np.int16], name: str) -> NDArray[np.float32]:
    """Return one trait of some sentences."""
    return traits[:, COLUMNS.index(name)].astype(np.float32)
