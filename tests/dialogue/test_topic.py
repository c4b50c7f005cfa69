"""Which of the questions before a message goes on from."""

from __future__ import annotations

import pytest

from bot.dialogue.reading import read
from bot.dialogue.topic import topic_of
from bot.memory import Topic

IRAQ = Topic("ما عاصمة العراق؟", "العراق", "بغداد هي عاصمة العراق.")


def first(question: str, *before: Topic) -> str:
    return read(question, topic_of(before)).full[0]


def test_before_the_first_question_there_is_nothing() -> None:
    assert topic_of([]) is None


@pytest.mark.parametrize("chatter", ["شكرا جزيلا", "👍", "السلام عليكم", "تمام", "يعطيك العافية"])
def test_thanks_and_greetings_in_between_do_not_end_the_talk(chatter: str) -> None:
    assert topic_of([Topic(chatter), IRAQ]) == IRAQ


def test_after_a_follow_up_that_found_nothing_the_document_before_it_still_counts() -> None:
    lost = Topic("من أول ملوك العراق؟", typed="ومن أول ملوكه؟")
    assert topic_of([lost, lost, IRAQ]) == Topic(lost.question, "العراق", typed=lost.typed)


def test_a_question_that_only_pointed_and_was_asked_as_it_stood_in_vain_is_passed_over() -> None:
    cook = Topic("من هو أشهر طباخ فيها؟")
    assert topic_of([cook, cook, Topic("شكرا"), IRAQ]) == IRAQ
    assert topic_of([cook]) == cook
    assert topic_of([Topic("وقديش ضل مسافر؟"), IRAQ]) == IRAQ
    assert topic_of([Topic("متى توفي الجاحظ؟"), IRAQ]) == Topic("متى توفي الجاحظ؟")


def test_a_new_question_that_found_nothing_takes_no_document_from_the_one_before() -> None:
    napoleon = Topic("من هو نابليون بونابرت؟")
    assert topic_of([napoleon, IRAQ]) == napoleon


def test_a_question_whose_spelling_alone_was_mended_is_a_new_one() -> None:
    mended = Topic("من هو نابليون بونابرت؟", typed="من هو نابليوون بونابرت؟")
    assert topic_of([mended, IRAQ]) == mended


def test_a_completed_question_keeps_its_subject_though_another_document_answered_it() -> None:
    provinces = Topic("كم محافظة في العراق؟", "محافظات العراق", "ينقسم إلى 18.", typed="وكم محافظة فيه؟")
    assert first("وما مساحته؟", provinces, IRAQ) == "ما مساحة العراق؟"


def test_after_another_was_named_in_its_place_that_one_is_the_subject() -> None:
    jordan = Topic("ما عاصمة الأردن؟", "مدينة عمّان", "عمّان عاصمة الأردن.", typed="وماذا عن الأردن؟")
    assert first("وكم عدد سكانه؟", jordan, IRAQ) == "كم عدد سكان الأردن؟"


def test_and_from_the_north_is_no_question_of_who_where_the_last_one_had_a_from() -> None:
    south = Topic("ما الدول التي تحد العراق من الجنوب؟", "العراق", "الكويت والسعودية.")
    assert "ما الدول التي تحد العراق من الشمال؟" in read("ومن الشمال؟", south).full
