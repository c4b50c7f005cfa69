"""Which words stand together: how much of a question is found in the sentences that hold a given word."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import idf
from bot.search.fields import Level
from bot.search.index import Index
from bot.search.vocabulary import UNSEEN
from bot.text.stemmer import skeleton, stem

ALONE = 0.5
"""The company of a word in a question that has no other."""


class Company:
    """The sentences of a question's words, to be asked how many of them a further word meets there."""

    def __init__(self, words: Iterable[str], index: Index) -> None:
        self._families = index.stems.families
        self._postings = index.fields[Level.SENTENCE]
        found = (self._sentences(word) for word in dict.fromkeys(words))
        self._others = [(each, idf(len(each), self._postings.size)) for each in found if len(each)]
        self._weight = sum(weight for _, weight in self._others)

    def of(self, word: str) -> float:
        """Return the share of the words' weight that a word meets in a sentence, at best plus on average.

        That is from 0 to 2, and ALONE where there is nobody to meet.
        """
        own = self._sentences(word)
        if not self._others:
            return ALONE
        if not len(own):
            return 0.0
        meetings = [(_shared(own, others), weight) for others, weight in self._others]
        total = sum(len(places) * weight for places, weight in meetings)
        if not total:
            return 0.0
        places = np.concatenate([places for places, _ in meetings])
        weights = np.repeat([weight for _, weight in meetings], [len(places) for places, _ in meetings])
        _, groups = np.unique(places, return_inverse=True)
        best = float(np.bincount(groups, weights).max())
        return (best + total / len(own)) / self._weight

    def _sentences(self, word: str) -> NDArray[np.int32]:
        """Return the sentences that hold a word of the same family."""
        family = int(self._families.numbers([skeleton(stem(word))])[0])
        return np.zeros(0, np.int32) if family == UNSEEN else self._postings.block(family)[0]


def _shared(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the numbers that two ascending lists share; the shorter one is looked up in the longer."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    places = np.minimum(np.searchsorted(long, short), len(long) - 1)
    shared: NDArray[np.int32] = short[long[places] == short]
    return shared
