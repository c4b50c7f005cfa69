"""Which Arabic words a Latin one may stand for: those of the corpus that sound like it, and empty ones."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.search.company import Company
from bot.search.guesses import EMPTY_WORDS
from bot.search.index import Index
from bot.search.lexicon import Lexicon
from bot.text.arabizi import Latin, articles
from bot.text.question_words import QUESTION_WORDS, SPELT
from bot.text.sounds import sound

_LETTER_COST = 0.2
"""What a letter of an Arabic word may cost at most, on average."""
_EMPTY_COST, _ASKING_COST = 0.35, 0.8
"""What an empty word may cost; an opening question word is expected, however it is written."""
_MOST = 6
# What speaks for a reading; measured on the development questions written in Latin letters.
_DISTANCE, _COMPANY, _COUNT, _EMPTY, _ASKING = -3.5, 2.4, 0.3, 5.0, 6.0
_NEW = -1.5  # the corpus has the word, but never with this article


@dataclass(frozen=True, slots=True)
class Reading:
    """An Arabic word that a Latin one may stand for: folded, as it is spelt, and what its letters cost."""

    word: str
    spelt: str
    cost: float
    hope: float
    company: float = 0.0

    @property
    def empty(self) -> bool:
        """Say whether the word carries no content."""
        return self.word in EMPTY_WORDS


def readings(latin: str, lexicon: Lexicon, *, opens: bool) -> list[Reading]:
    """Return the likeliest readings of a Latin word, best first; `opens`: it is the first of the question."""
    whole = Latin(latin)
    found = [*_full(latin, lexicon), *_empty(whole, lexicon, opens=opens)]
    best: dict[str, Reading] = {}
    for reading in sorted(found, key=_hope, reverse=True):
        best.setdefault(reading.word, reading)
    return list(best.values())[:_MOST]


def _full(latin: str, lexicon: Lexicon) -> Iterator[Reading]:
    """Yield the words of the corpus that a Latin word may stand for, with an article or without."""
    for article, rest in articles(latin):
        written = Latin(rest)
        for word, count in lexicon.sounding(written.sounds(), 2, len(rest) + 2):
            cost = written.distance(word)
            if cost <= _LETTER_COST * len(word):
                hope = _DISTANCE * cost + _COUNT * math.log(count)
                hope += _NEW if article and not lexicon.count(article + word) else 0.0
                reading = Reading(article + word, article + lexicon.spelling(word), cost, hope)
                if not reading.empty:
                    yield reading


def _empty(written: Latin, lexicon: Lexicon, *, opens: bool) -> Iterator[Reading]:
    """Yield the words without content that a Latin word may stand for."""
    for word in (word for heard in written.sounds() for word in _empty_words().get(heard, ())):
        asks = opens and word in QUESTION_WORDS
        cost = written.distance(word)
        if cost <= (_ASKING_COST if asks else _EMPTY_COST):
            spelt = lexicon.spelling(word) if lexicon.count(word) else SPELT.get(word, word)
            yield Reading(word, spelt, cost, (_ASKING if asks else _EMPTY) + _DISTANCE * cost)


def choose(choices: Sequence[Sequence[Reading]], known: Sequence[str], index: Index) -> list[Reading | None]:
    """Return the reading of each word that keeps the best company; None for a word that has none.

    `known` holds further words of the question; the others are taken at their likeliest.
    """
    first = [each[0].word for each in choices if each and not each[0].empty]
    chosen = []
    for each in choices:
        others = [word for word in first if not each or word != each[0].word]
        company = Company([*known, *others], index)
        chosen.append(max((_in_company(reading, company) for reading in each), key=_hope, default=None))
    return chosen


def _in_company(reading: Reading, company: Company) -> Reading:
    if reading.empty:
        return reading
    kept = company.of(reading.word)
    return replace(reading, company=kept, hope=reading.hope + _COMPANY * kept)


def _hope(reading: Reading) -> float:
    return reading.hope


@cache
def _empty_words() -> Mapping[str, Sequence[str]]:
    """Return the words without content by what they sound like."""
    found = defaultdict(list)
    for word in sorted(EMPTY_WORDS):
        if not word.isascii():
            found[sound(word)].append(word)
    return found
