"""Whether a candidate holds the kind of thing that is asked for, and close to the words asked about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.covering import SAID, Column
from bot.search.likeness import SAME
from bot.search.matches import ALIKE, Matches, Matrix, Words
from bot.search.traits import MOST_PLACE_WORDS, Mark, column
from bot.text.question_words import NUMBER_KINDS, QuestionKind

NAMES = (
    "when_number",  # asked when: a number that the question does not say
    "when_date",  # ... a year or month
    "when_close",  # ... a date close to those words
    "when_life",  # asked for a birth or a death: two dates near the beginning, as of a life
    "many_number",  # asked how many: a number, no year, that the question does not say
    "many_close",  # ... close to what the topic leaves unsaid
    "many_opening",  # ... in the first sentence of the document
    "where_place",  # asked where: place words
    "where_close",  # ... a name behind a preposition of place, close to the words of the question
    "why_reason",
    "which_opening",  # asked which one: the document's first sentence
    "definition_opening",  # asked who or what, all of it named in the title: the document's first sentence
)

LIFE_REACH = 18
"""Words from the beginning in which a life's two dates stand."""
NEAR = 4
"""Words apart at which closeness is halved."""
_DEFINED = {QuestionKind.WHO_IS, QuestionKind.WHAT, QuestionKind.DEFINITION}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for."""

    kind: QuestionKind
    about_a_life: bool
    """Whether it speaks of a birth or a death."""


def kind_evidence(
    asked: Asked,
    found: Matches,
    weights: Column,
    rest: Matrix,
    opening: NDArray[np.bool_],
    traits: NDArray[np.int16],
) -> dict[str, Column]:
    """Return the columns NAMES; those of other kinds than the one asked for are 0.

    `weights` are those of the terms, `rest` the share of each term in what the topic leaves unsaid.
    """
    nothing = np.zeros(len(opening))
    evidence = dict.fromkeys(NAMES, nothing)
    whole = np.tile(weights / max(float(weights.sum()), 1e-9), (len(opening), 1))
    new = ~(found.words.likeness >= SAME).any(axis=1)
    marks = found.words.marks
    number = new & ((marks & Mark.NUMBER) > 0)
    kind = asked.kind
    match kind:
        case QuestionKind.WHEN:
            date = new & ((marks & Mark.DATE) > 0)
            evidence |= {
                "when_number": _holds(number, found.words, nothing),
                "when_date": _holds(date, found.words, nothing),
                "when_close": closeness(date, found.words, rest),
                "when_life": _life(found.words, nothing) if asked.about_a_life else nothing,
            }
        case _ if kind in NUMBER_KINDS:
            count = number & ((marks & Mark.YEAR) == 0)
            evidence |= {
                "many_number": _holds(count, found.words, nothing),
                "many_close": closeness(count, found.words, rest),
                "many_opening": opening.astype(np.float64),
            }
        case QuestionKind.WHERE:
            placed = new & ((marks & Mark.PLACED) > 0)
            evidence |= {
                "where_place": column(traits, "places") / MOST_PLACE_WORDS,
                "where_close": closeness(placed, found.words, whole),
            }
        case QuestionKind.WHY:
            evidence |= {"why_reason": column(traits, "reasons")}
        case QuestionKind.WHICH:
            evidence |= {"which_opening": opening.astype(np.float64)}
    if kind in _DEFINED:
        named = (found.title >= SAID).all(axis=1)
        evidence["definition_opening"] = (named & opening).astype(np.float64)
    return evidence


def closeness(targets: NDArray[np.bool_], words: Words, weights: Matrix) -> Column:
    """Return how close the likeliest target of each candidate stands to the terms of the question.

    Each term adds its weight there, halved at NEAR words apart; 1 is every term at hand, 0 no target.
    """
    best = np.zeros(len(weights))
    at = np.flatnonzero(targets)
    if not len(at):
        return best
    places = _lined_up(words)
    sums = np.zeros(len(at))
    for term in range(weights.shape[1]):
        held = np.flatnonzero(words.likeness[:, term] >= ALIKE)
        apart = _apart(places[at], places[held])
        sums += weights[words.owners[at], term] / (1 + apart / NEAR)
    np.maximum.at(best, words.owners[at], sums)
    return best


_GAP = 1_000_000  # so far apart that a word of another sentence is close to nothing


def _lined_up(words: Words) -> NDArray[np.int64]:
    """Return the places of all words on one line, in their order, a gap between sentences."""
    sentence = np.cumsum(np.diff(words.owners, prepend=words.owners[:1]) != 0)
    line: NDArray[np.int64] = sentence * _GAP + words.places
    return line


def _apart(these: NDArray[np.int64], those: NDArray[np.int64]) -> Column:
    """Return how far each of these places is from the nearest of those, which ascend."""
    if not len(those):
        return np.full(len(these), float(_GAP))
    behind = np.searchsorted(those, these)
    before = np.maximum(behind - 1, 0)
    behind = np.minimum(behind, len(those) - 1)
    nearest: Column = np.minimum(np.abs(those[behind] - these), np.abs(these - those[before])).astype(float)
    return nearest


def _holds(targets: NDArray[np.bool_], words: Words, nothing: Column) -> Column:
    """Say of each candidate, as 1 or 0, whether it holds a target."""
    held = nothing.copy()
    held[words.owners[targets]] = 1
    return held


def _life(words: Words, nothing: Column) -> Column:
    """Say of each candidate, as 1 or 0, whether it tells two dates near its beginning."""
    early = ((words.marks & Mark.DATE) > 0) & (words.places < LIFE_REACH)
    told: Column = (np.bincount(words.owners[early], minlength=len(nothing)) > 1).astype(np.float64)
    return told
