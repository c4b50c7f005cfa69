"""What speaks for each candidate: the evidence that the learned weights add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search import kinds
from bot.search.covering import Column, coverage, rest_shares, rest_touched
from bot.search.index import Index
from bot.search.kinds import Asked, kind_evidence
from bot.search.likeness import SAME
from bot.search.matches import ALIKE, Matches, Matrix, Words, matches, run_starts
from bot.search.query_terms import QueryTerms
from bot.search.retriever import Candidates
from bot.search.traits import column
from bot.search.vocabulary import Numbers
from bot.text.analyzer import Query
from bot.text.clues import LIFE
from bot.text.questions import kind_of

NAMES = (
    "document_bm25",
    "paragraph_bm25",
    "paragraph_covered",
    "fused",  # the three BM25 together
    "covered",  # the share of the question, by weight, in the sentence with title and heading
    "covered_exactly",  # ... by the same stems, in the sentence with its title
    "before",  # what the sentence before would add to what is covered
    "title_named",  # how much of the title the question names
    "title_fit",  # ... times how much of the question the title covers
    "document_best",  # the best fused score among the document's candidates
    "document_covered",  # the most that one of them covers
    "document_candidates",  # log of their number
    "opens_paragraph",
    "opens_document",
    "depth",  # log(1 + sentences of the document before it)
    "new_stems",  # how much the sentence says beyond the question: log(1 + other stems)
    "length",  # log of its code points
    "early",  # how close to its beginning the question's words begin
    "together",  # how close to each other they stand
    *kinds.NAMES,
)

PARAGRAPH_WEIGHT = 0.5
DOCUMENT_WEIGHT = 0.3
HALF = 5
"""Words from the beginning at which earliness is halved."""
NOWHERE = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of each candidate, one column a name in the order of NAMES, and where they come from."""

    matrix: NDArray[np.float64]
    likeness: Matrix
    """For each candidate and each term of the question: the likest word in the sentence or its title."""
    terms: QueryTerms
    around: Matrix
    """The same for the paragraph about the candidate, with title and heading: for the confidence alone ..."""
    rest: Column
    """... and how much of the question the topic leaves unsaid and each candidate says."""

    def ordered(self, order: Numbers) -> Evidence:
        """Return the evidence with its candidates in another order."""
        likeness, around = self.likeness[order], self.around[order]
        return Evidence(self.matrix[order], likeness, self.terms, around, self.rest[order])


def gather(query: Query, candidates: Candidates, index: Index) -> Evidence:
    """Return the evidence for each candidate."""
    rows, terms = candidates.sentences, candidates.terms
    if not len(rows):
        nothing = np.zeros((0, len(terms)))
        return Evidence(np.zeros((0, len(NAMES))), nothing, terms, nothing, np.zeros(0))
    found, weights, traits = matches(terms, rows, index), terms.weights, index.traits.take(rows, axis=0)
    documents = index.document_of.take(rows)
    columns: dict[str, Column] = {
        "sentence_bm25": candidates.sentence_scores.astype(np.float64),
        "document_bm25": candidates.document_scores.astype(np.float64),
        **coverage(found, weights, index.mean_paragraph),
        **_shape(rows, documents, found, traits, index),
    }
    columns |= _among_others(columns, documents)
    opening = columns["opens_document"] > 0
    rest = rest_shares(found, weights)
    asked = Asked(kind_of(query.text), about_a_life=not LIFE.isdisjoint(query.words))
    columns |= kind_evidence(asked, found, weights, rest, opening, traits)
    matrix = np.zeros((len(NAMES), len(rows)))
    for row, name in zip(matrix, NAMES, strict=True):
        if name in columns:  # not what speaks for answers of another kind
            row[:] = columns[name]
    here = np.maximum(found.own, found.topic)
    return Evidence(matrix.T, here, terms, found.paragraph, rest_touched(found, weights))


def _shape(
    rows: Numbers, documents: NDArray[np.int32], found: Matches, traits: NDArray[np.int16], index: Index
) -> dict[str, Column]:
    before = (rows - index.first_of_document.take(documents)).astype(np.float64)
    first = index.first_of_paragraph.take(index.paragraph_of.take(rows))
    known = (found.own >= SAME).sum(axis=1)
    first_places = _first_places(found.words, len(rows))
    return {
        "opens_paragraph": (rows == first).astype(np.float64),
        "opens_document": (before == 0).astype(np.float64),
        "depth": np.log1p(before),
        "new_stems": np.log1p(np.maximum(column(traits, "stems") - known, 0)),
        "length": np.log(np.maximum(column(traits, "length"), 1)),
        "early": _early(first_places),
        "together": _together(first_places),
    }


def _first_places(words: Words, size: int) -> NDArray[np.int64]:
    """Return the place of the first word alike to each term (columns) in each candidate; NOWHERE for none."""
    likeness = words.likeness.T
    first = np.full((size, len(likeness)), NOWHERE)
    if len(words.owners):
        starts = run_starts(words.owners)
        places = np.where(likeness >= ALIKE, words.places, NOWHERE)
        first[words.owners.take(starts)] = np.minimum.reduceat(places, starts, axis=1).T
    return first


def _early(first: NDArray[np.int64]) -> Column:
    """Return how close to the sentence's beginning the first word alike to a term stands; 1 is at it."""
    earliest = first.min(axis=1, initial=NOWHERE)
    return np.where(earliest < NOWHERE, 1 / (1 + earliest / HALF), 0.0)


def _together(first: NDArray[np.int64]) -> Column:
    """Return how densely the terms stand that the sentence holds: 1 is side by side, 0 fewer than two."""
    held = first < NOWHERE
    gaps = held.sum(axis=1) - 1
    span = np.where(held, first, -1).max(axis=1, initial=-1) - first.min(axis=1, initial=NOWHERE)
    return np.where(gaps > 0, gaps / np.maximum(span, np.maximum(gaps, 1)), 0.0)


def _among_others(columns: dict[str, Column], documents: NDArray[np.int32]) -> dict[str, Column]:
    """Return how each candidate compares with those of the same document."""
    same = documents[:, None] == documents
    fused = (
        columns["sentence_bm25"]
        + PARAGRAPH_WEIGHT * columns["paragraph_bm25"]
        + DOCUMENT_WEIGHT * columns["document_bm25"]
    )
    return {
        "fused": fused,
        "document_best": (same * fused).max(axis=1),
        "document_covered": (same * columns["covered"]).max(axis=1),
        "document_candidates": np.log(same.sum(axis=1)),
    }
