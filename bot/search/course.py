"""The questions that the weights are learned from: of the whole corpus, of parts of it, and made ones."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.documents import Document
from bot.search.asked import SEED, Asked, Row
from bot.search.builder import build_from
from bot.search.index import Index
from bot.search.made_questions import made_questions, strange_questions

FOLDS = 5
ELSEWHERE = 0.4
"""What a question weighs that is asked without its document, each way that it is ..."""
HOLLOW = 0.4
"""... and without its answering sentences alone, in the whole corpus and in the one article."""
UNTITLED, UNTITLED_CASE = 0.4, 0.16
"""What a question weighs that is asked of the same documents without their titles, as many are written: for
the ranking, and for the confidence, which more of them make less true of documents with titles."""


def folds_of(questions: Sequence[Row]) -> dict[str, int]:
    """Return the fold of each document, always the same one for the same documents."""
    chance = random.Random(SEED)  # noqa: S311  # folds, not secrets
    names = sorted({str(row["document"]) for row in questions})
    return {name: chance.randrange(FOLDS) for name in names}


def shares_of(questions: Sequence[Row]) -> dict[str, float]:
    """Return what a question of each set weighs, so that the sets weigh the same."""
    return {name: 1 / count for name, count in Counter(row["set"] for row in questions).items()}


def untitled_of(document: Document) -> Document:
    """Return a document without its title."""
    return replace(document, title="")


class Lessons:
    """The questions that the ranking is learned from: of the documents, with their titles and without."""

    def __init__(self, questions: Sequence[Row], documents: Sequence[Document]) -> None:
        shares = shares_of(questions)
        self.index = build_from(documents)
        self.whole = [Asked(row, self.index, shares[row["set"]]) for row in questions]
        untitled = build_from(map(untitled_of, documents))
        self.untitled = [Asked(row, untitled, UNTITLED * shares[row["set"]]) for row in questions]
        self.made = [
            *made_questions(questions, self.index), *made_questions(questions, untitled, UNTITLED)
        ]  # fmt: skip

    def __iter__(self) -> Iterator[Asked]:
        return chain(self.whole, self.untitled, self.made)


class Course:
    """The lessons of the ranking, and the same questions asked of parts of the corpus."""

    def __init__(self, questions: Sequence[Row], documents: Sequence[Document]) -> None:
        self.lessons = Lessons(questions, documents)
        self.whole, self.untitled = self.lessons.whole, self.lessons.untitled
        self.fold = folds_of(questions)
        self.questions = questions
        self.shares = shares_of(questions)
        self.documents = {document.name: document for document in documents}
        self.without = [*self._without_folds(), *self._without_sets(documents, ELSEWHERE)]
        self.alone = [self._asked(row, self._single(row["document"])) for row in questions]
        self.hollow = [
            replace(each, weight=each.weight * HOLLOW, hollow=True, usual=False)
            for each in (*self.whole, *self.alone)
        ]
        self.misplaced = [self._asked(each.question, self._nearest(each), ELSEWHERE) for each in self.without]
        self.strange = strange_questions([*self.whole, *self.alone])
        bare = list(map(untitled_of, documents))
        unusual = (
            *(replace(each, weight=each.weight / UNTITLED * UNTITLED_CASE) for each in self.untitled),
            *self._without_sets(bare, ELSEWHERE * UNTITLED_CASE),
        )
        usual = chain(self.whole, self.without, self.alone, self.misplaced)
        self.cases = [
            *usual, *self.hollow, *(replace(each, usual=False) for each in unusual), *self.strange
        ]  # fmt: skip

    def fold_of(self, asked: Asked) -> int:
        """Return the fold that a question is in, by its document."""
        return self.fold[asked.question["document"]]

    def _asked(self, row: Row, index: Index, share: float = 1.0) -> Asked:
        return Asked(row, index, share * self.shares[row["set"]])

    def _without_folds(self) -> Iterator[Asked]:
        """Ask each question of the corpus without its own fold."""
        for fold in range(FOLDS):
            index = build_from(d for d in self.documents.values() if self.fold.get(d.name) != fold)
            own = (row for row in self.questions if self.fold[row["document"]] == fold)
            yield from (self._asked(row, index, ELSEWHERE) for row in own)

    def _without_sets(self, documents: Sequence[Document], share: float) -> Iterator[Asked]:
        """Ask each question of the documents without those of its own set."""
        for name in self.shares:
            own = [row for row in self.questions if row["set"] == name]
            asked_about = {row["document"] for row in own}
            index = build_from(d for d in documents if d.name not in asked_about)
            yield from (self._asked(row, index, share) for row in own)

    def _single(self, name: str) -> Index:
        return build_from([self.documents[name]])

    def _nearest(self, asked: Asked) -> Index:
        """Return the index of the one document that looks most like the missing one."""
        found = asked.ranking.sentences
        return self._single(asked.index.passages(asked.ranking, 1)[0].document) if len(found) else asked.index
