"""The spans of a sentence that may answer, and what speaks for where each of them begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.search.span_limits import MOST_WORDS, Limit, Numbers, allowed, end_of_name
from bot.search.span_words import CLASSES, SIGNS, Bits, bits_of_gaps, bits_of_words
from bot.text.analyzer import is_content
from bot.text.clues import is_year
from bot.text.folding import fold
from bot.text.number_phrases import YEAR_NOUNS
from bot.text.question_words import QuestionKind
from bot.text.questions import kind_of
from bot.text.stemmer import skeleton, stem
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import Token, tokens

Line = NDArray[np.float64]
Mask = NDArray[np.bool_]

_WHEN, _NUMBER, _WHO = "when", "number", "who"
GROUPS = {
    QuestionKind.WHEN: _WHEN,
    QuestionKind.HOW_MANY: _NUMBER,
    QuestionKind.HOW_MUCH: _NUMBER,
    QuestionKind.WHERE: "where",
    QuestionKind.WHY: "why or how",
    QuestionKind.HOW: "why or how",
    QuestionKind.WHO: _WHO,
    QuestionKind.WHO_IS: "definition",
    QuestionKind.DEFINITION: "definition",
    QuestionKind.WHICH: "which",
}
"""The kinds of question whose answers look alike; all others are of the group OTHER."""
OTHER = "what"

ASKED = (
    "asked",  # a word of the question, by its stem
    "akin to asked",  # ... by its family
    "head",  # the first word of content that the question asks with
    "in brackets",
    "birth: before the dash",
    "birth: behind the dash",
    "death: before the dash",
    "death: behind the dash",
    "year asked for",
    "no year, asked for one",
)
WORD = (*CLASSES, *ASKED)
GAP = tuple(SIGNS)
_STEPS = ("1", "2", "3-4", "5-8", "further", "none")
_STEP_OF = np.array([0, 0, 1, 2, 2, 3, 3, 3, 3, 4])
PLACE = (
    *(f"asked {step}" for step in _STEPS),
    *(f"head {step}" for step in _STEPS),
    "at the edge",
    "close to asked before",
    "close to asked behind",
    "close to asked",
    "close to head before",
    "close to head behind",
    "close to head",
)
"""How far the nearest word of the question stands, before a span's first word or behind its last."""
_HALF = 4
"""Words at which closeness is halved; a comma is as far as some words, the end of a sentence as more."""
_FAR = {"comma": 3, "end of a sentence": 6}
_NOWHERE = 10_000


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_BORN = _words("ولد ولدت يولد ميلاد ولادة مولد")
_DIED = _words("توفي توفيت مات ماتت وفاة يتوفى رحل قتل قتلت اغتيل استشهد")
_SHARED = _words("نسبة النسبة بالمئة بالمائة معدل نسبتهم نسبته نسبتها")
_YEARLY = YEAR_NOUNS | _words("أي العام السنة")


@dataclass(frozen=True, slots=True)
class Spans:
    """The candidates `first[i]` to `last[i]`, both words included, and the evidence for each word.

    The evidence has one row a word and a last one for the end; `gap` is what stands before each.
    """

    found: Sequence[Token]
    group: str
    first: Numbers
    last: Numbers
    word: Bits
    gap: Bits
    begin: Bits
    """PLACE of each word, if a span begins there ..."""
    end: Bits
    """... or ends there."""
    name_ends: Sequence[int]
    """Where a span goes on to that would end at a word: a name is not cut."""


def spans_of(question: str, sentence: str) -> Spans | None:
    """Return the spans that may answer; None where there are none."""
    found = list(tokens(sentence))[:MOST_WORDS]
    if not found:
        return None
    said = [token.folded for token in found]
    asked = [token.folded for token in tokens(question)]
    group = GROUPS.get(kind_of(question), OTHER)
    gaps = [sentence[one.end : other.start] for one, other in pairwise(found)]
    gaps = [sentence[: found[0].start], *gaps, sentence[found[-1].end :]]
    kin = _kin(said, asked)
    first, last = allowed(said, asked, kin.akin, gaps, _limit(group, asked))
    if not len(first):
        return None
    gap = bits_of_gaps(gaps)
    word = np.zeros((len(said) + 1, len(WORD)), np.float32)
    word[:-1, : len(CLASSES)] = bits_of_words(said)
    word[:-1, len(CLASSES) : len(CLASSES) + 3] = np.array([kin.same, kin.akin, kin.head]).T
    for name, column in _columns(said, asked, group, gap).items():
        word[:-1, WORD.index(name)] = column
    line = np.arange(len(said)) + np.cumsum(gap[:-1] @ _APART)
    begin, end = _places(kin, line)
    names = group == _WHO
    ends = [end_of_name(said, gaps, kin.akin, place) if names else place for place in range(len(said))]
    return Spans(found, group, first, last, word, gap, begin, end, ends)


