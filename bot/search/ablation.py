"""Measure what each part of the evidence is worth: cross-validate the ranking without it.

    python -m bot.search.ablation QUESTIONS.jsonl CORPUS_FOLDER

Prints hit@1 and hit@3, the sets weighing the same, with everything and then with each part removed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.search import kinds
from bot.search.asked import Asked
from bot.search.corpus import read_corpus
from bot.search.course import FOLDS, Lessons, folds_of
from bot.search.features import NAMES
from bot.search.models import Array, learn_ranking

PARTS = {
    "likeness of words: covered": ("covered", "covered_exactly"),
    "same stems: covered_exactly": ("covered_exactly",),
    "title": ("title_named", "title_fit"),
    "paragraph": ("paragraph_bm25", "paragraph_covered", "before"),
    "document": ("document_bm25", "document_best", "document_covered", "document_candidates"),
    "all BM25 scores": ("paragraph_bm25", "document_bm25", "fused", "document_best"),
    "kind of answer asked for": kinds.NAMES,
    "closeness of date, number, place": ("when_close", "many_close", "where_close"),
    "place and length": ("opens_paragraph", "opens_document", "depth", "new_stems", "length", "early"),
    "how close the words of the question stand": ("together",),
    "what the topic leaves unsaid": ("rest_said", "rest_said_exactly"),
    "dates of a life, opening asked for which one": ("when_life", "which_opening"),
}


@dataclass(frozen=True, slots=True)
class _Part:
    """A question's candidates with some features left out."""

    features: Array
    hits: NDArray[np.bool_]
    weight: float


def main(questions: Path, corpus: Path) -> None:
    """Print a line for everything, and one for each part removed."""
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    lessons, fold = Lessons(rows, read_corpus(corpus).documents), folds_of(rows)
    asked, whole = lessons.whole, list(lessons)
    _print("everything", asked, whole, fold, ())
    _print("made questions", asked, [*asked, *lessons.untitled], fold, ())
    _print(
        "documents without titles", asked, [each for each in whole if each.index is lessons.index], fold, ()
    )
    for name, without in PARTS.items():
        _print(name, asked, whole, fold, without)


def _print(
    name: str,
    asked: Sequence[Asked],
    teaching: Sequence[Asked],
    fold: dict[str, int],
    without: Sequence[str],
) -> None:
    kept = [place for place, feature in enumerate(NAMES) if feature not in without]
    found, weights = np.zeros(2), np.zeros(len(NAMES))
    for held_out in range(FOLDS):
        others = [each for each in teaching if fold[each.question["document"]] != held_out]
        parts = [_Part(each.features[:, kept], each.hits, each.weight) for each in others]
        weights[kept] = learn_ranking(parts)
        for each in asked:
            if fold[each.question["document"]] == held_out:
                hits = each.ranked(weights)[1]
                found += each.weight * np.array([hits[:1].any(), hits[:3].any()])
    first, three = found / sum(each.weight for each in asked)
    print(f"{name:40s} {first:.3f} {three:.3f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
