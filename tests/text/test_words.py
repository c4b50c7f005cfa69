"""Stems, skeletons, stop words and kinds of questions."""

from __future__ import annotations

import pytest

from bot.text.analyzer import View, analyze, terms
from bot.text.questions import QuestionKind, kind_of
from bot.text.stemmer import skeleton, stem


@pytest.mark.parametrize(
    ("one", "other"), [("المدرسه", "مدرسه"), ("والكتاب", "كتاب"), ("مهندسون", "مهندسين"), ("للبيت", "البيت")]
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_derived_forms_share_their_skeleton() -> None:
    assert skeleton("مكتوب") == skeleton("كتب")
    assert skeleton("covid") == "covid"


def test_only_content_words_are_looked_for() -> None:
    assert analyze("من هو ابن بطوطة؟").words == ("ابن", "بطوطه")
    assert analyze("من هو؟").words == ()


def test_grams_overlap_and_a_short_word_is_its_own() -> None:
    assert terms(["مدرسه", "قط"], View.GRAMS) == ["مدرس", "درسه", "قط"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("متى ولد؟", QuestionKind.WHEN),
        ("إمتى افتتح؟", QuestionKind.WHEN),
        ("في أي عام فتحت؟", QuestionKind.WHEN),
        ("كم عدد السكان؟", QuestionKind.HOW_MANY),
        ("بكام التذكرة؟", QuestionKind.HOW_MANY),
        ("ما مساحة البلاد؟", QuestionKind.HOW_MANY),
        ("وين تقع البتراء؟", QuestionKind.WHERE),
        ("في أي مدينة ولد؟", QuestionKind.WHERE),
        ("ليش منعت القهوة؟", QuestionKind.WHY),
        ("ما سبب الزلازل؟", QuestionKind.WHY),
        ("من هو ابن الهيثم؟", QuestionKind.WHO_IS),
        ("مين اكتشفها؟", QuestionKind.WHO),
        ("إزاي يصنع؟", QuestionKind.HOW),
        ("ما البتراء؟", QuestionKind.WHAT),
        ("اذكر عواصم", QuestionKind.OTHER),
    ],
)
def test_kind_of_question(question: str, kind: QuestionKind) -> None:
    assert kind_of(question) is kind
