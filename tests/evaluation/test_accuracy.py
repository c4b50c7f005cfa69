"""Figures of ranking, with values worked out by hand."""

from __future__ import annotations

import math
import random

import pytest

from bot.evaluation.accuracy import Interval, accuracy, interval, ndcg, reciprocal_rank

from .samples import outcome


def test_ranks_of_the_first_hit_make_the_figures() -> None:
    found = accuracy(
        [outcome(hits=[1, 0]), outcome(hits=[0, 1]), outcome(hits=[0, 0, 0, 1]), outcome(hits=[0])]
    )
    assert (found.hit_1, found.hit_3, found.hit_5, found.hit_10) == (1 / 4, 2 / 4, 3 / 4, 3 / 4)
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 4 + 0) / 4)
    assert found.ndcg == pytest.approx((1 + 1 / math.log2(3) + 1 / math.log2(5) + 0) / 4)


@pytest.mark.parametrize(
    ("hits", "known", "expected"),
    [
        ([1, 1], 2, 1.0),
        ([1, 0], 2, 1 / (1 + 1 / math.log2(3))),
        ([0, 1, 1], 2, (1 / math.log2(3) + 1 / 2) / (1 + 1 / math.log2(3))),
        ([0, 0], 3, 0.0),
        ([], 0, 0.0),
        ([1] * 10, 25, 1.0),
    ],
)
def test_ndcg_compares_with_an_order_that_opens_with_all_hits_of_the_corpus(
    hits: list[int], known: int, expected: float
) -> None:
    assert ndcg([bool(hit) for hit in hits], known) == pytest.approx(expected)


def test_a_ranking_without_a_hit_has_no_reciprocal_rank() -> None:
    assert reciprocal_rank([]) == reciprocal_rank([False, False]) == 0.0
    assert reciprocal_rank([False, False, True, True]) == 1 / 3


def test_twenty_questions_have_a_wide_interval_and_two_thousand_a_narrow_one() -> None:
    few, many = interval([1.0] * 15 + [0.0] * 5), interval([1.0] * 1_500 + [0.0] * 500)
    assert few.low <= 0.75 <= few.high
    assert few.high - few.low == pytest.approx(2 * 1.96 * math.sqrt(0.75 * 0.25 / 20), abs=0.06)
    assert many.high - many.low == pytest.approx(2 * 1.96 * math.sqrt(0.75 * 0.25 / 2_000), abs=0.006)


def test_the_interval_is_the_same_at_every_call_and_leaves_the_random_numbers_of_others_alone() -> None:
    random.seed(1)
    before = random.getstate()
    assert interval([1.0, 0.0, 1.0]) == interval([1.0, 0.0, 1.0])
    assert random.getstate() == before


def test_where_every_question_was_a_hit_the_interval_is_not_a_point() -> None:
    assert interval([1.0] * 30) == Interval(0.9, 1.0)
    assert interval([0.0] * 30) == Interval(0.0, 0.1)
    assert interval([1.0]) == Interval(0.0, 1.0)
