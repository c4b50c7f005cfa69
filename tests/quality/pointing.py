"""Follow-ups made of questions: the name of the document becomes a pronoun, or is left unsaid."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.text.folding import fold
from bot.text.tokens import Token, tokens

_VERB_FOLLOWS = frozenset(fold("متى متي أين كيف لماذا ماذا").split())
_NOUN_FOLLOWS = frozenset(fold("ما ماهي ماهو كم هي هو عدد").split())
_NO_NOUNS = frozenset(fold("هو هي كان كانت").split())
_PREPOSITIONS = {fold(alone): joined for alone, joined in (("في", "في"), ("عن", "عن"), ("على", "علي"))}


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that points to what the one before it named, and the row that it was made of."""

    before: str
    question: str
    row: dict[str, Any]


def follow_ups(rows: Iterable[dict[str, Any]], titles: dict[str, str]) -> Iterator[FollowUp]:
    """Yield a follow-up of each question that names its document, after another one that does."""
    chance, named = random.Random(5), defaultdict(list)  # noqa: S311 - nothing here is secret
    for row in rows:
        place = _named(row["question"], titles[row["document"]])
        if place is not None:
            named[row["document"]].append((row, place))
    for same in named.values():
        for row, (said, begin, end) in same:
            pointing = _pointing(row["question"], said, begin, end)
            others = [other["question"] for other, _ in same if other is not row]
            if pointing is not None and others:
                yield FollowUp(chance.choice(others), pointing, row)


def _named(question: str, title: str) -> tuple[list[Token], int, int] | None:
    """Return the words of a question, and where the title begins and ends among them."""
    said, name = list(tokens(question)), [token.folded for token in tokens(title.partition("(")[0])]
    folded = [token.folded for token in said]
    places = (place for place in range(1, len(said)) if folded[place : place + len(name)] == name)
    begin = next(places, None) if name else None
    return None if begin is None else (said, begin, begin + len(name))


def _pointing(question: str, said: list[Token], begin: int, end: int) -> str | None:
    last = said[begin - 1]
    head, word = question[: last.start], question[last.start : last.end]
    tail = question[said[end - 1].end :]
    pronoun = "ها" if said[begin].folded.endswith(("ه", "ا")) else "ه"
    before = {token.folded for token in said[: begin - 1]}
    if last.folded in _PREPOSITIONS:
        return f"{head}{_PREPOSITIONS[last.folded]}{pronoun}{tail}"
    if begin > 1 and said[begin - 2].folded in _VERB_FOLLOWS:
        return f"{head}{word}{tail}"
    if before & _NOUN_FOLLOWS and last.folded not in _NO_NOUNS and not word.startswith("ال"):
        joined = word[:-1] + {"ة": "ت", "ى": "ا"}.get(word[-1], word[-1])
        return f"{head}{joined}{pronoun}{tail}"
    return None
