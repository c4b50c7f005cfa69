"""What a follow-up names in the place of something else: what about Italy."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.references import HOW_MANY, PREPOSITIONS
from bot.dialogue.wording import Part, Word, Wording
from bot.text.folding import fold
from bot.text.question_words import BY_KIND, QuestionKind

_WHAT = BY_KIND[QuestionKind.WHAT]
_ABOUT = frozenset(fold("عن بخصوص بشأن حول").split())
_FROM = fold("من")
_NOT = frozenset(fold("ليس ليست مش مو مب موش ماشي مهوش ليسوا").split())
_RATHER = frozenset(fold("بل لكن انما").split())
_AS_FOR = fold("بالنسبة")
_MOST_INSTEAD = 5
"""Of more words, what about is a question of its own."""


def instead_of(
    wording: Wording, said: tuple[Word, ...] = ()
) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """Return what stands where the last question, which said this, named something else: "what about Italy?".

    Before it comes what the question itself asks, if it does: "and how many in Italy?".
    """
    words, denies = _undenied(_from(wording, said), said)
    folded = [word.folded for word in words]
    asked: tuple[Word, ...] = ()
    if len(words) > 2 and folded[0] in _WHAT and folded[1] in _ABOUT:  # noqa: PLR2004 - what about X
        words = words[2:]
    elif len(words) > 1 and (folded[0] == _AS_FOR or (wording.tied and folded[0] in _ABOUT)):
        words = words[1:]
    elif len(words) > 1 and folded[0] in HOW_MANY and folded[1] in PREPOSITIONS:
        asked, words = words[:1], words[1:]
    elif not (wording.tied or denies or folded[0] in PREPOSITIONS):
        return None
    if any(word.part in (Part.OWNED, Part.POINTS, Part.ASKS) for word in words):
        return None
    named = any(word.part is Part.NAMES for word in words)
    return (asked, words) if named and len(words) <= _MOST_INSTEAD else None


def _undenied(words: tuple[Word, ...], said: tuple[Word, ...]) -> tuple[tuple[Word, ...], bool]:
    """Return the words without a "not X" of what the last question said, and whether there was one."""
    known = {word.folded for word in said}
    for start in (place for place, word in enumerate(words) if word.folded in _NOT):
        end = start + 1
        while end < len(words) and words[end].folded in known:
            end += 1
        if end > start + 1 and (start == 0 or end == len(words)):
            rest = words[:start] + words[end:]
            rest = rest[1:] if rest and rest[0].folded in _RATHER else rest
            return (rest, True) if rest else (words, False)
    return words, False


def _from(wording: Wording, said: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words, with من as "from" where the last question had it: and from the north."""
    words = wording.words
    short = wording.tied and len(words) == 2 and words[1].definite  # noqa: PLR2004 - from the north
    if not short or words[0].folded != _FROM:
        return words
    had = any(word.folded == _FROM and word.part is Part.LINKS for word in said)
    return (replace(words[0], part=Part.LINKS), words[1]) if had else words
