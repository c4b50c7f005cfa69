"""What is left of a part of an index when only some of its documents are kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.search.part import Part, Span
from bot.search.rows import NONE, Numbers, Places
from bot.search.texts import once_a_text
from bot.text.tokens import spellings

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Survivors:
    """Which headings, stems, spellings, terms and words are still in use, and how often."""

    headings: Mask
    stems: Mask
    frequencies: Places
    """The number of kept sentences that hold each stem."""
    counts: NDArray[np.int64]
    """How often the kept documents hold each spelling."""
    spellings: Mask
    terms: Mask
    words: Mask

    @classmethod
    def of(cls, part: Part, kept: Sequence[Span]) -> Survivors:
        """Return what is left in runs of kept documents; the work is that of what is left out."""
        lost = list(_between(kept, len(part)))
        headings, frequencies = _headings(part, lost), part.stems.frequencies - _lost_frequencies(part, lost)
        counts = part.spellings.counts - _lost_counts(part, lost)
        stems = frequencies > 0
        first, end = part.heading(0), part.heading(len(headings))
        stems[part.texts(first, end)[np.repeat(headings, part.lengths(first, end))]] = True
        for first, end in kept:
            stems[part.texts(part.title(first), part.title(end))] = True
        spelt = counts > 0
        terms = np.zeros(len(part.terms.words) + 1, bool)
        terms[part.spellings.forms[spelt]] = True  # NONE, the last place, is nobody's
        terms[part.terms.stem_of[np.flatnonzero(terms[:-1])]] = True
        words = _words(part, headings, stems, spelt, terms[:-1])
        for first, end in map(part.sentences, kept):
            words[part.places["sentence_fragment"][first:end]] = True
        return cls(headings, stems, frequencies, counts, spelt, terms[:-1], words[:-1])


def _between(kept: Sequence[Span], documents: int) -> Iterator[Span]:
    """Yield the runs of documents that are not kept."""
    for (_, end), (first, _) in pairwise([(0, 0), *kept, (documents, documents)]):
        if end < first:
            yield end, first


def _headings(part: Part, lost: Sequence[Span]) -> Mask:
    of_paragraphs = part.places["paragraph_heading"]
    uses = np.bincount(of_paragraphs, minlength=len(part.headings))
    for span in lost:
        first, end = part.paragraphs(span)
        np.subtract.at(uses, of_paragraphs[first:end], 1)  # type: ignore[arg-type]
    return uses > 0


def _lost_frequencies(part: Part, lost: Sequence[Span]) -> Numbers:
    size = len(part.stems.words)
    found = np.zeros(size, np.int64)
    for span in lost:
        first, end = part.sentences(span)
        stems = once_a_text(part.texts(first, end), part.lengths(first, end))
        found += np.bincount(stems, minlength=size)
    return found


def _lost_counts(part: Part, lost: Sequence[Span]) -> Numbers:
    """Count the spellings of documents once more, as they were counted when they were taken in."""
    counts: Counter[str] = Counter()
    for span in lost:
        for card, text in part.documents(span):
            counts.update(spellings(json.loads(card)["title"]))
            counts.update(spellings(text))
    found = np.zeros(len(part.spellings.words), np.int64)
    for spelling, count in counts.items():
        word = part.words.find(spelling)
        place = NONE if word is None else int(np.searchsorted(part.spellings.words, word))
        if 0 <= place < len(found) and part.spellings.words[place] == word:
            found[place] = count
    return found


def _words(part: Part, headings: Mask, stems: Mask, spelt: Mask, terms: Mask) -> Mask:
    """Return which words are in use; the last place, NONE, is nobody's."""
    used = np.zeros(len(part.words) + 1, bool)
    used[part.headings[headings]] = True
    used[part.stems.words[stems]] = True
    used[part.stems.family_words[part.stems.family_of[stems]]] = True
    used[part.spellings.words[spelt]] = True
    used[part.spellings.own[spelt]] = True
    used[part.terms.words[terms]] = True
    return used
