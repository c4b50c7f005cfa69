"""Why an answer is as it is: what /why tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.records import Passage


class Found(StrEnum):
    """Where a word of the question stands, seen from the first ranked sentence; the nearest place counts."""

    EXACTLY = "exactly"
    """In the sentence, as it was asked."""
    AS_ANOTHER_FORM = "another_form"
    """In the sentence, with other endings or beginnings."""
    IN_TITLE = "title_words"
    AROUND = "around"
    """In the sentences around it, under the same heading."""
    ELSEWHERE = "elsewhere"
    """In other sentences only."""
    NOWHERE = "nowhere"
    """In no document at all."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question that was looked for, as it was typed, and where it stands."""

    typed: str
    found: Found


class Sort(StrEnum):
    """What speaks for a sentence."""

    SENTENCE = "sentence"
    """The question's words in it."""
    TITLE = "title"
    """... in its document's title."""
    PARAGRAPH = "paragraph"
    """... in its paragraph."""
    DOCUMENT = "document"
    """... in its document."""
    KIND = "kind"
    """The kind of thing that is asked for: a date, a number, a place, a reason, a definition."""
    PLACE = "place"
    """Where in its document it stands."""
    SHAPE = "shape"
    """Its length, what it says beyond the question, how early it comes to the point."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What puts the first sentence ahead of the second, or behind it, in the ranking's sum."""

    sort: Sort
    lead: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What decided about a question: words, chance and threshold, and the evidence, weightiest first.

    The evidence is empty where there is no second sentence.
    """

    words: tuple[Word, ...]
    first: Passage | None
    """The first ranked sentence; None when nothing was found at all."""
    second_score: float
    """The next one's share of belief, 0 for none; the first one's is in its passage."""
    confidence: float
    threshold: float
    evidence: tuple[Evidence, ...]
