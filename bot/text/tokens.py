"""Find the words and numbers of a text, with their places in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.folding import INVISIBLE, MARKS, TATWEEL, fold_word

_NUMBER = r"\d+(?:[.,٫٬]\d+)*"
_LETTER = r"[^\W\d_]"
# A word may hold marks, tatweel and zero-width characters anywhere after its first letter.
_WORD = rf"{_LETTER}(?:{_LETTER}|[{MARKS}{INVISIBLE}{TATWEEL}]|['’](?=[A-Za-z]))*"
_TOKEN = re.compile(f"{_NUMBER}|{_WORD}")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number: its folded form, and its place `[start, end)` in code points."""

    folded: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words and numbers of a text in order; letters and digits that touch are two tokens."""
    for match in _TOKEN.finditer(text):
        folded = fold_word(match.group())
        if folded and folded[0].isdecimal():
            folded = _THOUSANDS.sub("", folded)
        for word in folded.split():  # a few ligatures are whole phrases: ﷺ
            yield Token(word, match.start(), match.end())


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text in order."""
    return [token.folded for token in tokens(text)]
