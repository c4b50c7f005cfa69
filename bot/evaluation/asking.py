"""Ask the bot every question, and note what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.evaluation.questions import Question
from bot.evaluation.relevance import Judge, Right
from bot.journey import answer
from bot.records import Answer, Passage
from bot.search.index import Index
from bot.text.question_words import QuestionKind
from bot.text.questions import kind_of

DEPTH = 10
"""Passages that are looked at, best first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question and what the bot made of it."""

    question: Question
    kind: QuestionKind
    answer: Answer
    hits: tuple[bool, ...]
    """Of each listed passage, best first, whether it is a hit."""
    sentences: frozenset[int] = frozenset()
    """The numbers of all sentences of the corpus that are hits."""
    expected: Passage | None = None
    """The first of those in the order of the corpus."""
    placed: bool = True
    """Whether the paragraph, or else the document, that the question names is in the corpus."""
    names_document: bool = False
    """Whether the question names a document of the corpus."""

    @property
    def known(self) -> int:
        """Return how many sentences of the whole corpus are hits."""
        return len(self.sentences)

    @property
    def right(self) -> bool:
        """Say whether the first passage is a hit."""
        return self.hits[:1] == (True,)

    @property
    def rank(self) -> int | None:
        """Return the place of the first hit, from 1; None when no listed passage is one."""
        return self.hits.index(True) + 1 if True in self.hits else None

    @property
    def right_document(self) -> bool:
        """Say whether the first passage is of the document that the question names."""
        return any(each.document == self.question.document for each in self.answer.passages[:1])


def ask(
    questions: Sequence[tuple[Question, Right]],
    index: Index,
    judge: Judge,
    progress: Callable[[int, int], None],
) -> list[Outcome]:
    """Ask each question as a Telegram user would; `progress` hears how many are done."""
    outcomes: list[Outcome] = []
    for done, (question, right) in enumerate(questions, 1):
        if not outcomes:
            answer(question.text, index)  # pages in what the first question alone would pay for
        found = answer(question.text, index, top=DEPTH)
        outcomes.append(judged(question, right, found, judge))
        progress(done, len(questions))
    return outcomes


def judged(question: Question, right: Right, found: Answer, judge: Judge) -> Outcome:
    """Compare an answer with what was expected."""
    return Outcome(
        question=question,
        kind=kind_of(question.text),
        answer=found,
        hits=tuple(judge.number(each) in right.sentences for each in found.passages),
        sentences=right.sentences,
        expected=judge.passages[min(right.sentences)] if right.sentences else None,
        placed=right.placed,
        names_document=judge.has(question.document),
    )
