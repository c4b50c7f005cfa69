"""What a question asks for: a date, a number, a place, a person ...; in standard Arabic and dialects."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.text.folding import fold
from bot.text.tokens import words


class QuestionKind(StrEnum):
    """The kind of thing that would answer."""

    WHEN = "when"
    HOW_MANY = "how_many"
    WHERE = "where"
    WHY = "why"
    WHO_IS = "who_is"
    """Who a named person is: من هو ابن بطوطة؟"""
    WHO = "who"
    HOW = "how"
    WHAT = "what"
    OTHER = "other"


_WHEN = fold("متى امتى ايمتى امتين وقتاش").split()
_HOW_MANY = fold("كم بكم كام بكام قديش قداش شحال").split()
_WHERE = fold("اين وين فين منين").split()
_WHY = fold("لماذا لم ليش ليه علاش").split()
_WHO = fold("من مين منو شكون لمن فمن ومن").split()
_HOW = fold("كيف ازاي ازي شلون كيفاش").split()
_WHAT = fold("ما ماذا ماهو ماهي شو ايش اش وش").split()

_WHEN_OF = re.compile(
    fold(r"\b(?:اي|اية|ايه) (?:عام|سنة|تاريخ|يوم|شهر|قرن)\b|\b(?:ما|هو) (?:هو )?(?:تاريخ|عام|سنة)\b")
)
_HOW_MANY_OF = re.compile(
    fold(r"\bما (?:هي |هو )?(?:عدد|نسبة|مساحة|طول|ارتفاع|حجم|سعر|قيمة|عمر|المسافة|سرعة|وزن|معدل)\b")
)
_WHERE_OF = re.compile(fold(r"\b(?:اي|اية|ايه) (?:مدينة|بلد|دولة|قارة|مكان|منطقة|ولاية|محافظة)\b"))
_WHY_OF = re.compile(fold(r"\b(?:سبب|اسباب)\b"))
_IS = frozenset(fold("هو هي هم يكون تكون").split())


def kind_of(question: str) -> QuestionKind:
    """Return what a question asks for, by its question word or by the noun that it asks about."""
    asked = words(question)
    text, found = " ".join(asked), set(asked)
    by_any_word = (
        (QuestionKind.WHEN, _WHEN, _WHEN_OF),
        (QuestionKind.HOW_MANY, _HOW_MANY, _HOW_MANY_OF),
        (QuestionKind.WHERE, _WHERE, _WHERE_OF),
        (QuestionKind.WHY, _WHY, _WHY_OF),
    )
    for kind, question_words, phrase in by_any_word:
        if not found.isdisjoint(question_words) or phrase.search(text):
            return kind
    return _by_first_word(asked)


def _by_first_word(asked: list[str]) -> QuestionKind:
    """Return the kind that only the first word tells: من and ما mean other things further on."""
    first = asked[0] if asked else ""
    if first in _WHO:
        return QuestionKind.WHO_IS if len(asked) > 1 and asked[1] in _IS else QuestionKind.WHO
    if not set(asked).isdisjoint(_HOW):
        return QuestionKind.HOW
    return QuestionKind.WHAT if first in _WHAT else QuestionKind.OTHER
