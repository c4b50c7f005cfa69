"""Read what was typed with the keyboard left in the other script: the same keys, another layout."""

from __future__ import annotations

import re

# The keys that write letters, row by row: in the standard Arabic layout (101), and as labelled in Latin.
_ARABIC = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
_QWERTY = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
_AZERTY = "azertyuiop^$qsdfghjklmùwxcvn,;:!*"
_LAM_ALEF = "b"
# With shift: letters with hamza, and punctuation.
_SHIFTED = dict(zip("HYNTGBKP><?", ("أ", "إ", "آ", "لإ", "لأ", "لآ", "،", "؛", ".", ",", "؟"), strict=True))
# With shift, too: vowel marks and tatweel; opening a word they are capitals that a telephone has put.
_MARKS = re.compile(r"(?<=\S)[QWERASX~J]")
_ONLY_ON_QWERTY = re.compile(r"[\[\]`]|(?<=\w)'(?=\w)")
_NUMBER = re.compile(r"(\d[.,]\d)")


def _layout(keys: str) -> dict[int, str]:
    table = {**dict(zip(keys, _ARABIC, strict=True)), _LAM_ALEF: "لا"}
    capitals = {key.upper(): letter for key, letter in table.items() if key.isalpha()}
    return str.maketrans({**capitals, **table, **_SHIFTED})


_FROM_QWERTY, _FROM_AZERTY = _layout(_QWERTY), _layout(_AZERTY)
_TO_QWERTY = str.maketrans(dict(zip(_ARABIC, _QWERTY, strict=True)))


def arabic_readings(text: str) -> list[str]:
    """Return the Arabic that the keys of a Latin text write, on QWERTY and, where it may be, on AZERTY."""
    plain = text.lower() if text.isupper() else _MARKS.sub("", text)
    layouts = [_FROM_QWERTY] if _ONLY_ON_QWERTY.search(plain) else [_FROM_QWERTY, _FROM_AZERTY]
    parts = _NUMBER.split(plain)  # every second one is the middle of a number
    return [
        "".join(part if i % 2 else part.translate(keys) for i, part in enumerate(parts)) for keys in layouts
    ]


def latin_reading(word: str) -> str:
    """Return what the keys of an Arabic word write on a QWERTY keyboard."""
    return word.replace("لا", _LAM_ALEF).translate(_TO_QWERTY)
