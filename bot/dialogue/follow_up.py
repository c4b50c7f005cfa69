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
from bot.dialogue.matter import Matter, matter_of
from bot.dialogue.standing import Need, asks_something, need_of
from bot.dialogue.wording import Part, Wording, wording_of
from bot.memory import Topic
from bot.records import Answer
from bot.text.analyzer import content_words
from bot.text.folding import fold
from bot.text.stemmer import stem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question may mean in full, and how much it needs that."""

    need: Need
    full: Tries = ()


STANDS_ALONE = Reading(Need.NONE)
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
        return Reading(likely, replaced(words, matter, asked))
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
    return full if full is not None and _preferred(full, alone, reading.need) else alone


def _first_answered(question: str, tries: Tries, look: Callable[[str], Answer]) -> Answer | None:
    first = None
    for texts in tries:
        found = [replace(answer, searched=answer.searched or answer.question) for answer in map(look, texts)]
        best = found[0]
        for other in found[1:]:
            more = _held(other, of=question) - _held(best, of=question)
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


def _preferred(full: Answer, alone: Answer, need: Need) -> bool:
    """Say whether a question is rather meant in full.

    It must be answered and lose none of the question's own words: what came before must not drown them.
    That is enough for a likely follow-up, or else that it finds no answer by itself, or that what it names is
    no title of what it finds; of another, the full reading must be believed more.
    """
    kept = _held(full, of=alone.question) >= max(_held(alone), 1)
    if need is Need.LIKELY:
        return (full.answered and (kept or not alone.answered)) or not _held(alone, titles=True)
    return full.answered and kept and full.confidence > alone.confidence


def _held(answer: Answer, *, of: str | None = None, titles: bool = False) -> int:
    """Count the question's own words in the first passage and its title, or in the title alone."""
    if not answer.passages:
        return 0
    first = answer.passages[0]
    held = {stem(word) for word in content_words(first.title if titles else f"{first.title} {first.text}")}
    return len(_own(of or answer.question) & held)


def _own(question: str) -> set[str]:
    """Return the stems of what a question names itself, without the pronoun of what it does not."""
    words = wording_of(question).words
    named = {stem(word.folded) for word in words if word.part is Part.NAMES}
    return named | {stem(fold(word.bare)) for word in words if word.part is Part.OWNED}
