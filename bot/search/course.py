"""The questions that the weights are learned from, asked of the whole corpus and of parts of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.documents import Document
from bot.search.builder import build_from
from bot.search.confidence import clues
from bot.search.features import gather
from bot.search.index import Index
from bot.search.models import Array
from bot.search.ranker import PLACES, Ranking, softmax
from bot.search.retriever import retrieve
from bot.text.analyzer import Query, analyze
from bot.text.tokens import words

FOLDS = 5
SEED = 20261124
REACH = 350  # code points of a sentence that may hold the answer
SHARED = 0.8  # share of a sentence's words that must stand in the gold paragraph
ELSEWHERE = 0.4
"""What a question weighs that is asked without its document, each way that it is ..."""
HOLLOW = 0.2
"""... and without its answering sentences alone: such near misses are rarer, and are told less surely."""

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Asked:
    """A question asked of an index, and what came of it."""

    question: Row
    index: Index
    weight: float
    hollow: bool = False
    """Whether the sentences that answer are taken away: the person is in the corpus, the fact is not."""

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
        sums = np.round(self.features @ weights, PLACES)
        order = np.lexsort((self.ranking.sentences, -sums))
        if self.hollow:
            order = order[~self.hits[order]]
        evidence = self.ranking.evidence.ordered(order)
        return Ranking(self.ranking.sentences[order], softmax(sums[order]), evidence), self.hits[order]

    def clue_names(self, weights: Array) -> list[str]:
        """Return the names of the clues, in order; for a question that finds something."""
        return list(clues(self.query, self.ranked(weights)[0], self.index))

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


def folds_of(questions: Sequence[Row]) -> dict[str, int]:
    """Return the fold of each document, always the same one for the same documents."""
    chance = random.Random(SEED)  # noqa: S311  # folds, not secrets
    names = sorted({str(row["document"]) for row in questions})
    return {name: chance.randrange(FOLDS) for name in names}


def shares_of(questions: Sequence[Row]) -> dict[str, float]:
    """Return what a question of each set weighs, so that the sets weigh the same."""
    return {name: 1 / count for name, count in Counter(row["set"] for row in questions).items()}


class Course:
    """The questions asked of the whole corpus and of parts of it."""

    def __init__(self, questions: Sequence[Row], documents: Sequence[Document]) -> None:
        self.fold = folds_of(questions)
        self.questions = questions
        self.shares = shares_of(questions)
        self.documents = {document.name: document for document in documents}
        whole = build_from(documents)
        self.whole = [self._asked(row, whole) for row in questions]
        self.without = self._without()
        self.alone = [self._asked(row, self._single(row["document"])) for row in questions]
        self.hollow = [
            replace(each, weight=each.weight * HOLLOW, hollow=True) for each in (*self.whole, *self.alone)
        ]
        self.misplaced = [self._asked(each.question, self._nearest(each), ELSEWHERE) for each in self.without]
        self.everything = [*self.whole, *self.without, *self.alone, *self.misplaced, *self.hollow]

    def fold_of(self, asked: Asked) -> int:
        """Return the fold that a question is in, by its document."""
        return self.fold[asked.question["document"]]

    def _asked(self, row: Row, index: Index, share: float = 1.0) -> Asked:
        return Asked(row, index, share * self.shares[row["set"]])

    def _without(self) -> list[Asked]:
        """Ask each question of the corpus without its own fold, and without its own set."""
        asked = []
        for fold in range(FOLDS):
            index = build_from(d for d in self.documents.values() if self.fold.get(d.name) != fold)
            asked += [
                self._asked(r, index, ELSEWHERE) for r in self.questions if self.fold[r["document"]] == fold
            ]
        for name in self.shares:
            own = [row for row in self.questions if row["set"] == name]
            documents = {row["document"] for row in own}
            index = build_from(d for d in self.documents.values() if d.name not in documents)
            asked += [self._asked(row, index, ELSEWHERE) for row in own]
        return asked

    def _single(self, name: str) -> Index:
        return build_from([self.documents[name]])

    def _nearest(self, asked: Asked) -> Index:
        """Return the index of the one document that looks most like the missing one."""
        found = asked.ranking.sentences
        return self._single(asked.index.passages(asked.ranking, 1)[0].document) if len(found) else asked.index
