"""Answer a question that may go on from the one before it.

Where its words alone do not tell what it means, it is looked for both ways, and what the documents hold
decides: the reading that is believed more, with a lead for the one that the words make likelier.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.dialogue.instead import instead_of
from bot.dialogue.matter import head_of
from bot.dialogue.reading import Reading, read
from bot.dialogue.standing import Need
from bot.dialogue.topic import went_on
from bot.dialogue.wording import Part, untied, wording_of
from bot.memory import Topic
from bot.records import Answer
from bot.text.analyzer import Query, analyze, completed, content_words
from bot.text.folding import fold
from bot.text.stemmer import akin, stem

Look = Callable[[Query], Answer]

_LEAD = {Need.PERHAPS: -0.3, Need.LIKELY: 1.5, Need.SURE: math.inf}
"""By so much, in log-odds, a question may be believed less in full and is meant so ..."""
_TIE = 1.5
"""... and by so much more with an "and" before it."""
_LEAST = 1e-6  # a chance of nothing has no odds


def answer_in_context(question: str, topic: Topic | None, look: Look) -> Answer:
    """Answer a question by looking for it as it stands, or for what it means after the topic, or both."""
    reading, alone = read(question, topic), look(analyze(untied(question)))
    if topic is None or not reading.full:
        return alone
    full = _most_told(list(_in_full(question, topic, reading, look)), _own(question), reading)
    return full if _preferred(full, alone, reading, topic) else alone


def looked_for(answer: Answer) -> Query:
    """Return the query that an answer was found by."""
    typed, searched = answer.question, answer.searched
    if searched is None or not went_on(Topic(searched, typed=typed)):
        return analyze(untied(searched or typed))
    if instead_of(wording_of(typed)) is not None:
        return analyze(searched)
    return completed(searched, typed, answer.passages[0].title if answer.passages else None)


def _in_full(question: str, topic: Topic, reading: Reading, look: Look) -> Iterator[Answer]:
    """Yield what is found for each way to complete a question, the likelier ways first."""
    for text in reading.full:
        found = look(analyze(text) if reading.instead else completed(text, question, topic.title))
        yield replace(found, searched=found.searched or text)


def _most_told(found: list[Answer], own: set[str], reading: Reading) -> Answer:
    """Return the answer that says most of what a question names, the likeliest of several.

    After the likeliest way to complete what points back, another one that says nothing of it is none.
    """
    likeliest = found[0]

    def told(answer: Answer) -> tuple[bool, int]:
        held = _held(answer, own)
        counts = answer is likeliest or reading.instead or not own or held > 0
        return answer.answered and counts, held

    return max(found, key=told)


def _preferred(full: Answer, alone: Answer, reading: Reading, topic: Topic) -> bool:
    """Say whether a question is rather meant in full.

    One that may stand alone does, if it names all of a title or finds nothing in full.  What the document
    that was talked about tells as it was asked is not lost among the words of the last question; what
    another one tells, of which nothing was named, is not meant by "and when was he born?".
    """
    if reading.need is Need.PERHAPS:
        names_all = not (reading.points and reading.tied) and _names_a_title(alone)
        if names_all or not full.answered:
            return False
    elif not alone.answered:
        return True
    whole = reading.need is Need.PERHAPS and not reading.points
    told = whole or (alone.answered and alone.passages[0].title == topic.title)
    own = _own(alone.question)
    if told and _held(full, own) < _held(alone, own):
        return False
    if reading.tied and reading.need is not Need.PERHAPS and not _in_title(alone, own):
        return True
    return _belief(full) + _LEAD[reading.need] + _TIE * reading.tied > _belief(alone)


def _in_title(answer: Answer, own: set[str]) -> bool:
    """Say whether the title of what was found says any of the words."""
    return any(akin(word, other) for word in own for other in content_words(answer.passages[0].title))


def _belief(answer: Answer) -> float:
    """Return the log-odds of the chance that an answer is one."""
    chance = min(max(answer.confidence, _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance))


def _own(question: str) -> set[str]:
    """Return the words by which a question names something, without the pronoun of what it does not."""
    words = wording_of(question).words
    named = {word.folded for word in words if word.part is Part.NAMES}
    return named | {fold(word.bare) for word in words if word.part is Part.OWNED}


def _held(answer: Answer, own: set[str]) -> int:
    """Count the words that are said in the first passage, its title and heading."""
    if not answer.passages:
        return 0
    first = answer.passages[0]
    held = content_words(f"{first.title}\n{first.heading or ''}\n{first.text}")
    return sum(any(akin(word, other) for other in held) for word in own)


def _names_a_title(answer: Answer) -> bool:
    """Say whether a question holds the whole name of the document where most of it is found."""
    if not answer.passages:
        return False
    name = content_words(head_of(answer.passages[0].title))
    asked = {stem(word) for word in content_words(answer.question)}
    return bool(name) and all(stem(word) in asked for word in name)
