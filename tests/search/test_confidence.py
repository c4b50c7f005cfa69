"""Confidence never rises by a word that nobody wrote, and the learned weights name what they weigh."""

from __future__ import annotations

import pytest

from bot.records import Silence, Verdict
from bot.search.builder import build_from
from bot.search.confidence import clues, decide
from bot.search.features import NAMES
from bot.search.index import Index
from bot.search.ranker import Ranking, rank
from bot.search.retriever import retrieve
from bot.search.weights import learned
from bot.text.analyzer import analyze
from tests.golden.questions import golden_questions

from .folders import LIBRARY, LIBRARY_ASKED, document

UNKNOWN = ("زظغضقث", "خنفشاري", "qwxz")


def ranked(question: str, index: Index) -> Ranking:
    query = analyze(question)
    return rank(query, retrieve(query, index), index)


def decided(question: str, index: Index) -> Verdict:
    return decide(analyze(question), ranked(question, index), index)


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_an_unknown_word_added_to_a_question_never_raises_the_confidence_of_a_sentence(
    unknown: str, index: Index
) -> None:
    the_same = 0
    for row in golden_questions():
        more = f"{row['question'].rstrip('؟ ')} {unknown}؟"
        if (
            ranked(more, index).sentences[:1].tolist()
            == ranked(row["question"], index).sentences[:1].tolist()
        ):
            the_same += 1
            assert decided(more, index).confidence < decided(row["question"], index).confidence
    assert the_same > 50


@pytest.mark.parametrize("asked", ["متى زظغضقث؟", "ما qwxz؟", "أين qwxz زظغضقث؟"])
def test_a_question_of_unknown_words_alone_is_silent(asked: str, index: Index) -> None:
    assert decided(asked, index) == Verdict(0.0, Silence.NOT_FOUND)


@pytest.mark.parametrize("asked", ["", "متى؟", "في على"])
def test_a_question_without_words_is_silent_for_want_of_words(asked: str, index: Index) -> None:
    assert decided(asked, index) == Verdict(0.0, Silence.NO_WORDS)


def test_an_empty_index_is_silent() -> None:
    empty = build_from([])
    assert len(ranked(LIBRARY_ASKED, empty).sentences) == 0
    assert decided(LIBRARY_ASKED, empty) == Verdict(0.0, Silence.NOT_FOUND)


def test_a_confidence_is_a_chance_and_silence_is_all_that_falls_short_of_the_threshold(index: Index) -> None:
    for row in golden_questions():
        verdict = decided(row["question"], index)
        assert 0 <= verdict.confidence <= 1
        answers = verdict.confidence >= learned().confidence["threshold"]
        assert verdict.silence == (None if answers else Silence.NOT_FOUND)


def test_there_is_one_learned_weight_for_each_feature_in_its_order_and_no_other() -> None:
    assert tuple(learned().ranking) == NAMES


def test_there_is_one_learned_weight_for_each_clue_beside_the_bias_and_the_threshold() -> None:
    index = build_from([document(LIBRARY)])
    named = clues(analyze(LIBRARY_ASKED), ranked(LIBRARY_ASKED, index), index)
    assert set(learned().confidence) == {*named, "bias", "threshold"}


def test_a_copy_of_the_document_under_another_name_costs_no_confidence() -> None:
    others = [
        document(LIBRARY.replace("المكتبة", word), f"{word}.md", word) for word in ("المدرسة", "الحديقة")
    ]
    once = build_from([document(LIBRARY, "a.md", "المكتبة"), *others])
    twice = build_from([document(LIBRARY, name, "المكتبة") for name in ("a.md", "b.md")] + others)
    belief = [
        clues(analyze(LIBRARY_ASKED), ranked(LIBRARY_ASKED, index), index)["document_belief"]
        for index in (once, twice)
    ]
    assert belief[1] > belief[0] - 0.05


def test_documents_without_a_title_are_not_taken_for_copies() -> None:
    index = build_from([document(LIBRARY, name, "في") for name in ("a.md", "b.md")])
    found = clues(analyze(LIBRARY_ASKED), ranked(LIBRARY_ASKED, index), index)
    assert found["document_belief"] == pytest.approx(0.5)
