"""Whether a question stands alone, as far as its own words tell."""

from __future__ import annotations

from enum import StrEnum

from bot.dialogue.wording import FILLERS, Part, Word, Wording
from bot.text.folding import fold
from bot.text.light import TIMES, is_light
from bot.text.pronouns import PERSONAL

Words = tuple[Word, ...]


class Need(StrEnum):
    """How much a question needs the one before it."""

    NONE = "none"
    PERHAPS = "perhaps"
    """It may have left something unsaid; it may as well be whole."""
    LIKELY = "likely"
    SURE = "sure"


PREPOSITIONS = frozenset(
    fold("في الى على عن مع بين بعد قبل منذ خلال حول عند لدى ضد عبر حتى داخل خارج").split()
)
HOW_MANY = frozenset(fold("كم كام بكم بكام قديش قداش شحال").split())
_IS_IT = fold("هل")
_THERE = frozenset(fold("هناك هنالك").split())
_ME_AND_YOU = frozenset(fold("أنا أنت انتي أنتم نحن احنا").split())
_THERE_IS = _THERE | frozenset(fold("يوجد توجد").split())
_THAT = fold("ان")
_SO = frozenset(fold("هيك كده كدا").split())
_RELATIVE = frozenset(fold("الذي التي الذين اللي يلي").split())
_AFTER = frozenset(fold("بعد قبل").split())
_FROM = fold("من")
_NOMINAL = frozenset(fold("من ما مين منو شكون").split())
_MOST_LIGHT = 2
_MOST_NOUNS = 2
_LEAST_PLURAL = 6


def need_of(wording: Wording) -> Need:
    """Return how much a question needs the one before it."""
    words = wording.words
    names, references = _own_names(words), references_in(words)
    if not names:
        return _without_names(wording, references)
    if references:
        return _with_both(words, references, names)
    return _with_names(wording, names)


def asks_something(wording: Wording) -> bool:
    """Say whether a message asks about the world at all: not so thanks, who are you, how are you."""
    words = wording.words
    if any(word.folded in _ME_AND_YOU or _of_you(words, place) for place, word in enumerate(words)):
        return any(word.part is Part.NAMES and not word.folded.endswith("ك") for word in words)
    return any(word.part is not Part.LINKS and word.folded not in FILLERS for word in words)


def _of_you(words: Words, place: int) -> bool:
    """Say whether a word is yours: your name, how you are."""
    word = words[place]
    return word.part is Part.NAMES and word.folded.endswith("ك") and _brought_by_asking(words, place)


def _own_names(words: Words) -> list[int]:
    """Return the places of the names, but for a noun that is only pointed at: this city."""
    return [
        place
        for place, word in enumerate(words)
        if word.part is Part.NAMES and not (place and _points_at(words[place - 1], word))
    ]


def _points_at(pointing: Word, noun: Word) -> bool:
    bare = pointing.part is Part.POINTS and not pointing.bare
    return bare and pointing.folded not in PERSONAL and noun.definite


def references_in(words: Words) -> list[int]:
    """Return the places of the words that refer to something said before."""
    return [
        place
        for place, word in enumerate(words)
        if (word.part is Part.OWNED and (word.certain or not _heads_a_name(words, place)))
        or (word.part is Part.POINTS and not _idle(words, place))
    ]


def _heads_a_name(words: Words, place: int) -> bool:
    """Say whether a ha is rather a ta marbuta: its word is counted, or a noun follows it: city of X."""
    counted = place > 0 and words[place - 1].folded in HOW_MANY
    after = words[place + 1] if place + 1 < len(words) else None
    if after is None or after.part not in (Part.NAMES, Part.OWNED):
        return counted
    return not (after.definite and words[place].folded.endswith("و"))


def _idle(words: Words, place: int) -> bool:
    """Say whether a pronoun means nothing before it: who is X, is it true that, there is, after that."""
    word, before, after = words[place], words[:place], words[place + 1 :]
    if word.folded in PERSONAL and any(each.part is Part.NAMES for each in after):
        joins = bool(before) and before[-1].folded != _IS_IT
        return joins or any(each.folded == _THAT for each in after)
    if word.folded in _THERE:
        return bool(after)
    if word.bare or (before and before[-1].folded in _AFTER):
        return not word.bare
    says_more = any(each.part in (Part.NAMES, Part.OWNED) for each in words)
    return says_more and (word.folded in _SO or (bool(after) and after[0].part is Part.LIGHT))


