"""The confidence learns what tells right from wrong from all rows, and how sure to be from the usual ones."""

from __future__ import annotations

import numpy as np

from bot.search.models import learn_confidence


def test_rows_that_are_not_usual_teach_the_difference_and_leave_the_odds_alone() -> None:
    chance = np.random.default_rng(5)
    clue, noise = chance.random((2, 4000))
    usual = np.arange(4000) < 2000
    right = (chance.random(4000) < np.where(usual, clue, clue / 4)).astype(np.float64)
    found = learn_confidence(np.stack([clue, noise], axis=1), right, np.ones(4000), usual)
    sure = 1 / (1 + np.exp(-(np.stack([clue, noise], axis=1) @ found[:-1] + found[-1])))
    assert found[0] > 5 * abs(found[1])
    assert abs(sure[usual].mean() - right[usual].mean()) < 0.01
    assert sure[~usual].mean() > right[~usual].mean() + 0.2
