"""The words of the corpus: which there are, how they are spelt, and which are near to a word that is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.buckets import Buckets, Numbers, hashes_of, hashes_without_a_letter, letters_in
from bot.search.letters import Letters
from bot.search.rows import NONE, Places
from bot.search.spellings import Spellings, Terms
from bot.search.word_list import WordList
from bot.text.edit_distance import distance
from bot.text.sounds import similar_sounds, sound
from bot.text.stemmer import bare

Array = NDArray[np.generic]

LEAST, LONGEST = 3, 24
"""Shorter and longer words are neither mended nor mended into."""
MOST = 150
"""How many words are measured against one, the most frequent of those that come into question."""
_LETTERS_APART = 4
"""How many different letters two words may have between them that only one of them holds."""


@dataclass(frozen=True, slots=True)
class Near:
    """A word of the corpus near to one that is not: what it costs to get there, and how often it is there."""

    word: str
    cost: float
    count: int


class Lexicon:
    """Every folded word of the corpus with its frequency; bare words and stems stand beside them.

    A bare word (one without its article) counts as often as its family; a mere stem counts 0 times: it
    is known, but no word is ever mended into it.
    """

    def __init__(
        self,
        terms: WordList,
        counts: NDArray[np.uint32],
        letters: NDArray[np.uint32],
        spelt: WordList,
        by_letters: Buckets,
        by_sound: Buckets,
    ) -> None:
        self._terms = terms
        self._counts = counts
        self._letters = letters
        self._spelt = spelt
        self._by_letters = by_letters
        self._by_sound = by_sound

    @classmethod
    def of(cls, words: WordList, spellings: Spellings, terms: Terms) -> Lexicon:
        """Return the lexicon of spellings and their terms, both told by their numbers among words."""
        counts, spelt = _families(spellings, len(terms.words))
        known = words.take(terms.words)
        letters = Letters.of_list(known)
        filed = _filed(letters, counts, terms)
        return cls(known, counts, letters_in(letters), words.take(spelt), *filed)

    def __len__(self) -> int:
        return len(self._terms)

    def holds(self, form: str) -> bool:
        """Say whether a folded word, bare word or stem is here."""
        return self._number(form) is not None

    def count(self, word: str) -> int:
        """Return how often the corpus holds a folded word; 0 for a mere stem."""
        number = self._number(word)
        return 0 if number is None else self._counts.item(number)

    def spelling(self, word: str) -> str:
        """Return a folded word as the corpus mostly spells it."""
        number = self._number(word)
        return word if number is None else self._spelt.word(number) or word

    def near(self, word: str, farthest: float) -> list[Near]:
        """Return the words within a distance, nearest first: a letter away, or of the same sound.

        A word with an article is also looked for without it; what is found gets the article back.
        """
        found: dict[str, Near] = {}
        stripped = bare(word)
        for form, lost in {word: "", stripped: word.removesuffix(stripped)}.items():
            for near in self._near(form, farthest, heard=form == stripped):
                whole = lost + near.word
                if (
                    not lost
                    or self.count(whole)
                    or self.count(near.word if lost == "و" else f"ال{near.word}")
                ):
                    other = found.get(whole, near)
                    found[whole] = Near(whole, min(near.cost, other.cost), max(near.count, other.count))
        return sorted(found.values(), key=lambda near: (near.cost, -near.count, near.word))

    def sounding(self, sounds: Iterable[str], shortest: int, longest: int) -> list[tuple[str, int]]:
        """Return the Arabic words of some lengths that sound in one of these ways, with their frequencies."""
        wanted = frozenset(sounds)
        numbers = _together([self._by_sound.numbers_of(each) for each in wanted])
        fit = self._frequent(self._of_length(numbers, 2 * shortest, 2 * longest))
        found = ((self._terms.word(number), count) for number, count in fit)
        return [(word, count) for word, count in found if sound(word) in wanted]

    def _near(self, word: str, farthest: float, *, heard: bool) -> Iterator[Near]:
        """Yield the words near to one as it is; `heard`: also those that sound alike."""
        if not LEAST <= len(word) <= LONGEST:
            return
        width = 1 if word.isascii() else 2  # bytes a letter
        forms = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
        numbers = _together([self._by_letters.numbers_of(form) for form in forms])
        fit = self._of_length(numbers, width * (len(word) - 1), width * (len(word) + 1))
        if heard:
            alike = _together([self._by_sound.numbers_of(each) for each in similar_sounds(sound(word))])
            fit = np.union1d(fit, self._of_length(alike, width * (len(word) - 2), width * (len(word) + 3)))
        apart = np.bitwise_count(self._letters[fit] ^ letters_in(Letters.of([word]))[0])
        for number, count in self._frequent(fit[apart <= _LETTERS_APART]):
            term = self._terms.word(number)
            cost = distance(word, term, farthest)
            if 0 < cost <= farthest:
                yield Near(term, cost, count)

    def _of_length(self, numbers: Numbers, shortest: int, longest: int) -> Numbers:
        """Return the numbers of words of some lengths, in bytes, without mere stems."""
        lengths = self._terms.lengths(numbers)
        fit: Numbers = numbers[(self._counts[numbers] > 0) & (lengths >= shortest) & (lengths <= longest)]
        return fit

    def _frequent(self, numbers: Numbers) -> list[tuple[int, int]]:
        """Return the most frequent of some words by number, each with its frequency."""
        counts = self._counts[numbers]
        if len(numbers) > MOST:
            first = np.argsort(counts, kind="stable")[-MOST:]
            numbers, counts = numbers[first], counts[first]
        return list(zip(numbers.tolist(), counts.tolist(), strict=True))

    def _number(self, term: str) -> int | None:
        numbers: list[int] = self._by_letters.numbers_of(term).tolist()
        return next((number for number in numbers if self._terms.word(number) == term), None)

    def arrays(self) -> Mapping[str, Array]:
        """Return the arrays to store, by name."""
        parts: dict[str, WordList | Buckets] = {
            "terms": self._terms,
            "spelt": self._spelt,
            "by_letters": self._by_letters,
            "by_sound": self._by_sound,
        }
        return {
            "counts": self._counts,
            "letters": self._letters,
            **{
                f"{name}.{key}": array for name, part in parts.items() for key, array in part.arrays().items()
            },
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Lexicon:
        """Return the lexicon over stored arrays, which may be memory mapped."""
        return cls(
            WordList(arrays["terms.block"], arrays["terms.ends"]),  # type: ignore[arg-type]  # the store keeps dtypes
            arrays["counts"],  # type: ignore[arg-type]
            arrays["letters"],  # type: ignore[arg-type]
            WordList(arrays["spelt.block"], arrays["spelt.ends"]),  # type: ignore[arg-type]
            Buckets(arrays["by_letters.starts"], arrays["by_letters.numbers"]),  # type: ignore[arg-type]
            Buckets(arrays["by_sound.starts"], arrays["by_sound.numbers"]),  # type: ignore[arg-type]
        )


def _families(spellings: Spellings, terms: int) -> tuple[NDArray[np.uint32], Places]:
    """Return the frequency of each term, and the word that it is mostly spelt as, NONE where just so."""
    rows = np.tile(np.arange(len(spellings.words)), 2)
    forms, own = spellings.forms.T.ravel(), spellings.own.T.ravel()
    there = forms != NONE
    rows, forms, own = rows[there], forms[there], own[there]
    counts = np.bincount(forms, spellings.counts[rows], terms)
    rarest_first = np.lexsort((-rows, spellings.counts[rows]))
    spelt = np.full(terms, NONE, np.int32)
    spelt[forms[rarest_first]] = own[rarest_first]  # of what is put in one place, the last stays
    return counts.astype(np.uint32), spelt


def _filed(letters: Letters, frequencies: NDArray[np.uint32], terms: Terms) -> tuple[Buckets, Buckets]:
    """File the terms by their letters, each word also without any one of them, and bare words by sound."""
    fit = np.flatnonzero((frequencies > 0) & (letters.lengths >= LEAST) & (letters.lengths <= LONGEST))
    hashes, owners = hashes_without_a_letter(letters.take(fit))
    numbers = np.concatenate([np.arange(len(letters)), fit[owners]]).astype(np.uint32)
    by_letters = Buckets.of(np.concatenate([hashes_of(letters), hashes]), numbers)
    bares = fit[terms.bare[fit]]
    return by_letters, Buckets.of(terms.sounds[bares], bares.astype(np.uint32))


def _together(parts: Sequence[Numbers]) -> Numbers:
    return np.unique(np.concatenate([*parts, np.zeros(0, np.uint32)]))
