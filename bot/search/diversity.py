"""Put sentences in an order in which each says something that those before it do not."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heapreplace

import numpy as np
from numpy.typing import NDArray

from bot.search.index import Index
from bot.search.vocabulary import Numbers

PICKED = 5
"""So many sentences are told apart, as many as a reader is offered; those behind them stay as they are."""
REPEATED = 3.0
"""What a sentence loses all of whose stems another one holds; 2 to 4 are as good, measured as learned."""
COPIED = 8.0
"""What it loses when it is the very same; by stems alone, what may be done is what may not be done."""

Values = NDArray[np.float64]


def by_marginal_relevance(sums: Values, sentences: Numbers, index: Index) -> tuple[NDArray[np.intp], Values]:
    """Return the places of the sentences, best first, and what each adds to those before it, descending.

    Maximal marginal relevance (Carbonell and Goldstein, 1998): a sentence loses REPEATED times the square of
    the share of its stems that one sentence before it holds, COPIED if that is the same.  Ties go to the
    earlier sentence.
    """
    own, lost = sums.tolist(), [0.0] * len(sums)
    # None is compared before its turn seems to have come, since it can only lose by that: most never are.
    heap = sorted(
        (-worth, number, place, 0)
        for place, (worth, number) in enumerate(zip(own, sentences.tolist(), strict=True))
    )
    picked: list[tuple[float, int, int, int]] = []
    said: list[_Said] = []
    while heap and len(picked) < PICKED:
        _, number, place, compared = heap[0]
        says = _Said(index.forward.different(number), number)
        if compared == len(said):
            picked.append(heappop(heap))
            said.append(says)
        else:
            lost[place] = max(lost[place], *(says.loss_behind(other, index) for other in said[compared:]))
            heapreplace(heap, (lost[place] - own[place], number, place, len(said)))
    ordered = picked + sorted(heap)
    return np.array([each[2] for each in ordered], np.intp), -np.array([each[0] for each in ordered])


@dataclass(frozen=True, slots=True)
class _Said:
    stems: frozenset[int]
    sentence: int

    def loss_behind(self, other: _Said, index: Index) -> float:
        """Return what the sentence loses when the other one has been said."""
        if self.stems == other.stems and index.text(self.sentence) == index.text(other.sentence):
            return COPIED
        return REPEATED * (len(self.stems & other.stems) / max(len(self.stems), 1)) ** 2
