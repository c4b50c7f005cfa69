"""Measure a bot: its index, a file of questions, and everything that came of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.errors import QuestionsError
from bot.evaluation.asking import Outcome, ask
from bot.evaluation.comparison import Standing, compare, own_standing
from bot.evaluation.figures import Figures, figures
from bot.evaluation.own_corpus import documents_of
from bot.evaluation.questions import QuestionFile
from bot.evaluation.relevance import Judge
from bot.evaluation.rivals import rivals
from bot.search.builder import build
from bot.search.corpus import Corpus, read_corpus
from bot.search.index import Index
from bot.search.library import open_index

Progress = Callable[[int, int], None]
"""Told how many steps are done, of how many."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The index that is measured; `build_s` where it was built for the purpose."""

    name: str
    index: Index
    build_s: float | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured, when, and with which result; `standings` where others were compared."""

    file: Path
    corpus: str
    documents: int
    sentences: int
    measured_at: datetime
    figures: Figures
    outcomes: tuple[Outcome, ...]
    standings: tuple[Standing, ...] = ()


def served(corpus_dir: Path, data_dir: Path, progress: Progress) -> Subject:
    """Return the index that the bot would serve.  Raises CorpusError."""
    return Subject(str(corpus_dir), open_index(corpus_dir, data_dir, progress))


def built(corpus_dir: Path, progress: Progress) -> Subject:
    """Build the index of a corpus in memory, timed.  Raises CorpusError."""
    return _timed(str(corpus_dir), lambda: build(read_corpus(corpus_dir), progress))


def own(file: Path, questions: QuestionFile, progress: Progress) -> Subject:
    """Build an index of the file's own paragraphs, timed.  Raises QuestionsError when it has none."""
    if not questions.paragraphs:
        raise QuestionsError(f"{file}: brings no paragraphs (`context`) to search in: leave out --own-corpus")
    corpus = Corpus((), tuple(documents_of(questions.paragraphs)), ())
    return _timed(f"{file.name} --own-corpus", lambda: build(corpus, progress))


def measure(file: Path, questions: QuestionFile, subject: Subject, progress: Progress) -> Evaluation:
    """Ask the questions and return every figure.

    Raises QuestionsError when the corpus has nothing of what the questions are about.
    """
    judge = Judge(subject.index.all_passages())
    asked = [(question, judge.right(question)) for question in questions.questions]
    answerable = [right for question, right in asked if question.answerable]
    if answerable and not any(right.placed for right in answerable):
        raise QuestionsError(
            f"{file}: not one of the documents or paragraphs that its questions name is in {subject.name}: "
            "choose another --corpus, or --own-corpus if the file brings its paragraphs along"
        )
    outcomes = tuple(ask(asked, subject.index, judge, progress))
    documents, when = subject.index.manifest.documents, datetime.now().astimezone()
    return Evaluation(file, subject.name, documents, len(judge.passages), when, figures(outcomes), outcomes)


def compared(evaluation: Evaluation, subject: Subject, progress: Progress) -> Evaluation:
    """Add Isnad's row and those of its rivals, over the same sentences."""
    passages = list(subject.index.all_passages())
    others = compare(evaluation.outcomes, passages, rivals(), progress)
    return replace(evaluation, standings=(own_standing(evaluation.figures, subject.build_s), *others))


def _timed(name: str, work: Callable[[], Index]) -> Subject:
    started = time.perf_counter()
    index = work()
    return Subject(name, index, time.perf_counter() - started)
