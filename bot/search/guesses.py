"""What a word that the corpus does not know may have been meant for: every guess, and what speaks for it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.search.company import Company
from bot.search.index import Index
from bot.search.lexicon import LONGEST, Lexicon
from bot.text.analyzer import content
from bot.text.edit_distance import distance
from bot.text.keyboard import latin_reading
from bot.text.numerals import rewritten
from bot.text.pronouns import ENDINGS
from bot.text.question_words import FIRST_ONLY, QUESTION_WORDS, SPELT
from bot.text.stemmer import akin, bare, stem
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import tokens

EMPTY_WORDS = STOP_WORDS | QUESTION_WORDS
"""The words that carry no content."""
FARTHEST = 1.5
"""The distance from which on no word is meant."""

_CLITICS = "بلكفس"
_ARTICLES = frozenset({"ال", "وال", "بال", "لل", "كال", "فال"})
_LAST_LETTER = re.compile("[ةى](?=[\u0621-\u064a])")  # what only ends a word: another one begins after it
_LEAST = 3  # letters; fewer are found in any word
_LEAST_FULL = 4  # letters of a word that is not lightly taken for an empty one, or for one in Latin letters
_LOOKED_AT = 12  # near words that are asked for the company they keep
_COMMON = 100  # how often an empty word is taken to be there, be it or not
# What speaks for a guess; learned together with the rest of the formula, which stands in `mending`.
_DISTANCE, _COMPANY, _COUNT = -1.23, 2.4, 0.48
_CERTAIN = 9.0
_LOST_SPACE, _FOUND_SPACE = 1.0, 0.7  # as a distance: two words run together, one word torn apart


class Standing(IntEnum):
    """How well the corpus knows a word: not at all, another form of it, or as it is."""

    STRANGE = 0
    FAMILY = 1
    KNOWN = 2


@dataclass(frozen=True, slots=True)
class Guess:
    """`[start, end)` of the question may mean something else.

    `hope` is what speaks for it beside other guesses, `letters` the number of letters that it rests on.
    """

    start: int
    end: int
    meant: str
    hope: float
    letters: int
    shown: bool = True
    """False for another form of the same word, which is put in for the search alone."""


def standing(word: str, lexicon: Lexicon) -> Standing:
    """Return how well the corpus knows a folded word; numbers and empty words are always known."""
    if not word.isalpha() or word in EMPTY_WORDS or lexicon.count(word):
        return Standing.KNOWN
    forms = [bare(word)]
    forms += [stem(word)] if len(stem(word)) >= _LEAST else []
    forms += [word[1:]] if word[0] in _CLITICS and len(word) > _LEAST_FULL else []
    return Standing.FAMILY if any(map(lexicon.holds, forms)) else Standing.STRANGE


class Asked:
    """A question, word by word, and how well the corpus knows each."""

    def __init__(self, text: str, index: Index) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        self.words = [token.folded for token in self.tokens]
        self.standings = [standing(word, index.lexicon) for word in self.words]
        for place in self._understood():
            self.standings[place] = Standing.KNOWN
        self._lexicon = index.lexicon
        known = [w for w, s in zip(self.words, self.standings, strict=True) if s > Standing.STRANGE]
        self._company = Company(content(known), index)

    def guesses(self, place: int) -> list[Guess]:
        """Return the guesses at one word of the question, in no order; none at one longer than words are."""
        if len(self.words[place]) > 2 * LONGEST:
            return []
        found = [*self._respelt(place), *self._torn_apart(place)]
        if not self.words[place].isascii():
            found += [*self._other_keyboard(place), *self._run_together(place)]
        if place == 0:
            found += self._question_word()
        return found

    def _understood(self) -> Iterator[int]:
        """Yield the places of words that need no corpus: numbers, months, and what opens a question."""
        for word, places in zip(*rewritten(self.words), strict=True):
            if [self.words[place] for place in places] != [word]:
                yield from places
        if self.words and self.words[0] in FIRST_ONLY:
            yield 0

    def _respelt(self, place: int) -> Iterator[Guess]:
        """Yield the near words of the corpus."""
        word, letters = self.words[place], len(bare(self.words[place]))
        near = [each for each in self._lexicon.near(word, FARTHEST) if each.word not in QUESTION_WORDS]
        near.sort(key=lambda each: -_hope(each.cost, each.count, 0.0))
        for each in near[:_LOOKED_AT]:
            if each.word in STOP_WORDS and (each.cost >= 1 or letters < _LEAST_FULL):
                continue  # a word with content is not given up for an empty one lightly
            if stem(each.word) == stem(word):  # it is the same word to the search: let it stand
                meant, shown = self.text[self.tokens[place].start : self.tokens[place].end], False
            else:
                meant, shown = self._spelling(each.word), not akin(each.word, word)
            hope = _hope(each.cost, each.count, self._company.of(each.word))
            yield self._guess(place, place, meant, hope, letters, shown=shown)

    def _question_word(self) -> Iterator[Guess]:
        """Yield the question word that the first word is nearest to, when no other follows soon."""
        word = self.words[0]
        if len(word) >= _LEAST and not QUESTION_WORDS.intersection(self.words[1:3]):
            meant = min(SPELT, key=lambda each: distance(word, each))  # of two as near, the more usual one
            cost = distance(word, meant)
            if cost <= 1:
                yield self._guess(0, 0, self._spelling(meant), _hope(cost, _COMMON, 1.0), len(word))

    def _other_keyboard(self, place: int) -> Iterator[Guess]:
        """Yield the Latin word that the keys of an Arabic one write, when the corpus holds it."""
        latin = latin_reading(self.words[place])
        if len(latin) >= _LEAST_FULL and self._lexicon.count(latin):
            yield self._guess(place, place, self._lexicon.spelling(latin), _CERTAIN, len(latin))

    def _run_together(self, place: int) -> Iterator[Guess]:
        """Yield the pairs of known words that the word is made of."""
        word, token = self.words[place], self.tokens[place]
        inside = _CERTAIN / 3 if _LAST_LETTER.search(self.text[token.start : token.end]) else 0.0
        for cut in range(2, len(word) - 1):
            one, other = word[:cut], word[cut:]
            count = min(self._count(one), self._count(other))
            if count:
                parts = content([one, other])
                company = sum(map(self._company.of, parts)) / max(len(parts), 1)
                hope = _hope(_LOST_SPACE, count, company) + inside
                owned = other in ENDINGS  # "they discovered them": a form of the one word, no slip
                meant = self._spelling(one) if owned else f"{self._spelling(one)} {self._spelling(other)}"
                yield self._guess(place, place, meant, hope, _letters(one, other), shown=not owned)

    def _torn_apart(self, place: int) -> Iterator[Guess]:
        """Yield the known words that the word makes with the one before or after it."""
        for first, other in ((place - 1, place - 1), (place, place + 1)):
            if 0 <= other < len(self.words):
                word = self.words[first] + self.words[first + 1]
                count, half = self._lexicon.count(word), self.words[other]
                if count and (
                    half in _ARTICLES or len(half) < _LEAST or self.standings[other] < Standing.KNOWN
                ):
                    hope = _hope(_FOUND_SPACE, count, self._company.of(word))
                    yield self._guess(first, first + 1, self._spelling(word), hope, len(bare(word)))

    def _guess(
        self, first: int, last: int, meant: str, hope: float, letters: int, *, shown: bool = True
    ) -> Guess:
        return Guess(self.tokens[first].start, self.tokens[last].end, meant, hope, letters, shown)

    def _count(self, word: str) -> int:
        count = self._lexicon.count(word) if len(word) >= _LEAST else 0
        return max(count, _COMMON) if word in EMPTY_WORDS else count

    def _spelling(self, word: str) -> str:
        if self._lexicon.count(word):
            return self._lexicon.spelling(word)
        stripped = bare(word)
        return SPELT.get(word) or word.removesuffix(stripped) + self._lexicon.spelling(stripped)


def _letters(one: str, other: str) -> int:
    """Return how many letters a cut into two words rests on: a short word is found in any other by chance."""
    if one in EMPTY_WORDS or other in EMPTY_WORDS:
        return len(one) + len(other) - (4 if other in EMPTY_WORDS else 2)
    return 2 * min(len(one), len(other)) + (2 if other.startswith("ال") else 0)


def _hope(cost: float, count: int, company: float) -> float:
    """Return what speaks for a guess; a second slip in one word is far less likely than the first."""
    steep = 2 * cost if cost <= 1 else 4 * cost - 2
    return _DISTANCE * steep + _COMPANY * company + _COUNT * math.log(count)
