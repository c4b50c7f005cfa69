"""How the corpus spells its words: what an index keeps to lay out its lexicon from.

Numbers of words refer to the part's one list of words; -1 is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.search.buckets import hashes_of
from bot.search.letters import Letters
from bot.search.rows import NONE, Numbers, Places, places_of, renumbered
from bot.search.word_list import WordList
from bot.search.word_numbers import WordNumbers
from bot.text.folding import fold_word, unmarked
from bot.text.sounds import sound
from bot.text.stemmer import bare, stem

if TYPE_CHECKING:
    from bot.search.surviving import Survivors

Array = NDArray[np.generic]
Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Spellings:
    """The words as they are written, sorted: how often, and which terms of the lexicon they are."""

    words: Places
    counts: NDArray[np.uint32]
    forms: Places
    """Two columns, terms of the lexicon: the folded word; it without article, NONE where that is the same."""
    own: Places
    """Two columns, words: how this spelling spells those forms, NONE where just so."""

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {"words": self.words, "counts": self.counts, "forms": self.forms, "own": self.own}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Spellings:
        """Return the table over stored arrays, which may be memory mapped."""
        return cls(arrays["words"], arrays["counts"], arrays["forms"], arrays["own"])  # type: ignore[arg-type]  # the store keeps dtypes


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of the lexicon, sorted: folded words, words without their article, and the stems of both."""

    words: Places
    stem_of: Places
    """The term that is a term's stem; NONE for a mere stem."""
    sounds: Hashes
    """The hash of how each term sounds, where it stands bare."""
    bare: NDArray[np.bool_]
    """Whether a term is Arabic and has no article."""

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        return {"words": self.words, "stem_of": self.stem_of, "sounds": self.sounds, "bare": self.bare}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Terms:
        """Return the table over stored arrays, which may be memory mapped."""
        return cls(arrays["words"], arrays["stem_of"], arrays["sounds"], arrays["bare"])  # type: ignore[arg-type]  # the store keeps dtypes

    @classmethod
    def empty(cls, words: Places) -> Terms:
        """Return a table of terms of which nothing is known yet."""
        size = len(words)
        return cls(words, np.full(size, NONE, np.int32), np.zeros(size, np.uint32), np.zeros(size, np.bool_))

    def take_over(self, other: Terms, live: Numbers, term_of: Places) -> None:
        """Take over what another table knows of some of its terms; `term_of` is what each is here."""
        self.sounds[term_of[live]] = other.sounds[live]
        self.bare[term_of[live]] = other.bare[live]
        stems = term_of[other.stem_of[live]]
        self.stem_of[term_of[live[stems != NONE]]] = stems[stems != NONE]

    def forget_stems_but_of(self, forms: Places) -> None:
        """Leave only terms that are forms of a spelling their stems: a mere stem has none."""
        mere = np.ones(len(self.words) + 1, bool)
        mere[forms] = False
        self.stem_of[mere[:-1]] = NONE


class Spelt:
    """The spellings of a part while their words have no final numbers yet."""

    def __init__(self, counts: Mapping[str, int], numbers: WordNumbers) -> None:
        rows = list(_rows(counts, numbers))
        self._rows = np.array(rows, np.int64).reshape(-1, 6)
        met = np.unique(self._rows[:, 2:4])
        self._forms = met[met != NONE]
        stems = [numbers.of(stem(numbers.word(form))) for form in self._forms.tolist()]
        self._stems = np.array(stems, np.int64)

    def tables(self, known: WordList, rank: Places) -> tuple[Spellings, Terms]:
        """Return the tables over the sorted words; `rank` is the number there of each word."""
        used = np.zeros(len(rank) - 1, bool)
        used[rank[self._forms]] = True
        used[rank[self._stems]] = True
        term_of = places_of(used)
        stem_of = np.full(np.count_nonzero(used), NONE, np.int32)
        stem_of[term_of[rank[self._forms]]] = term_of[rank[self._stems]]
        words = rank[self._rows[:, 0]]
        order = np.argsort(words)
        rows = self._rows[order]
        forms, own = term_of[rank[rows[:, 2:4]]], rank[rows[:, 4:6]]
        spellings = Spellings(words[order], rows[:, 1].astype(np.uint32), forms, own)
        term_words = np.flatnonzero(used).astype(np.int32)
        return spellings, Terms(term_words, stem_of, *_sounds(known.take(term_words).words()))


def merged_spellings(
    tables: Sequence[tuple[Spellings, Terms]],
    left: Sequence[Survivors],
    new: Sequence[Places],
    size: int,
) -> tuple[Spellings, Terms]:
    """Return one table of the spellings left of several, and one of their terms.

    `new` are the new numbers of each part's words, below `size`.
    """
    words, spelling_of = renumbered(
        [s.words for s, _ in tables], [each.spellings for each in left], new, size
    )
    term_words, term_of = renumbered([t.words for _, t in tables], [each.terms for each in left], new, size)
    counts = np.zeros(len(words), np.uint32)
    forms, own = np.zeros((len(words), 2), np.int32), np.zeros((len(words), 2), np.int32)
    found = Terms.empty(term_words)
    for (spellings, terms), survivors, there, spelling, term in zip(
        tables, left, new, spelling_of, term_of, strict=True
    ):
        left_over = np.flatnonzero(survivors.spellings)
        counts[spelling[left_over]] += survivors.counts[left_over].astype(np.uint32)
        forms[spelling[left_over]] = term[spellings.forms[left_over]]
        own[spelling[left_over]] = there[spellings.own[left_over]]
        found.take_over(terms, np.flatnonzero(survivors.terms), term)
    found.forget_stems_but_of(forms)
    return Spellings(words, counts, forms, own), found


def _sounds(terms: Sequence[str]) -> tuple[Hashes, NDArray[np.bool_]]:
    """Return the hash of how each term sounds, where it stands bare, and whether it does."""
    stands = np.array([_stands_bare(term) for term in terms], np.bool_)
    sounds = np.zeros(len(terms), np.uint32)
    sounds[stands] = hashes_of(
        Letters.of([sound(terms[number]) for number in np.flatnonzero(stands).tolist()])
    )
    return sounds, stands


def _stands_bare(term: str) -> bool:
    """Say whether an Arabic word has no article; an opening و may be its own."""
    return not term.isascii() and (term.startswith("و") or bare(term) == term)


def _rows(counts: Mapping[str, int], numbers: WordNumbers) -> Iterator[tuple[int, ...]]:
    """Yield, for each spelling of letters alone: word, count, folded, bare, own spelling of both."""
    for spelling, count in counts.items():
        folded = fold_word(spelling)
        if not folded.isalpha():
            continue
        stripped = bare(folded)
        plain = unmarked(spelling)
        alike = len(plain) == len(folded)
        own = NONE if plain == folded else numbers.of(plain)
        row = (numbers.of(spelling), count, numbers.of(folded))
        if stripped == folded:
            yield *row, NONE, own, NONE
            continue
        shorter = plain[-len(stripped) :] if alike else stripped
        yield *row, numbers.of(stripped), own, NONE if shorter == stripped else numbers.of(shorter)
