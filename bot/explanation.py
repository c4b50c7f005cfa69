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


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that the ranking weighs: its value for the first sentence, and what it adds to its sum."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What decided about a question: words, chance and threshold, and the evidence, weightiest first."""

    words: tuple[Word, ...]
    first: Passage | None
    """The first ranked sentence; None when nothing was found at all."""
    second_score: float
    """The next one's share of belief, 0 for none; the first one's is in its passage."""
    confidence: float
    threshold: float
    evidence: tuple[Evidence, ...]
