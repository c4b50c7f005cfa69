"""What was talked about before does not cost the development questions their answers."""

from __future__ import annotations

import random

import pytest

from bot.journey import answer
from bot.memory import Topic
from bot.search.index import Index
from tests.quality.test_dev_questions import EVAL, scorer

MOST_LOST = 0.01
"""Of all questions; 0.004 were lost when this was written, each of which points to something unsaid."""
ASKED = 500
"""So many of the questions are asked, the same ones each time."""


@pytest.mark.skipif(not EVAL.is_dir(), reason=f"FOLLOW-UPS NOT CHECKED: no development questions at {EVAL}")
def test_after_any_other_question_each_is_answered_as_well_as_alone(dev_index: Index) -> None:
    score, chance = scorer(), random.Random(11)  # noqa: S311 - nothing here is secret
    rows = list(score.rows(EVAL / "dev" / "questions.jsonl"))
    lost = 0
    for row in chance.sample(rows, ASKED):
        before = answer(chance.choice(rows)["question"], dev_index, top=1)
        title = before.citations[0].title if before.citations else None
        found = answer(row["question"], dev_index, topic=Topic(before.question, title), top=1)
        if found.searched is not None:
            alone = answer(row["question"], dev_index, top=1)
            hits = [
                any(score.is_hit({"text": each.text}, row) for each in it.passages) for it in (alone, found)
            ]
            lost += hits[0] - hits[1]
    assert lost / ASKED <= MOST_LOST
