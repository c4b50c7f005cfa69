"""Rivals are asked the same questions of the same sentences, and those not installed are named."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

import pytest

from bot.evaluation.comparison import compare
from bot.evaluation.questions import Question
from bot.evaluation.rivals import Rival, Search, rivals
from bot.records import Passage
from bot.search.baselines import PlainBM25

from .samples import COFFEE, LIBRARY, outcome, passage

PASSAGES = [
    passage(LIBRARY),
    passage(COFFEE, start=200),
    passage("جملة عن المناخ في الجبال العالية.", start=400),
]


def nothing(_done: int, _of: int) -> None:
    """Hear of no progress."""


def first_two(_passages: Sequence[Passage]) -> Search:
    return lambda _question, _most: [0, 1]


def test_a_rival_is_scored_by_the_sentences_it_returns() -> None:
    given = [outcome(known=1), outcome(known=2), outcome(answerable=False)]  # sentence 0; 0 and 1; none
    heard: list[tuple[int, int]] = []
    [row] = compare(given, PASSAGES, [Rival("x", "json", first_two)], lambda *told: heard.append(told))
    assert row.accuracy is not None
    assert (row.accuracy.hit_1, row.accuracy.ndcg) == (1.0, 1.0)
    assert heard == [(1, 2), (2, 2)]
    assert row.build_s is not None
    assert row.p50_ms is not None


def test_a_rival_that_is_not_installed_is_named_with_its_package() -> None:
    [row] = compare([outcome()], PASSAGES, [Rival("x", "no_such_engine", first_two)], nothing)
    assert (row.name, row.missing, row.accuracy) == ("x", "no_such_engine", None)


@pytest.mark.parametrize("rival", rivals(), ids=lambda rival: rival.name)
def test_each_rival_finds_a_sentence_by_its_words_and_nothing_by_others(rival: Rival) -> None:
    if find_spec(rival.package) is None:
        pytest.skip(f"NOT COMPARED: {rival.package} is not installed")
    search = rival.build(PASSAGES)
    assert search("انتشرت القهوة من اليمن", 10)[0] == 1
    assert search("المناخ في الجبال", 1) == [2]
    assert list(search("زقزقنط", 10)) == []
    assert list(search("؟", 10)) == []


def test_the_plain_baseline_breaks_ties_by_place_and_takes_texts_of_nothing() -> None:
    model = PlainBM25([["ا", "ب"], ["ج"], ["ا", "ب"], ["د"], ["ه"]])
    assert model.top(["ا"], 10) == [0, 2]
    assert model.top(["ا"], 1) == [0]
    assert PlainBM25([[], []]).top(["ا"], 10) == []


def test_a_question_without_answers_is_not_held_against_a_rival() -> None:
    [row] = compare([outcome(answerable=False)], PASSAGES, [Rival("x", "json", first_two)], nothing)
    assert (row.accuracy, row.missing) == (None, None)
    assert not Question("؟", ()).answerable
