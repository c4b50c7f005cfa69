"""Isnad and others side by side: the same sentences, the same questions, the same scorer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from bot.evaluation.accuracy import Accuracy, accuracy
from bot.evaluation.asking import DEPTH, Outcome
from bot.evaluation.figures import Figures
from bot.evaluation.rivals import Rival
from bot.records import Passage


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the comparison; without figures where the search is not installed."""

    name: str
    accuracy: Accuracy | None
    p50_ms: float | None = None
    build_s: float | None = None
    missing: str | None = None
    """The package that would have to be installed."""


@dataclass(frozen=True, slots=True)
class _Ranking:
    hits: tuple[bool, ...]
    known: int


def own_standing(figures: Figures, build_s: float | None) -> Standing:
    """Return the row of Isnad itself; `build_s` is what it took to build its index."""
    return Standing("Isnad", figures.accuracy, figures.p50_ms, build_s)


def compare(
    outcomes: Sequence[Outcome],
    passages: Sequence[Passage],
    rivals: Iterable[Rival],
    progress: Callable[[int, int], None],
) -> list[Standing]:
    """Ask each rival the answerable questions; `passages` are all sentences of the corpus, in order.

    `progress` hears how many questions are done, of all.
    """
    asked = [each for each in outcomes if each.question.answerable]
    contenders = list(rivals)
    standings = []
    for place, rival in enumerate(contenders):

        def told(done: int, before: int = place * len(asked)) -> None:
            progress(before + done, len(asked) * len(contenders))

        if rival.installed:
            standings.append(_standing(rival, asked, passages, told))
        else:
            standings.append(Standing(rival.name, None, missing=rival.package))
    return standings


def _standing(
    rival: Rival, asked: Sequence[Outcome], passages: Sequence[Passage], told: Callable[[int], None]
) -> Standing:
    started = time.perf_counter()
    search = rival.build(passages)
    build_s = time.perf_counter() - started
    rankings, times = [], []
    for done, outcome in enumerate(asked, 1):
        started = time.perf_counter()
        found = search(outcome.question.text, DEPTH)
        times.append((time.perf_counter() - started) * 1000)
        hits = tuple(number in outcome.sentences for number in found)
        rankings.append(_Ranking(hits, outcome.known))
        told(done)
    if not rankings:
        return Standing(rival.name, None, build_s=build_s)
    return Standing(rival.name, accuracy(rankings), median(times), build_s)
