"""All figures of one evaluation, from what came of its questions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from bot.evaluation.abstention import Choice, auroc, choice, proposed_threshold
from bot.evaluation.accuracy import Accuracy, Interval, accuracy, interval
from bot.evaluation.asking import Outcome
from bot.evaluation.calibration import Bin, bins, brier, calibration_error
from bot.text.question_words import QuestionKind


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What becomes of the answerable questions that ask for one kind of thing."""

    kind: QuestionKind
    questions: int
    accuracy: Accuracy
    choice: Choice


@dataclass(frozen=True, slots=True)
class Figures:
    """Every figure; None where the file holds no question that it could be measured on."""

    questions: int
    answerable: int
    astray: int
    """Answerable questions whose document or paragraph is not in the corpus."""
    unspoken: int
    """Answerable questions whose place is there, but whose answer no single sentence of it holds."""
    accuracy: Accuracy | None
    hit_1_interval: Interval | None
    document_1: float | None
    """Share whose first passage is of the right document, of those that name a document of the corpus."""
    choice: Choice
    auroc_answerable: float | None
    """Chance that an answerable question gets more confidence than an unanswerable one."""
    auroc_right: float | None
    """Chance that a right first sentence gets more confidence than a wrong one."""
    proposed: Choice | None
    """What the highest threshold does that answers 90 % of the answerable questions."""
    bins: tuple[Bin, ...]
    calibration_error: float
    brier: float
    p50_ms: float
    p95_ms: float
    kinds: tuple[KindFigures, ...]

    @property
    def unanswerable(self) -> int:
        """Return how many questions should be refused."""
        return self.questions - self.answerable


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of at least one outcome."""
    answerable = [each for each in outcomes if each.question.answerable]
    named = [each for each in answerable if each.names_document]
    threshold = proposed_threshold(outcomes)
    filled = bins(outcomes)
    times = [each.answer.elapsed_ms for each in outcomes]
    return Figures(
        questions=len(outcomes),
        answerable=len(answerable),
        astray=sum(not each.placed for each in answerable),
        unspoken=sum(each.placed and not each.known for each in answerable),
        accuracy=accuracy(answerable) if answerable else None,
        hit_1_interval=interval([float(each.right) for each in answerable]) if answerable else None,
        document_1=fmean(each.right_document for each in named) if named else None,
        choice=choice(outcomes),
        auroc_answerable=_auroc(outcomes, [each.question.answerable for each in outcomes]),
        auroc_right=_auroc(outcomes, [each.right for each in outcomes]),
        proposed=choice(outcomes, threshold) if threshold is not None else None,
        bins=filled,
        calibration_error=calibration_error(filled),
        brier=brier(outcomes),
        p50_ms=median(times),
        p95_ms=sorted(times)[math.ceil(0.95 * len(times)) - 1],
        kinds=_by_kind(answerable),
    )


def _auroc(outcomes: Sequence[Outcome], positive: Sequence[bool]) -> float | None:
    sides: tuple[list[float], list[float]] = ([], [])
    for outcome, is_positive in zip(outcomes, positive, strict=True):
        sides[not is_positive].append(outcome.answer.confidence)
    return auroc(*sides)


def _by_kind(answerable: Sequence[Outcome]) -> tuple[KindFigures, ...]:
    """Return the figures of each kind of question, the most frequent first."""
    by_kind: defaultdict[QuestionKind, list[Outcome]] = defaultdict(list)
    for outcome in answerable:
        by_kind[outcome.kind].append(outcome)
    found = (KindFigures(kind, len(own), accuracy(own), choice(own)) for kind, own in by_kind.items())
    return tuple(sorted(found, key=lambda each: (-each.questions, each.kind)))
