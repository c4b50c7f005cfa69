"""Telegram's limits on the length of a text, and where a text is cut to keep them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from bot.text.sentences import sentences

MESSAGE_UNITS = 4096
"""The longest message in UTF-16 code units, counted after its markup has become entities."""
_LAST_OF_ONE_UNIT = "\uffff"
_JOINER = "\u200d"
_LONGEST_CLUSTER = 32  # code points; marks beyond that are noise


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, as Telegram counts it."""
    return len(text) + sum(character > _LAST_OF_ONE_UNIT for character in text)


def cuts(text: str, limit: int = MESSAGE_UNITS) -> Iterator[tuple[int, int]]:
    """Yield spans `[start, end)` in code points that cover a text, each at most `limit` UTF-16 units.

    A cut is made before a sentence when that leaves the span at least half full, else before a word, and in
    the middle of a word only when it is longer than the limit.
    """
    units = [0, *accumulate(1 + (character > _LAST_OF_ONE_UNIT) for character in text)]
    starts = [start for start, _ in sentences(text)] if units[-1] > limit else []
    begin = 0
    while units[-1] - units[begin] > limit:
        furthest = _furthest(units, begin, limit)
        end = _best_cut(text, starts, begin, furthest)
        yield begin, end
        begin = end
    yield begin, len(text)


def _furthest(units: list[int], begin: int, limit: int) -> int:
    """Return the last place, at least one character on, up to which a span from `begin` keeps the limit."""
    end = min(begin + limit, len(units) - 1)
    while units[end] - units[begin] > limit and end > begin + 1:
        end -= 1
    return end


def _best_cut(text: str, starts: list[int], begin: int, furthest: int) -> int:
    half = begin + (furthest - begin) // 2
    before_sentence = max((start for start in starts if half <= start <= furthest), default=0)
    if before_sentence > begin:
        return before_sentence
    for place in range(furthest, begin, -1):
        if text[place - 1].isspace() and not text[place].isspace():
            return place
    for place in range(furthest, max(begin, furthest - _LONGEST_CLUSTER), -1):
        if not _joined(text, place):
            return place
    return furthest


def _joined(text: str, place: int) -> bool:
    """Say whether the characters on both sides of a place are drawn as one."""
    after, before = text[place], text[place - 1]
    return _JOINER in (after, before) or unicodedata.category(after) in {"Mn", "Me", "Mc", "Sk"}
