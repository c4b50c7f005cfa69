"""What a sentence holds: a date, an amount, a place, a person, a reason, a definition, a manner.

All words are folded and written the one way (see `numerals`).  Each clue was kept for its lift: how
much likelier it is in the sentence that answers a question of its kind than elsewhere in the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from bot.text.dates import YEAR
from bot.text.folding import fold
from bot.text.months import MONTHS
from bot.text.numerals import SHARE
from bot.text.stopwords import STOP_WORDS

PLACES = frozenset(
    fold(
        """
        في تقع يقع مدينة شمال جنوب شرق غرب محافظة ولاية منطقة عاصمة دولة جمهورية بلدة قرية مقاطعة إقليم
        جزيرة قارة بلدية مديرية
        """
    ).split()
)

PLACE_PREPOSITIONS = frozenset(
    fold("في بين قرب غرب شرق شمال جنوب غربي شرقي شمالي جنوبي وسط").split(),
)
"""Words that the name of a place stands right behind."""

REASONS = frozenset(
    fold(
        """
        لأن لأنه لأنها لأنهم ولأن لكونه لكونها بسبب وبسبب سبب السبب أسباب نتيجة ونتيجة نظرا جراء بفضل
        لذلك ولذلك
        """
    ).split()
)
MANNERS = frozenset(fold("بواسطة طريق باستخدام طريقة بطريقة يتم تتم").split())
LIFE = frozenset(
    fold(
        """
        ولد ولدت يولد ولادة ولادته ولادتها مولد مولده مولدها ميلاد ميلاده ميلادها مواليد توفي توفيت توفى وفاة
        وفاته وفاتها مات ماتت موت موته موتها عاش عاشت
        """
    ).split()
)
"""Words that ask for a birth or a death, whose dates stand behind the name of a person."""
KIN = frozenset(fold("بن ابن أبو أبي بنت عبد").split())
MAKERS = frozenset(
    fold(
        """
        مؤلف مؤلفة كاتب الكاتب مؤسس أسس أسسه أسسها أسسته كتب كتبه كتبها ألف ألفه اخترع اخترعه اكتشف اكتشفه قام
        تولى بناه بناها بنى رسم رسمها رسمه صمم أخرج إخراج تأليف بقيادة إنتاج تقديم بطولة قتل هزم وضع وضعه أنشأ
        """
    ).split()
)
_IS = frozenset(fold("هو هي هم").split())
MEANS = frozenset(fold("عبارة يقصد مصطلح يطلق يعرف تعرف معناها معناه تعني يعني تعريف").split())
_DURATIONS = """
    سنة سنوات سنين عاما أعوام شهرا أشهر شهور يوما أيام أسبوعا أسابيع ساعة ساعات دقيقة دقائق ثانية
    ثواني قرنا قرون عقدا عقود
"""
_UNITS = """
    متر مترا أمتار كيلومتر كيلومترا كيلومترات كم كلم كيلو ميل ميلا أميال سم ملم قدم قدما هكتار هكتارا
    فدان طن طنا أطنان كيلوجرام كيلوغرام كغ كجم جرام غرام ملغ لتر لترا برميل درجة دولار دولارا يورو جنيه
    جنيها ريال ريالا دينار دينارا درهم درهما ليرة واط ميجاوات فولت
"""
MEASURES = frozenset(fold(_DURATIONS + _UNITS).split())
_SHARES = frozenset({SHARE, *fold("بنسبة نسبته نسبتها").split()})
_WITH_WAW = frozenset(
    fold("ولاية ولايات وزير وزراء وحدة وحدات وفاة وفيات وظيفة وظائف وجبة وجبات ورقة ورقات").split()
)
_YEAR = re.compile(r"1\d{3}|20\d\d")
_LAST_DAY = 31
_OPENING = 12
"""Words of a sentence that may say "X is"."""


class Amount(StrEnum):
    """What a number in a sentence tells."""

    DATE = "date"
    SHARE = "share"
    MEASURE = "measure"
    """Of a length, a weight, a price, a time."""
    COUNT = "count"
    """Of the things named behind it."""
    BARE = "bare"


def is_year(word: str) -> bool:
    """Say whether a folded word is a number that a year would be."""
    return _YEAR.fullmatch(word) is not None


def amount_at(words: Sequence[str], place: int) -> Amount | None:
    """Return what the number at a place tells, or None where there is no number."""
    word = words[place]
    if not word[0].isdecimal():
        return None
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if after == SHARE or before in _SHARES:
        return Amount.SHARE
    if after in MEASURES or (place + 2 < len(words) and words[place + 2] in MEASURES):
        return Amount.MEASURE
    is_day = after in MONTHS and word.isdecimal() and int(word) <= _LAST_DAY
    if before == YEAR or before in MONTHS or is_day or is_year(word):
        return Amount.DATE
    return Amount.COUNT if names_a_thing(after) else Amount.BARE


def names_a_thing(word: str) -> bool:
    """Say whether a word may be what the number before it counts: not a particle, not joined by و."""
    joined = word.startswith("و") and word not in _WITH_WAW
    return word.isalpha() and word not in STOP_WORDS and not joined


def amounts(words: Sequence[str]) -> set[Amount]:
    """Return what the numbers of a sentence tell."""
    return {amount for place in range(len(words)) if (amount := amount_at(words, place)) is not None}


def is_dated(words: Sequence[str]) -> bool:
    """Say whether a sentence tells a date; lift 2.3 when asked when."""
    return not MONTHS.isdisjoint(words) or Amount.DATE in amounts(words)


def place_words(words: Sequence[str]) -> int:
    """Return how many different words of places a sentence holds; lift 4.1 of three when asked where."""
    return len(PLACES.intersection(words))


def gives_reason(words: Sequence[str]) -> bool:
    """Say whether a sentence gives a reason; lift 4.4 when asked why."""
    return not REASONS.isdisjoint(words)


def tells_manner(words: Sequence[str]) -> bool:
    """Say whether a sentence tells by what way; lift 3.4 when asked how."""
    return not MANNERS.isdisjoint(words)


def names_person(words: Sequence[str]) -> bool:
    """Say whether a sentence names a person, by kinship or by a deed; lift 2.3 when asked who."""
    return not (KIN | MAKERS).isdisjoint(words)


def defines(words: Sequence[str]) -> bool:
    """Say whether a sentence tells what something is: X هو near its beginning; lift 5 when asked for that."""
    return not _IS.isdisjoint(words[:_OPENING]) or not MEANS.isdisjoint(words[:_OPENING])
