"""What is left of a word when it is only heard: its consonants, those that sound alike as one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEARD = str.maketrans({"ط": "ت", "ص": "س", "ض": "د", "ظ": "ز", **dict.fromkeys("اويءع^$")})
_TWICE = re.compile(r"(.)\1+")
_COUNTRY = "ستن"
_LEAST = 2
# A foreign sound is written now one way, now another.
_ALSO = {
    "ث": "ست", "س": "ثز", "ت": "ثد", "ذ": "زد", "ز": "ذس", "د": "ذت", "ق": "كغ", "ك": "قغخج",
    "غ": "قجك", "ج": "غكش", "ف": "ب", "ب": "ف", "ح": "هخ", "ه": "ح", "خ": "كح", "ش": "جس",
}  # fmt: skip


def sound(word: str) -> str:
    """Return the consonants of a folded Arabic word: long vowels, doubling and the ending of countries go."""
    return endings(heard_in(word))[-1]


def heard_in(letters: str) -> str:
    """Return the consonants that are heard in a stretch of Arabic letters."""
    return letters.translate(_HEARD)


def endings(heard: str) -> list[str]:
    """Return some consonants, and then without the ending that `sound` leaves out, if they have one."""
    whole = _TWICE.sub(r"\1", heard)
    for ending in ("ه", _COUNTRY):
        if whole.endswith(ending) and len(whole) - len(ending) >= _LEAST:
            return [whole, whole.removesuffix(ending)]
    return [whole]


def similar_sounds(heard: str) -> Iterator[str]:
    """Yield a word's consonants, and those with one of them written another way."""
    yield heard
    for place, letter in enumerate(heard):
        for other in _ALSO.get(letter, ""):
            yield heard[:place] + other + heard[place + 1 :]
