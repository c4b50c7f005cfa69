"""The passages that come near a question, when none of them is its answer or one alone is shown."""

from __future__ import annotations

from collections.abc import Iterable

from bot.records import Answer, Passage
from bot.text.analyzer import content, content_words
from bot.text.stemmer import stem

MOST_HEADINGS = 3

Ranked = tuple[int, Passage]
"""A passage with its rank, counted from 1."""


def related(answer: Answer) -> list[Ranked]:
    """Return the passages that name something of what was asked, best first.

    What shares no word with the question was found by the likeness of letters; without an answer beside it,
    it would only puzzle the reader.
    """
    asked = _stems(content(answer.folded.split()))
    return [
        (rank, passage)
        for rank, passage in enumerate(answer.passages, 1)
        if asked & _stems(content_words(f"{passage.title}\n{passage.heading or ''}\n{passage.text}"))
    ]


def nearest(answer: Answer) -> list[Ranked]:
    """Return the first related passage of up to three different headings, most relevant first."""
    first: dict[tuple[str, str | None], Ranked] = {}
    for rank, passage in related(answer):
        first.setdefault((passage.title, passage.heading), (rank, passage))
    return list(first.values())[:MOST_HEADINGS]


def others(answer: Answer) -> list[Ranked]:
    """Return the related passages after the one that was quoted as the answer."""
    return [(rank, passage) for rank, passage in related(answer) if rank > 1]


def _stems(words: Iterable[str]) -> set[str]:
    return set(map(stem, words))
