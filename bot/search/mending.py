"""Choose among the guesses at the words of a question: the plain ones are shown, others only help."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bot.search.guesses import Asked, Guess, Standing
from bot.search.index import Index

# The log odds that a guess is right, learned by logistic regression: right guesses at typing errors made in
# the development questions, against guesses at words that were right in questions which the corpus does not
# answer.
_BIAS, _LETTERS, _STRANGERS, _FAMILY = -4.4, 0.96, -1.3, -1.6
_WORTH_A_TRY = -2.5
"""The log odds from which on a guess at the one strange word is looked for beside what was typed."""

_MOST_STRANGE = 6
"""Of a question with more strange words no guess is right more likely than not."""
_LEAST_LETTERS = 4
"""Of three letters a real word is made too easily for another one to be plain."""


class Manner(Enum):
    """How a guess is put to use: openly, for another form of the same word, or beside what was typed."""

    SHOWN = auto()
    INSTEAD = auto()
    BESIDE = auto()


@dataclass(frozen=True, slots=True)
class Mending:
    """`[start, end)` of the question as it was meant."""

    start: int
    end: int
    meant: str
    manner: Manner = Manner.SHOWN


def mendings(text: str, index: Index) -> Iterator[Mending]:
    """Yield what to mend in a question, in order; a word that the corpus knows is never touched."""
    asked = Asked(text, index)
    if asked.standings.count(Standing.STRANGE) > _MOST_STRANGE:
        return
    done = 0
    for place, token in enumerate(asked.tokens):
        if asked.standings[place] is Standing.KNOWN or token.start < done:
            continue
        guesses = [guess for guess in asked.guesses(place) if guess.start >= done]
        best = max(guesses, key=lambda guess: guess.hope, default=None)
        if best is not None and best.meant != text[best.start : best.end]:
            manner = _manner(best, asked, place)
            if manner is not None:
                done = best.end
                yield Mending(best.start, best.end, best.meant, manner)


def _manner(guess: Guess, asked: Asked, place: int) -> Manner | None:
    """Return how a guess is put to use, if it is: of several strange words hardly each is a slip."""
    strange = asked.standings[place] is Standing.STRANGE
    strangers = asked.standings.count(Standing.STRANGE) - strange
    family = 0.0 if strange else _FAMILY
    certainty = _BIAS + guess.hope + _LETTERS * guess.letters + _STRANGERS * strangers + family
    if certainty > 0 and guess.letters >= _LEAST_LETTERS:
        return Manner.SHOWN if guess.shown else Manner.INSTEAD
    return Manner.BESIDE if certainty > _WORTH_A_TRY and not strangers else None