def _without_names(wording: Wording, references: list[int]) -> Need:
    if references:
        return Need.SURE if all(wording.words[place].certain for place in references) else Need.LIKELY
    if len(wording.places(Part.LIGHT)) > _MOST_LIGHT:
        return Need.PERHAPS
    return Need.SURE if wording.places(Part.ASKS) else Need.LIKELY


def _with_both(words: Words, references: list[int], names: list[int]) -> Need:
    first, asks = references[0], [place for place, word in enumerate(words) if word.part is Part.ASKS]
    before = [place for place in names if place < first and not _brought_by_asking(words, place)]
    if asks and any(place < asks[0] for place in before):
        return Need.NONE  # the pyramid, how high is it?
    if before and any(before[0] < place < first for place in asks):
        return Need.NONE  # when was X born, and where did he die?
    if before:
        fitting = any(_may_mean(words[first], words[place]) for place in before)
        fitting = fitting and not (words[first].folded.endswith("هما") and len(before) == 1)
        return Need.PERHAPS if fitting else Need.LIKELY
    resumed = any(word.folded in _RELATIVE for word in words[:first]) and names[-1] > first
    if resumed or _resolved_behind(words, first, names):
        return Need.PERHAPS
    return Need.SURE if all(words[place].certain for place in references) else Need.LIKELY


def _brought_by_asking(words: Words, place: int) -> bool:
    """Say whether a word is the verb or bare noun that comes with a question word, which names nothing."""
    if place == 0 or words[place].definite:
        return False
    before = place - 1
    while before > 0 and (words[before].part in (Part.LINKS, Part.POINTS) or words[before].folded in TIMES):
        before -= 1
    return words[before].part is Part.ASKS and not _THERE & {word.folded for word in words[before:place]}


def _may_mean(pronoun: Word, noun: Word) -> bool:
    """Say whether a pronoun agrees with a noun: "him" is never a feminine one, "it" never many."""
    masculine = pronoun.folded.endswith(("ه", "هو"))
    many = noun.definite and len(noun.folded) > _LEAST_PLURAL and noun.folded.endswith(("ون", "ين"))
    return not (masculine and noun.text.endswith(("ة", "ات"))) and not (many and not _of_many(pronoun))


def _of_many(pronoun: Word) -> bool:
    return pronoun.folded.endswith(("هم", "هما", "هن"))


def _resolved_behind(words: Words, first: int, names: list[int]) -> bool:
    """Say whether what a pronoun means may follow it: what is its name, the capital of X."""
    if words[first].folded in PERSONAL:
        return len(names) > 2  # noqa: PLR2004 - more than "is he a scholar of physics?"
    light = words[first].part is Part.OWNED and is_light(fold(words[first].bare))
    following = first + 1 in names and not words[first + 1].definite
    return light and following and not _preposition(words, first + 1)


def _with_names(wording: Wording, names: list[int]) -> Need:
    """Judge a question without a pronoun: its verb may have lost its subject, its noun its owner."""
    words, asks = wording.words, wording.places(Part.ASKS)
    only_noun = len(names) == 1 and words[names[0]].definite
    if not (wording.tied or only_noun) and any(word.folded in PERSONAL for word in words):
        return Need.NONE
    if not asks:
        return Need.PERHAPS if only_noun else Need.NONE
    brought = [place for place in names if _brought_by_asking(words, place)]
    rest = [place for place in names if place not in brought]
    if not rest:
        return Need.PERHAPS if words[asks[0]].folded in _NOMINAL else Need.LIKELY
    light = [place for place in wording.places(Part.LIGHT) if place > asks[0]]
    if (brought or light) and _preposition(words, (brought or light)[0] + 1):
        return Need.PERHAPS
    if all(words[place].definite for place in rest):
        return Need.PERHAPS if len(names) <= _MOST_NOUNS else Need.NONE
    return Need.PERHAPS if len(rest) == 1 and _of_somebody(words, asks[0], rest[0]) else Need.NONE


def _of_somebody(words: Words, asks: int, noun: int) -> bool:
    """Say whether a bare noun may be somebody's: did (he) write a book, how many goals did (he) score."""
    counted = words[asks].folded in HOW_MANY and noun == asks + 2
    object_of = words[asks].folded not in _NOMINAL and words[noun].text.endswith("ا")
    return counted or object_of or words[noun - 1].folded in _THERE_IS


def _preposition(words: Words, place: int) -> bool:
    """Say whether a preposition stands here, alone or written on to a noun."""
    if place >= len(words):
        return False
    folded = words[place].folded
    return folded in PREPOSITIONS or folded == _FROM or folded.startswith(("بال", "لل", "ب", "ل"))
