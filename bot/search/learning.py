"""Learn the weights of ranking and confidence from questions with known answers, and write `weights.json`.

    python -m bot.search.learning QUESTIONS.jsonl CORPUS_FOLDER

QUESTIONS.jsonl holds `question`, `set`, `document`, `context` and `answers` a line; the sets weigh the same.
Beside them stand questions made from the documents themselves (`made_questions`), for the ranking alone.
Every question is also asked where its document is missing, alone with it, alone with another one, and about
something that nobody wrote of, so that the confidence learns what a miss looks like, in a corpus of one
article as in one of many; and of the same documents without titles, which not everybody writes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path

import numpy as np

from bot.search.asked import Asked
from bot.search.corpus import read_corpus
from bot.search.course import FOLDS, Course
from bot.search.features import NAMES
from bot.search.models import Array, learn_confidence, learn_ranking
from bot.search.weights import FILE

ANSWERED = 0.90  # share of the answerable questions that the threshold lets through
FIGURES = (
    "hit@1",
    "hit@3",
    "hit@1, documents without titles",
    "hit@3, documents without titles",
    "AUROC, the question's whole set missing",
    "AUROC, its own fold missing",
    f"refused with {ANSWERED:.0%} answered, whole set missing",
    f"refused with {ANSWERED:.0%} answered, own fold missing",
    "AUROC, the answering sentences alone missing",
    f"refused with {ANSWERED:.0%} answered, these missing",
    "AUROC, one word strange",
    f"refused with {ANSWERED:.0%} answered, one word strange",
)
BINS = 10


def main(questions: Path, corpus: Path) -> None:
    """Cross-validate, print the figures, and write the weights learned from everything."""
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    course = Course(rows, read_corpus(corpus).documents)
    by_document = [HeldOut(course, course.fold_of, fold) for fold in range(FOLDS)]
    _print("cross-validated by document", by_document)
    by_set = [HeldOut(course, _set_of, name) for name in course.shares]
    _print("each set by the weights of the others", by_set)
    ranking, confidence = _learned(course, lambda _: True)
    chances = np.concatenate([each.chances(each.whole) for each in by_document])
    threshold = float(np.quantile(chances, 1 - ANSWERED))
    names = course.whole[0].clue_names(ranking)
    content = {
        "ranking": dict(zip(NAMES, np.round(ranking, 4).tolist(), strict=True)),
        "confidence": {
            "threshold": round(threshold, 4),
            "bias": round(float(confidence[-1]), 4),
            **dict(zip(names, np.round(confidence[:-1], 4).tolist(), strict=True)),
        },
    }
    Path(__file__).with_name(FILE).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _set_of(asked: Asked) -> str:
    return str(asked.question["set"])


def _learned(course: Course, teaches: Callable[[Asked], bool]) -> tuple[Array, Array]:
    """Return the weights learned from some of the questions.

    The confidence is learned from rankings by weights that have not seen the question, as those of a reader.
    """
    teaching = [each for each in course.lessons if teaches(each)]
    cases = [each for each in course.cases if teaches(each)]
    kept = []
    for fold in sorted({course.fold_of(each) for each in teaching}):
        ranking = learn_ranking([each for each in teaching if course.fold_of(each) != fold])
        own = [each for each in cases if course.fold_of(each) == fold]
        clues = [(each.clues(ranking), each.weight, each.usual) for each in own]
        kept += [(*clue, weight, usual) for clue, weight, usual in clues if clue is not None]
    rows, right, weights, usual = (np.array(column) for column in zip(*kept, strict=True))
    return learn_ranking(teaching), learn_confidence(rows, right.astype(np.float64), weights, usual)


def _chances(asked: Sequence[Asked], ranking: Array, confidence: Array) -> Array:
    """Return the confidence of each question's first sentence."""
    found = [each.clues(ranking) for each in asked]
    logits = [-50.0 if clue is None else float(clue[0] @ confidence[:-1] + confidence[-1]) for clue in found]
    chances: Array = 1 / (1 + np.exp(-np.array(logits)))
    return chances


