"""Find the Arabic that Latin letters were meant for: the wrong keyboard, Arabizi, or a foreign name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from bot.search.guesses import EMPTY_WORDS, Standing, standing
from bot.search.index import Index
from bot.search.lexicon import LONGEST, Lexicon
from bot.search.mending import Mending
from bot.search.romanized import Reading, choose, readings
from bot.text.analyzer import content_words
from bot.text.keyboard import arabic_readings
from bot.text.question_words import QUESTION_WORDS
from bot.text.tokens import words

_CHUNK = re.compile(r"\S+")
_ARABIC_LETTER = re.compile("[\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff]")
_LATIN_LETTER = re.compile("[A-Za-z]")
# A word in Latin letters, with an article that is written apart.
_WORD = re.compile(r"(?:\b(?:[aeiu]l|[bflw][aei]l)\s)?(?=[\w'’`-]*[A-Za-z])\w[\w'’`-]*", re.IGNORECASE)
_KEYS_BETWEEN = re.compile(r"[A-Za-z][];[`,/][A-Za-z]")  # nobody writes so: it is typed on some keyboard
_DIGIT_LETTER = re.compile(r"(?=\S*[A-Za-z])\S*[2-9]")
_LEFT_ALONE = 0.5
"""The share of letters in words of the corpus from which a text is left as it is."""
_WORTH = {Standing.KNOWN: 1.0, Standing.FAMILY: 0.6, Standing.STRANGE: 0.0}
_TYPED, _ASKS = 0.55, 0.25
"""The share of letters in Arabic words of the corpus that tells of the wrong keyboard; an opening question
word makes up for a part of it."""
_MOST_WORDS = 40
_LEAST_WORDS = 3
_LEAST_NAME = 4
_FRIENDLY = 0.5
_FRIEND_COST, _NAME_COST, _LOWER_CASE_COST = 0.15, 0.1, 0.05
"""What a letter of a single name may cost at most, on average: of one that keeps company with the question,
of one with a capital letter, and of another."""
_ENGLISH = frozenset(word for word in EMPTY_WORDS if word.isascii() and len(word) > 2)  # noqa: PLR2004

Chunk = re.Match[str]
Chosen = tuple[Chunk, Reading | None]


def transcriptions(text: str, index: Index) -> list[Mending]:
    """Return what to put in the place of Latin letters in a question, in order."""
    found: list[Mending] = []
    for run in _runs(text):
        start, end = run[0].start(), run[-1].end()
        written = text[start:end]
        latin = [word for word in words(written) if word.isalpha()]
        if _known_share(latin, index.lexicon) >= _LEFT_ALONE:
            continue
        typed = None if _ENGLISH.intersection(latin) else _typed(written, index.lexicon)
        if typed is not None:
            found.append(Mending(start, end, typed))
        else:
            found += _romanized(run, text, index)
    return found


def _runs(text: str) -> Iterator[list[Chunk]]:
    """Yield the stretches of text without an Arabic letter, chunk by chunk, that hold a Latin one."""
    run: list[Chunk] = []
    for chunk in (*_CHUNK.finditer(text), None):
        if chunk is not None and not _ARABIC_LETTER.search(chunk.group()):
            run.append(chunk)
        else:
            if any(_LATIN_LETTER.search(each.group()) for each in run):
                yield run
            run = []


def _known_share(latin: Sequence[str], lexicon: Lexicon) -> float:
    """Return the share of the letters that is in Latin words of the corpus, empty ones apart; 1 of none."""
    full = [word for word in latin if word not in EMPTY_WORDS]
    known = [word for word in full if len(word) > 2 and lexicon.count(word)]  # noqa: PLR2004
    return sum(map(len, known)) / sum(map(len, full)) if full else 1.0


def _typed(written: str, lexicon: Lexicon) -> str | None:
    """Return the Arabic that the keys write, when most of it is words of the corpus."""
    best = max(arabic_readings(written), key=lambda reading: _typed_share(reading, lexicon))
    return best if _typed_share(best, lexicon) >= _TYPED else None


def _typed_share(reading: str, lexicon: Lexicon) -> float:
    """Return the share of the letters that is in words of the corpus; an opening question word adds to it."""
    read = [(word, standing(word, lexicon)) for word in words(reading) if word.isalpha()]
    asks = len(read) > 1 and read[0][0] in QUESTION_WORDS
    if not asks and not any(each is Standing.KNOWN and len(word) >= _LEAST_NAME for word, each in read):
        return 0.0
    letters = sum(_WORTH[each] * len(word) for word, each in read)
    return letters / sum(len(word) for word, _ in read) + _ASKS * asks


def _romanized(run: Sequence[Chunk], text: str, index: Index) -> Iterator[Mending]:
    """Yield the Arabic words that the Latin ones stand for, if it all reads like Arabic; else names alone."""
    start, end = run[0].start(), run[-1].end()
    if _KEYS_BETWEEN.search(text, start, end):
        return
    parts = [
        part for part in islice(_WORD.finditer(text, start, end), _MOST_WORDS) if len(part.group()) <= LONGEST
    ]
    choices = [readings(part.group(), index.lexicon, opens=place == 0) for place, part in enumerate(parts)]
    known = [word for word in content_words(text) if not word.isascii() and index.lexicon.count(word)]
    chosen = list(zip(parts, choose(choices, known, index), strict=True))
    if not _reads_like_arabic(chosen, text):
        chosen = _names(chosen, text)
    for part, reading in chosen:
        if reading is not None:
            yield Mending(*part.span(), reading.spelt)


def _reads_like_arabic(chosen: Sequence[Chosen], text: str) -> bool:
    """Say whether Latin letters were meant as Arabic throughout: there is no English, and enough of it.

    That is three words, or digits used as letters, or an empty word.
    """
    read = [reading for _, reading in chosen if reading is not None]
    latin = [part.group().lower() for part, _ in chosen]
    if _ARABIC_LETTER.search(text) or _ENGLISH.intersection(latin) or 2 * len(read) <= len(chosen):
        return False
    digits = any(map(_DIGIT_LETTER.match, latin))
    return len(chosen) >= _LEAST_WORDS or digits or any(each.empty for each in read)


def _names(chosen: Sequence[Chosen], text: str) -> list[Chosen]:
    """Return the words that are surely names; none of an English question of which more remains."""
    full = [(part, reading) for part, reading in chosen if part.group().lower() not in EMPTY_WORDS]
    names = [each for each in full if _is_name(*each)]
    return [] if _ENGLISH.intersection(words(text)) and len(names) < len(full) else names


def _is_name(part: Chunk, reading: Reading | None) -> bool:
    """Say whether a single Latin word is so like an Arabic one that it is the same name."""
    if reading is None or reading.empty:
        return False
    friendly = reading.company >= _FRIENDLY
    worst = _FRIEND_COST if friendly else _NAME_COST if part.group()[0].isupper() else _LOWER_CASE_COST
    least = _LEAST_NAME - 1 if friendly else _LEAST_NAME
    return len(reading.word) >= least and reading.cost <= worst * len(reading.word)
