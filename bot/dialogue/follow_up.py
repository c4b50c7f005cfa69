"""Answer a question that may go on from the one before it.

Where its words alone do not tell what it means, it is looked for both ways, and what the documents hold
decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.matter import head_of
from bot.dialogue.reading import Reading, read
from bot.dialogue.standing import Need
from bot.dialogue.wording import Part, wording_of
from bot.memory import Topic
from bot.records import Answer
from bot.text.analyzer import content_words
from bot.text.folding import fold
from bot.text.stemmer import akin, stem

Likeness = Callable[[str, str], bool]

_LEAD = 0.2
"""So much more must what takes another's place be believed there than in a likelier place."""


def answer_in_context(question: str, topic: Topic | None, look: Callable[[str], Answer]) -> Answer:
    """Answer a question by looking for it as it stands, or for what it means after the topic, or both."""
    reading = read(question, topic)
    full = _first_answered(question, reading, look)
    if full is not None and reading.need is Need.SURE:
        return full
    alone = look(question)
    if full is None or topic is None or _told_by(topic, alone, than=full):
        return alone
    return full if _preferred(full, alone, reading, topic) else alone


def _first_answered(question: str, reading: Reading, look: Callable[[str], Answer]) -> Answer | None:
    first = None
    for texts in reading.full:
        found = [replace(answer, searched=answer.searched or answer.question) for answer in map(look, texts)]
        best = found[0]
        for other in found[1:]:
            more = _held(other, of=question, by=_same) - _held(best, of=question, by=_same)
            if more > 0 or (more == 0 and _believed(other, best, reading)):
                best = other
        if first is None:
            first = best
        elif _held(best, of=question) < _held(first, of=question):
            continue  # what was said before drowns what is asked
        if best.answered:
            return best
    return first


def _believed(other: Answer, best: Answer, reading: Reading) -> bool:
    """Say whether a later reading is believed rather than an earlier, likelier one of its set."""
    alone_answered = other.answered and not best.answered
    return alone_answered or (reading.instead and other.confidence > best.confidence + _LEAD)


def _told_by(topic: Topic, alone: Answer, *, than: Answer) -> bool:
    """Say whether a question finds as it stands, in the topic's own document, what it loses in full."""
    return _is_of(topic, alone) and _held(than, of=alone.question) < _held(alone)


def _is_of(topic: Topic, answer: Answer) -> bool:
    """Say whether an answer is of the document that was talked about."""
    return answer.answered and answer.passages[0].title == topic.title


def _preferred(full: Answer, alone: Answer, reading: Reading, topic: Topic) -> bool:
    """Say whether a question is rather meant in full.

    What names all of a title, and is about it, needs nothing from before, unless it takes the place of that.
    """
    if reading.instead:
        gained = full.answered and not alone.answered
        kept = (full.answered and _kept(full, alone)) or (gained and _is_of(topic, full))
        return kept or (reading.need is Need.LIKELY and (gained or _strange(alone)))
    if not reading.points and _names_a_title(alone):
        return False
    if reading.need is Need.LIKELY:
        return _likely(full, alone, reading, topic)
    return full.answered and full.confidence > alone.confidence and _perhaps(full, alone, reading, topic)


def _likely(full: Answer, alone: Answer, reading: Reading, topic: Topic) -> bool:
    """Say whether a likely follow-up is one: answered, in the topic's document or without a loss of words.

    Else it is one if it finds no answer by itself, or if what it names is no title of what it finds.
    """
    held = _held(full, of=alone.question)
    if reading.points and held and _is_of(topic, full):
        return True
    if reading.points and not alone.answered:
        return full.answered and (held > 0 or not wording_of(alone.question).places(Part.NAMES))
    return (full.answered and (_kept(full, alone) or not alone.answered)) or _strange(alone)


def _perhaps(full: Answer, alone: Answer, reading: Reading, topic: Topic) -> bool:
    """Say whether the full answer of what may be whole holds what the question names.

    Without a pronoun, it holds all of that; of the topic's document, that need not be as much as the answer
    to the question as it stands holds, when nothing of it is that answer's title.
    """
    if not reading.points and _held(full, of=alone.question) < len(_own(alone.question)):
        return False
    there = _is_of(topic, full) and _strange(alone)
    return _kept(full, alone) or (there and _held(full, of=alone.question) > 0)


def _kept(full: Answer, alone: Answer) -> bool:
    """Say whether none of the question's own words are lost in full: what came before must not drown them."""
    return _held(full, of=alone.question) >= max(_held(alone), 1)


def _strange(alone: Answer) -> bool:
    """Say whether nothing that a question names is in the title of what it finds."""
    return not _held(alone, titles=True, by=_same)


def _same(word: str, other: str) -> bool:
    return stem(word) == stem(other)


def _held(answer: Answer, *, of: str | None = None, titles: bool = False, by: Likeness = akin) -> int:
    """Count the question's own words in the first passage, its title and heading, or in the title alone."""
    if not answer.passages:
        return 0
    first = answer.passages[0]
    texts = (first.title,) if titles else (first.title, first.heading or "", first.text)
    held = {word for text in texts for word in content_words(text)}
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
