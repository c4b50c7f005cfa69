"""Learn the weights of ranking and confidence from questions with known answers, and write `weights.json`.

    python -m bot.search.learning QUESTIONS.jsonl CORPUS_FOLDER

QUESTIONS.jsonl holds `question`, `set`, `document`, `context` and `answers` a line; the sets weigh the same.
Every question is also asked where its document is missing, alone with it, and alone with another one, so
that the confidence learns what a miss looks like, in a corpus of one article as in one of many.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.records import Document
from bot.search.builder import build_from
from bot.search.confidence import clues
from bot.search.corpus import read_corpus
from bot.search.features import NAMES, gather
from bot.search.index import Index
from bot.search.models import Array, learn_confidence, learn_ranking
from bot.search.ranker import Ranking, softmax
from bot.search.retriever import retrieve
from bot.search.weights import FILE
from bot.text.analyzer import Query, analyze
from bot.text.tokens import words

FOLDS = 5
SEED = 20261124
REACH = 350  # code points of a sentence that may hold the answer
SHARED = 0.8  # share of a sentence's words that must stand in the gold paragraph
ANSWERED = 0.90  # share of the answerable questions that the threshold lets through

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question asked of an index, and what came of it."""

    question: Row
    index: Index
    weight: float

    @cached_property
    def query(self) -> Query:
        """Return the question made ready."""
        return analyze(self.question["question"])

    @cached_property
    def ranking(self) -> Ranking:
        """Return the candidates in the order of retrieval, every score 0."""
        found = retrieve(self.query, self.index)
        evidence = gather(self.query, found, self.index)
        return Ranking(found.sentences, np.zeros(len(found.sentences)), evidence)

    @property
    def features(self) -> Array:
        """Return one row a candidate."""
        return self.ranking.evidence.matrix

    @cached_property
    def hits(self) -> NDArray[np.bool_]:
        """Say of each candidate whether it comes from the gold paragraph and holds an answer."""
        context = set(words(self.question["context"]))
        answers = [f" {' '.join(words(answer))} " for answer in self.question["answers"]]
        texts = (self.index.text(int(number)) for number in self.ranking.sentences)
        return np.array([_answers(text, context, answers) for text in texts], np.bool_)

    def ranked(self, weights: Array) -> tuple[Ranking, NDArray[np.bool_]]:
        """Return the ranking by some weights, and the hits in its order."""
        scores = softmax(self.features @ weights)
        order = np.lexsort((self.ranking.sentences, -scores))
        evidence = self.ranking.evidence.ordered(order)
        return Ranking(self.ranking.sentences[order], scores[order], evidence), self.hits[order]

    def clues(self, weights: Array) -> tuple[Array, bool] | None:
        """Return the clues of the first sentence and whether it answers; None where nothing was found."""
        ranking, hits = self.ranked(weights)
        if not len(hits):
            return None
        return np.array(list(clues(self.query, ranking, self.index).values())), bool(hits[0])


def _answers(sentence: str, context: set[str], answers: Sequence[str]) -> bool:
    found = words(sentence[:REACH])
    text = f" {' '.join(found)} "
    inside = sum(word in context for word in found) >= SHARED * len(found)
    return inside and any(answer.strip() and answer in text for answer in answers)


class Course:
    """The questions asked of the whole corpus and of parts of it."""

    def __init__(self, questions: Sequence[Row], documents: Sequence[Document]) -> None:
        names = sorted({str(row["document"]) for row in questions})
        chance = random.Random(SEED)  # noqa: S311  # folds, not secrets
        self.fold = {name: chance.randrange(FOLDS) for name in names}
        self.questions = questions
        self.sets = Counter(row["set"] for row in questions)
        self.documents = {document.name: document for document in documents}
        whole = build_from(documents)
        self.whole = [self._asked(row, whole) for row in questions]
        self.without = self._without()
        self.alone = [self._asked(row, self._single(row["document"])) for row in questions]
        self.misplaced = [self._asked(each.question, self._nearest(each)) for each in self.without]

    def _asked(self, row: Row, index: Index) -> Asked:
        return Asked(row, index, 1 / self.sets[row["set"]])

    def _without(self) -> list[Asked]:
        """Ask each question of the corpus without its own fold, and without its own set."""
        asked = []
        for fold in range(FOLDS):
            index = build_from(d for d in self.documents.values() if self.fold.get(d.name) != fold)
            asked += [self._asked(r, index) for r in self.questions if self.fold[r["document"]] == fold]
        for name in self.sets:
            own = {row["document"] for row in self.questions if row["set"] == name}
            index = build_from(d for d in self.documents.values() if d.name not in own)
            asked += [self._asked(r, index) for r in self.questions if r["set"] == name]
        return asked

    def _single(self, name: str) -> Index:
        return build_from([self.documents[name]])

    def _nearest(self, asked: Asked) -> Index:
        found = asked.ranking.sentences
        return (
            self._single(
                asked.index.passages(Ranking(found, np.zeros(len(found)), asked.ranking.evidence), 1)[
                    0
                ].document
            )
            if len(found)
            else asked.index
        )


