"""Find the exact span that answers inside a sentence: a date, a number, a name, a place, a reason.

Every span that may answer is weighed by its first and last word, the words before and behind, all words and
signs in it, its length, and how close the question's words stand.  What the span is expected to share with
an answer decides whether it is marked: a wrong mark misleads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.search.ranker import softmax
from bot.search.span_limits import Numbers
from bot.search.span_words import Bits
from bot.search.spans import GAP, PLACE, WORD, Spans, spans_of

FILE = "highlight.json"
LENGTHS = (1, 2, 3, 4, 5, 6, 8, 12, 18)
"""Words up to which spans count as equally long."""
SHAPE: Mapping[str, Sequence[str]] = {
    "begins with": WORD,
    "before it": WORD,
    "ends with": WORD,
    "behind it": WORD,
    "holds": WORD,
    "sign before": GAP,
    "sign behind": GAP,
    "sign in it": GAP,
    "first word": PLACE,
    "last word": PLACE,
    "words": (*(f"up to {most}" for most in LENGTHS), "more"),
}
"""What is weighed, by part; there is one weight for each name of each part."""
EVERY = "every question"
_LENGTH_OF = np.searchsorted(LENGTHS, np.arange(LENGTHS[-1] + 2))

_OF_WORDS = [part for part, names in SHAPE.items() if names is WORD]
_OF_GAPS = [part for part, names in SHAPE.items() if names is GAP]


class Weights:
    """Of each part of SHAPE, the weights in its order."""

    def __init__(self, parts: Mapping[str, NDArray[np.float64]]) -> None:
        self.parts = parts
        self.words = np.stack([parts[part] for part in _OF_WORDS], axis=1)
        self.gaps = np.stack([parts[part] for part in _OF_GAPS], axis=1)


class Weighed(Protocol):
    """Spans with the evidence for each word, of one sentence or of many, one behind the other."""

    @property
    def first(self) -> Numbers:
        """Return the first word of each span."""

    @property
    def last(self) -> Numbers:
        """Return its last word."""

    @property
    def word(self) -> Bits:
        """Return WORD of each word."""

    @property
    def gap(self) -> Bits:
        """Return GAP before each word."""

    @property
    def begin(self) -> Bits:
        """Return PLACE of each word as the first of a span."""

    @property
    def end(self) -> Bits:
        """Return PLACE of each word as the last of a span."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights for each group of questions, and the expected F1 from which on a span is marked."""

    groups: Mapping[str, Weights]
    threshold: float


def highlight(question: str, sentence: str) -> str | None:
    """Return the span that answers, verbatim; None when no single one can be told."""
    spans = spans_of(question, sentence)
    if spans is None:
        return None
    known = learned()
    place, expected = best(spans, known.groups.get(spans.group, known.groups[EVERY]))
    if expected < known.threshold:
        return None
    start, end = spans.found[spans.first[place]].start, spans.found[spans.last[place]].end
    return sentence[start:end]


def best(spans: Spans, weights: Weights) -> tuple[int, float]:
    """Return the best span, and the share of words that it is expected to have in common with an answer."""
    shares = softmax(sums(spans, weights))
    words = len(spans.found)
    starts = np.bincount(spans.first, shares, words + 1)
    held = np.cumsum(starts - np.bincount(spans.last + 1, shares, words + 1))[:-1]
    before = np.zeros(words + 1)
    np.cumsum(held, out=before[1:])
    inside = before.take(spans.last + 1) - before.take(spans.first)
    expected = 2 * inside / (spans.last - spans.first + 1 + before[-1])
    place = int((shares + expected / 2).argmax())
    return _whole_name(spans, place), expected.item(place)


def _whole_name(spans: Spans, place: int) -> int:
    """Return the span that goes on to where the name ends at which a span ends; if there is none, that."""
    end = spans.name_ends[spans.last.item(place)]
    if end == spans.last.item(place):
        return place
    whole = ((spans.first == spans.first[place]) & (spans.last == end)).nonzero()[0]
    return whole.item(0) if len(whole) else place


def sums(spans: Weighed, weights: Weights) -> NDArray[np.float64]:
    """Return the weighed evidence for each span."""
    begins, before, ends, behind, holds = (spans.word @ weights.words).T
    sign_before, sign_behind, sign_inside = (spans.gap @ weights.gaps).T
    begins = begins + sign_before + spans.begin @ weights.parts["first word"]
    begins[1:] += before[:-1]
    ends = ends + spans.end @ weights.parts["last word"]
    ends[:-1] += behind[1:] + sign_behind[1:]
    first, after = spans.first, spans.last + 1
    held, signs = np.zeros((2, len(holds) + 1))
    np.cumsum(holds, out=held[1:])
    np.cumsum(sign_inside, out=signs[1:])
    total: NDArray[np.float64] = (
        begins.take(first)
        + ends.take(spans.last)
        + (held.take(after) - held.take(first))
        + (signs.take(after) - signs.take(first + 1))
        + weights.parts["words"].take(_LENGTH_OF.take(after - first, mode="clip"))
    )
    return total


@cache
def learned() -> Learned:
    """Return the weights that ship with the package, as `bot.search.highlight_learning` wrote them."""
    content = json.loads(files("bot.search").joinpath(FILE).read_text(encoding="utf-8"))
    every, shape = content[EVERY], SHAPE.items()
    groups = {
        group: Weights({part: _row(names, every.get(part, {}), own.get(part, {})) for part, names in shape})
        for group, own in content.items()
        if group != "threshold"
    }
    groups[EVERY] = Weights({part: _row(names, every.get(part, {}), {}) for part, names in shape})
    return Learned(groups, content["threshold"])


def _row(names: Sequence[str], every: Mapping[str, float], own: Mapping[str, float]) -> NDArray[np.float64]:
    return np.array([every.get(name, 0.0) + own.get(name, 0.0) for name in names])
