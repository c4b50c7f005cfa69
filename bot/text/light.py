"""Words too general to be looked for alone: what has number, reason or place, and that something happened."""

from __future__ import annotations

from bot.text.folding import fold

EMPTY = frozenset(
    fold("حدث حدثت يحدث تحدث حصل حصلت يحصل تحصل صار صارت يصير جرى جرت وقع وقعت تم تمت كان كانت").split()
)
"""Verbs that say no more than that something was."""

TIMES = frozenset(fold("سنة عام يوم شهر قرن ساعة مرة أعوام سنوات أيام").split())
"""Nouns that a question counts or chooses before its verb: in which year, how many times."""

_VERBS = frozenset(fold("يقع تقع توجد يوجد بدأ بدأت انتهى انتهت استمر استمرت").split())
_NOUNS = frozenset(
    fold(
        """
        عدد سبب أسباب تاريخ مكان موقع زمن وقت مدة فترة اسم لقب معنى نتيجة نتائج تفاصيل معلومات شرح موضوع أمر
        شيء شي قصة فكرة مثال أمثلة نوع أنواع طريقة كيفية هدف غرض فائدة فوائد أهمية دور مساحة طول ارتفاع عمق
        عرض وزن حجم عمر سعر ثمن كلفة تكلفة رسوم قيمة نسبة سرعة كمية لون شكل مصدر أصل بداية نهاية
        """
    ).split()
)
_OTHERS = frozenset(
    fold(
        """
        قديما حاليا سابقا لاحقا أخيرا أولا دائما عادة رسميا عالميا غالبا أصلا فعلا حقا مزيد أكثر واحد واحدة
        شخص شخصا ناس يد مرات بالضبط تحديدا بالتحديد تقريبا أول آخر غير
        """
    ).split()
)
LIGHT = EMPTY | TIMES | _VERBS | _NOUNS | _OTHERS


def is_light(folded: str) -> bool:
    """Say whether a folded word, with or without the article, is too general to be looked for alone."""
    return folded in LIGHT or (folded.startswith("ال") and folded.removeprefix("ال") in LIGHT)
