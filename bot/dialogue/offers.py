"""Offer the best sentences one by one, for a person to choose from before anything is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.dialogue.composer import cited_as
from bot.dialogue.direction import start_of_quote
from bot.dialogue.language import Language
from bot.dialogue.render import label, render
from bot.records import Answer, Markup, Passage, Quote

MOST = 5
WORTH_OFFERING = 0.05
"""The share of the first sentence's score from which another one is offered next to it."""
_LONGEST_TITLE = 120  # code points; more than two lines are not shown anyway


@dataclass(frozen=True, slots=True)
class Offer:
    """One answer to choose: what the list shows of it, and what is sent when it is chosen."""

    key: str
    """Tells an offer from others, and is the same after a restart: 1 to 64 letters and digits."""
    title: str
    description: str
    markup: Markup
    answer: Answer


def offers(answer: Answer, language: Language) -> tuple[Offer, ...]:
    """Return up to five offers, best first, none of them when the question is not answered."""
    if not answer.answered:
        return ()
    made = (_offer(each, language) for each in _one_by_one(answer))
    return tuple(offer for offer in made if offer is not None)


def _one_by_one(answer: Answer) -> Iterator[Answer]:
    """Yield the answer with its first source alone, then each further sentence as an answer of its own."""
    first, *others = answer.passages
    yield replace(answer, citations=answer.citations[:1])
    for passage in others[: MOST - 1]:
        if passage.score >= WORTH_OFFERING * first.score:
            yield replace(
                answer,
                passages=(passage,),
                quote=Quote("", passage.text, ""),
                highlight=None,
                citations=(cited_as(passage, 1),),
            )


def _offer(answer: Answer, language: Language) -> Offer | None:
    parts = render(answer, language)
    if len(parts) != 1:  # a sentence longer than a message cannot be sent this way
        return None
    passage = answer.passages[0]
    notes = [label(note) for note in (passage.title, passage.date) if note and note.strip()]
    return Offer(_key(passage), _title(passage.text), " — ".join(notes), parts[0], answer)


def _title(sentence: str) -> str:
    short = sentence if len(sentence) <= _LONGEST_TITLE else sentence[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"
    return start_of_quote(short) + short


def _key(passage: Passage) -> str:
    place = f"{passage.document}\0{passage.start}\0{passage.text}"
    return hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:32]
