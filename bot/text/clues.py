"""Words that hint at what a sentence tells: a date, a place, a reason."""

from __future__ import annotations

import re

from bot.text.folding import fold

MONTHS = frozenset(
    fold(
        """
        يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
        كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين
        جانفي فيفري افريل ماي جوان جويلية اوت
        محرم صفر ربيع جمادى رجب شعبان رمضان شوال
        """
    ).split()
)
"""The months of the east, of Egypt and the Gulf, of the Maghreb, and of the Hijri year."""

PLACES = frozenset(
    fold(
        """
        مدينة دولة شمال جنوب شرق غرب محافظة ولاية منطقة عاصمة جمهورية بلدة قرية تقع يقع في
        """
    ).split()
)

REASONS = frozenset(
    fold("لان لانه لانها بسبب سبب نتيجة بهدف لكي حيث ادى نظرا يعود يرجع لذلك").split(),
)

_YEAR = re.compile(r"1\d{3}|20\d\d")


def is_year(word: str) -> bool:
    """Say whether a folded word is a number that a year would be."""
    return _YEAR.fullmatch(word) is not None
