"""Slips cost a question little, of our own corpus as of the development questions."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.evaluation.reading import read_questions
from bot.evaluation.relevance import Judge
from bot.search.builder import build
from bot.search.corpus import read_corpus
from bot.search.index import Index
from tests.golden.questions import CORPUS
from tests.quality.perturbations import SEED, Asked, outcome
from tests.quality.slips import KINDS, as_it_is
from tests.quality.test_dev_questions import EVAL

MOST_LOST = {
    "diacritics": 0.0,
    "hamza": 0.0,
    "ta marbuta": 0.0,
    "alef maqsura": 0.0,
    "digits": 0.0,
    "dialect": 0.02,
    "typo": 0.06,
    "joined": 0.05,
    "split": 0.08,
    "wrong keyboard": 0.02,
    "arabizi": 0.12,
}
"""Of the questions answered when clean; typos cost 0.05 and Arabizi 0.07 when this was written."""

ASKED = 150
"""So many of the development questions are asked; `tests.quality.perturbations` asks all, five times."""


def answerable(questions: Path, judge: Judge) -> Asked:
    """Return the questions that the corpus answers, and the sentences that do."""
    found = [(question, judge.right(question)) for question in read_questions(questions).questions]
    return [(question, right) for question, right in found if right.sentences]


def losses(questions: Path, index: Index, most: int | None = None) -> dict[str, float]:
    """Return the share of hit@1 that each kind of slip costs, of so many questions by the same chance."""
    judge = Judge(index.all_passages())
    asked = answerable(questions, judge)
    if most is not None:
        asked = random.Random(SEED).sample(list(asked), most)  # noqa: S311 - nothing here is secret
    clean = outcome(asked, index, judge, as_it_is, rounds=1).hits
    assert clean > 0
    return {
        kind: 1 - outcome(asked, index, judge, slip, rounds=1).hits / clean for kind, slip in KINDS.items()
    }


def test_slips_in_the_golden_questions_cost_little() -> None:
    found = losses(CORPUS.parent / "tests" / "golden" / "questions.jsonl", build(read_corpus(CORPUS)))
    few = 0.07  # three of the fifty questions: a typo may fall where nothing helps
    assert {kind: loss for kind, loss in found.items() if loss > max(MOST_LOST[kind], few)} == {}


@pytest.mark.skipif(not EVAL.is_dir(), reason=f"SLIPS NOT CHECKED: no development questions at {EVAL}")
def test_slips_in_the_development_questions_cost_little(dev_index: Index) -> None:
    found = losses(EVAL / "dev" / "questions.jsonl", dev_index, most=ASKED)
    assert {kind: loss for kind, loss in found.items() if loss > MOST_LOST[kind]} == {}
