"""What the last question was about: the words that a follow-up leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.dialogue.wording import FILLERS, Part, Word, wording_of
from bot.memory import Topic
from bot.text.analyzer import content_words
from bot.text.folding import fold
from bot.text.pronouns import PERSONAL
from bot.text.stemmer import stem

_WHO = frozenset(fold("من مين منو مينو شكون لمن منهو").split())
_HEAD_ENDS = re.compile(r"[،,:؛(]| [-–—] ")
_CONTENT = (Part.NAMES, Part.LIGHT, Part.OWNED)


@dataclass(frozen=True, slots=True)
class Matter:
    """The last question, taken apart; every part is text ready to be put into another question."""

    asked: tuple[Word, ...]
    """What asks in it: in which year."""
    said: tuple[Word, ...]
    """All the rest."""
    subject: tuple[Word, ...]
    """Of that, who or what it is about."""
    title: str
    """The name of the document that was quoted, when the subject does not hold all of it; else empty."""
    defined: bool
    """The question was who or what the subject is, so that nothing else can be meant."""
    person: str
    """Whom the answer named, when the question asked who; else empty."""


def matter_of(topic: Topic) -> Matter:
    """Take the last question apart.

    Its subject is what the title of the quoted document shares with it.  Where they share nothing, it is
    what the question names, or else what the title names.
    """
    spoken = wording_of(topic.question).words
    begin = _end_of_asking(spoken)
    asked, said = spoken[:begin], spoken[begin:]
    head = _HEAD_ENDS.split(topic.title or "")[0].strip()
    titled = _shared(said, head) or _shared(said, topic.title or "")
    subject = titled or _nominal(asked, said)
    defined = any(word.folded in PERSONAL for word in asked)
    person = _person(topic, said) if asked and asked[0].folded in _WHO and not defined else ""
    known = {stem(word.folded) for word in titled}
    whole = bool(titled) and all(stem(word) in known for word in content_words(head))
    return Matter(asked, said, subject, "" if whole else head, defined, person)


def name_of(spoken: tuple[Word, ...]) -> str:
    """Return words as one text, without a preposition that is written on to the first one's article."""
    return re.sub("^[وف]?(?:لل|بال|كال)(?=...)|^[وف]ال(?=...)", "ال", text_of(spoken))


def text_of(spoken: tuple[Word, ...]) -> str:
    """Return words as one text."""
    return " ".join(word.text for word in spoken)


def _end_of_asking(spoken: tuple[Word, ...]) -> int:
    """Return where the part that asks ends: after "in which year was", "who is"."""
    first = next((place for place, word in enumerate(spoken) if word.part is Part.ASKS), None)
    if first is None or any(word.part in (Part.NAMES, Part.OWNED) for word in spoken[:first]):
        return 0
    place = first + 1
    if spoken[first].folded.endswith(("اي", "ايه")) and place < len(spoken):
        place += spoken[place].part in (Part.LIGHT, Part.NAMES)
    while place < len(spoken) and spoken[place].part in (Part.POINTS, Part.LINKS, Part.ASKS):
        place += 1
    return place


def _shared(said: tuple[Word, ...], title: str) -> tuple[Word, ...]:
    """Return the longest run of words that a title shares, with the adjectives behind it."""
    stems = {stem(word) for word in content_words(title)}
    content = [place for place, word in enumerate(said) if word.part in _CONTENT]
    places = [place for place in content if stem(said[place].folded) in stems]
    runs = [list(run) for _, run in groupby(places, key=lambda place: place - places.index(place))]
    if not runs:
        return ()
    run = max(runs, key=len)
    end = run[-1] + 1
    while end < len(said) and said[end].part is Part.NAMES and said[end].folded.startswith("ال"):
        end += 1
    return said[run[0] : end]


def _nominal(asked: tuple[Word, ...], said: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words that name something, without the verb or noun that a question word brings with it."""
    names = [place for place, word in enumerate(said) if word.part is Part.NAMES]
    joined = any(word.folded in PERSONAL for word in asked)
    if asked and not joined and len(names) > 1 and not said[names[0]].definite:
        names = names[1:]
    return said[names[0] : names[-1] + 1] if names else ()


def _person(topic: Topic, said: tuple[Word, ...]) -> str:
    """Return the longest run of names in the answer that the question does not hold."""
    known = {stem(word.folded) for word in said}
    longest: list[str] = max(_runs_of_names(topic.answer or "", known), key=len, default=[])
    return " ".join(longest)


def _runs_of_names(sentence: str, known: set[str]) -> Iterator[list[str]]:
    def new(word: Word) -> bool:
        named = word.part is Part.NAMES and not word.folded[0].isdecimal()
        return named and stem(word.folded) not in known

    for is_new, run in groupby(wording_of(sentence).words, key=new):
        if is_new:
            yield [word.text for word in run]


def names_something(question: str) -> bool:
    """Say whether a question is worth going on from: it holds more than thanks or a greeting."""
    spoken = wording_of(question).words
    return any(word.part in _CONTENT and word.folded not in FILLERS for word in spoken)
