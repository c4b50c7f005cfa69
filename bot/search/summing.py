"""What terms add to the scores of texts: read from end to end, or looked up in some texts.

A family whose words all have one stem stands in the postings twice, with the same texts: they are gone
through once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.postings import Places, Postings
from bot.search.scratch import Block
from bot.search.stems import Stems


class Summands:
    """The terms of a question in the postings of one level, and how much each counts."""

    def __init__(self, wanted: Mapping[int, float], field: Postings, stems: Stems) -> None:
        self._wanted = wanted
        self._field = field
        self._family_of = stems.family_of
        self._first_stem = len(stems.families)

    def blocks(self, terms: Iterable[int]) -> Sequence[Block]:
        """Return the texts that hold terms, with what each term adds there."""
        blocks: list[Block] = []
        for family, stems in self._by_family(terms).items():
            texts, weights = self._block(family)
            for stem in stems:
                own = self._block(stem)
                if len(own[0]) == len(texts):  # a stem's texts are of its family's: they are the same
                    weights = weights + own[1]
                else:
                    blocks.append(own)
            blocks.append((texts, weights))
        return blocks

    def look_up(self, terms: Iterable[int], texts: NDArray[np.int32], scores: NDArray[np.float32]) -> None:
        """Add to the scores of some texts, faster if they ascend, what terms add there."""
        for family, stems in self._by_family(terms).items():
            held, places = self._field.found(family, texts)
            scores[held] += self._weights(family, places)
            for stem in stems:
                if self._field.frequency(stem) == self._field.frequency(family):
                    scores[held] += self._weights(stem, places)
                else:
                    own, own_places = self._field.found(stem, texts.take(held))
                    scores[held.take(own)] += self._weights(stem, own_places)

    def _by_family(self, terms: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """Return the stems among some terms by their family; a stem without it stands for itself."""
        groups: dict[int, list[int]] = {}
        stems = []
        for term in terms:
            if term < self._first_stem:
                groups[term] = []
            else:
                stems.append(term)
        for stem in stems:
            family = self._family_of.item(stem - self._first_stem)
            if family in groups:
                groups[family].append(stem)
            else:
                groups[stem] = []
        return groups

    def _block(self, term: int) -> Block:
        texts, weights = self._field.block(term)
        counts = self._wanted[term]
        return texts, weights if counts == 1 else weights * np.float32(counts)

    def _weights(self, term: int, places: Places) -> NDArray[np.float32]:
        weights: NDArray[np.float32] = self._field.block(term)[1].take(places) * np.float32(
            self._wanted[term]
        )
        return weights
