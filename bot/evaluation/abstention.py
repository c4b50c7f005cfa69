"""Answering or keeping silent: what the present threshold does, and what another one would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from bot.evaluation.asking import Outcome

ONE_OF = 10
"""The proposed threshold leaves one answerable question of so many unanswered."""
STEPS = tuple(step / 10 for step in range(1, 10))


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of the questions at one threshold; None where there is nothing to take a share of."""

    threshold: float | None
    """None: as the bot decides now."""
    answered: float | None
    """Share of the answerable questions that get an answer."""
    right: float | None
    """Share of these answers that are right."""
    refused: float | None
    """Share of the unanswerable questions that are refused."""
    given: int
    """Answers given, those to unanswerable questions included."""
    wrong: int
    """Those of them that are wrong."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of all questions that is answered, most confident first, and of these the share wrong."""

    answered: float
    wrong: float


def choice(outcomes: Sequence[Outcome], threshold: float | None = None) -> Choice:
    """Return what happens at a threshold, by default what happened."""
    said = [
        each.answer.answered if threshold is None else each.answer.confidence >= threshold
        for each in outcomes
    ]
    given = [each for each, answered in zip(outcomes, said, strict=True) if answered]
    answerable = sum(each.question.answerable for each in outcomes)
    unanswerable = len(outcomes) - answerable
    served = [each for each in given if each.question.answerable]
    return Choice(
        threshold,
        answered=len(served) / answerable if answerable else None,
        right=fmean(each.right for each in served) if served else None,
        refused=1 - (len(given) - len(served)) / unanswerable if unanswerable else None,
        given=len(given),
        wrong=sum(not each.right for each in given),
    )


def proposed_threshold(outcomes: Sequence[Outcome]) -> float | None:
    """Return the highest threshold that answers 90 % of the answerable questions; None without any."""
    confidences = sorted(each.answer.confidence for each in outcomes if each.question.answerable)
    return confidences[len(confidences) // ONE_OF] if confidences else None


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """Return the chance that a positive scores above a negative (Hanley and McNeil, 1982).

    A tie counts half; None when there is nothing on one side.
    """
    if not positives or not negatives:
        return None
    scored = sorted([(score, True) for score in positives] + [(score, False) for score in negatives])
    below, wins = 0, 0.0
    for _, tied in groupby(scored, key=lambda each: each[0]):
        labels = [positive for _, positive in tied]
        misses = len(labels) - sum(labels)
        wins += sum(labels) * (below + misses / 2)
        below += misses
    return wins / (len(positives) * len(negatives))


def curve(outcomes: Sequence[Outcome]) -> tuple[Coverage, ...]:
    """Return the risk of each coverage (El-Yaniv and Wiener, 2010), from the most confident question on."""
    ranked = sorted(outcomes, key=lambda each: -each.answer.confidence)
    points, seen, wrong = [], 0, 0
    for _, tied in groupby(ranked, key=lambda each: each.answer.confidence):
        for each in tied:
            seen += 1
            wrong += not each.right
        points.append(Coverage(seen / len(ranked), wrong / seen))
    return tuple(points)
