"""Paragraphs of the same articles are told apart better than by rank-bm25."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.search.corpus import read_corpus
from tests.quality.paragraphs import fused, ours, plain, trials

EVAL = Path(__file__).parents[3] / "shared" / "eval"
CONFUSED = "arcd-train"
"""Of this set's articles three paragraphs each are asked about."""


@pytest.mark.skipif(not EVAL.is_dir(), reason=f"ACCURACY NOT CHECKED: no development questions at {EVAL}")
def test_paragraphs_without_a_title_are_told_apart_better_than_by_bm25_of_stems_and_of_4_grams() -> None:
    lines = (EVAL / "dev" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["set"] == CONFUSED]
    (trial,) = trials(rows, read_corpus(EVAL / "dev" / "corpus").documents, titled=False)
    assert len(trial.paragraphs) == 231
    assert len(trial.questions) > 600
    assert trial.ndcg(plain(trial)) + 0.1 < trial.ndcg(fused(trial)) < trial.ndcg(ours(trial))
