"""What counts as a hit."""

from __future__ import annotations

import pytest

from bot.evaluation.questions import Question
from bot.evaluation.relevance import forms
from bot.records import Passage

from .samples import COFFEE, LIBRARY, judge_of, passage, real_judge


def asking(*answers: str, document: str | None = "a.md", context: str | None = None) -> Question:
    return Question("سؤال؟", answers, document, context)


@pytest.mark.parametrize(
    ("asked", "found", "hit"),
    [
        (asking("بيروت"), passage("وُلد في بَيـروت."), True),
        (asking("مدرسة"), passage("في مدرسه قديمة"), True),
        (asking("٢٫٥"), passage("بلغ 2.5 كلم"), True),
        (asking("بيروت"), passage("بيروتي الأصل"), False),
        (asking("مكة المكرمة"), passage("ولد بمكة المكرمة"), True),
        (asking("الأردن"), passage("عاصمة للأردن"), True),
        (asking("المدينة القديمة"), passage("المدينة الجديدة والقرية القديمة"), False),
        (asking("قد"), passage("وقد كان"), False),
        (asking("بيروت"), passage("في بيروت", document="b.md"), False),
        (asking("بيروت", document=None), passage("في بيروت", document="b.md"), True),
        (asking("لا", "بيروت"), passage("في بيروت"), True),
        (asking("«»"), passage("في بيروت «»"), False),
        (asking("بيروت", document=None, context="ولد في بيروت سنة 1900"), passage("في بيروت"), True),
        (asking("بيروت", document=None, context="مدينة أخرى"), passage("في بيروت"), False),
        (asking("بيروت", document="b.md", context="ولد في بيروت سنة 1900"), passage("في بيروت"), True),
        (asking("بيروت", context="ولد في بيروت"), passage("كلمة ولد في بيروت"), False),
        (asking("بيروت", context="كلمتان ولد في بيروت"), passage("ولد في بيروت كلمتان ثلاث"), True),
        (asking("نهاية"), passage("ا" * 344 + " نهاية"), True),
        (asking("نهاية"), passage("ا" * 345 + " نهاية"), False),
    ],
)
def test_a_hit_stands_in_the_right_place_and_says_the_answer(
    asked: Question,
    found: Passage,
    hit: bool,  # noqa: FBT001
) -> None:
    assert judge_of(found).right(asked).sentences == (frozenset({0}) if hit else frozenset())


def test_a_particle_is_written_together_with_arabic_words_of_three_letters_alone() -> None:
    assert {"ومكه", "بمكه", "ولمكه", "مكه"} <= forms("مكه")
    assert {"للمدينه", "وللمدينه"} <= forms("المدينه")
    assert forms("من") == {"من"}
    assert forms("1990") == {"1990"}
    assert forms("london") == {"london"}


def test_every_sentence_that_answers_is_known() -> None:
    judge = judge_of(passage("في بيروت"), passage("لا", start=20), passage("إلى بيروت", start=40))
    assert judge.right(asking("بيروت")).sentences == {0, 2}


@pytest.mark.parametrize(
    ("asked", "placed"),
    [
        (asking("x", document="library.md"), True),
        (asking("x", document="nowhere.md"), False),
        (asking("x", document=None), True),
        (asking("x", document="nowhere.md", context=LIBRARY), True),
        (asking("x", document="library.md", context="فقرة من كتاب ليس هنا"), False),
        (asking("x", document=None, context=f"{COFFEE} {LIBRARY}"), True),
    ],
)
def test_a_question_is_at_home_where_its_paragraph_or_else_its_document_is(
    asked: Question,
    placed: bool,  # noqa: FBT001
) -> None:
    assert real_judge().right(asked).placed is placed


def test_a_paragraph_is_found_though_its_rarest_word_stands_behind_the_part_that_counts() -> None:
    long = " ".join(f"كلمة{n % 30}" for n in range(120)) + " فريدة"
    judge = judge_of(passage(long), passage(" ".join(f"كلمة{n}" for n in range(30)), document="b.md"))
    assert judge.right(asking("x", document=None, context=long)).placed
