"""Write numbers, dates and shares one way, so that 2021 is met by ألفين وواحد وعشرين and آذار by مارس."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from bot.text import dates
from bot.text.dates import Rewritten
from bot.text.folding import fold
from bot.text.months import may_name_a_month, named_month
from bot.text.number_phrases import HALVES, LONGEST, YEAR_NOUNS, Value, is_digits, read_number
from bot.text.number_words import SCALE_NAMES, Size, number_word
from bot.text.tokens import PERCENT

SHARE = fold("نسبة")
"""What every percent sign and every "in the hundred" becomes."""
_SHARES = frozenset(fold("بالمئة بالمائة").split())
_IN, _HUNDRED = fold("في"), frozenset(fold("المئة المائة").split())
_ARTICLES = frozenset(fold("الـ والـ بالـ للـ").split())
_HOW_MANY = frozenset(fold("كم بكم كام بكام قديش قداش شحال").split())
_ROUND = 1_000  # 2.49 مليار: told in thousandths of its scale, it is told in that scale
_LONG = 6  # digits: from a million on

Rule = Callable[[Sequence[str], int, Sequence[str]], Rewritten | None]
"""Told all words, a place among them, and what the words before it were written as."""


def unified(folded: Sequence[str]) -> list[str]:
    """Return folded words with each number, month, share and era written the one way."""
    return _write(folded)[0]


def rewritten(folded: Sequence[str]) -> tuple[list[str], list[range]]:
    """Return the words written the one way, and of each the places of the words that it stands for."""
    said, changes = _write(folded)
    places: list[range] = []
    end = 0
    for stood, count in (*changes, (range(len(folded), len(folded)), 0)):
        places += (range(place, place + 1) for place in range(end, stood.start))
        places += [stood] * count
        end = stood.stop
    return said, places


def _write(folded: Sequence[str]) -> tuple[list[str], list[tuple[range, int]]]:
    """Return the words written the one way; where that changed some, and into how many."""
    said: list[str] = []
    changes: list[tuple[range, int]] = []
    end = 0
    for start, word in enumerate(folded):
        rules = _rules(word)
        if not rules or start < end:
            continue
        said += folded[end:start]
        end = start
        for rule in rules:
            found = rule(folded, start, said)
            if found is not None:
                written, end = found
                said += written
                changes.append((range(start, end), len(written)))
                break
    said += folded[end:]
    return said, changes


@lru_cache(maxsize=200_000)
def _rules(word: str) -> tuple[Rule, ...]:
    """Return what may write a word in another way, in the order of trying; nothing for most words."""
    number = number_word(word)
    marks: list[Rule] = []
    if is_digits(word):
        return (_digits,)
    if may_name_a_month(word):
        marks.append(dates.month)
    if word == PERCENT or word in _SHARES or word in _HUNDRED:
        marks.append(_share)
    if number is not None or word in HALVES:
        marks.append(_number)
    if word == dates.FIRST or (number is not None and number.size is Size.ORDINAL):
        marks.append(dates.ordinal)
    if number is not None and number.scale in SCALE_NAMES:
        marks.append(_scale)
    others = ((YEAR_NOUNS, dates.year), ({dates.BEFORE, *dates.ERAS}, dates.era), (_ARTICLES, _article))
    return (*marks, *(rule for known, rule in others if word in known))


def _share(folded: Sequence[str], place: int, before: Sequence[str]) -> Rewritten | None:
    word = folded[place]
    in_the_hundred = word in _HUNDRED and len(before) > 1 and before[-1] == _IN and is_digits(before[-2])
    return ((SHARE,), place + 1) if in_the_hundred or word == PERCENT or word in _SHARES else None


def _number(folded: Sequence[str], place: int, before: Sequence[str]) -> Rewritten | None:
    found = read_number(folded, place)
    if found is None or (before and before[-1] in _HOW_MANY):
        return None
    value, end = found
    return _in_digits(value), end


def _in_digits(value: Value) -> tuple[str, ...]:
    """Return a number in digits, with its scale beside it where it is round: one may ask for millions."""
    text = str(int(value)) if value == int(value) else f"{Decimal(value).normalize():f}"
    scale = max((scale for scale in SCALE_NAMES if scale <= value), default=None)
    return (text, SCALE_NAMES[scale]) if scale is not None and value * _ROUND % scale == 0 else (text,)


def _digits(folded: Sequence[str], place: int, before: Sequence[str]) -> Rewritten | None:
    word = folded[place]
    following = folded[place + 1] if place + 1 < len(folded) else ""
    scale = number_word(following)
    if scale is not None and scale.size is Size.SCALE:
        found = _number(folded, place, before)
        if found is not None:
            return found
    if _LONG < len(word) <= LONGEST and word.isdecimal():
        written = _in_digits(int(word))
        return written, place + 1 + (written[-1] == following)
    if word[0] == "0" and may_name_a_month(following) and named_month(folded, place + 1, ("1",)) is not None:
        return (word.lstrip("0") or word,), place + 1
    return (word.replace(",", "."),), place + 1


def _scale(folded: Sequence[str], place: int, _before: Sequence[str]) -> Rewritten | None:
    """Write ملايين as مليون where no number stands before it."""
    word = number_word(folded[place])
    name = SCALE_NAMES.get(word.scale) if word is not None else None
    return ((name,), place + 1) if name is not None else None


def _article(folded: Sequence[str], place: int, _before: Sequence[str]) -> Rewritten | None:
    """Drop the article that is written before digits: الـ19."""
    following = folded[place + 1] if place + 1 < len(folded) else ""
    return ((), place + 1) if folded[place] in _ARTICLES and following and is_digits(following) else None
