"""Which words of a question refer to something said before it, and which of its own they may mean."""

from __future__ import annotations

from bot.dialogue.wording import Part, Word
from bot.text.folding import fold
from bot.text.light import TIMES, is_light
from bot.text.pronouns import PERSONAL
from bot.text.question_words import BY_KIND, QuestionKind

Words = tuple[Word, ...]

PREPOSITIONS = frozenset(
    fold("في الى على عن مع بين بعد قبل منذ خلال حول عند لدى ضد عبر حتى داخل خارج").split()
)
HOW_MANY = BY_KIND[QuestionKind.HOW_MANY]
THERE = frozenset(fold("هناك هنالك").split())
_IS_IT = fold("هل")
_THAT = fold("ان")
_SO = frozenset(fold("هيك كده كدا").split())
_WHICH = frozenset(fold("أي اية بأي لأي").split())
_RELATIVE = frozenset(fold("الذي التي الذين اللي يلي").split())
_AFTER = frozenset(fold("بعد قبل").split())
_FROM = fold("من")
_OF_TWO = "هما"
_LEAST_PLURAL = 6


def references_in(words: Words) -> list[int]:
    """Return the places of the words that refer to something said before."""
    return [
        place
        for place, word in enumerate(words)
        if (word.part is Part.OWNED and (word.certain or not _heads_a_name(words, place)))
        or (word.part is Part.POINTS and not _idle(words, place))
    ]


def names_in(words: Words) -> list[int]:
    """Return the places of the names, but for a noun that is only pointed at: this city."""
    return [
        place
        for place, word in enumerate(words)
        if word.part is Part.NAMES and not (place and _points_at(words[place - 1], word))
    ]


def may_mean(pronoun: Word, nouns: list[Word]) -> bool:
    """Say whether a pronoun agrees with any of the nouns: "him" is never a feminine one, "it" never many."""
    if pronoun.folded.endswith(_OF_TWO) and len(nouns) == 1:
        return False
    return any(_agrees(pronoun, noun) for noun in nouns)


def means_a_later_one(words: Words, reference: int, names: list[int]) -> bool:
    """Say whether a pronoun may be explained behind it: the area that X fills; its name, the capital."""
    word = words[reference]
    if word.folded in PERSONAL:
        return len(names) > 2  # noqa: PLR2004 - more than "is he a scholar of physics?"
    if names[-1] > reference and _in_a_relative_clause(words, reference):
        return True
    light = word.part is Part.OWNED and is_light(fold(word.bare))
    following = reference + 1 in names and not words[reference + 1].definite
    return light and following and not preposition_at(words, reference + 1)


def told_of(words: Words, reference: int, names: list[int]) -> bool:
    """Say whether a pronoun is the one that a relative clause owes its noun, with a subject behind it."""
    following = reference + 1
    return (
        following in names
        and not _adverb(words[following])
        and not preposition_at(words, following)
        and _in_a_relative_clause(words, reference)
    )


def _adverb(word: Word) -> bool:
    """Say whether a word may tell where or how: northwards."""
    return not word.definite and word.text.endswith("ا")


def brought_by_asking(words: Words, place: int) -> bool:
    """Say whether a word is the verb or bare noun that comes with a question word, which names nothing."""
    if place == 0 or words[place].definite:
        return False
    before = place - 1
    while before > 0 and (words[before].part in (Part.LINKS, Part.POINTS) or words[before].folded in TIMES):
        before -= 1
    chosen = words[before].part is Part.LIGHT or not words[before].definite
    if chosen and before > 0 and words[before - 1].folded in _WHICH:
        before -= 1  # by which name was (it) known, in which quarter was (he) born
    return words[before].part is Part.ASKS and not THERE & {word.folded for word in words[before:place]}


def preposition_at(words: Words, place: int) -> bool:
    """Say whether a preposition stands here, alone or written on to a noun."""
    if place >= len(words):
        return False
    folded = words[place].folded
    return folded in PREPOSITIONS or folded == _FROM or folded.startswith(("بال", "لل", "ب", "ل"))


def _points_at(pointing: Word, noun: Word) -> bool:
    bare = pointing.part is Part.POINTS and not pointing.bare
    return bare and pointing.folded not in PERSONAL and noun.definite


def _heads_a_name(words: Words, place: int) -> bool:
    """Say whether a ha is rather a ta marbuta: a noun follows it, city of X; or it is counted before more."""
    counted = place > 0 and words[place - 1].folded in HOW_MANY
    after = words[place + 1] if place + 1 < len(words) else None
    if after is None or after.part not in (Part.NAMES, Part.OWNED):
        return counted and after is not None
    return not (after.definite and words[place].folded.endswith("و"))


def _idle(words: Words, place: int) -> bool:
    """Say whether a pronoun means nothing before it: who is X, is it true that, there is, after that."""
    word, before, after = words[place], words[:place], words[place + 1 :]
    if word.folded in PERSONAL and any(each.part is Part.NAMES for each in after):
        joins = bool(before) and before[-1].folded != _IS_IT
        return joins or any(each.folded == _THAT for each in after)
    if word.folded in THERE:
        return bool(after)
    if word.bare or (before and before[-1].folded in _AFTER):
        return not word.bare
    says_more = any(each.part in (Part.NAMES, Part.OWNED) for each in words)
    return says_more and (word.folded in _SO or (bool(after) and after[0].part is Part.LIGHT))


def _agrees(pronoun: Word, noun: Word) -> bool:
    masculine = pronoun.folded.endswith(("ه", "هو"))
    if masculine and noun.text.endswith(("ة", "ات")):
        return False
    many = noun.definite and len(noun.folded) > _LEAST_PLURAL and noun.folded.endswith(("ون", "ين"))
    return not many or pronoun.folded.endswith(("هم", "هما", "هن"))


def _in_a_relative_clause(words: Words, place: int) -> bool:
    """Say whether a relative pronoun with a noun before it stands before a word."""
    return any(
        word.folded in _RELATIVE and words[number - 1].part is not Part.ASKS
        for number, word in enumerate(words[:place])
    )
