"""The last question, taken apart into the words that a follow-up leaves unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from bot.dialogue.instead import instead_of
from bot.dialogue.references import HOW_MANY
from bot.dialogue.topic import went_on
from bot.dialogue.wording import Part, Word, wording_of
from bot.memory import Topic
from bot.text.analyzer import content_words
from bot.text.folding import fold
from bot.text.pronouns import JOINED, PERSONAL
from bot.text.question_words import BY_KIND, QuestionKind
from bot.text.stemmer import stem
from bot.text.tokens import words

Words = tuple[Word, ...]

_WHO = BY_KIND[QuestionKind.WHO]
_WHICH = ("اي", "ايه")
_BEFORE_NOUNS = HOW_MANY | frozenset(fold("ما شو ايش وش شنو اش").split())
"""Question words that a noun follows rather than a verb."""
_HEAD_ENDS = re.compile(r"[،,:؛(]| [-–—] ")
_CONTENT = (Part.NAMES, Part.LIGHT, Part.OWNED)
_MOST_BETWEEN = 2
_PREFIXES = "لبكو"
_BEFORE_ARTICLE = re.compile(f"^[وف]?(?:{'|'.join(JOINED)})(?=...)|^[وف]ال(?=...)")


@dataclass(frozen=True, slots=True)
class Matter:
    """What the last question asked, said, and was about."""

    asked: Words
    """What asks in it: in which year."""
    said: Words
    """All the rest."""
    subject: Words
    """Of that, who or what it is about."""
    group: Words
    """The nouns that the subject is among: the guarantee of it, the boat of it."""
    title: str
    """The name of the document that was quoted, when the subject does not hold all of it; else empty."""
    person: str
    """Whom the answer named, when the question asked who; else empty."""


def matter_of(topic: Topic) -> Matter:
    """Take the last question apart.

    Its subject is what the title of the quoted document shares with it; where they share nothing, what the
    question names.  A question that was itself completed keeps the subject that it was given.
    """
    spoken = wording_of(topic.question).words
    begin = _end_of_asking(spoken)
    asked, said = spoken[:begin], spoken[begin:]
    given = _given(topic, said) if went_on(topic) else ()
    head = head_of(topic.title or "")
    titled = _shared(given or said, head) or _shared(given or said, topic.title or "")
    defined = any(word.folded in PERSONAL for word in asked)
    person = _person(topic, said) if asked and asked[0].folded in _WHO and not defined else ""
    known = {stem(word.folded) for word in titled}
    whole = bool(titled) and all(stem(word) in known for word in content_words(head))
    subject = titled or given or _nominal(asked, said)
    group = _nominal(asked, said, whole=True)
    return Matter(asked, said, subject, group, "" if whole else head, person)


def head_of(title: str) -> str:
    """Return what a follow-up takes of a title."""
    return _HEAD_ENDS.split(title)[0].strip()


def name_of(spoken: Words) -> str:
    """Return words as one text, without a preposition that is written on to the first one's article."""
    named = text_of(spoken)
    return _BEFORE_ARTICLE.sub("ال", named) if spoken and spoken[0].definite else named


def text_of(spoken: Words) -> str:
    """Return words as one text."""
    return " ".join(word.text for word in spoken)


def _end_of_asking(spoken: Words) -> int:
    """Return where the part that asks ends: after "in which year was", "who is"."""
    first = next((place for place, word in enumerate(spoken) if word.part is Part.ASKS), None)
    if first is None or any(word.part in (Part.NAMES, Part.OWNED) for word in spoken[:first]):
        return 0
    place = first + 1
    if spoken[first].folded.endswith(_WHICH) and place < len(spoken):
        place += spoken[place].part in (Part.LIGHT, Part.NAMES)
    while place < len(spoken) and spoken[place].part in (Part.POINTS, Part.LINKS, Part.ASKS):
        place += 1
    return place


