"""Accuracy on the development questions does not fall below Lucene's Arabic analyzer."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from bot.journey import answer
from bot.search.index import Index

EVAL = Path(__file__).parents[3] / "shared" / "eval"
LUCENE = 0.655
"""Macro hit@1 of Lucene 9's ArabicAnalyzer over title and sentence, by the same scorer.

Ours was 0.753 when this was written.
"""


def scorer() -> ModuleType:
    """Return the module that defines what a hit is."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not EVAL.is_dir(), reason=f"ACCURACY NOT CHECKED: no development questions at {EVAL}")
def test_the_first_passage_answers_at_least_as_often_as_lucenes(dev_index: Index) -> None:
    score = scorer()
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for row in score.rows(EVAL / "dev" / "questions.jsonl"):
        passages = answer(row["question"], dev_index, top=1).passages
        hits[row["set"]].append(any(score.is_hit({"text": each.text}, row) for each in passages))
    assert sum(map(len, hits.values())) > 1_000
    assert len(hits) == 2
    assert sum(sum(each) / len(each) for each in hits.values()) / len(hits) >= LUCENE