class HeldOut:
    """What the weights learned from the other parts make of one part of the questions."""

    def __init__(self, course: Course, part_of: Callable[[Asked], Hashable], part: Hashable) -> None:
        self.ranking, self.confidence = _learned(course, lambda each: part_of(each) != part)

        def own(asked: Sequence[Asked]) -> list[Asked]:
            return [each for each in asked if part_of(each) == part]

        asked = len(course.whole)
        self.whole, self.untitled = own(course.whole), own(course.untitled)
        self.near, self.elsewhere = own(course.without[:asked]), own(course.without[asked:])
        self.hollow = own(course.hollow[:asked])
        self.alone, self.misplaced = own(course.alone), own(course.misplaced)
        self.strange = [each for each in own(course.strange) if each.index is course.whole[0].index]

    def figures(self) -> list[float]:
        """Return FIGURES, the sets weighing the same."""
        answerable, near, elsewhere, hollow, strange = map(
            self.chances, (self.whole, self.near, self.elsewhere, self.hollow, self.strange)
        )
        floor = np.quantile(answerable, 1 - ANSWERED)
        return [
            *self._hits(self.whole),
            *self._hits(self.untitled),
            _auroc(answerable, elsewhere),
            _auroc(answerable, near),
            float((elsewhere < floor).mean()),
            float((near < floor).mean()),
            _auroc(answerable, hollow),
            float((hollow < floor).mean()),
            _auroc(answerable, strange),
            float((strange < floor).mean()),
        ]

    def _hits(self, asked: Sequence[Asked]) -> tuple[float, float]:
        """Return the share of questions that the first sentence answers, and one of the first three."""
        hits = [each.ranked(self.ranking)[1] for each in asked]
        share = np.array([each.weight for each in asked])
        share /= share.sum()
        first, third = (float(share @ np.array([hit[:top].any() for hit in hits])) for top in (1, 3))
        return first, third

    def chances(self, asked: Sequence[Asked]) -> Array:
        """Return the confidence of each question's first sentence."""
        return _chances(asked, self.ranking, self.confidence)

    def judged(self, *groups: Sequence[Asked]) -> Array:
        """Return the confidence, whether the first sentence answers, and the weight of each question.

        Every group weighs the same, so that as many questions have an answer as have none.
        """
        columns = []
        for asked in groups:
            right = [float(each.ranked(self.ranking)[1][:1].any()) for each in asked]
            weights = np.array([each.weight for each in asked])
            share = weights / weights.sum() * len(self.whole)
            columns.append(np.stack([self.chances(asked), np.array(right), share]))
        return np.concatenate(columns, axis=1)


def _print(how: str, held_out: Sequence[HeldOut]) -> None:
    """Print the figures of each part and their mean, and the calibration error of all parts together."""
    print(f"\n{how}")  # noqa: T201
    rows = np.array([part.figures() for part in held_out])
    for name, column in zip(FIGURES, rows.T, strict=True):
        print(f"{name:60s} {column.mean():.4f}  by part:", *(f"{x:.3f}" for x in column))  # noqa: T201
    thousands = np.concatenate([part.judged(part.whole, part.elsewhere) for part in held_out], axis=1)
    single = np.concatenate([part.judged(part.alone, part.misplaced) for part in held_out], axis=1)
    print(f"{'calibration error, whole corpus':60s} {_calibration(*thousands):.4f}")  # noqa: T201
    print(f"{'calibration error, one article':60s} {_calibration(*single):.4f}", flush=True)  # noqa: T201


def _auroc(positives: Array, negatives: Array) -> float:
    wins = (positives[:, None] > negatives).mean() + (positives[:, None] == negatives).mean() / 2
    return float(wins)


def _calibration(chances: Array, right: Array, weights: Array) -> float:
    """Return the expected calibration error over bins of equal width."""
    place = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = np.bincount(place, weights * (chances - right), BINS)
    return float(np.abs(gaps).sum() / weights.sum())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
