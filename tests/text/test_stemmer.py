"""Words that a reader takes for forms of one meet in their stem, or in its consonants."""

from __future__ import annotations

import pytest

from bot.text.folding import fold
from bot.text.stemmer import skeleton, stem

WITH_RADICAL_WAW = "وزير وزارة وثيقة وكالة ولاية وحدة وفاة ولادة وظائف وطنية واقع واحة وصول وسائل وزراء والدة"
BEHIND_AND = "كتاب قال زار عاد كان كلهم سلم سبعون الدين الدول الجامعة أصله رمان صلاة قاد حدود جديد فرنسا عدد"


def stem_of(word: str) -> str:
    return stem(fold(word))


def family_of(word: str) -> str:
    return skeleton(stem_of(word))


@pytest.mark.parametrize("indefinite", WITH_RADICAL_WAW.split())
def test_a_word_that_begins_with_waw_has_one_stem_with_the_article_and_without(indefinite: str) -> None:
    assert stem_of(indefinite) == stem_of(f"ال{indefinite}") == stem_of(f"و{indefinite}")


@pytest.mark.parametrize("word", BEHIND_AND.split())
def test_and_before_another_word_is_taken_off(word: str) -> None:
    assert stem_of(f"و{word}") == stem_of(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ولدت", "ولادة"),
        ("ولد", "مولود"),
        ("وقعت", "وقوع"),
        ("وصلوا", "وصول"),
        ("حضرت", "حضور"),
        ("افتتحت", "افتتاح"),
        ("تأسست", "تأسيس"),
        ("كتبوا", "كتبت"),
        ("ماتت", "مات"),
        ("قالوا", "قال"),
        ("عاصمتها", "عاصمة"),
        ("مساحته", "المساحة"),
        ("حياته", "حياة"),
        ("وفاته", "الوفاة"),
        ("يستخدم", "استخدام"),
    ],
)
def test_forms_of_one_word_are_of_one_family(one: str, other: str) -> None:
    assert family_of(one) == family_of(other)


@pytest.mark.parametrize("name", ["بيروت", "الكويت", "توقيت", "بنت", "صوت", "ياقوت"])
def test_a_ta_of_the_root_stays(name: str) -> None:
    assert family_of(name).endswith("ت")
