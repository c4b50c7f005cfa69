"""Words that tell what a sentence holds: place, person, reason, definition, manner, measure, year.

All are folded and written the one way (see `numerals`).
"""

from __future__ import annotations

import re

from bot.text.folding import fold

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
_YEAR = re.compile(r"1\d{3}|20\d\d")


def is_year(word: str) -> bool:
    """Say whether a folded word is a number that a year would be."""
    return _YEAR.fullmatch(word) is not None
