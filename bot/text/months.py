"""One name for each month, whichever of its names in the east, the west or Latin letters is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.text.folding import fold

# The name that the others become; its other names; names that are other words too, and count in a date.
_GREGORIAN = (
    ("يناير", "جانفي january janvier", "jan"),
    ("فبراير", "شباط فيفري february fevrier", "feb"),
    ("مارس", "آذار", "march mars mar"),
    ("أبريل", "أفريل april avril", "نيسان"),
    ("مايو", "أيار", "ماي مايس may mai"),
    ("يونيو", "حزيران يونية june juin", "جوان"),
    ("يوليو", "تموز يوليوز جويلية july juillet", "يولية"),
    ("أغسطس", "غشت august aout", "آب أوت"),
    ("سبتمبر", "أيلول شتنبر september septembre", ""),
    ("أكتوبر", "أوكتوبر october octobre", ""),
    ("نوفمبر", "نونبر november novembre", ""),
    ("ديسمبر", "دجنبر دسمبر december decembre", ""),
)
# Two words for one month: the first; then the second in its spellings, and the name that both become.
_PAIRS = {
    "كانون": (("الأول أول", "ديسمبر"), ("الثاني ثاني التاني", "يناير")),
    "تشرين": (("الأول أول", "أكتوبر"), ("الثاني ثاني التاني", "نوفمبر")),
    "ربيع": (("الأول أول", "ربيعالأول"), ("الثاني ثاني الآخر آخر", "ربيعالثاني")),
    "جمادى": (("الأولى الأول أولى", "جمادىالأولى"), ("الثانية الثاني الآخرة الآخر ثانية", "جمادىالثانية")),
    "ذو": (("القعدة قعدة", "ذوالقعدة"), ("الحجة حجة", "ذوالحجة")),
}
_FIRST_WORDS = {"ذي": "ذو", "ذا": "ذو", "جماد": "جمادى"}
_HIJRI = "محرم صفر رجب شعبان رمضان شوال"
_AROUND = frozenset(
    fold(
        """
        شهر الشهر شهري لشهر بشهر مطلع أوائل أواخر منتصف بداية نهاية
        الماضي المقبل القادم الجاري الحالي المنصرم عام سنة
        """
    ).split()
)
_OF = fold("من")
_DAYS = frozenset(str(day).zfill(width) for day in range(1, 32) for width in (1, 2))
_SHORT = 2
_YEAR_DIGITS = 4


def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Return the sure names and the names in doubt, folded, each with what it becomes."""
    sure: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    for name, others, words in _GREGORIAN:
        sure |= dict.fromkeys(fold(f"{name} {others}").split(), fold(name))
        doubtful |= dict.fromkeys(fold(words).split(), fold(name))
    sure |= {fold("ذوالقعدة"): fold("ذوالقعدة"), fold("ذوالحجة"): fold("ذوالحجة")}
    return sure, doubtful


_SURE, _DOUBTFUL = _names()
_SECOND = {
    fold(first): {word: fold(name) for words, name in rows for word in fold(words).split()}
    for first, rows in _PAIRS.items()
}
_SECOND |= {fold(first): _SECOND[fold(same)] for first, same in _FIRST_WORDS.items()}
_SINGLE = frozenset(fold(_HIJRI).split())
GREGORIAN = tuple(fold(name) for name, _, _ in _GREGORIAN)
"""The names that months are given, January first."""
MONTHS = frozenset(
    {*_SURE.values(), *_SINGLE, *(name for rows in _SECOND.values() for name in rows.values())},
)
"""Every month's one name, of both calendars."""


def may_name_a_month(word: str) -> bool:
    """Say whether a folded word is a month's name, or the first of one, in some text."""
    bare = _bare(word)
    return bare in _SURE or bare in _SECOND or bare in _SINGLE or bare in _DOUBTFUL


def named_month(folded: Sequence[str], place: int, before: Sequence[str]) -> tuple[str, int] | None:
    """Return the one name of the month written at `place`, and the place behind it; None for other words.

    `before` is what stands before it, numbers already in digits: آب is a month behind 15, else a father.
    """
    word = _bare(folded[place])
    following = folded[place + 1] if place + 1 < len(folded) else ""
    if word in _SECOND and following in _SECOND[word]:
        return _SECOND[word][following], place + 2
    if word in _SURE:
        return _SURE[word], place + 1
    if word in _DOUBTFUL and (_follows_a_date(before) or _goes_on_as_a_date(following)):
        return _DOUBTFUL[word], place + 1
    return (word, place + 1) if word in _SINGLE else None


@lru_cache(maxsize=200_000)
def _bare(word: str) -> str:
    """Return a word without the و, ل or ب that a month's name was joined to."""
    bare = word[1:]
    known = bare in _SURE or bare in _SECOND or bare in _SINGLE or bare in _DOUBTFUL
    taken_off = "و" if len(bare) <= _SHORT else "ولب"  # باب is a door
    return bare if known and word[0] in taken_off else word


def _follows_a_date(before: Sequence[str]) -> bool:
    """Say whether a day, a month or a word of the calendar stands before a name in doubt: 15 من آب."""
    last = before[-1] if before else ""
    if last == _OF and len(before) > 1:
        last = before[-2]
    return last in _DAYS or last in _AROUND or last in _SURE


def _goes_on_as_a_date(word: str) -> bool:
    return (word.isdecimal() and len(word) == _YEAR_DIGITS) or word in _AROUND or word in _SURE