def main(questions: Path, corpus: Path) -> None:
    """Cross-validate, print the figures, and write the weights learned from everything."""
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    course = Course(rows, read_corpus(corpus).documents)
    figures = [_held_out(course, fold) for fold in range(FOLDS)]
    print("held out, by fold:", *(" ".join(f"{x:.4f}" for x in each) for each in figures), sep="\n")  # noqa: T201
    print("mean:", " ".join(f"{x:.4f}" for x in np.mean(figures, axis=0)))  # noqa: T201
    ranking, confidence = _learned(course, range(FOLDS))
    threshold = float(np.quantile(_chances(course.whole, ranking, confidence), 1 - ANSWERED))
    names = list(clues_names(course.whole[0], ranking))
    content = {
        "ranking": dict(zip(NAMES, np.round(ranking, 4).tolist(), strict=True)),
        "confidence": {
            "threshold": round(threshold, 4),
            "bias": round(float(confidence[-1]), 4),
            **dict(zip(names, np.round(confidence[:-1], 4).tolist(), strict=True)),
        },
    }
    Path(__file__).with_name(FILE).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def clues_names(asked: Asked, weights: Array) -> list[str]:
    """Return the names of the clues, in order."""
    return list(clues(asked.query, asked.ranked(weights)[0], asked.index))


def _learned(course: Course, folds: Sequence[int]) -> tuple[Array, Array]:
    """Return the weights learned from some folds."""
    ranking = learn_ranking(
        [each for each in course.whole if course.fold[each.question["document"]] in folds]
    )
    cases = [*course.whole, *course.without, *course.alone, *course.misplaced]
    found = [
        (each.clues(ranking), each.weight)
        for each in cases
        if course.fold[each.question["document"]] in folds
    ]
    kept = [(clue[0], clue[1], weight) for clue, weight in found if clue is not None]
    rows, right, weights = (np.array(column, np.float64) for column in zip(*kept, strict=True))
    return ranking, learn_confidence(rows, right, weights)


def _chances(asked: Sequence[Asked], ranking: Array, confidence: Array) -> Array:
    """Return the confidence of each question's first sentence."""
    found = [each.clues(ranking) for each in asked]
    logits = [-50.0 if clue is None else float(clue[0] @ confidence[:-1] + confidence[-1]) for clue in found]
    chances: Array = 1 / (1 + np.exp(-np.array(logits)))
    return chances


def _held_out(course: Course, fold: int) -> list[float]:
    """Return hit@1, hit@3, AUROC (own set missing), refused at 90 % answered, calibration error."""
    ranking, confidence = _learned(course, [other for other in range(FOLDS) if other != fold])

    def own(asked: Sequence[Asked]) -> list[Asked]:
        return [each for each in asked if course.fold[each.question["document"]] == fold]

    whole = own(course.whole)
    hits = [each.ranked(ranking)[1] for each in whole]
    weights = np.array([each.weight for each in whole])
    share = weights / weights.sum()
    answerable = _chances(whole, ranking, confidence)
    elsewhere = _chances(own(course.without[len(course.whole) :]), ranking, confidence)
    near = _chances(own(course.without[: len(course.whole)]), ranking, confidence)
    single = [*own(course.alone), *own(course.misplaced)]
    return [
        float(share @ np.array([hit[:1].any() for hit in hits])),
        float(share @ np.array([hit[:3].any() for hit in hits])),
        _auroc(answerable, elsewhere),
        _auroc(answerable, near),
        float((elsewhere < np.quantile(answerable, 1 - ANSWERED)).mean()),
        _calibration(
            np.concatenate([answerable, elsewhere]),
            np.concatenate([[hit[:1].any() for hit in hits], np.zeros(len(elsewhere))]),
        ),
        _calibration(
            _chances(single, ranking, confidence),
            np.array([each.ranked(ranking)[1][:1].any() for each in single], np.float64),
        ),
    ]


def _auroc(positives: Array, negatives: Array) -> float:
    wins = (positives[:, None] > negatives).mean() + (positives[:, None] == negatives).mean() / 2
    return float(wins)


def _calibration(chances: Array, right: Array, bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = [
        abs(chances[place == b].mean() - right[place == b].mean()) * (place == b).mean()
        for b in range(bins)
        if (place == b).any()
    ]
    return float(sum(gaps))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
