"""The forward index: the stems of each sentence and of each title, in order, for a closer look at a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import idf
from bot.search.vocabulary import Vocabulary

Array = NDArray[np.generic]
Rows = NDArray[np.int64]
UNSEEN = -1
"""The number of a stem that the corpus has never seen."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of stem numbers, one after the other: list i stands at `[starts[i], starts[i + 1])`."""

    starts: NDArray[np.int64]
    stems: NDArray[np.int32]

    def gather(self, rows: Rows) -> tuple[Rows, Rows, NDArray[np.int32]]:
        """Return, for every stem in the rows' lists: its row's place in `rows`, its place in the list, it."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        owners = np.repeat(np.arange(len(rows)), lengths)
        places = np.arange(len(owners)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return owners, places, self.stems[np.repeat(self.starts[rows], lengths) + places]

    def presence(self, rows: Rows, wanted: Rows) -> NDArray[np.bool_]:
        """Return, for each row and each wanted stem, whether the row's list holds it."""
        owners, _, stems = self.gather(rows)
        found = np.zeros((len(rows), len(wanted)), np.bool_)
        for column, stem in enumerate(wanted.tolist()):
            found[owners[stems == stem], column] = True
        return found


class ForwardIndex:
    """The stems of sentences (their own words) and of titles, over one vocabulary with frequencies."""

    def __init__(self, vocabulary: Vocabulary, frequencies: NDArray[np.int32], *lists: Lists) -> None:
        self.vocabulary = vocabulary
        self.frequencies = frequencies
        self.sentences, self.titles = lists

    @classmethod
    def of(cls, sentences: Sequence[Sequence[str]], titles: Sequence[Sequence[str]]) -> ForwardIndex:
        """Return the forward index of the stems of each sentence and of each document's title."""
        counts = Counter(stem for stems in sentences for stem in set(stems))
        terms = sorted(counts.keys() | {stem for stems in titles for stem in stems}, key=str.encode)
        number = {term: i for i, term in enumerate(terms)}
        frequencies = np.array([counts[term] for term in terms], np.int32)
        lists = (_numbered(each, number) for each in (sentences, titles))
        return cls(Vocabulary.of(terms), frequencies, *lists)

    def numbers(self, stems: Sequence[str]) -> Rows:
        """Return the number of each stem, UNSEEN for one that the corpus does not hold."""
        found = (self.vocabulary.number(stem) for stem in stems)
        return np.array([UNSEEN if number is None else number for number in found], np.int64)

    def weights(self, numbers: Rows) -> NDArray[np.float64]:
        """Return the inverse document frequency of each stem among sentences; unseen ones weigh most."""
        size = len(self.sentences.starts) - 1
        seen = (0 if number == UNSEEN else int(self.frequencies[number]) for number in numbers.tolist())
        return np.array([idf(frequency, size) for frequency in seen], np.float64)

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {
            "terms": self.vocabulary.block,
            "ends": self.vocabulary.ends,
            "frequencies": self.frequencies,
            "sentence_starts": self.sentences.starts,
            "sentence_stems": self.sentences.stems,
            "title_starts": self.titles.starts,
            "title_stems": self.titles.stems,
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> ForwardIndex:
        """Return the forward index over stored arrays, which may be memory mapped."""
        sentences = Lists(arrays["sentence_starts"], arrays["sentence_stems"])  # type: ignore[arg-type]
        titles = Lists(arrays["title_starts"], arrays["title_stems"])  # type: ignore[arg-type]
        vocabulary = Vocabulary(arrays["terms"], arrays["ends"])  # type: ignore[arg-type]
        return cls(vocabulary, arrays["frequencies"], sentences, titles)  # type: ignore[arg-type]


def _numbered(lists: Sequence[Sequence[str]], number: Mapping[str, int]) -> Lists:
    starts = np.cumsum([0, *map(len, lists)], dtype=np.int64)
    return Lists(starts, np.array([number[stem] for stems in lists for stem in stems], np.int32))
