"""From a query to candidate sentences: BM25 of sentences and of their documents, added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import K1
from bot.search.fields import Level
from bot.search.index import Index
from bot.search.postings import Postings
from bot.search.query_terms import QueryTerms, query_terms
from bot.search.scratch import Block
from bot.search.vocabulary import UNSEEN, Numbers
from bot.text.analyzer import Query

DEPTH = 40
"""How many candidates go on to the ranker."""

DOCUMENT_WEIGHT = 0.5
"""What the document's score adds to its sentences'; measured on the development questions."""

EXACT_WEIGHT = 0.5
"""What the very stem adds to the score of its family: مغرب is not غرب, though of one family."""

SCANNED = 8_000
"""Postings read from end to end, rarest family first; a more frequent family is looked up ..."""
SHORTLIST = 400
"""... in the best so many sentences only, since it can lift no other one far."""

READ_OF_DOCUMENTS = 4_000
"""A term in more documents is looked up in those of the short list, too."""

_TINY = 1e-30  # keeps a query without terms from dividing by zero


@dataclass(frozen=True, slots=True)
class Candidates:
    """Sentences worth a closer look, best first, and the terms that they were found by."""

    terms: QueryTerms
    sentences: Numbers
    sentence_scores: NDArray[np.float32]
    """BM25 as a share of the most that any sentence could reach."""
    document_scores: NDArray[np.float32]


def retrieve(query: Query, index: Index, *, scanned: int = SCANNED, shortlist: int = SHORTLIST) -> Candidates:
    """Return the sentences with the highest score; ties go to the earlier sentence.

    A sentence that shares no word family with the query is no candidate.  `scanned` and `shortlist` bound
    the work: see SCANNED and SHORTLIST.
    """
    terms = query_terms(query, index.stems, len(index))
    wanted = _wanted(terms, index)
    found, scores = _sentences(wanted, index, scanned, shortlist)
    wholes = _wholes(wanted, index.document_of[found], index)
    best = _first(scores + DOCUMENT_WEIGHT * wholes, found, DEPTH)
    most = max(float(terms.weights.sum()) * (1 + EXACT_WEIGHT) * (K1 + 1), _TINY)
    return Candidates(terms, found[best].astype(np.int64), scores[best] / most, wholes[best] / most)


def _wanted(terms: QueryTerms, index: Index) -> dict[int, float]:
    """Return what to look for, by its number in the postings, and how much it counts."""
    families = dict.fromkeys(terms.families[terms.families != UNSEEN].tolist(), 1.0)
    exact = len(index.stems.families) + terms.stems[terms.stems != UNSEEN]
    return families | dict.fromkeys(exact.tolist(), EXACT_WEIGHT)


def _block(field: Postings, term: int, weight: float) -> Block:
    texts, weights = field.block(term)
    return texts, weights if weight == 1 else weights * np.float32(weight)


def _sentences(
    wanted: Mapping[int, float], index: Index, most_read: int, shortlist: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the sentences with the highest scores, a short list of them where so many share a term."""
    field, scratch = index.fields[Level.SENTENCE], index.scratch[Level.SENTENCE]
    scanned, looked_up = _divided(sorted(wanted, key=field.frequency), field, most_read)
    blocks = [_block(field, term, wanted[term]) for term in scanned]
    if not blocks:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    sums = scratch.sums(blocks)
    found, _ = scratch.distinct(np.concatenate([sentences for sentences, _ in blocks]))
    scores = sums[found]
    if len(found) > shortlist:
        best = _first(scores, found, shortlist)
        found, scores = found[best], scores[best]
    for term in looked_up:
        scores += np.float32(wanted[term]) * field.weights_in(term, found)
    return found, scores


def _wholes(wanted: Mapping[int, float], documents: NDArray[np.int32], index: Index) -> NDArray[np.float32]:
    """Return the score of each document; frequent terms are looked up in these documents only."""
    field = index.fields[Level.DOCUMENT]
    rare = [term for term in wanted if field.frequency(term) <= READ_OF_DOCUMENTS]
    sums = index.scratch[Level.DOCUMENT].sums([_block(field, term, wanted[term]) for term in rare], documents)
    scores: NDArray[np.float32] = sums[documents]
    frequent = [term for term in wanted if field.frequency(term) > READ_OF_DOCUMENTS]
    if frequent:
        different, places = np.unique(documents, return_inverse=True)
        for term in frequent:
            scores += np.float32(wanted[term]) * field.weights_in(term, different)[places]
    return scores


def _divided(terms: Sequence[int], field: Postings, most_read: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the terms to read from end to end, at least one, and those to look up."""
    read = 0
    for place, term in enumerate(terms):
        read += field.frequency(term)
        if place and read > most_read:
            return terms[:place], terms[place:]
    return terms, ()


def _first(scores: NDArray[np.float32], sentences: NDArray[np.int32], depth: int) -> Numbers:
    """Return the places of the highest scores, in the order (-score, sentence)."""
    if len(scores) <= depth:
        return np.lexsort((sentences, -scores))
    places = np.flatnonzero(scores >= np.partition(scores, -depth)[-depth])
    order: Numbers = places[np.lexsort((sentences[places], -scores[places]))[:depth]]
    return order