def _limit(group: str, asked: Sequence[str]) -> Limit:
    if group == _WHEN:
        one = _BORN.isdisjoint(asked) != _DIED.isdisjoint(asked)
        return Limit.ONE_DATE if one else Limit.DATES
    if group == _NUMBER:
        return Limit.NUMBERS if _SHARED.isdisjoint(asked) else Limit.SHARES
    return Limit.NAMES if group == _WHO else Limit.NONE


_APART = np.array([_FAR.get(sign, 0) for sign in SIGNS])


@dataclass(frozen=True, slots=True)
class _Kin:
    """Which words of a sentence are of the question: by stem, by family, and the one it begins with."""

    families: Sequence[str]
    """Of those akin to a word of the question, the family; else ""."""
    same: Mask
    akin: Mask
    head: Mask


def _kin(said: Sequence[str], asked: Sequence[str]) -> _Kin:
    content = [word for word in asked if is_content(word) and len(word) > 1]
    stems = {stem(word) for word in content}
    known = {skeleton(each) for each in stems}
    heading = skeleton(stem(content[0])) if content else ""
    own = [stem(word) if word not in STOP_WORDS and len(word) > 1 else "" for word in said]
    bare = [skeleton(each) for each in own]
    families = [each if each in known else "" for each in bare]
    same = np.array([each in stems for each in own])
    return _Kin(
        families,
        same,
        np.array([each != "" for each in families]),
        np.array([each != "" and each == heading for each in families]),
    )


def _columns(said: Sequence[str], asked: Sequence[str], group: str, gap: Bits) -> dict[str, Mask]:
    """Return those of the other columns of ASKED that are not empty."""
    found: dict[str, Mask] = {}
    bracket, behind = _brackets(gap)
    if bracket.any():
        found["in brackets"] = bracket
        for name, verbs in (("birth", _BORN), ("death", _DIED)):
            if not verbs.isdisjoint(asked):
                found[f"{name}: before the dash"] = bracket & ~behind
                found[f"{name}: behind the dash"] = bracket & behind
    if group == _WHEN and not _YEARLY.isdisjoint(asked):
        years = np.array([is_year(word) for word in said])
        found |= {"year asked for": years, "no year, asked for one": ~years}
    return found


def _brackets(gap: Bits) -> tuple[Mask, Mask]:
    """Say of each word whether it stands in brackets, and whether there behind a dash."""
    inside, behind = np.zeros(len(gap) - 1, np.bool_), np.zeros(len(gap) - 1, np.bool_)
    opening, closing, dash = (GAP.index(name) for name in ("opening bracket", "closing bracket", "dash"))
    if not gap[:, opening].any():
        return inside, behind
    is_open = dashed = False
    for place, signs in enumerate(gap[:-1]):
        is_open = bool(signs[opening]) or (is_open and not signs[closing])
        dashed = is_open and not signs[opening] and (dashed or bool(signs[dash]))
        inside[place], behind[place] = is_open, dashed
    return inside, behind


def _places(kin: _Kin, line: Line) -> tuple[Bits, Bits]:
    """Return PLACE of each word as the first, and as the last of a span."""
    rows = len(kin.families)
    begin, end = np.zeros((2, rows + 1, len(PLACE)), np.float32)
    begin[0, 2 * len(_STEPS)] = end[rows - 1, 2 * len(_STEPS)] = 1
    at = sorted((key, place) for place, key in enumerate(kin.families) if key)
    every = np.arange(rows)
    for number, known in enumerate((at, [each for each in at if kin.head[each[1]]])):
        column = number * len(_STEPS)
        if not known:
            begin[:, column + len(_STEPS) - 1] = end[:, column + len(_STEPS) - 1] = 1
            continue
        places = np.array([place for _, place in known])
        starts = [n for n, (key, _) in enumerate(known) if n == 0 or key != known[n - 1][0]]
        step = every[:, None] - places
        begin[every, column + _step(np.where(step > 0, step, _NOWHERE))] = 1
        end[every, column + _step(np.where(step < 0, -step, _NOWHERE))] = 1
        nearness = 2 / (1 + np.abs(line[:, None] - line[places]) / _HALF) / len(starts)
        before = np.maximum.reduceat(nearness * (step > 0), starts, axis=1).sum(axis=1)
        behind = np.maximum.reduceat(nearness * (step < 0), starts, axis=1).sum(axis=1)
        column = 2 * len(_STEPS) + 1 + 3 * number
        for table in (begin, end):
            table[:-1, column] = before
            table[:-1, column + 1] = behind
            table[:-1, column + 2] = np.maximum(before, behind)
    return begin, end


def _step(apart: Numbers) -> Numbers:
    """Return the number of the step at which the nearest word stands."""
    nearest = apart.min(axis=1)
    step: Numbers = _STEP_OF[np.minimum(nearest, len(_STEP_OF) - 1)]
    step[nearest == _NOWHERE] = len(_STEPS) - 1
    return step
