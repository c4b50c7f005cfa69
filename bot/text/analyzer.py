"""From a text to the terms that are indexed and looked for; documents and questions go the same way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.text.numerals import unified
from bot.text.question_words import FIRST_ONLY, QUESTION_WORDS
from bot.text.stemmer import skeleton
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import words

VERSION = 5
"""Part of every index's name: raise it when any term may come out differently."""

GRAM = 4
"""Length of a character n-gram, in letters."""


class View(StrEnum):
    """A way to write a word down as terms; they err differently, so they are fused."""

    SKELETON = "skeleton"
    GRAMS = "grams"


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for the search."""

    text: str
    folded: str
    words: tuple[str, ...]
    """The folded content words, in order, repeated ones included; numbers and dates written one way."""


def analyze(question: str) -> Query:
    """Return the content words of a question; none are left of one that holds nothing to look for."""
    said = words(question)
    asked = said[1:] if said and said[0] in FIRST_ONLY else said
    return Query(question, " ".join(said), tuple(content(unified(asked))))


def content_words(text: str) -> list[str]:
    """Return the folded words of a text, numbers and dates one way, without stop and question words."""
    return content(unified(words(text)))


def content(folded: Iterable[str]) -> list[str]:
    """Return the folded words that are neither stop words nor question words."""
    return [word for word in folded if word not in STOP_WORDS and word not in QUESTION_WORDS]


def terms(content: Iterable[str], view: View) -> list[str]:
    """Return the terms of content words in one view."""
    match view:
        case View.SKELETON:
            return [skeleton(word) for word in content]
        case View.GRAMS:
            return [gram for word in content for gram in grams(word)]


def grams(word: str) -> list[str]:
    """Return the character n-grams of a word; a short word or a number is its own only gram."""
    if word[0].isdecimal():  # 172000 has nothing to do with the year 2000
        return [word]
    return [word[i : i + GRAM] for i in range(len(word) - GRAM + 1)] or [word]
