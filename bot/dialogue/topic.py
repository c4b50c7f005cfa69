"""What a message goes on from, of all that its sender asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from bot.dialogue.instead import instead_of
from bot.dialogue.references import references_in
from bot.dialogue.standing import Need, need_of
from bot.dialogue.wording import COURTESIES, Part, wording_of
from bot.memory import Topic


def topic_of(topics: Sequence[Topic]) -> Topic | None:
    """Return what a message goes on from, of what was asked before it, the nearest first.

    That is the nearest question that names anything.  If it went on from the one before and found nothing,
    the document of that one still counts.  One that only pointed to another, and found nothing as it stood,
    is passed over.
    """
    naming = [topic for topic in topics if names_something(topic.question)]
    rest = iter([*dropwhile(_lost, naming)] or naming)
    last = next(rest, None)
    nearest = last
    while nearest is not None and nearest.title is None:
        nearest = next(rest, None) if went_on(nearest) else None
    return last if last is None or nearest is None else replace(last, title=nearest.title)


def _lost(topic: Topic) -> bool:
    """Say whether a question points to something said before it, and was asked for as it stood in vain.

    So does one that may have lost what it is about, and names nothing with an article.
    """
    wording = wording_of(topic.question)
    if topic.title is not None or topic.typed is not None or need_of(wording) is Need.NONE:
        return False
    return bool(references_in(wording.words)) or not any(word.definite for word in wording.words)


def names_something(question: str) -> bool:
    """Say whether a question is worth going on from: it holds more than thanks or a greeting."""
    content = (Part.NAMES, Part.LIGHT, Part.OWNED)
    return any(word.part in content and word.folded not in COURTESIES for word in wording_of(question).words)


def went_on(topic: Topic) -> bool:
    """Say whether a question was completed, and not only its spelling mended."""
    if topic.typed is None:
        return False
    wording = wording_of(topic.typed)
    return instead_of(wording) is not None or need_of(wording) is not Need.NONE
