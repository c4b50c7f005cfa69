"""What a question may mean in full, and how much it needs that, as far as words tell.

A question that names what it is about stands alone.  One that only points ("when was that?", "how many are
they?", "and Italy?") is completed with words of the last one.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialogue.completion import completed, replaced
from bot.dialogue.instead import instead_of
from bot.dialogue.matter import Matter, matter_of
from bot.dialogue.references import references_in
from bot.dialogue.standing import Need, asks_something, lacks_a_subject, need_of
from bot.dialogue.wording import Wording, wording_of
from bot.memory import Topic
from bot.text.stemmer import stem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may mean in full, and how much it needs that."""

    need: Need
    full: tuple[str, ...] = ()
    """The likelier first."""
    points: bool = False
    """It holds a pronoun, or its verb has lost its subject: what it names is not what it is about."""
    tied: bool = False
    """An "and" before it ties it to what was said."""
    instead: bool = False
    """It names something in the place of something else: what about Italy?"""


STANDS_ALONE = Reading(Need.NONE)


def read(question: str, topic: Topic | None) -> Reading:
    """Return what a question may mean after a topic."""
    if topic is None:
        return STANDS_ALONE
    wording, matter = wording_of(question), matter_of(topic)
    if not matter.said or not asks_something(wording):
        return STANDS_ALONE
    instead = instead_of(wording, matter.said)
    if instead is not None:
        asked, words = instead
        return Reading(Need.LIKELY, replaced(words, matter, asked), tied=wording.tied, instead=True)
    need = need_of(wording)
    if need is Need.NONE or (need is Need.PERHAPS and _names(wording, matter)):
        return STANDS_ALONE
    points = bool(references_in(wording.words)) or lacks_a_subject(wording)
    return Reading(need, completed(wording.words, matter), points=points, tied=wording.tied)


def _names(wording: Wording, matter: Matter) -> bool:
    """Say whether a question names the topic's subject itself."""
    named = {stem(word.folded) for word in wording.words}
    return bool(matter.subject) and all(stem(word.folded) in named for word in matter.subject)
