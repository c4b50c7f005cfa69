"""Find the words, numbers, dates and percent signs of a text, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.text.folding import INVISIBLE, MARKS, TATWEEL, fold_word
from bot.text.months import GREGORIAN

PERCENT = "%"
_NUMBER = r"\d+(?:[.,٫٬]\d+)*"
# 15/3/2021, 2021-03-15: three numbers and twice the same sign, with no further part.
_DATE = (
    r"(?<![\d/.-])(?:\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{4}"
    r"|\d{4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{1,2})(?![\d/-]|\.\d)"
)
# A percent sign belongs to the number that it touches on either side, or follows after a space; %20 is none.
_SIGN = r"(?:(?<=\d)|(?<=\d[ \u00a0\u202f]))[%٪﹪％]|(?<![^\s([{«\"“\u0621-\u064a])[%٪﹪％](?=\d)"
_LETTER = r"[^\W\d_]"
# A word may hold marks, tatweel and zero-width characters anywhere after its first letter.
_WORD = rf"{_LETTER}(?:{_LETTER}|[{MARKS}{INVISIBLE}{TATWEEL}]|['’](?=[A-Za-z]))*"
_TOKEN = re.compile(f"{_WORD}|(?P<date>{_DATE})|{_NUMBER}|(?P<percent>{_SIGN})")
_NUMBERS = re.compile(_NUMBER)
_WORDS = re.compile(_WORD)
_PART = re.compile(r"\d+")
_FIRST_YEAR, _LAST_YEAR, _LAST_DAY = 1_500, 2_100, 31
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


class Token(NamedTuple):
    """One word or number: its folded form, and its place `[start, end)` in code points."""

    folded: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and numbers of a text in order; letters and digits that touch are two tokens.

    A date in digits is three tokens, its month by name; a percent sign at a number is a token.
    """
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup is None:
            for word in _folded(match.group()):
                yield Token(word, start, end)
        elif match.lastgroup == "date":
            yield from _date(text, start, end)
        else:
            yield Token(PERCENT, start, end)


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in order: those of its tokens, at a third of the cost."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup is None:
            found += _folded(match.group())
        elif match.lastgroup == "date":
            found += (token.folded for token in _date(text, *match.span()))
        else:
            found.append(PERCENT)
    return found


def spellings(text: str) -> list[str]:
    """Return the words of a text in order, as they are written."""
    return _WORDS.findall(text)


@lru_cache(maxsize=200_000)
def _folded(word: str) -> tuple[str, ...]:
    """Return the words that one is folded into; kept, since a corpus repeats its words."""
    folded = fold_word(word)
    if folded and folded[0].isdecimal():
        folded = _THOUSANDS.sub("", folded)
    return tuple(folded.split())  # a few ligatures are whole phrases: ﷺ


def _date(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield day, month and year where they can be told: the day first, but for 2021-03-15 and 3/15/2021."""
    parts = list(_PART.finditer(text, start, end))
    numbers = [int(part.group()) for part in parts]
    year, others = (0, (2, 1)) if len(parts[0].group()) == len("2021") else (2, (0, 1))
    day, month = others
    if numbers[month] > len(GREGORIAN) >= numbers[day]:
        day, month = month, day
    if not (
        1 <= numbers[month] <= len(GREGORIAN)
        and 1 <= numbers[day] <= _LAST_DAY
        and _FIRST_YEAR <= numbers[year] <= _LAST_YEAR
    ):  # a Hijri date, a version: the numbers as they stand
        for match in _NUMBERS.finditer(text, start, end):
            yield from (Token(word, *match.span()) for word in _folded(match.group()))
        return
    for place, part in enumerate(parts):
        said = GREGORIAN[numbers[month] - 1] if place == month else str(numbers[place])
        yield Token(said, part.start(), part.end())
