"""Where the words of a question stand in each candidate and around it, and how alike they are there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.index import Index
from bot.search.likeness import LEAST_DICE, SPELLING, likeness, touched
from bot.search.query_terms import QueryTerms
from bot.search.vocabulary import Numbers

Matrix = NDArray[np.float64]
"""One row a candidate, one column a term of the question: the likeness of the likest word there."""

REACH = 2
"""Of a candidate's paragraph, so many sentences before and behind it are looked at."""
ALIKE = SPELLING * LEAST_DICE
"""The least likeness that is none."""

_BEFORE, _OWN, _AFTER, _TITLE, _HEADING = REACH - 1, REACH, REACH + 1, 2 * REACH + 1, 2 * REACH + 2
_TEXTS = _HEADING + 1
"""The texts of a candidate, in this order: its paragraph within REACH, its title, its heading."""
_STEPS = np.arange(-REACH, REACH + 1)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the candidates themselves: `likeness` has one row a word."""

    owners: Numbers
    places: Numbers
    marks: NDArray[np.uint8]
    likeness: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Matches:
    """The best likeness to each term, by where it stands."""

    own: Matrix
    title: Matrix
    topic: Matrix
    """In the title or the heading."""
    before: Matrix
    """In the sentence before, of the same paragraph."""
    after: Matrix
    paragraph: Matrix
    """In the paragraph within REACH, with title and heading."""
    counts: Matrix
    """The likenesses there, added up."""
    paragraph_length: NDArray[np.int64]
    """The number of words there."""
    title_named: NDArray[np.float64]
    """The mean likeness of the title's words to the question's likest."""
    words: Words


def matches(terms: QueryTerms, sentences: Numbers, index: Index) -> Matches:
    """Return where the terms stand in and around each sentence."""
    starts, lengths = _texts(sentences, index)
    ends = lengths.ravel().cumsum()
    owners = np.arange(lengths.size).repeat(lengths.ravel())
    where = (starts.ravel() - ends + lengths.ravel()).take(owners) + np.arange(len(owners))
    stems = index.forward.stems.take(where)
    near, alike = _alike(terms, stems, index)
    shape = (*lengths.shape, len(terms))
    best, sums = (each.reshape(shape) for each in _by_text(owners.take(near), alike, lengths.size))
    title, likest = best[:, _TITLE], alike.max(axis=0, initial=0)
    named = np.bincount(owners.take(near), likest, lengths.size).reshape(lengths.shape)
    return Matches(
        own=best[:, _OWN],
        title=title,
        topic=np.maximum(title, best[:, _HEADING]),
        before=best[:, _BEFORE],
        after=best[:, _AFTER],
        paragraph=best.max(axis=1),
        counts=sums.sum(axis=1),
        paragraph_length=lengths.sum(axis=1),
        title_named=named[:, _TITLE] / np.maximum(lengths[:, _TITLE], 1),
        words=_words(
            where, (ends.reshape(lengths.shape) - lengths)[:, _OWN], lengths[:, _OWN], near, alike, index
        ),
    )


def _alike(terms: QueryTerms, stems: NDArray[np.int32], index: Index) -> tuple[Numbers, NDArray[np.float32]]:
    """Return the places of the stems that are alike to a term, and how alike each (columns) is to each."""
    near = touched(terms, stems, index.stems)
    found = likeness(terms, stems.take(near), index.stems)
    some = found.max(axis=0, initial=0).nonzero()[0]
    return near.take(some), found.take(some, axis=1)


def _texts(sentences: Numbers, index: Index) -> tuple[Numbers, Numbers]:
    """Return where each of the _TEXTS of each sentence starts in the forward index, and its words.

    A neighbour that is not of the paragraph has no words.
    """
    paragraphs = index.paragraph_of.take(sentences)
    first, end = (index.first_of_paragraph.take(paragraphs + step) for step in (0, 1))
    texts = np.empty((len(sentences), _TEXTS), np.int64)
    around = np.add(sentences[:, None], _STEPS, out=texts[:, :_TITLE])
    inside = (around >= first[:, None]) & (around < end[:, None])
    np.add(index.document_of.take(sentences), index.forward.first_title, out=texts[:, _TITLE])
    np.add(index.heading_of.take(paragraphs), index.forward.first_heading, out=texts[:, _HEADING])
    starts = index.forward.starts.take(texts, mode="clip")  # before the first there is none
    lengths = index.forward.starts.take(texts + 1, mode="clip") - starts
    lengths[:, :_TITLE] *= inside
    return starts, lengths


def _by_text(owners: Numbers, found: NDArray[np.float32], texts: int) -> tuple[Matrix, Matrix]:
    """Return the best likeness, and the sum of likenesses, to each term (columns) in each text (rows)."""
    best, sums = np.zeros((2, texts, len(found)))
    if len(owners):
        starts = run_starts(owners)
        best[owners.take(starts)] = np.maximum.reduceat(found, starts, axis=1).T
        sums[owners.take(starts)] = np.add.reduceat(found, starts, axis=1).T
    return best, sums


def run_starts(owners: Numbers) -> Numbers:
    """Return where each run of the same number starts; for at least one."""
    changes = owners[1:] != owners[:-1]
    return np.concatenate([[0], changes.nonzero()[0] + 1])


def _words(
    where: Numbers,
    begins: Numbers,
    lengths: Numbers,
    near: Numbers,
    alike: NDArray[np.float32],
    index: Index,
) -> Words:
    """Return the candidates' own words that are marked or alike to a term.

    The words of all texts stand at `where` in the forward index, the candidates' own at `begins` among them.
    """
    owners = np.arange(len(lengths)).repeat(lengths)
    places = np.arange(len(owners)) - (lengths.cumsum() - lengths).take(owners)
    own = begins.take(owners) + places
    marks = index.forward.marks.take(where.take(own))
    column = np.full(len(where), -1)
    column[near] = np.arange(len(near))
    column = column.take(own)
    kept = ((marks > 0) | (column >= 0)).nonzero()[0]
    with_none = np.concatenate([alike, np.zeros((len(alike), 1), np.float32)], axis=1)
    likeness = with_none.take(column.take(kept), axis=1)
    return Words(owners.take(kept), places.take(kept), marks.take(kept), likeness.T)
