"""Calibration, thresholds and curves, with values worked out by hand."""

from __future__ import annotations

import pytest

from bot.evaluation.abstention import Choice, Coverage, auroc, choice, curve, proposed_threshold
from bot.evaluation.calibration import bins, brier, calibration_error

from .samples import outcome

RIGHT, WRONG = [1], [0]


def test_a_bin_holds_its_lower_end_and_the_last_one_both() -> None:
    found = bins([outcome(confidence) for confidence in (0.0, 0.1, 0.19, 0.95, 1.0)])
    assert [each.count for each in found] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    assert [(each.low, each.high) for each in found][:2] == [(0.0, 0.1), (0.1, 0.2)]


def test_calibration_error_is_the_mean_gap_weighted_by_count() -> None:
    outcomes = [outcome(0.8, RIGHT), outcome(0.9 - 1e-9, WRONG), outcome(0.3, RIGHT), outcome(0.1, WRONG)]
    eight, three, one = (bins(outcomes)[place] for place in (8, 3, 1))
    assert (eight.count, eight.right) == (2, 0.5)
    assert eight.gap == pytest.approx(0.35)
    assert three.gap == pytest.approx(-0.7)
    assert calibration_error([eight, three, one]) == pytest.approx((2 * 0.35 + 0.7 + 0.1) / 4)


def test_a_question_that_nothing_answers_is_never_right() -> None:
    assert bins([outcome(0.75, WRONG, answerable=False)])[7].right == 0
    assert brier([outcome(0.5, WRONG, answerable=False)]) == 0.25


def test_brier_is_the_mean_squared_distance() -> None:
    assert brier([outcome(0.8, RIGHT), outcome(0.4, WRONG)]) == pytest.approx((0.04 + 0.16) / 2)


OUTCOMES = [
    outcome(0.9, RIGHT),
    outcome(0.7, WRONG),
    outcome(0.5, RIGHT),
    outcome(0.2, RIGHT, answered=False),
    outcome(0.6, WRONG, answerable=False),
    outcome(0.1, WRONG, answerable=False, answered=False),
]


def test_what_happened_is_counted() -> None:
    assert choice(OUTCOMES) == Choice(None, answered=3 / 4, right=2 / 3, refused=1 / 2, given=4, wrong=2)


def test_another_threshold_answers_others() -> None:
    found = choice(OUTCOMES, 0.7)
    assert found == Choice(0.7, answered=2 / 4, right=1 / 2, refused=1.0, given=2, wrong=1)
    nothing = choice(OUTCOMES, 0.95)
    assert nothing == Choice(0.95, answered=0.0, right=None, refused=1.0, given=0, wrong=0)


def test_a_share_of_nothing_is_not_a_figure() -> None:
    assert choice([outcome(answerable=False)]).answered is None
    assert choice([outcome(hits=RIGHT)]).refused is None
    assert proposed_threshold([outcome(answerable=False)]) is None


def test_the_proposed_threshold_answers_nine_of_ten() -> None:
    outcomes = [outcome(n / 20) for n in range(20)]
    threshold = proposed_threshold(outcomes)
    assert threshold == 0.1
    assert choice(outcomes, threshold).answered == 0.9


@pytest.mark.parametrize(
    ("positives", "negatives", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.8, 0.4], [0.6, 0.4, 0.1], (3 + 1.5) / 6),
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(
    positives: list[float], negatives: list[float], expected: float | None
) -> None:
    assert auroc(positives, negatives) == expected


def test_the_curve_gives_the_risk_of_answering_only_the_most_confident() -> None:
    outcomes = [outcome(0.9, RIGHT), outcome(0.5, WRONG), outcome(0.5, RIGHT), outcome(0.1, WRONG)]
    assert curve(outcomes) == (Coverage(1 / 4, 0.0), Coverage(3 / 4, 1 / 3), Coverage(1.0, 1 / 2))