def _given(topic: Topic, said: Words) -> Words:
    """Return the subject that a completed question was given: what took its place, or what was not typed."""
    wording = wording_of(topic.typed or "")
    instead = instead_of(wording)
    if instead is not None:
        new = {word.folded for word in instead[1]}
        return _longest_run(said, (place for place, word in enumerate(said) if word.folded in new))
    if not (wording.places(Part.NAMES) or wording.places(Part.OWNED)):
        return ()  # what happened: all that was said before is in the question now
    typed = [fold(word.bare or word.text) for word in wording.words]
    compared = SequenceMatcher(None, typed, [word.folded for word in said], autojunk=False)
    kept = {block.b + place for block in compared.get_matching_blocks() for place in range(block.size)}
    return _longest_run(said, (place for place in range(len(said)) if place not in kept))


def _shared(said: Words, title: str) -> Words:
    """Return the longest run of words that a title shares, with the adjectives behind it."""
    stems = {stem(word) for word in content_words(title)}
    said = tuple(_without_preposition(word, stems) for word in said)
    content = (place for place, word in enumerate(said) if word.part in _CONTENT)
    shared = [place for place in content if stem(said[place].folded) in stems]
    return _longest_run(said, _bridged(said, shared, set(words(title))), more=True)


def _bridged(said: Words, places: Sequence[int], known: set[str]) -> Iterator[int]:
    """Yield the places, with those of a name or known word or two between them: Thomas *Alva* Edison."""
    yield from places[:1]
    for place, following in pairwise(places):
        between = range(place + 1, following)
        if len(between) <= _MOST_BETWEEN and all(
            said[each].part is Part.NAMES or said[each].folded in known for each in between
        ):
            yield from between
        yield following


def _longest_run(said: Words, places: Iterable[int], *, more: bool = False) -> Words:
    """Return the words at the longest run of places next to each other.

    With `more`, so are the adjectives behind it, and the noun whose adjective is all that the run is.
    """
    numbered = enumerate(places)
    runs = [[place for _, place in run] for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0])]
    if not runs:
        return ()
    run = max(runs, key=len)
    end, start = run[-1] + 1, run[0]
    while more and end < len(said) and said[end].part is Part.NAMES and said[end].text.startswith("ال"):
        end += 1
    alone = end - start == 1 and said[start].text.startswith("ال")
    if more and alone and start and said[start - 1].definite and said[start - 1].part is Part.NAMES:
        start -= 1
    return said[start:end]


def _without_preposition(word: Word, stems: set[str]) -> Word:
    """Return a word as the title has it, without the preposition of one letter that is written on to it."""
    if word.folded[0] not in _PREFIXES or stem(word.folded) in stems or stem(word.folded[1:]) not in stems:
        return word
    return replace(word, text=word.text[1:], folded=word.folded[1:])


def _nominal(asked: Words, said: Words, *, whole: bool = False) -> Words:
    """Return the words that name something, without the verb or noun that a question word brings with it.

    A `whole` group keeps the noun.
    """
    names = [place for place, word in enumerate(said) if word.part is Part.NAMES or not word.certain]
    joined = any(word.folded in PERSONAL for word in asked)
    noun = whole and bool(asked) and (joined or asked[0].folded in _BEFORE_NOUNS)
    if asked and not joined and not noun and len(names) > 1 and not said[names[0]].definite:
        names = names[1:]
    return said[names[0] : names[-1] + 1] if names else ()


def _person(topic: Topic, said: Words) -> str:
    """Return the names in the answer that are not in the question, best right behind words that are."""
    known = {stem(word.folded) for word in said}
    runs = list(_runs_of_names(topic.answer or "", known))
    named = next((run for run, behind in runs if behind and len(run) > 1), None)
    return " ".join(named or max((run for run, _ in runs), key=len, default=[]))


def _runs_of_names(sentence: str, known: set[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield each run of new names, and whether a known word is right before it."""

    def new(word: Word) -> bool:
        named = word.part is Part.NAMES and not word.folded[0].isdecimal()
        return named and stem(word.folded) not in known

    behind = False
    for is_new, run in groupby(wording_of(sentence).words, key=new):
        texts = list(run)
        if is_new:
            yield [word.text for word in texts], behind
        behind = stem(texts[-1].folded) in known
