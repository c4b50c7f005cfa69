"""A short storm over real processes; `python -m tests.bench.storm` has long ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import storm_outcome
from tests.bench.storm import Course, storm

SHORT = Course(deaths=2, longest_life=1.5, last_life=2.5, stop_seconds=3.0, anew=False)


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_what_is_asked_in_a_storm_is_answered_once_and_in_order(
    tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice only what was cut off from its commit by a death, or whose 200 was lost on the way."""
    monkeypatch.setattr(storm_outcome, "COMMIT_SECONDS", 5.0)  # however slow the machine is
    outcome = await storm(tmp_path, seed=10, mode=mode, course=SHORT)
    assert len(outcome.deaths) == 2
    assert len(outcome.asked) > 5
    assert outcome.lost == []
    assert outcome.twice()[None] == 0
    assert outcome.out_of_order() == 0
