"""Whether a question stands alone, as far as its own words tell."""

from __future__ import annotations

from enum import StrEnum

from bot.dialogue.references import (
    HOW_MANY,
    THERE,
    Words,
    brought_by_asking,
    may_mean,
    means_a_later_one,
    names_in,
    preposition_at,
    references_in,
    told_of,
)
from bot.dialogue.wording import COURTESIES, VERBS_BEGIN, Part, Wording
from bot.text.folding import fold
from bot.text.pronouns import PERSONAL


class Need(StrEnum):
    """How much a question needs the one before it."""

    NONE = "none"
    PERHAPS = "perhaps"
    """It may have left something unsaid; it may as well be whole."""
    LIKELY = "likely"
    SURE = "sure"


_ME_AND_YOU = frozenset(fold("أنا أنت انتي أنتم نحن احنا").split())
_THERE_IS = THERE | frozenset(fold("يوجد توجد").split())
_NOMINAL = frozenset(fold("من ما مين منو شكون").split())
"""Question words that a noun follows as often as a verb."""
_MOST_LIGHT = 2
_MOST_NOUNS = 2


def need_of(wording: Wording) -> Need:
    """Return how much a question needs the one before it."""
    words = wording.words
    names, references = names_in(words), references_in(words)
    if not names:
        return _without_names(wording, references)
    if references:
        return _with_both(wording, references, names)
    return _with_names(wording, names)


def asks_something(wording: Wording) -> bool:
    """Say whether a message asks about the world at all: not so thanks, who are you, how are you."""
    words = wording.words
    if any(word.folded in _ME_AND_YOU or _of_you(words, place) for place, word in enumerate(words)):
        return any(word.part is Part.NAMES and not word.folded.endswith("ك") for word in words)
    return any(word.part is not Part.LINKS and word.folded not in COURTESIES for word in words)


def _of_you(words: Words, place: int) -> bool:
    """Say whether a word is yours: your name, how you are."""
    word = words[place]
    return word.part is Part.NAMES and word.folded.endswith("ك") and brought_by_asking(words, place)


def lacks_a_subject(wording: Wording) -> bool:
    """Say whether a preposition follows the verb that a question word brings: when (did he) go to X."""
    words, asks = wording.words, wording.places(Part.ASKS)
    if not asks:
        return False
    brought = [place for place in names_in(words) if brought_by_asking(words, place)]
    light = [place for place in wording.places(Part.LIGHT) if place > asks[0]]
    return bool(brought or light) and preposition_at(words, (brought or light)[0] + 1)


def _without_names(wording: Wording, references: list[int]) -> Need:
    if references:
        return _as_certain(wording, references)
    if len(wording.places(Part.LIGHT)) > _MOST_LIGHT:
        return Need.PERHAPS
    return Need.SURE if wording.places(Part.ASKS) else Need.LIKELY


def _with_both(wording: Wording, references: list[int], names: list[int]) -> Need:
    """Judge a question that names something and also refers to something, which may be the same."""
    words, first, asks = wording.words, references[0], wording.places(Part.ASKS)
    before = [place for place in names if place < first and not brought_by_asking(words, place)]
    if asks and any(place < asks[0] for place in before):
        return Need.NONE  # the pyramid, how high is it?
    between = bool(before) and any(before[0] < place < first for place in asks)
    if between or (before and told_of(words, first, names)):
        return Need.NONE  # when was X born, and where did he die?  The book in which X laid down
    if before:
        another = _has_it(words, first, names) or not may_mean(
            words[first], [words[place] for place in before]
        )
        return Need.LIKELY if another else Need.PERHAPS
    if means_a_later_one(words, first, names):
        return Need.PERHAPS
    return _as_certain(wording, references)


def _has_it(words: Words, reference: int, names: list[int]) -> bool:
    """Say whether a question asks what nouns something has: what money there is in it, how many names for it.

    The pronoun cannot mean the nouns that it is said of.
    """
    asks = next((place for place, word in enumerate(words) if word.part is Part.ASKS), None)
    if not words[reference].bare or words[reference].part is not Part.POINTS or names[-1] > reference:
        return False
    asked = asks is not None and words[asks].folded in _NOMINAL | HOW_MANY
    there = any(word.folded in _THERE_IS for word in words[:reference])
    return (asked or there) and not any(word.part is Part.LINKS for word in words[names[0] : reference])


def _as_certain(wording: Wording, references: list[int]) -> Need:
    return Need.SURE if all(wording.words[place].certain for place in references) else Need.LIKELY


def _with_names(wording: Wording, names: list[int]) -> Need:
    """Judge a question without a pronoun: its verb may have lost its subject, its noun its owner."""
    words, asks = wording.words, wording.places(Part.ASKS)
    only_noun = len(names) == 1 and words[names[0]].definite
    if not only_noun and any(word.folded in PERSONAL for word in words):
        return Need.NONE
    if not asks:
        return Need.PERHAPS if only_noun else Need.NONE
    if _bare_verb(wording):
        return Need.LIKELY
    brought = [place for place in names if brought_by_asking(words, place)]
    rest = [place for place in names if place not in brought]
    if not rest:
        return Need.PERHAPS if words[asks[0]].folded in _NOMINAL else Need.LIKELY
    return (
        Need.PERHAPS if lacks_a_subject(wording) or _of_somebody(words, asks[0], names, rest) else Need.NONE
    )


def _bare_verb(wording: Wording) -> bool:
    """Say whether a question is one word, likely a verb, with what asks behind it: (he) died when.

    A name may stand so, too; then nothing ties it, and it begins in no way of a dialect's verbs.
    """
    words = [word for word in wording.words if word.part is not Part.LINKS]
    if [word.part for word in words] != [Part.NAMES, Part.ASKS] or words[0].definite:
        return False
    return wording.tied or words[0].folded.startswith(VERBS_BEGIN)


def _of_somebody(words: Words, asks: int, names: list[int], rest: list[int]) -> bool:
    """Say whether nouns may be somebody's: the population, how many goals did (he) score, has (it) a port."""
    if all(words[place].definite for place in rest):
        return len(names) <= _MOST_NOUNS
    if len(rest) > _MOST_NOUNS or any(words[place].definite for place in rest):
        return False
    first, *others = rest
    if words[asks].folded in HOW_MANY and names[0] == asks + 1:
        return True
    object_of = words[asks].folded not in _NOMINAL and words[first].text.endswith("ا")
    return not others and (object_of or words[first - 1].folded in _THERE_IS)
