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
    "rest_said",  # asked for no date, number or place: how much of what the topic leaves unsaid is said
    "rest_said_exactly",  # ... by the same stems
)

LIFE_REACH = 18
"""Words from the beginning in which a life's two dates stand."""
LIKELY = 0.5
"""A term with this likeness is more likely said than not."""
NEAR = 4
"""Words apart at which closeness is halved."""
_DEFINED = {QuestionKind.WHO_IS, QuestionKind.WHAT, QuestionKind.DEFINITION}
_MARKED = {QuestionKind.WHEN, QuestionKind.WHERE, *NUMBER_KINDS}
"""Asked for what is known by a mark of its own, and told by how close it stands to the question's words."""


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
    """Return those of the columns NAMES that speak for what is asked for; the others are 0.

    `weights` are those of the terms, `rest` the share of each term in what the topic leaves unsaid.
    """
    words, size, kind = found.words, len(opening), asked.kind
    evidence: dict[str, Column] = {}
    match kind:
        case QuestionKind.WHEN:
            number, date = _new(words, Mark.NUMBER), _new(words, Mark.DATE)
            evidence = {
                "when_number": _holds(number, words, size),
                "when_date": _holds(date, words, size),
                "when_close": closeness(date, words, rest),
                **({"when_life": _life(words, size)} if asked.about_a_life else {}),
            }
        case _ if kind in NUMBER_KINDS:
            count = _new(words, Mark.NUMBER) & ((words.marks & int(Mark.YEAR)) == 0)
            evidence = {
                "many_number": _holds(count, words, size),
                "many_close": closeness(count, words, rest),
                "many_opening": opening.astype(np.float64),
            }
        case QuestionKind.WHERE:
            whole = np.broadcast_to(weights / max(float(weights.sum()), 1e-9), (size, len(weights)))
            evidence = {
                "where_place": column(traits, "places") / MOST_PLACE_WORDS,
                "where_close": closeness(_new(words, Mark.PLACED), words, whole),
            }
        case QuestionKind.WHY:
            evidence = {"why_reason": column(traits, "reasons")}
        case QuestionKind.WHICH:
            evidence = {"which_opening": opening.astype(np.float64)}
        case _ if kind in _DEFINED:
            evidence = {
                "definition_opening": ((found.title >= SAID).all(axis=1) & opening).astype(np.float64)
            }
    if kind not in _MARKED:
        evidence["rest_said"] = ((found.own >= LIKELY) * rest).sum(axis=1)
        evidence["rest_said_exactly"] = ((found.own >= SAME) * rest).sum(axis=1)
    return evidence


def _new(words: Words, mark: Mark) -> NDArray[np.bool_]:
    """Say of each word whether it has a mark and is none of the question's."""
    marked: NDArray[np.bool_] = (words.marks & int(mark)) > 0  # an IntFlag is slow
    return marked & ~(words.likeness.T >= SAME).any(axis=0)


def closeness(targets: NDArray[np.bool_], words: Words, weights: Matrix) -> Column:
    """Return how close the likeliest target of each candidate stands to the terms of the question.

    Each term that the candidate holds adds its weight there, halved at NEAR words apart; 1 is every term at
    hand, 0 no target.
    """
    best = np.zeros(len(weights))
    at = targets.nonzero()[0]
    terms, held = (words.likeness.T >= ALIKE).nonzero()
    if not len(at) or not len(held):
        return best
    line = words.owners * _GAP + words.places
    stretch = len(weights) * _GAP  # one line behind the other, one for each term
    asked = (np.arange(weights.shape[1]) * stretch)[:, None] + line.take(at)
    apart = _apart(asked, terms * stretch + line.take(held))
    owners = words.owners.take(at)
    shares = np.where(apart < _GAP // 2, weights.T.take(owners, axis=1) / (1 + apart / NEAR), 0)
    np.maximum.at(best, owners, shares.sum(axis=0))
    return best


_GAP = 1 << 32  # places: so far apart are words of two sentences


def _apart(these: NDArray[np.int64], those: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far each of these places is from the nearest of those, which ascend."""
    behind = those.searchsorted(these)
    nearest: NDArray[np.int64] = np.minimum(
        np.abs(those.take(behind, mode="clip") - these), np.abs(these - those.take(behind - 1, mode="clip"))
    )
    return nearest


def _holds(targets: NDArray[np.bool_], words: Words, size: int) -> Column:
    """Say of each of so many candidates, as 1 or 0, whether it holds a target."""
    held = np.zeros(size)
    held[words.owners[targets]] = 1
    return held


def _life(words: Words, size: int) -> Column:
    """Say of each of so many candidates, as 1 or 0, whether it tells two dates near its beginning."""
    early = ((words.marks & int(Mark.DATE)) > 0) & (words.places < LIFE_REACH)
    told: Column = (np.bincount(words.owners[early], minlength=size) > 1).astype(np.float64)
    return told
