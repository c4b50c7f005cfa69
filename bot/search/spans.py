"""The spans of a sentence that may answer, and what speaks for where each of them begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

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
from bot.text.tokens import Token, tokens, words

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
_OPENING, _CLOSING, _DASH = (GAP.index(name) for name in ("opening bracket", "closing bracket", "dash"))
_STEPS = ("1", "2", "3-4", "5-8", "further", "none")
_NONE_BEFORE = 2 * MOST_WORDS
_STEP_OF = np.eye(len(_STEPS)).repeat([2, 1, 2, 4, _NONE_BEFORE - 9, 1], axis=0)
"""By words apart."""
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
    found = list(islice(tokens(sentence), MOST_WORDS))
    if not found:
        return None
    said, asked = [token.folded for token in found], words(question)
    group = GROUPS.get(kind_of(question), OTHER)
    gaps = [sentence[one.end : other.start] for one, other in pairwise(found)]
    gaps = [sentence[: found[0].start], *gaps, sentence[found[-1].end :]]
    kin = _kin(said, asked)
    first, last = allowed(said, asked, kin.akin, gaps, _limit(group, asked))
    if not len(first):
        return None
    gap = bits_of_gaps(gaps)
    word = np.zeros((len(said) + 1, len(WORD)))
    word[:-1, : len(CLASSES)] = bits_of_words(said)
    word[:-1, len(CLASSES) : len(CLASSES) + 3] = np.array([kin.same, kin.akin, kin.head]).T
    for name, column in _columns(said, asked, group, gap).items():
        word[:-1, WORD.index(name)] = column
    line = (gap[:-1] @ _APART).cumsum() + np.arange(len(said))
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


_APART = np.array([_FAR.get(sign, 0.0) for sign in SIGNS])


@dataclass(frozen=True, slots=True)
class _Kin:
    """Which words of a sentence are of the question: by stem, by family, and the one it begins with."""

    families: Sequence[str]
    """Of those akin to a word of the question, the family; else ""."""
    same: Sequence[bool]
    akin: Sequence[bool]
    head: Sequence[bool]


def _kin(said: Sequence[str], asked: Sequence[str]) -> _Kin:
    content = [word for word in asked if is_content(word) and len(word) > 1]
    stems = {stem(word) for word in content}
    known = {skeleton(each) for each in stems}
    heading = skeleton(stem(content[0])) if content else None
    own = [_forms(word) for word in said]
    families = [family if family in known else "" for _, family in own]
    return _Kin(
        families,
        [each in stems for each, _ in own],
        [each != "" for each in families],
        [each == heading for each in families],
    )


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, str]:
    """Return the stem and the family of a word of content; of any other, nothing."""
    own = stem(word) if word not in STOP_WORDS and len(word) > 1 else ""
    return own, skeleton(own)


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
    inside, behind = np.zeros((2, len(gap) - 1), np.bool_)
    if not gap[:, _OPENING].any():
        return inside, behind
    is_open = dashed = False
    for place, signs in enumerate(gap[:-1].tolist()):
        is_open = bool(signs[_OPENING]) or (is_open and not signs[_CLOSING])
        dashed = is_open and not signs[_OPENING] and (dashed or bool(signs[_DASH]))
        inside[place], behind[place] = is_open, dashed
    return inside, behind


def _places(kin: _Kin, line: Line) -> tuple[Bits, Bits]:
    """Return PLACE of each word as the first, and as the last of a span."""
    rows, steps = len(line), len(_STEPS)
    tables = np.zeros((2, rows + 1, len(PLACE)))
    tables[0, 0, 2 * steps] = tables[1, rows - 1, 2 * steps] = 1
    since = [[_since(held), _since(held[::-1])[::-1]] for held in (kin.akin, kin.head)]
    reached = _STEP_OF.take(since, axis=0, mode="clip")
    for number, of_words in enumerate(reached):
        tables[:, :-1, number * steps : (number + 1) * steps] = of_words
    at = sorted((key, place) for place, key in enumerate(kin.families) if key)
    if at:
        starts = [n for n, (key, _) in enumerate(at) if n == 0 or key != at[n - 1][0]]
        apart = line[:, None] - line.take([place for _, place in at])
        nearness = 2 / (1 + np.abs(apart) / _HALF)
        sides = np.empty((2, *apart.shape))
        np.multiply(nearness, apart > 0, out=sides[0])
        np.multiply(nearness, apart < 0, out=sides[1])
        near = np.maximum.reduceat(sides, starts, axis=2).sum(axis=2) / len(starts)
        _put_nearness(tables[:, :-1, 2 * steps + 1 : 2 * steps + 4], near)
        heads = [n for n, (_, place) in enumerate(at) if kin.head[place]]  # of one family: side by side
        if heads:
            near = sides[:, :, heads[0] : heads[-1] + 1].max(axis=2)
            _put_nearness(tables[:, :-1, 2 * steps + 4 :], near)
    return tables[0], tables[1]


def _put_nearness(tables: Bits, sides: Bits) -> None:
    """Write the nearness before and behind each word, and the higher one, into both tables."""
    tables[:, :, :2] = sides.T
    tables[:, :, 2] = np.maximum(*sides)


def _since(held: Sequence[bool]) -> list[int]:
    """Return how many words before each word the nearest of the held ones stands."""
    found, apart = [], _NONE_BEFORE
    for here in held:
        found.append(apart)
        apart = 1 if here else apart + 1
    return found
