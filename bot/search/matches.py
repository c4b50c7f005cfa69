"""Where the words of a question stand in each candidate and around it, and how alike they are there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.forward import Tokens
from bot.search.index import Index
from bot.search.likeness import LEAST_DICE, SPELLING, likeness
from bot.search.query_terms import QueryTerms
from bot.search.vocabulary import Numbers

Matrix = NDArray[np.float64]
"""One row a candidate, one column a term of the question: the likeness of the likest word there."""

REACH = 2
"""Of a candidate's paragraph, so many sentences before and behind it are looked at."""
ALIKE = SPELLING * LEAST_DICE
"""The least likeness that is none."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the candidates themselves: `likeness` has one row a word."""

    owners: Numbers
    places: Numbers
    marks: NDArray[np.uint8]
    likeness: Matrix


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
    paragraph_length: NDArray[np.float64]
    """The number of words there."""
    title_named: NDArray[np.float64]
    """The mean likeness of the title's words to the question's likest."""
    words: Words


def matches(terms: QueryTerms, sentences: Numbers, index: Index) -> Matches:
    """Return where the terms stand in and around each sentence."""
    places = _Places.of(sentences, index)
    tokens = index.forward.tokens(places.texts)
    stems, which = index.stem_scratch.distinct(tokens.stems)
    alike = likeness(terms, stems, index.stems)
    likest = alike.max(axis=0, initial=0)[which]
    near = np.flatnonzero(likest)
    best, counts = _by_text(tokens.owners[near], alike[:, which[near]], len(places.texts) + 1)
    lengths = np.append(tokens.lengths, 0)
    window, beside = places.window, (places.titles, places.headings)
    named = np.bincount(tokens.owners, likest, len(lengths))
    return Matches(
        own=best[places.own],
        title=best[places.titles],
        topic=np.maximum(best[places.titles], best[places.headings]),
        before=best[places.before],
        after=best[places.after],
        paragraph=np.maximum.reduce([np.maximum.reduceat(best, window)[::2], *(best[p] for p in beside)]),
        counts=np.add.reduceat(counts, window)[::2] + sum(counts[p] for p in beside),
        paragraph_length=np.add.reduceat(lengths, window)[::2] + sum(lengths[p] for p in beside),
        title_named=(named / np.maximum(lengths, 1))[places.titles],
        words=_words(tokens, likest, _owned(tokens.owners, places), alike, which),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """The texts to look at, and where each candidate's own, its title and so on stand among them.

    One place behind the last text stands for a text that is not there.
    """

    texts: Numbers
    own: Numbers
    titles: Numbers
    headings: Numbers
    before: Numbers
    after: Numbers
    window: Numbers
    """For `reduceat`: first and end of each candidate's paragraph within REACH, in turn."""

    @classmethod
    def of(cls, sentences: Numbers, index: Index) -> _Places:
        documents, paragraphs = index.document_of[sentences], index.paragraph_of[sentences]
        first = np.maximum(index.first_of_paragraph[paragraphs], sentences - REACH)
        end = np.minimum(index.first_of_paragraph[paragraphs + 1], sentences + REACH + 1)
        spans = np.arange(2 * REACH + 1) + first[:, None]
        looked_at = np.unique(spans[spans < end[:, None]])
        titles, title = np.unique(documents, return_inverse=True)
        headings, heading = np.unique(index.heading_of[paragraphs], return_inverse=True)
        texts = np.concatenate(
            [looked_at, index.forward.first_title + titles, index.forward.first_heading + headings]
        )
        own = np.searchsorted(looked_at, sentences)
        nowhere = len(texts)
        return cls(
            texts=texts,
            own=own,
            titles=len(looked_at) + title,
            headings=len(looked_at) + len(titles) + heading,
            before=np.where(sentences > first, own - 1, nowhere),
            after=np.where(sentences + 1 < end, own + 1, nowhere),
            window=np.stack([own - (sentences - first), own + (end - sentences)], axis=1).ravel(),
        )


def _by_text(owners: Numbers, found: NDArray[np.float32], texts: int) -> tuple[Matrix, Matrix]:
    """Return the best likeness, and the sum of likenesses, to each term (columns) in each text (rows)."""
    best, sums = np.zeros((texts, len(found))), np.zeros((texts, len(found)))
    if len(owners):
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        best[owners[starts]] = np.maximum.reduceat(found, starts, axis=1).T
        sums[owners[starts]] = np.add.reduceat(found, starts, axis=1).T
    return best, sums


def _owned(owners: Numbers, places: _Places) -> Numbers:
    """Return the candidate that each word belongs to, -1 for a word of its surroundings."""
    candidate = np.full(len(places.texts), -1)
    candidate[places.own] = np.arange(len(places.own))
    owned: Numbers = candidate[owners]
    return owned


def _words(
    tokens: Tokens,
    likest: NDArray[np.float32],
    owned: Numbers,
    alike: NDArray[np.float32],
    which: NDArray[np.int32],
) -> Words:
    """Return the candidates' own words that are marked or alike to a term."""
    kept = np.flatnonzero((owned >= 0) & ((tokens.marks > 0) | (likest > 0)))
    likenesses = alike[:, which[kept]].T.astype(np.float64)
    return Words(owned[kept], tokens.places[kept], tokens.marks[kept], likenesses)
