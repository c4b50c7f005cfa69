"""How far one spelling is from another: what the ear, the finger and the pen confuse costs less.

The distance is the weighted one of Damerau's optimal string alignment: letters put in, left out, replaced,
and two neighbours swapped, each at its price.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, permutations
from math import inf

# Folded letters that sound alike to many, or stand for the same foreign sound.
_BY_EAR = (
    "ضظد", "ذزظد", "ثستذ", "تط", "سص", "زس", "قكغ", "كغج",
    "حه", "حخ", "دت", "فب", "فو", "جش", "اع", "يج", "كخ",
)  # fmt: skip
# Letters that differ by dots alone.
_BY_EYE = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")
# Rows of the Arabic keyboard, key above key, for the letters that are left when folded.
_ROWS = ("ضصثقفغعهخحجد", "شسيبلاتنمكط ", " ء ر   وزظ  ")
_VOWELS = "اوي"
_COUNTRY_ENDINGS = (("يا", "ستان"), ("ستان", "يا"))  # قرغيزيا, قرغيزستان

_EAR, _VOWEL, _EYE, _KEY, _OTHER = 0.7, 0.7, 0.8, 0.9, 1.0
_VOWEL_GAP, _DOUBLE, _SWAP, _ENDING = 0.7, 0.5, 0.7, 0.6


def _prices() -> dict[tuple[str, str], float]:
    """Return what it costs to put one letter for another, for those that are easily confused."""
    found: dict[tuple[str, str], float] = {}
    for price, groups in ((_KEY, _neighbours()), (_EYE, _BY_EYE), (_EAR, _BY_EAR), (_VOWEL, [_VOWELS])):
        for group in groups:  # the cheaper ones come later
            found |= dict.fromkeys(permutations(group, 2), price)
    return found


def _neighbours() -> list[str]:
    """Return the pairs of keys side by side, and one above the other."""
    beside = [row[i : i + 2] for row in _ROWS for i in range(len(row) - 1)]
    return beside + ["".join(pair) for rows in pairwise(_ROWS) for pair in zip(*rows, strict=True)]


_PRICES = _prices()


def distance(typed: str, meant: str, farthest: float = inf) -> float:
    """Return what it costs to turn one folded word into another; infinite where that is more than `farthest`.

    0 is the same word, and about 1 a plain slip.
    """
    for ending, other in _COUNTRY_ENDINGS:
        if typed.endswith(ending) and meant.endswith(other):
            return _ENDING + distance(
                typed.removesuffix(ending), meant.removesuffix(other), farthest - _ENDING
            )
    start, ends = 0, (len(typed), len(meant))
    while start < min(ends) and typed[start] == meant[start]:
        start += 1
    while min(ends) > start and typed[ends[0] - 1] == meant[ends[1] - 1]:
        ends = (ends[0] - 1, ends[1] - 1)
    gaps_typed = [_gap(typed, i) for i in range(start, ends[0])]
    gaps_meant = [_gap(meant, j) for j in range(start, ends[1])]
    return _aligned(typed[start : ends[0]], meant[start : ends[1]], gaps_typed, gaps_meant, farthest)


def _aligned(
    typed: str, meant: str, gaps_typed: Sequence[float], gaps_meant: Sequence[float], farthest: float
) -> float:
    row = [0.0, *accumulate(gaps_meant)]
    above: list[float] = []
    for i, letter in enumerate(typed):
        before, above, row = above, row, [row[0] + gaps_typed[i]]
        for j, other in enumerate(meant):
            best = min(
                above[j] + (0.0 if letter == other else _PRICES.get((letter, other), _OTHER)),
                above[j + 1] + gaps_typed[i],
                row[j] + gaps_meant[j],
            )
            if i and j and letter == meant[j - 1] and typed[i - 1] == other:
                best = min(best, before[j - 1] + _SWAP)
            row.append(best)
        if min(row) > farthest and min(above) > farthest:  # two rows, for a swap reaches back over one
            return inf
    return row[-1] if row[-1] <= farthest else inf


def _gap(word: str, place: int) -> float:
    """Return what a letter costs that only one of two words has."""
    letter = word[place]
    if letter in word[max(place - 1, 0) : place] + word[place + 1 : place + 2]:
        return _DOUBLE
    return _VOWEL_GAP if letter in _VOWELS and place > 0 else _OTHER
