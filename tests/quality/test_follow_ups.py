"""What was talked about before does not cost the development questions their answers."""

from __future__ import annotations

import random
import re

import pytest

from bot.journey import answer
from bot.memory import Topic
from bot.search.index import Index
from tests.quality.pointing import follow_ups
from tests.quality.test_dev_questions import EVAL, scorer

MOST_LOST = 0.01
"""Of all questions; 0.004 were lost when this was written, each of which points to something unsaid."""
LEAST_MADE = 150
LEAST_KEPT = 0.92
"""Of the follow-ups whose question is answered when it names the document; 154 of 162 as this was written."""
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


@pytest.mark.skipif(not EVAL.is_dir(), reason=f"FOLLOW-UPS NOT CHECKED: no development questions at {EVAL}")
def test_what_points_to_the_document_of_the_last_question_is_answered_as_if_it_named_it(
    dev_index: Index,
) -> None:
    score = scorer()
    rows = list(score.rows(EVAL / "dev" / "questions.jsonl"))
    files = (EVAL / "dev" / "corpus").glob("*.md")
    titles = {path.name: _title(path.read_text(encoding="utf-8")) for path in files}
    alone = right = 0
    for made in follow_ups(rows, titles):
        before = answer(made.before, dev_index, top=1)
        title = before.citations[0].title if before.citations else None
        topic = Topic(before.searched or before.question, title)
        named, pointed = (
            any(score.is_hit({"text": each.text}, made.row) for each in found.passages)
            for found in (
                answer(made.row["question"], dev_index, top=1),
                answer(made.question, dev_index, topic=topic, top=1),
            )
        )
        alone, right = alone + named, right + pointed
    assert alone >= LEAST_MADE
    assert right / alone >= LEAST_KEPT


def _title(text: str) -> str:
    found = re.search(r'^title: "?(.*?)"?$', text, re.MULTILINE)
    assert found is not None
    return found[1]
