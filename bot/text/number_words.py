"""The words that numbers are made of, in standard Arabic and the dialects, read one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache, lru_cache

from bot.text.folding import fold


class Size(IntEnum):
    """What a number word can join with."""

    UNIT = 1
    TEN = 2
    """عشر: ten, or what makes a unit before it a teen."""
    TEEN = 3
    TENS = 4
    HUNDRED = 5
    SCALE = 6
    """A thousand and more: it multiplies the number before it."""
    ORDINAL = 7
    """الثالث: a number only in الثالث عشر, in a date, behind القرن."""


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One number word; `value` of a dual (ألفين) is twice its `scale`, and `scale` is 1 under a thousand."""

    value: int
    size: Size
    alone: bool = True
    """May it be a number by itself? واحد is also "a", ألف also "wrote", ست also "lady"."""
    joined: bool = False
    """Was it written with و?"""
    scale: int = 1
    behind: bool = False
    """Was a preposition written with it? 8 بالألف is not eight thousand."""


_UNITS = {
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي اتنين تنتين ثنتين ثنين جوج",
    3: "ثلاث ثلاثة تلات تلاتة",
    4: "أربع أربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثماني ثمانية تمانية تمنية",
    9: "تسع تسعة",
}
_TEENS = {
    11: "احداشر حداشر حداعش احدعش ايداعش حداش احداش",
    12: "اتناشر اطناشر اثناعش اتناعش اطناعش طناعش طناش اثناش",
    13: "تلتاشر تلاتاشر تلطاشر تلتاعش تلطعش ثلطعش ثلاثطعش تلطاش",
    14: "اربعتاشر اربعطاشر اربعتاعش اربعطعش اربطعش ربعطاش اربعطاش",
    15: "خمستاشر خمسطاشر خمستاعش خمسطعش خمسطاش",
    16: "ستاشر سطاشر ستاعش سطعش ستطعش سطاش",
    17: "سبعتاشر سبعطاشر سبعتاعش سبعطعش سبعطاش",
    18: "تمنتاشر تمانتاشر تمنطاشر تمنتاعش ثمنطعش تمنطعش ثمانطعش تمنطاش",
    19: "تسعتاشر تسعطاشر تسعتاعش تسعطعش تسعطاش",
}
_TENS = {
    20: "عشرون عشرين",
    30: "ثلاثون ثلاثين تلاتين",
    40: "أربعون أربعين",
    50: "خمسون خمسين",
    60: "ستون ستين",
    70: "سبعون سبعين",
    80: "ثمانون ثمانين تمانين",
    90: "تسعون تسعين",
}
_HUNDREDS = {100: "مائة مئة", 200: "مائتان مائتين مئتان مئتين مائتا مائتي مئتي"}
_BEFORE_HUNDRED = {
    3: "ثلاث ثلث تلات تلت",
    4: "أربع ربع",
    5: "خمس",
    6: "ست",
    7: "سبع",
    8: "ثمان ثماني تمان ثمن تمن",
    9: "تسع",
}
_HUNDRED_ENDINGS = "مائة مئة ميت"
# Singular, dual; then what needs a number before it: plurals, and مليونا, which may be a dual or not.
_SCALES = {
    1_000: ("", "ألفان ألفين ألفي", "ألف ألفا آلاف تلاف ألوف thousand"),
    1_000_000: ("مليون million", "مليونان مليونين مليوني", "مليونا ملايين ملاين"),
    1_000_000_000: (
        "مليار بليون billion",
        "ملياران مليارين ملياري بليونان بليونين",
        "مليارا مليارات بليونا بلايين",
    ),
    1_000_000_000_000: (
        "تريليون ترليون trillion",
        "تريليونان تريليونين تريليوني",
        "تريليونا تريليونات ترليونات",
    ),
}
_ORDINALS = {
    1: "الأول الأولى الحادي الحادية",
    2: "الثاني الثانية",
    3: "الثالث الثالثة",
    4: "الرابع الرابعة",
    5: "الخامس الخامسة",
    6: "السادس السادسة",
    7: "السابع السابعة",
    8: "الثامن الثامنة",
    9: "التاسع التاسعة",
    10: "العاشر العاشرة",
}
# Words that are numbers only inside a longer one: "a", "anyone", Meta.
_ONLY_COMPOSED = {
    1: (Size.UNIT, "واحد واحدة أحد إحدى"),
    200: (Size.HUNDRED, "مئتا"),
}
_OTHER_WORDS = frozenset(fold("الاثنين الاتنين الثنين والاثنين لست وست").split())
"""Monday, "I am not", the West of names: numbers with a prefix only inside a longer one."""

SCALE_NAMES = {1_000_000: "مليون", 1_000_000_000: "مليار", 1_000_000_000_000: "تريليون"}
"""The word that stands beside a number of that scale, so that one who asks for millions meets it."""


@lru_cache(maxsize=200_000)
def number_word(word: str) -> NumberWord | None:
    """Return what a folded word is as a part of a number, with its و, its article or a ب or ل before it."""
    table = _table()
    if word in table:
        return table[word]
    if word.startswith("و"):
        bare = number_word(word[1:])
        if bare is None or bare.joined:
            return None
        return replace(bare, joined=True, alone=bare.alone and word not in _OTHER_WORDS)
    if word.startswith("لل"):
        bare = number_word("ال" + word[2:])
        return bare and replace(bare, behind=True)
    for prefix in ("بال", "ال", "ب", "ل"):
        bare = table.get(word.removeprefix(prefix)) if word.startswith(prefix) else None
        if bare is not None:
            many = bare.scale > 1 and prefix.endswith("ال")  # المليون counts nothing by itself
            alone = bare.alone and not many and word not in _OTHER_WORDS
            return replace(bare, alone=alone, behind=prefix[0] == "ب" or prefix == "ل")
    return None


@cache
def _table() -> dict[str, NumberWord]:
    """Return every number word without prefixes, folded."""
    sizes = (
        (Size.UNIT, _UNITS),
        (Size.TEN, {10: "عشر عشرة"}),
        (Size.TEEN, _TEENS),
        (Size.TENS, _TENS),
        (Size.HUNDRED, _HUNDREDS),
    )
    table = {
        word: NumberWord(value, size)
        for size, values in sizes
        for value, said in values.items()
        for word in fold(said).split()
    }
    for value, (size, said) in _ONLY_COMPOSED.items():
        table |= {word: NumberWord(value, size, alone=False) for word in fold(said).split()}
    for value, said in _ORDINALS.items():
        table |= {word: NumberWord(value, Size.ORDINAL, alone=False) for word in fold(said).split()}
    for value, said in _BEFORE_HUNDRED.items():
        for start in fold(said).split():
            hundred = NumberWord(100 * value, Size.HUNDRED)
            table |= {start + ending: hundred for ending in fold(_HUNDRED_ENDINGS).split()}
    return table | _scales()


def _scales() -> dict[str, NumberWord]:
    table: dict[str, NumberWord] = {}
    for scale, (one, two, behind_a_number) in _SCALES.items():
        rows = ((one, scale, True), (two, 2 * scale, True), (behind_a_number, scale, False))
        for said, value, alone in rows:
            table |= {
                word: NumberWord(value, Size.SCALE, alone=alone, scale=scale) for word in fold(said).split()
            }
    return table
