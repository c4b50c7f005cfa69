"""Tell a question that goes on from the one before it, and look for it in full.

A question that names what it is about stands alone.  One that only points ("when was that?", "how many are
they?", "and Italy?") is completed with words of the last one.  Where the words alone do not tell, it is
looked for both ways, and what the documents hold decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.dialogue.completion import Tries, completed, replaced
from bot.dialogue.instead import instead_of
from bot.dialogue.matter import Matter, head_of, matter_of
from bot.dialogue.standing import Need, asks_something, need_of
from bot.dialogue.wording import Part, Wording, wording_of
from bot.memory import Topic
from bot.records import Answer
from bot.text.analyzer import content_words
from bot.text.folding import fold
from bot.text.stemmer import akin, stem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may mean in full, and how much it needs that."""

    need: Need
    full: Tries = ()
    instead: bool = False
    """It names something in the place of something else: what about Italy?"""


STANDS_ALONE = Reading(Need.NONE)
Likeness = Callable[[str, str], bool]
_LEAD = 0.2
"""So much more must another reading be believed than the first of its set; measured as the readings were."""


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
        likely = Need.LIKELY if wording.certain else Need.PERHAPS
        return Reading(likely, replaced(words, matter, asked), instead=True)
    need = need_of(wording)
    if need is Need.NONE or (need is Need.PERHAPS and _names(wording, matter)):
        return STANDS_ALONE
    return Reading(need, completed(wording.words, matter))


def _names(wording: Wording, matter: Matter) -> bool:
    """Say whether a question names the topic's subject itself."""
    named = {stem(word.folded) for word in wording.words}
    return bool(matter.subject) and all(stem(word.folded) in named for word in matter.subject)


def answer_in_context(question: str, topic: Topic | None, look: Callable[[str], Answer]) -> Answer:
    """Answer a question by looking for it as it stands, or for what it means after the topic, or both."""
    reading = read(question, topic)
    full = _first_answered(question, reading.full, look)
    if full is not None and reading.need is Need.SURE:
        return full
    alone = look(question)
    if full is None or (topic is not None and _told_by(topic, alone, than=full)):
        return alone
    return full if _preferred(full, alone, reading) else alone


def _first_answered(question: str, tries: Tries, look: Callable[[str], Answer]) -> Answer | None:
    first = None
    for texts in tries:
        found = [replace(answer, searched=answer.searched or answer.question) for answer in map(look, texts)]
        best = found[0]
        for other in found[1:]:
            more = _held(other, of=question, by=_same) - _held(best, of=question, by=_same)
            if more > 0 or (more == 0 and _believed(other, best)):
                best = other
        if first is None:
            first = best
        elif _held(best, of=question) < _held(first, of=question):
            continue  # what was said before drowns what is asked
        if best.answered:
            return best
    return first


def _believed(other: Answer, best: Answer) -> bool:
    """Say whether a later reading is believed rather than an earlier, likelier one of its set."""
    alone_answered = other.answered and not best.answered
    return alone_answered or other.confidence > best.confidence + _LEAD


def _told_by(topic: Topic, alone: Answer, *, than: Answer) -> bool:
    """Say whether a question finds as it stands, in the topic's own document, what it loses in full."""
    if not alone.answered or alone.passages[0].title != topic.title:
        return False
    return _held(than, of=alone.question) < _held(alone)


def _preferred(full: Answer, alone: Answer, reading: Reading) -> bool:
    """Say whether a question is rather meant in full.

    It must be answered and lose none of the question's own words: what came before must not drown them.
    That is enough for a likely follow-up, or else that it finds no answer by itself, or that what it names is
    no title of what it finds; of another, the full reading must be believed more.  What names all of a title
    needs nothing from before, unless it takes the place of that.
    """
    kept = _held(full, of=alone.question) >= max(_held(alone), 1)
    if reading.instead and reading.need is Need.PERHAPS:
        return full.answered and kept
    if not reading.instead and _names_a_title(alone):
        return False
    if reading.need is Need.LIKELY:
        return (full.answered and (kept or not alone.answered)) or not _held(alone, titles=True)
    return full.answered and kept and full.confidence > alone.confidence


def _same(word: str, other: str) -> bool:
    return stem(word) == stem(other)


def _held(answer: Answer, *, of: str | None = None, titles: bool = False, by: Likeness = akin) -> int:
    """Count the question's own words in the first passage and its title, or in the title alone."""
    if not answer.passages:
        return 0
    first = answer.passages[0]
    held = set(content_words(first.title if titles else f"{first.title} {first.text}"))
    return sum(any(by(word, other) for other in held) for word in _own(of or answer.question))


def _own(question: str) -> set[str]:
    """Return the words by which a question names something, without the pronoun of what it does not."""
    words = wording_of(question).words
    named = {word.folded for word in words if word.part is Part.NAMES}
    return named | {fold(word.bare) for word in words if word.part is Part.OWNED}


def _names_a_title(answer: Answer) -> bool:
    """Say whether a question holds the whole name of the document where most of it is found."""
    if not answer.passages:
        return False
    name = content_words(head_of(answer.passages[0].title))
    asked = {stem(word) for word in content_words(answer.question)}
    return bool(name) and all(stem(word) in asked for word in name)
