"""From a text to the words that are indexed and looked for; documents and questions go the same way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.text.clues import LIFE
from bot.text.folding import fold
from bot.text.light import EMPTY, TIMES
from bot.text.numerals import unified
from bot.text.question_words import FIRST_ONLY, PAIRS, QUESTION_WORDS, TALK
from bot.text.stemmer import akin
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import words

VERSION = 8
"""Part of every index's name: raise it when any term may come out differently."""
_ANSWERED_UNSAID = frozenset(
    EMPTY | TIMES | LIFE | set(fold("فعل فعلت فعلوا بلش بلشت خلص خلصت عدد أعداد اسم أسماء").split())
)
"""What a question asks by, and its answer seldom says: it happened, in which year, died, the number of."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A slip in a question: the words as they were typed, and those that were looked for."""

    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """A folded word that may be what was meant by some words of a question; these stand, too."""

    word: str
    typed: tuple[str, ...]
    """Which of the query's words it may stand for."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question made ready for the search."""

    text: str
    folded: str
    words: tuple[str, ...]
    """The folded content words, in order, repeated ones included; numbers and dates written one way."""
    corrections: tuple[Correction, ...] = ()
    """What was mended in the question, from its beginning to its end."""
    alternatives: tuple[Alternative, ...] = ()
    """What is looked for beside the words as they were typed."""
    filled: frozenset[str] = frozenset()
    """Of the words, those that its reader left unsaid: they were said before."""
    about: str | None = None
    """The title of the document that was talked about before, where it leaves that unsaid."""


def analyze(question: str) -> Query:
    """Return the content words of a question; none are left of one that holds nothing to look for."""
    said = words(question)
    asked = said[1:] if said and said[0] in FIRST_ONLY else said
    asked = [
        word for word, after in pairwise((*asked, "")) if word not in TALK and (word, after) not in PAIRS
    ]
    return Query(question, " ".join(said), tuple(content(unified(asked))))


def completed(question: str, typed: str, about: str | None = None) -> Query:
    """Return a question made ready that says in full what was typed.

    What its answer seldom says though it was asked for counts as filled in, too.
    """
    query, own = analyze(question), content_words(typed)
    filled = frozenset(
        word
        for word in query.words
        if word in _ANSWERED_UNSAID or not any(akin(word, other) for other in own)
    )
    return replace(query, filled=filled, about=about)


def content_words(text: str) -> list[str]:
    """Return the folded words of a text, numbers and dates one way, without stop and question words."""
    return content(unified(words(text)))


def content(folded: Iterable[str]) -> list[str]:
    """Return the folded words that are neither stop words nor question words."""
    return [word for word in folded if is_content(word)]


def is_content(folded: str) -> bool:
    """Say whether a folded word is neither a stop word nor a question word."""
    return folded not in STOP_WORDS and folded not in QUESTION_WORDS
