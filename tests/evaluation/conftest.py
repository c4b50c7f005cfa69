"""An evaluation to write about, and the browser that looks at its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.evaluation.comparison import Standing, own_standing
from bot.evaluation.figures import figures
from bot.evaluation.measuring import Evaluation
from tests.web.conftest import browser

from .samples import LIBRARY, outcome, passage

__all__ = ["browser", "evaluation"]

NASTY = '</style><script>document.title = "caught"</script><img src=x onerror=\'document.title="caught"\'>'
"""What would run, were it not shown as text."""


@pytest.fixture
def evaluation() -> Evaluation:
    """Return one with every sort of outcome, whose texts all hold what must not run."""
    expected = replace(passage(LIBRARY), title=NASTY, document=f"{NASTY}.md")
    given = [
        replace(outcome(0.9, [1]), expected=expected),
        replace(outcome(0.8, [0, 1], text=f"متى {NASTY}؟"), expected=expected),
        outcome(0.7, [0], known=0),
        outcome(0.6, [], answerable=False),
        outcome(0.3, [1], answered=False, text=f"أين {NASTY}؟"),
        outcome(0.0, [], answered=False, answerable=False),
    ]
    wrong = replace(given[1].answer.passages[0], text=NASTY, title=NASTY, document=NASTY)
    given[1] = replace(given[1], answer=replace(given[1].answer, passages=(wrong, wrong)))
    given[1] = replace(given[1], question=replace(given[1].question, answers=(NASTY,), place=NASTY))
    found = figures(given)
    standings = (own_standing(found, None), Standing("rank-bm25, str.split", found.accuracy, 1.5, 0.25))
    return Evaluation(
        file=Path("folder/questions.jsonl"),
        corpus=NASTY,
        documents=2,
        sentences=7,
        measured_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        figures=found,
        outcomes=tuple(given),
        standings=(*standings, Standing("bm25s", None, missing="bm25s")),
    )
