"""What a question asks for: a date, a number, a place, a person ...; in standard Arabic and dialects."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.text.folding import fold
from bot.text.pronouns import ENDINGS
from bot.text.question_words import (
    ANYWHERE,
    FIRST,
    LAST,
    NUMBER_KINDS,
    PAIRS,
    QuestionKind,
)
from bot.text.tokens import words

# The noun that is asked about, without its article: ما تاريخ …؟ كم المساحة …؟ اذكر أسباب …
_NOUNS = {
    QuestionKind.WHEN: "تاريخ عام سنة زمن موعد وقت قرن",
    QuestionKind.HOW_MANY: "عدد تعداد أعداد",
    QuestionKind.HOW_MUCH: """
        نسبة مساحة طول ارتفاع حجم سعر ثمن قيمة عمر مسافة سرعة وزن معدل درجة كثافة عمق عرض تكلفة كلفة
        راتب ميزانية مدة فترة قطر سعة دخل مبلغ كمية طاقة رسم رسوم أجرة مقدار
    """,
    QuestionKind.WHERE: "مكان موقع موطن مقر مسقط موضع",
    QuestionKind.WHY: "سبب أسباب دافع دوافع علة",
    QuestionKind.HOW: "طريقة كيفية طرق",
    QuestionKind.DEFINITION: "معنى تعريف مفهوم مقصود مراد يعني تعني يقصد نعني",
}
_NOUN = {word: kind for kind, said in _NOUNS.items() for word in fold(said).split()}
# After "which": a time or a place; elsewhere a thing of its own, as in ما هو يوم عاشوراء؟
_WHICH = {
    QuestionKind.WHEN: "عام سنة تاريخ يوم أيام شهر قرن عقد ساعة وقت عصر زمن عهد",
    QuestionKind.WHERE: """
        مدينة بلد دولة قارة مكان منطقة ولاية محافظة قرية بلدة مقاطعة إقليم حي شارع بلاد موقع جزيرة
    """,
    QuestionKind.HOW_MUCH: "مدى درجة نسبة عمر سعر",
    QuestionKind.WHY: "سبب",
    QuestionKind.HOW: "طريقة وسيلة كيفية أسلوب",
}
_AFTER_WHICH = {word: kind for kind, said in _WHICH.items() for word in fold(said).split()}
# After "how many": a verb that says that something is measured, not counted.
_MEASURES = frozenset(
    fold(
        """
        استمرت استمر يستمر تستمر دام دامت يدوم تدوم استغرق استغرقت يستغرق تستغرق يكلف تكلف كلف كلفت
        يبعد تبعد يزن تزن بقي بقيت عاش عاشت يعيش تعيش قضى قضت يساوي تساوي
        """
    ).split()
)
_PERSONS = frozenset(
    fold(
        """
        مؤلف مؤلفة كاتب كاتبة صاحب صاحبة مؤسس مؤسسة مخترع مكتشف رئيس رئيسة ملك ملكة قائد زعيم والد والدة
        زوج زوجة شقيق شقيقة مدير مديرة وزير وزيرة حاكم أمير سلطان خليفة مدرب لاعب بطل مخرج ممثل مترجم واضع
        باني مصمم رسام صانع مقدم منتج إمبراطور سفير مالك قاتل مرشد معلم شعراء علماء سلاطين ملوك رؤساء
        الفائز المالك الملقب الملقبة المسؤول المسؤولة المؤسس الكاتب المؤلف المخترع المكتشف الشخص
        """
    ).split()
)
_MOST = frozenset(
    fold(
        """
        أكبر أصغر أطول أقصر أعلى أدنى أقدم أحدث أول أولى آخر أسرع أبطأ أقوى أضعف أكثر أقل أعمق أثقل أخف
        أغنى أفقر أقرب أبعد أشد أوسع أضخم أعظم أفضل أسوأ أغلى أرخص أخطر أشهر أهم ثاني ثالث كبرى
        """
    ).split()
)
_ARTICLE = fold("ال")
_THAT = frozenset(fold("الذي التي الذين اللذان اللتان اللذين اللتين اللواتي اللي").split())
_SUCH = _THAT | frozenset(_ARTICLE + word for word in _MOST) | {fold("المعروف"), fold("المعروفة")}
# A noun that asks for something about a thing, where others would ask what the thing is.
_ATTRIBUTES = frozenset(
    fold(
        """
        اسم أسماء عاصمة عملة لغة جنسية ديانة مهنة وظيفة ترتيب ترجمة لقب ألقاب عنوان لون ألوان شكل نوع أنواع
        نظام أعراض علاج صفات خصائص مميزات فوائد أضرار مراحل أبرز أهداف هدف غاية تأثير أثر دور أهمية حدود
        دول أصل آثار نتائج نتيجة مكونات أقسام أجزاء وسائل شروط حقوق مؤلفات أعمال إنجازات فرق علاقة قصة
        مصدر مصادر تسمية رأي موقف رقم شعار نشيد علامة أغراض عوامل احتياطات
        """
    ).split()
)
_IS = frozenset(fold("هو هي هم هما يكون تكون").split())
_WITH_IS = frozenset(
    fold("ماهو ماهي ماهم ماهما وماهو وماهي شنهو شنهي اشنهو اشنهي").split(),
)
_WAS = frozenset(fold("كان كانت يبلغ تبلغ بلغ بلغت يقدر تقدر يصل تصل وصل وصلت").split())
_WHICH_ONE = fold("أي")
_WHICH_WORDS = frozenset(fold("أي أية").split())  # without its dots the second is an Egyptian "what"
_EGYPTIAN_WHAT = fold("إيه")
_WHO_WORD, _GLUED, _NAME = fold("من"), fold("ماال"), fold("اسم")
_ASK_LAST = {fold("ما"): QuestionKind.WHAT, _WHO_WORD: QuestionKind.WHO}
_PRICES = frozenset(fold("بكم بكام بقديش بقداش بقديه بشحال").split())
_ORDERED = frozenset(fold("سنة السنة عام العام الساعة").split())
"""Before a "how many" that asks which one of them: in the year how many."""
_TOTAL = frozenset(fold("إجمالي مجموع").split())
_BECAUSE_OF = fold("بسبب")
_ON_THE_WAY = frozenset(
    fold("و في بواسطة من الى على عن مع ضد منذ مند حتى بعد قبل تحت نحو بين لصالح يا طيب").split()
)
_REACH = 3
"""So many words from the first on may ask, or name what is asked for."""


@lru_cache(maxsize=1_000)
def kind_of(question: str) -> QuestionKind:
    """Return what a question asks for, by its question word and the noun that it asks about."""
    asked = words(question)
    place, kind = _question_word(asked)
    about = _about(asked, place)
    match kind:
        case QuestionKind.WHAT:
            is_asked = [asked[place], *about[:1]]
            return _asked_what(about, names_it=not (_IS | _WITH_IS).isdisjoint(is_asked))
        case QuestionKind.WHICH:
            return _AFTER_WHICH.get(about[0], kind) if about else kind
        case QuestionKind.HOW_MANY:
            return _asked_how_many(about, price=asked[place] in _PRICES)
        case QuestionKind.WHO:
            return _asked_who(about)
        case QuestionKind.OTHER:
            return _NOUN.get(asked[0], kind) if asked else kind
    return kind


def _about(asked: Sequence[str], place: int) -> Sequence[str]:
    """Return the words that it is asked about, a هو first: those before a question word at the end."""
    behind = asked[place + 1 :]
    if place < 0 or not _IS.issuperset(behind):
        return behind
    before = asked[:place]
    named = before[:-1] if before[-1:] and before[-1] in _IS else before
    return [*before[len(named) :], *behind, *named]


def _question_word(asked: Sequence[str]) -> tuple[int, QuestionKind]:
    """Return the place and the kind of the first word that asks; -1 where none does."""
    begins = True
    for place, word in enumerate(asked):
        following = asked[place + 1] if place + 1 < len(asked) else ""
        if (word == _WHICH_ONE and place < _REACH) or (word in _WHICH_WORDS and following in _AFTER_WHICH):
            return place, QuestionKind.WHICH
        if (word, following) in PAIRS:
            return place + 1, PAIRS[word, following]
        kind = _asks(word, following, begins=begins)
        before = asked[place - 1] if place else ""
        if kind is not None and not before[:1].isdecimal():  # 5 كم: kilometres
            return place, _after(before, kind)
        begins = begins and (word in _ON_THE_WAY or (word in _IS and following == _EGYPTIAN_WHAT))
    return _asked_last(asked)


def _asked_last(asked: Sequence[str]) -> tuple[int, QuestionKind]:
    """Return the place and the kind of a word that asks behind what is asked about; -1 for none."""
    if asked and asked[-1] in LAST:
        return len(asked) - 1, LAST[asked[-1]]
    match asked:
        case [_, *_, word, is_it] if word in _ASK_LAST and is_it in _IS:  # the earthquake, what is it?
            return len(asked) - 2, _ASK_LAST[word]
    if asked and asked[0] in _ON_THE_WAY and _WHO_WORD in asked[1:_REACH]:  # على يد من
        return asked.index(_WHO_WORD), QuestionKind.WHO
    return -1, QuestionKind.OTHER


def _after(before: str, kind: QuestionKind) -> QuestionKind:
    """Return what is asked for behind another word: the year how many, because of what."""
    if kind is QuestionKind.HOW_MANY and before in _ORDERED:
        return QuestionKind.WHEN
    return QuestionKind.WHY if kind is QuestionKind.WHAT and before == _BECAUSE_OF else kind


def _asks(word: str, following: str, *, begins: bool) -> QuestionKind | None:
    """Return what a word asks for; a من that leads to the word that asks does not: من أين، من كم."""
    if word in ANYWHERE or not begins:
        return ANYWHERE.get(word)
    if word in _ON_THE_WAY and (following in ANYWHERE or following in FIRST):
        return None
    return QuestionKind.WHAT if word.startswith(_GLUED) else FIRST.get(word)


def _asked_what(about: Sequence[str], *, names_it: bool) -> QuestionKind:
    """Tell what a ما or شو asks for; `names_it`: with a هو, as one asks what a thing is."""
    named = _behind(about, _IS | _WAS | _TOTAL)
    first = named[0] if named else ""
    noun, definite = first.removeprefix(_ARTICLE), first.startswith(_ARTICLE)
    asked_for = _noun_kind(first)
    if asked_for is not None:
        return asked_for
    if first in _MOST or (definite and not _SUCH.isdisjoint(named[1 : 1 + _REACH])):
        return QuestionKind.WHICH
    if noun in _ATTRIBUTES:
        of_whom = bool(named[1:2]) and (named[1] in _PERSONS or (noun == _NAME and named[1] in _THAT))
        return QuestionKind.WHO if of_whom else QuestionKind.WHAT
    bare = definite and len(named) == 1
    return QuestionKind.DEFINITION if (names_it or bare) and _THAT.isdisjoint(named) else QuestionKind.WHAT


def _asked_how_many(about: Sequence[str], *, price: bool) -> QuestionKind:
    named = _behind(about, _IS | _WAS)
    for word in named[:_REACH]:
        kind = _noun_kind(word)
        if kind in NUMBER_KINDS:
            return kind
    measured = price or (bool(named) and named[0] in _MEASURES)
    return QuestionKind.HOW_MUCH if measured else QuestionKind.HOW_MANY


def _asked_who(about: Sequence[str]) -> QuestionKind:
    """Tell "who is Ibn Battuta" from "who is the author of"."""
    named = _behind(about, _IS)
    if len(named) == len(about) or not named:
        return QuestionKind.WHO
    by_a_deed = named[0] in _PERSONS or named[0] in _MOST or not _THAT.isdisjoint(named[1 : 1 + _REACH])
    return QuestionKind.WHO if by_a_deed else QuestionKind.WHO_IS


def _noun_kind(word: str) -> QuestionKind | None:
    """Return what a noun asks for, with the article or a pronoun: the length, its length."""
    bare = word.removeprefix(_ARTICLE)
    owned = (bare.removesuffix(ending) for ending in ENDINGS if bare.endswith(ending))
    return next((_NOUN[each] for each in (bare, *owned) if each in _NOUN), None)


def _behind(about: Sequence[str], leading: frozenset[str]) -> Sequence[str]:
    """Return the words behind those that lead to the noun."""
    place = 0
    while place < len(about) and about[place] in leading:
        place += 1
    return about[place:]
