"""What a word, or what stands between two words, tells about where an answer begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.text.clues import KIN, MAKERS, MANNERS, MEANS, MEASURES, PLACE_PREPOSITIONS, PLACES, REASONS, is_year
from bot.text.dates import ERAS
from bot.text.folding import fold
from bot.text.light import is_light
from bot.text.months import may_name_a_month
from bot.text.number_phrases import YEAR_NOUNS
from bot.text.number_words import number_word
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import PERCENT

Bits = NDArray[np.floating[Any]]
"""1 where a word or a gap belongs to the class of the column."""

_LEAST = 4
"""Letters of a word whose first or last ones may be put to it."""
_LONGEST_VERB = 6
_SHORT = 2


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_ABOUT = _words("حوالي نحو قرابة تقريبا أكثر أقل بحوالي زهاء يقارب ما")
_TITLES = _words(
    """
    الملك الملكة الدكتور الشيخ الأمير الأميرة السلطان الرئيس العالم الإمام النبي القائد الجنرال السير الخليفة
    الإمبراطور القديس المخترع الفنان المهندس البروفيسور الكاتب الروائي الشاعر المخرج الوزير الزعيم
    العقيد الصحابي
    اللاعب المدرب الطبيب السيد عالم شركة مؤرخ
    """
)
_IS = _words("هو هي هم هما وهو وهي وهم كان كانت وكان وكانت يعتبر تعتبر يعد تعد")
_RELATIVE = _words("الذي التي الذين اللذان اللتان اللذين اللتين اللواتي والذي والتي")
_SUBORDINATE = _words("حيث بينما عندما لكن ولكن كما اذ ثم وقد قد بعدما مما فيما وحيث")
_CALLED = _words("باسم اسم لقب بلقب يدعى تدعى يسمى تسمى سمي سميت")
_SHARES = frozenset({PERCENT, *_words("بالمئة بالمائة")})
_PREFIXED_ARTICLE = re.compile("(?:وال|بال|كال|فال|لل|ولل)..")


def _long(word: str) -> bool:
    return len(word) >= _LEAST


CLASSES: Mapping[str, Collection[str] | Callable[[str], bool]] = {
    "number": lambda word: word[0].isdecimal(),
    "year": is_year,
    "number word": lambda word: number_word(word) is not None,
    "percent": _SHARES,
    "month": may_name_a_month,
    "year noun": YEAR_NOUNS,
    "era": ERAS,
    "century": _words("القرن قرن القرنين"),
    "unit": MEASURES,
    "about": _ABOUT,
    "stop word": STOP_WORDS,
    "light": is_light,
    "place": (PLACES - _words("في")),
    "preposition of place": PLACE_PREPOSITIONS,
    "reason": REASONS,
    "manner": MANNERS,
    "kin": KIN,
    "title": _TITLES,
    "maker": MAKERS,
    "is": _IS,
    "means": MEANS,
    "called": _CALLED,
    "relative": _RELATIVE,
    "subordinate": _SUBORDINATE,
    "or": _words("او"),
    "in": _words("في"),
    "from": _words("من"),
    "to": _words("الى"),
    "between": _words("بين"),
    "on": _words("على"),
    "about it": _words("عن"),
    "since": _words("منذ حتى"),
    "that": _words("أن ان انها انه"),
    "expression": _words("عبارة"),
    "article": lambda word: word.startswith("ال") and _long(word),
    "joined article": lambda word: _PREFIXED_ARTICLE.match(word) is not None,
    "joined and": lambda word: word[0] == "و" and _long(word) and word not in STOP_WORDS,
    "joined in": lambda word: word[0] == "ب" and _long(word),
    "joined for": lambda word: word[0] == "ل" and _long(word),
    "present tense": lambda word: (
        word[0] in "يت" and _LEAST <= len(word) <= _LONGEST_VERB and word[-1] != "ه"
    ),
    "ends in ya": lambda word: word[-1] == "ي" and _long(word),
    "ends in yah": lambda word: word.endswith("يه") and _long(word),
    "ends in ha": lambda word: word[-1] == "ه" and _long(word) and word[-2] != "ي",
    "ends in alef": lambda word: word[-1] == "ا" and _long(word),
    "ends in at": lambda word: word.endswith("ات") and _long(word),
    "ends in a pronoun": lambda word: word.endswith(("ها", "هم")) and _long(word),
    "latin": lambda word: word.isascii() and word.isalpha(),
    "short": lambda word: len(word) <= _SHORT,
}
"""What a folded word may be: one of some words, or of some form."""

SIGNS: Mapping[str, str] = {
    "comma": "،,؛;",
    "colon": ":",
    "dash": "-–—ـ",
    "opening bracket": "(（",
    "closing bracket": ")）",
    "quotation mark": '"«»“”',
    "end of a sentence": ".؟!\n…",
    "note": "[",
    "slash": "/",
}
"""What may stand between two words."""


def bits_of_words(words: Iterable[str]) -> Bits:
    """Return to which of CLASSES each folded word belongs, one row a word."""
    return _table(map(_of_word, words), len(CLASSES))


def bits_of_gaps(gaps: Iterable[str]) -> Bits:
    """Return which of SIGNS each gap between two words holds, one row a gap."""
    return _table(map(_of_gap, gaps), len(SIGNS))


_FORMS = [(place, each) for place, each in enumerate(CLASSES.values()) if callable(each)]


@lru_cache(maxsize=200_000)
def _of_word(word: str) -> bytes:
    bits = bytearray(_listed().get(word, len(CLASSES)))
    for place, has_form in _FORMS:
        bits[place] = has_form(word)
    return bytes(bits)


@cache
def _listed() -> Mapping[str, bytes]:
    """Return to which of CLASSES the words belong that some of them list."""
    lists = [frozenset() if callable(each) else frozenset(each) for each in CLASSES.values()]
    return {word: bytes(word in words for words in lists) for word in frozenset().union(*lists)}


@lru_cache(maxsize=20_000)
def _of_gap(between: str) -> bytes:
    return bytes(not set(signs).isdisjoint(between) for signs in SIGNS.values())


def _table(rows: Iterable[bytes], columns: int) -> Bits:
    return np.frombuffer(b"".join(rows), np.uint8).reshape(-1, columns).astype(np.float64)
