"""Evidence that speaks for one sentence before another, on texts small enough to see why."""

from __future__ import annotations

import pytest

from bot.search.builder import build_from
from bot.search.features import NAMES, gather
from bot.search.retriever import retrieve
from bot.text.analyzer import analyze

from .folders import document

LIFE = "أحمد زويل (26 فبراير 1946 - 2 أغسطس 2016) كيميائي مصري نال جائزة نوبل عن أعماله."
CAREER = "درّس زويل الكيمياء في معهد كاليفورنيا للتقنية سنين طويلة بعد أن أنهى دراسته في أمريكا."


def evidence(feature: str, question: str, text: str) -> dict[int, float]:
    """Return a feature of each candidate, by the number of its sentence."""
    index = build_from([document(text, title="أحمد زويل")])
    query = analyze(question)
    candidates = retrieve(query, index)
    column = gather(query, candidates, index).matrix[:, NAMES.index(feature)]
    return dict(zip(candidates.sentences.tolist(), column.round(4).tolist(), strict=True))


@pytest.mark.parametrize("question", ["متى ولد زويل؟", "متى توفي أحمد زويل؟", "ما تاريخ وفاة زويل؟"])
def test_asked_for_a_birth_or_a_death_two_dates_at_the_beginning_speak_for_a_sentence(question: str) -> None:
    assert evidence("when_life", question, f"{LIFE}\n\n{CAREER}") == {0: 1, 1: 0}


@pytest.mark.parametrize("question", ["متى نال زويل جائزة نوبل؟", "أين ولد زويل؟"])
def test_asked_for_anything_else_the_dates_of_a_life_speak_for_nothing(question: str) -> None:
    assert set(evidence("when_life", question, f"{LIFE}\n\n{CAREER}").values()) == {0}


def test_one_date_alone_is_no_life() -> None:
    assert evidence("when_life", "متى ولد زويل؟", "زويل كيميائي مصري نال جائزة نوبل في أكتوبر.") == {0: 0}


def test_asked_which_one_the_opening_of_the_document_is_told_apart() -> None:
    text = f"{LIFE}\n\n{CAREER}"
    assert evidence("which_opening", "أي جائزة نالها زويل؟", text) == {0: 1, 1: 0}
    assert set(evidence("which_opening", "متى نال زويل الجائزة؟", text).values()) == {0}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جائزة نوبل نالها كيميائي مصري من مدينة دمنهور قبل سنين طويلة.", 1.0),
        ("جائزة كبيرة جدا اسمها نوبل نالها كيميائي مصري من مدينة دمنهور.", round(1 / 3, 4)),
        ("جائزة كبيرة نالها كيميائي مصري من مدينة دمنهور قبل سنين طويلة.", 0.0),
    ],
)
def test_words_of_the_question_that_stand_side_by_side_are_together(text: str, expected: float) -> None:
    assert evidence("together", "جائزة نوبل", text) == {0: expected}
