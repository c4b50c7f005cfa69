"""Fit the weights of spans: a softmax over the spans of a sentence, shared by all questions and by groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.highlight import EVERY, LENGTHS, SHAPE, Weights, sums
from bot.search.models import Array
from bot.search.span_limits import Numbers
from bot.search.spans import Spans

Table = dict[str, dict[str, Array]]
"""For each group and for EVERY question: of each part of SHAPE, the weights."""

SHARPNESS = 20
"""A span's share of the target is its F1 to this power: near misses of a few words count a little."""
L2_EVERY, L2_GROUP = 1e-2, 5e-2


@dataclass(frozen=True)
class Example:
    """A sentence that answers a question: its spans, and the F1 of each with the likest accepted answer."""

    spans: Spans
    shared: Array
    weight: float


def shared_words(spans: Spans, answers: Sequence[Sequence[str]]) -> Array:
    """Return the F1 of the words of each span with those of the answer that it shares most with."""
    said = [token.folded for token in spans.found]
    best = np.zeros(len(spans.first))
    for answer in answers:
        for number, (first, last) in enumerate(zip(spans.first.tolist(), spans.last.tolist(), strict=True)):
            best[number] = max(best[number], f1(said[first : last + 1], answer))
    return best


def f1(span: Sequence[str], answer: Sequence[str]) -> float:
    """Return the harmonic mean of the shares of words that two texts have in common."""
    common = sum((Counter(span) & Counter(answer)).values())
    return 2 * common / max(len(span) + len(answer), 1)


def learn(examples: Sequence[Example], steps: int = 150, rate: float = 0.06) -> Table:
    """Return the weights that make the share of the spans that answer highest (Adam)."""
    groups = sorted({each.spans.group for each in examples})
    batches = {group: _Batch([each for each in examples if each.spans.group == group]) for group in groups}
    total = sum(each.weight for each in examples)
    sizes = {part: len(names) for part, names in SHAPE.items()}
    keys = [(group, part) for group in (EVERY, *groups) for part in SHAPE]
    table, first, second = ({(group, part): np.zeros(sizes[part]) for group, part in keys} for _ in range(3))
    for step in range(1, steps + 1):
        slopes = {key: (L2_EVERY if key[0] == EVERY else L2_GROUP) * table[key] for key in keys}
        for group, batch in batches.items():
            weights = {part: table[EVERY, part] + table[group, part] for part in SHAPE}
            for part, slope in batch.slope(weights).items():
                slopes[EVERY, part] = slopes[EVERY, part] + slope / total
                slopes[group, part] = slopes[group, part] + slope / total
        for key in keys:
            first[key] = 0.9 * first[key] + 0.1 * slopes[key]
            second[key] = 0.999 * second[key] + 0.001 * slopes[key] ** 2
            pace = np.sqrt(second[key] / (1 - 0.999**step)) + 1e-8
            table[key] = table[key] - rate * (first[key] / (1 - 0.9**step)) / pace
    return {group: {part: table[group, part] for part in SHAPE} for group in (EVERY, *groups)}


class _Batch:
    """The sentences of one group, one behind the other."""

    def __init__(self, examples: Sequence[Example]) -> None:
        spans = [each.spans for each in examples]
        offsets = np.cumsum([0, *(len(each.found) + 1 for each in spans)])
        self.first = np.concatenate([s.first + at for s, at in zip(spans, offsets, strict=False)])
        self.last = np.concatenate([s.last + at for s, at in zip(spans, offsets, strict=False)])
        self.starts = np.cumsum([0, *(len(each.first) for each in spans)])[:-1]
        self.owner = np.repeat(np.arange(len(spans)), [len(each.first) for each in spans])
        self.word, self.gap, self.begin, self.end = (
            np.concatenate([getattr(each, name) for each in spans], dtype=np.float32, casting="same_kind")
            for name in ("word", "gap", "begin", "end")
        )
        self.length = np.searchsorted(LENGTHS, self.last - self.first + 1)
        self.weight = np.array([each.weight for each in examples])[self.owner]
        targets = np.concatenate([each.shared for each in examples]) ** SHARPNESS
        self.target = targets / np.add.reduceat(targets, self.starts)[self.owner]

    def slope(self, weights: Mapping[str, Array]) -> dict[str, Array]:
        """Return the slope of the loss for each part's weights."""
        off: Array = (self._shares(weights) - self.target) * self.weight
        rows = len(self.word)
        begins, ends, behind, second = (
            _added(off, at, rows) for at in (self.first, self.last, self.last + 1, self.first + 1)
        )
        holds, signs = np.cumsum(begins - behind), np.cumsum(second - behind)
        before = np.append(begins[1:], 0.0)
        of_words = {"begins with": begins, "before it": before, "ends with": ends, "behind it": behind}
        return {
            **{part: _times(self.word, each) for part, each in {**of_words, "holds": holds}.items()},
            "sign before": _times(self.gap, begins),
            "sign behind": _times(self.gap, behind),
            "sign in it": _times(self.gap, signs),
            "first word": _times(self.begin, begins),
            "last word": _times(self.end, ends),
            "words": _added(off, self.length, len(LENGTHS) + 1),
        }

    def _shares(self, weights: Mapping[str, Array]) -> Array:
        total = sums(self, Weights(weights))
        powers = np.exp(total - np.maximum.reduceat(total, self.starts)[self.owner])
        shares: Array = powers / np.add.reduceat(powers, self.starts)[self.owner]
        return shares


def _times(matrix: NDArray[np.float32], off: Array) -> Array:
    return (off.astype(np.float32) @ matrix).astype(np.float64)


def _added(off: Array, at: Numbers, size: int) -> Array:
    """Return what falls on each place, added up."""
    return np.bincount(at, off, size).astype(np.float64)
