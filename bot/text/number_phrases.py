"""Read a number from the words and digits that say it: ألف وتسعمئة وسبعة وستون, or 2.5 مليون."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from bot.text.folding import fold
from bot.text.number_words import NumberWord, Size, number_word

Value = int | Decimal
Read = tuple[Value, int]
"""A value, and the place behind the last word that says it."""

YEAR_NOUNS = frozenset(fold("عام سنة العام السنة لعام لسنة بعام بسنة وعام وسنة عامي").split())
_AND = fold("و")
_AND_ONE = fold("واحد")
"""One; before a ten, "and one": مئة وأحد عشر."""
HALVES = {fold("نصف"): Decimal("0.5"), fold("نص"): Decimal("0.5"), fold("ربع"): Decimal("0.25")}
_DECIMAL = re.compile(r"\d+[.,]\d+")
LONGEST = 15
"""Digits of a number that is read; a longer one is an account or a telephone."""
_THOUSAND = 1_000
_HUNDRED = 100
_LEAST_PLURAL = 3  # ثلاث مئة: two hundred has a word of its own


def is_digits(word: str) -> bool:
    """Say whether a folded word is a number in digits."""
    return word[0].isdecimal()


def read_number(folded: Sequence[str], place: int) -> Read | None:
    """Return the number that is said from `place` on, or None where there is none.

    Digits that no scale follows are no number to read: they are written the one way already.
    """
    found = _scaled(folded, place)
    if found is None:
        return None
    value, end, scale = found
    while scale > 1 and (more := _half(folded, end, scale) or _lesser(folded, end, scale)) is not None:
        part, end, scale = more
        value += part
    if end > place + 1:
        return value, end
    only = number_word(folded[place])
    return (value, end) if only is not None and only.alone else None


def _scaled(folded: Sequence[str], place: int, under: float = math.inf) -> tuple[Value, int, int] | None:
    """Read digits or a number under a thousand, and the scales, under another one, that multiply it.

    Returns the value, the place behind it, and the last scale or 1.
    """
    first = number_word(folded[place])
    found: Read | None
    if first is not None and first.size is Size.SCALE:
        found = first.value, place + 1
    elif folded[place] in HALVES:
        found = HALVES[folded[place]], place + 1
    else:
        found = _digits(folded[place], place) or _under_a_thousand(folded, place)
    if found is None:
        return None
    (value, end), scale = found, first.scale if first is not None else 1
    start = end
    while (factor := _factor(folded, place, end, value)) is not None and factor < under:
        value, end, scale = value * factor, end + 1, factor
    return None if end == start and folded[place] in HALVES else (value, end, scale)


def _factor(folded: Sequence[str], place: int, end: int, value: Value) -> int | None:
    """Return the scale at `end` if it multiplies the number said since `place`."""
    word = _word(folded, end)
    if word is None or word.size is not Size.SCALE or word.joined or word.behind or word.value != word.scale:
        return None
    is_year = is_digits(folded[place]) and place > 0 and folded[place - 1] in YEAR_NOUNS
    return None if is_year or value >= word.scale else word.scale  # 1952 ألف: then he wrote


def _half(folded: Sequence[str], place: int, scale: int) -> tuple[Value, int, int] | None:
    """Read the half of a scale that was just said: مليون ونصف, مليون ونصف المليون."""
    said = folded[place] if place < len(folded) else ""
    start = place + 1 if said == _AND else place
    part = HALVES.get(folded[start] if start > place and start < len(folded) else said[1:])
    if part is None or (start == place and said[0] != _AND):
        return None
    again = _word(folded, start + 1)
    same = again is not None and again.size is Size.SCALE and again.scale == scale
    return part * scale, start + 1 + same, 1


def _lesser(folded: Sequence[str], place: int, scale: int) -> tuple[Value, int, int] | None:
    """Read what is less than the scale just said and joined to it by و."""
    start = _joined(folded, place)
    found = _scaled(folded, start, scale) if start is not None else None
    if start is None or found is None or found[0] >= scale:
        return None
    in_doubt = is_digits(folded[start]) and found[2] == 1 and found[0] < _HUNDRED  # 3 آلاف و 5 كتب
    return None if in_doubt else found


def _digits(word: str, place: int) -> Read | None:
    if len(word) > LONGEST:
        return None
    if word.isdecimal():
        return int(word), place + 1
    return (Decimal(word.replace(",", ".")), place + 1) if _DECIMAL.fullmatch(word) else None


def _under_a_thousand(folded: Sequence[str], place: int) -> Read | None:
    """Read hundreds with what is joined to them, or less."""
    word = _word(folded, place)
    if word is None:
        return None
    hundreds, end = 0, place
    if word.size is Size.HUNDRED:
        hundreds, end = word.value, place + 1
    elif word.size is Size.UNIT and word.value >= _LEAST_PLURAL and _is_hundred(folded, place + 1):
        hundreds, end = word.value * _HUNDRED, place + 2
    if not hundreds:
        return _older_year(folded, place) or _under_a_hundred(folded, place)
    rest = _joined(folded, end)
    below = _under_a_hundred(folded, rest) if rest is not None else None
    return (hundreds + below[0], below[1]) if below is not None else (hundreds, end)


def _under_a_hundred(folded: Sequence[str], place: int) -> Read | None:
    """Read a unit, a ten, a teen or a tens with its unit before it; an ordinal counts as its unit there."""
    word = _word(folded, place)
    if word is None or word.size in {Size.HUNDRED, Size.SCALE}:
        return None
    if word.size not in {Size.UNIT, Size.ORDINAL}:
        return word.value, place + 1
    ten = _word(folded, place + 1)
    if ten is not None and ten.size is Size.TEN and not ten.joined:
        return word.value + ten.value, place + 2
    start = _joined(folded, place + 1)
    tens = _word(folded, start) if start is not None else None
    if start is not None and tens is not None and tens.size is Size.TENS:
        return word.value + tens.value, start + 1
    return word.value, place + 1


def _older_year(folded: Sequence[str], place: int) -> Read | None:
    """Read a year as older books say it, the units first: سنة ثلاث وسبعين وخمسمائة."""
    if not place or folded[place - 1] not in YEAR_NOUNS:
        return None
    below = _under_a_hundred(folded, place)
    start = _joined(folded, below[1]) if below is not None else None
    if below is None or start is None or (hundred := _under_a_thousand_alone(folded, start)) is None:
        return None
    value, end = below[0] + hundred[0], hundred[1]
    rest = _joined(folded, end)
    scale = _word(folded, rest) if rest is not None else None
    if rest is not None and scale is not None and scale.scale == _THOUSAND:
        return value + scale.value, rest + 1
    return value, end


def _under_a_thousand_alone(folded: Sequence[str], place: int) -> Read | None:
    """Read hundreds that nothing smaller follows."""
    word = _word(folded, place)
    if word is not None and word.size is Size.HUNDRED:
        return word.value, place + 1
    if word is not None and word.size is Size.UNIT and _is_hundred(folded, place + 1):
        return word.value * _HUNDRED, place + 2
    return None


def _is_hundred(folded: Sequence[str], place: int) -> bool:
    word = _word(folded, place)
    return word is not None and word.size is Size.HUNDRED and word.value == _HUNDRED and not word.joined


def _joined(folded: Sequence[str], place: int) -> int | None:
    """Return the place of the number word or digits joined by و to what stands before `place`."""
    if place + 1 < len(folded) and folded[place] == _AND:
        return place + 1
    word, ten = _word(folded, place), _word(folded, place + 1)
    if word is None:
        return None
    eleven = ten is not None and ten.size is Size.TEN and not ten.joined and folded[place] == _AND_ONE
    return place if word.joined or eleven else None


def _word(folded: Sequence[str], place: int) -> NumberWord | None:
    return number_word(folded[place]) if place < len(folded) else None
