"""Where each word of a question stands, seen from the sentence that comes first."""

from __future__ import annotations

import math

import pytest

from bot.explanation import Found
from bot.journey import answer
from bot.search.builder import build, build_from
from bot.search.corpus import read_corpus
from bot.search.explanation import SORTS, explain
from bot.search.features import NAMES
from bot.search.index import Index
from bot.text.analyzer import analyze
from tests.golden.questions import CORPUS, golden_questions

from .folders import COFFEE, LIBRARY, PALM, document

WELLS = "وتُسقى الأشجار هناك من العيون والآبار القديمة في كل صباح باكر من أيام السنة."
SECTION = f"## النخيل والواحات\n\n{PALM} {WELLS}"


@pytest.fixture(scope="module")
def index() -> Index:
    return build_from(
        [
            document(SECTION, "palm.md", "كتاب الزراعة"),
            document(COFFEE, "coffee.md", "القهوة"),
            document(LIBRARY, "library.md", "المكتبة"),
        ]
    )


def places(question: str, index: Index) -> dict[str, Found]:
    return {word.typed: word.found for word in explain(analyze(question), index).words}


def test_each_word_is_told_with_the_nearest_place_where_it_stands(index: Index) -> None:
    question = "هل تثمر النخلة وثمار الزراعة والعيون في اليمن والمريخ؟"
    assert places(question, index) == {
        "تثمر": Found.EXACTLY,
        "النخلة": Found.EXACTLY,
        "وثمار": Found.NOWHERE,
        "الزراعة": Found.IN_TITLE,
        "والعيون": Found.AROUND,
        "اليمن": Found.ELSEWHERE,
        "والمريخ": Found.NOWHERE,
    }


def test_another_form_of_a_word_is_told_apart_from_the_word_itself(index: Index) -> None:
    assert places("متى تثمر نخلة الواحة؟", index)["نخلة"] is Found.AS_ANOTHER_FORM


def test_a_word_is_told_as_it_was_typed_and_once(index: Index) -> None:
    assert list(places("النّخلة! أين النخلة؟", index)) == ["النخلة"]


def test_chance_threshold_and_scores_are_those_of_the_decision(index: Index) -> None:
    explained = explain(analyze("متى تثمر النخلة؟"), index)
    assert explained.first is not None
    assert explained.first.text == PALM
    assert 0 <= explained.second_score <= explained.first.score <= 1
    assert 0 < explained.threshold < 1


def test_what_is_weighed_says_how_the_first_sentence_leads_the_next(index: Index) -> None:
    explained = explain(analyze("متى تثمر نخلة القهوة؟"), index)
    assert explained.first is not None
    weights = [abs(each.lead) for each in explained.evidence]
    assert weights == sorted(weights, reverse=True)
    ratio = math.exp(sum(each.lead for each in explained.evidence))
    assert explained.first.score / explained.second_score == pytest.approx(ratio, rel=0.2)


def test_every_feature_of_the_ranking_is_told_as_something() -> None:
    assert set(SORTS) == set(NAMES)


def test_a_question_that_finds_nothing_is_explained_too(index: Index) -> None:
    explained = explain(analyze("qwerty zxcvb"), index)
    assert explained.first is None
    assert explained.evidence == ()
    assert {word.found for word in explained.words} == {Found.NOWHERE}


def test_a_question_without_words_has_none_to_explain(index: Index) -> None:
    explained = explain(analyze("؟؟؟"), index)
    assert (explained.words, explained.first, explained.confidence) == ((), None, 0.0)


def test_the_confidence_that_is_told_is_the_one_that_was_answered_with() -> None:
    index = build(read_corpus(CORPUS))
    for row in golden_questions():
        answered = answer(row["question"], index)
        asked = answered.searched or row["question"]
        explained = explain(analyze(asked), index)
        assert explained.confidence == pytest.approx(answered.confidence), asked
        assert explained.first == next(iter(answered.passages), None), asked
