"""The stems of a part of an index, by number: what is worked out once for each, and carried along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.search.rows import NONE, Places, renumbered
from bot.search.stems import MOST_TRIGRAMS, Stems, trigrams
from bot.search.texts import Texts, once_a_text
from bot.search.vocabulary import Vocabulary, hashes_of
from bot.search.word_list import WordList
from bot.search.word_numbers import WordNumbers
from bot.text.stemmer import skeleton

if TYPE_CHECKING:
    from bot.search.surviving import Survivors

Array = NDArray[np.generic]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class StemTable:
    """Stems and families, each sorted; `words` and `family_words` refer to the part's list of words."""

    words: Places
    hashes: Hashes
    family_of: Places
    family_words: Places
    family_hashes: Hashes
    frequencies: Places
    """The number of sentences that hold each stem."""
    trigrams: NDArray[np.uint16]

    @classmethod
    def of_index(cls, arrays: Mapping[str, Array]) -> StemTable:
        """Return the table of an index's arrays."""
        return cls(
            arrays["words"],  # type: ignore[arg-type]  # the store keeps dtypes
            _by_term(arrays, "names"),
            arrays["family_of"],  # type: ignore[arg-type]
            arrays["family_words"],  # type: ignore[arg-type]
            _by_term(arrays, "families"),
            arrays["frequencies"],  # type: ignore[arg-type]
            arrays["trigrams"],  # type: ignore[arg-type]
        )

    def arrays(self, words: WordList) -> Mapping[str, Array]:
        """Return the arrays that an index stores, by name."""
        known = Stems(
            Vocabulary.hashed(words.take(self.words), self.hashes),
            Vocabulary.hashed(words.take(self.family_words), self.family_hashes),
            self.family_of,
            self.frequencies,
            self.trigrams,
        )
        return {**known.arrays(), "words": self.words, "family_words": self.family_words}

    @classmethod
    def merged(
        cls, tables: Sequence[StemTable], left: Sequence[Survivors], new: Sequence[Places], size: int
    ) -> tuple[StemTable, list[Places]]:
        """Return one table of the stems left of several, and the number there of each stem of each table.

        `new` are the new numbers of each table's words, below `size`.
        """
        live = [survivors.stems for survivors in left]
        words, stem_of = renumbered([table.words for table in tables], live, new, size)
        families = [
            _marked(table.family_of[s], len(table.family_words))
            for table, s in zip(tables, live, strict=True)
        ]
        family_words, family_of = renumbered([table.family_words for table in tables], families, new, size)
        found = cls._empty(words, family_words)
        for table, survivors, stem, family in zip(tables, left, stem_of, family_of, strict=True):
            own = np.flatnonzero(survivors.stems)
            found.hashes[stem[own]] = table.hashes[own]
            found.family_of[stem[own]] = family[table.family_of[own]]
            found.family_hashes[family[table.family_of[own]]] = table.family_hashes[table.family_of[own]]
            found.frequencies[stem[own]] += survivors.frequencies[own]
            found.trigrams[stem[own]] = table.trigrams[own]
        return found, stem_of

    @classmethod
    def _empty(cls, words: Places, family_words: Places) -> StemTable:
        stems, families = len(words), len(family_words)
        return cls(
            words,
            np.zeros(stems, np.uint64),
            np.zeros(stems, np.int32),
            family_words,
            np.zeros(families, np.uint64),
            np.zeros(stems, np.int32),
            np.zeros((stems, MOST_TRIGRAMS), np.uint16),
        )


class MetStems:
    """The stems of a part while their words have no final numbers yet."""

    def __init__(self, sentences: Texts, others: Sequence[Texts], numbers: WordNumbers) -> None:
        self._stems = np.unique(np.concatenate([texts.words for texts in (sentences, *others)]))
        self._names = [numbers.word(number) for number in self._stems.tolist()]
        self._families = np.array([numbers.of(skeleton(name)) for name in self._names], np.int64)
        self._frequencies = np.zeros(len(self._stems), np.int32)
        counted, counts = np.unique(once_a_text(sentences.words, sentences.lengths), return_counts=True)
        self._frequencies[np.searchsorted(self._stems, counted)] = counts

    def table(self, rank: Places) -> tuple[StemTable, Places]:
        """Return the table, and the stem that each word is; `rank` is the final number of each word."""
        order = np.argsort(rank[self._stems])
        names = [self._names[place] for place in order.tolist()]
        words, of_stems = rank[self._stems[order]], rank[self._families[order]]
        family_words, first, family_of = np.unique(of_stems, return_index=True, return_inverse=True)
        families = [skeleton(names[place]) for place in first.tolist()]
        table = StemTable(
            words,
            hashes_of(names),
            family_of.astype(np.int32),
            family_words,
            hashes_of(families),
            self._frequencies[order],
            trigrams(names),
        )
        stem_of = np.full(len(rank), NONE, np.int32)
        stem_of[self._stems[order]] = np.arange(len(order))
        return table, stem_of


def _marked(places: Places, size: int) -> NDArray[np.bool_]:
    marked = np.zeros(size, bool)
    marked[places] = True
    return marked


def _by_term(arrays: Mapping[str, Array], name: str) -> Hashes:
    """Return a vocabulary's hashes in the order of its terms."""
    hashes = np.zeros(len(arrays[f"{name}.hashes"]), np.uint64)
    hashes[arrays[f"{name}.places"]] = arrays[f"{name}.hashes"]
    return hashes
