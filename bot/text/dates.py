"""Write dates one way: months by one name, years behind one word, eras by one word or by none."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.folding import fold
from bot.text.months import named_month
from bot.text.number_phrases import YEAR_NOUNS, is_digits, read_number
from bot.text.number_words import Size, number_word

YEAR = fold("عام")
"""What stands before every year that had a word before it."""
HIJRI = fold("هجري")
BEFORE_CHRIST = fold("الميلاد")
FIRST = fold("أول")
BEFORE, CHRIST = fold("ق م").split()
ERAS = {
    **dict.fromkeys(fold("م ميلادي ميلادية للميلاد").split(), ()),
    **dict.fromkeys(fold("هـ هجري هجرية للهجرة").split(), (HIJRI,)),
}
_OF, _MONTH = fold("من"), fold("شهر")
_CENTURIES = frozenset(fold("القرن قرن القرنين القرون للقرن بالقرن والقرن").split())
_PARTS = frozenset(fold("النصف الثلث الربع الأسبوع العشر الجزء الأحد الجمعة").split())
"""الأسبوع الأول من مارس is not the first of March."""
_YEAR_DIGITS = 4

Rewritten = tuple[tuple[str, ...], int]
"""What some words become, and the place behind them."""


def month(folded: Sequence[str], place: int, before: Sequence[str]) -> Rewritten | None:
    """Write a month by its one name, and once where it is told twice: أكتوبر/تشرين الأول."""
    found = named_month(folded, place, before)
    if found is None:
        return None
    name, end = found
    return () if before and before[-1] == name else (name,), end


def ordinal(folded: Sequence[str], place: int, before: Sequence[str]) -> Rewritten | None:
    """Read الثالث in الثالث من مارس and القرن الثالث; elsewhere it stays a word."""
    word = number_word(folded[place])
    if folded[place] != FIRST and (word is None or word.size is not Size.ORDINAL):
        return None
    said = (str(word.value) if word is not None else "1",)
    day = place + 1
    for between in (_OF, _MONTH):
        day += day < len(folded) and folded[day] == between
    part = before and before[-1] in _PARTS
    if day < len(folded) and not part and named_month(folded, day, said) is not None:
        return said, place + 1
    return (said, place + 1) if word is not None and _counts_centuries(before) else None


def _counts_centuries(before: Sequence[str]) -> bool:
    """Say whether a century was just named, or a first one of two: القرنين الثامن والتاسع."""
    last = before[-2:] if before and is_digits(before[-1]) else before[-1:]
    return bool(last) and last[0] in _CENTURIES


def year(folded: Sequence[str], place: int, _before: Sequence[str]) -> Rewritten | None:
    """Write سنة as عام before the number of a year."""
    following = folded[place + 1] if place + 1 < len(folded) else ""
    if folded[place] not in YEAR_NOUNS or not following:
        return None
    return ((YEAR,), place + 1) if is_digits(following) or read_number(folded, place + 1) else None


def era(folded: Sequence[str], place: int, before: Sequence[str]) -> Rewritten | None:
    """Drop م behind a year, and write هـ and ق.م as words."""
    if not before or not before[-1].isdecimal() or len(before[-1]) > _YEAR_DIGITS:
        return None
    if folded[place] == BEFORE:
        christ = place + 1 < len(folded) and folded[place + 1] == CHRIST
        return ((BEFORE_CHRIST,), place + 2) if christ else None
    metres = folded[place] == CHRIST and not _is_year(before)
    said = ERAS.get(folded[place])
    return (said, place + 1) if said is not None and not metres else None


def _is_year(before: Sequence[str]) -> bool:
    return len(before[-1]) == _YEAR_DIGITS or (len(before) > 1 and before[-2] in YEAR_NOUNS)
