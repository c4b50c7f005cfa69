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
    """BM25 as a share of the most that any sentence could reach by the words as they were typed."""
    document_scores: NDArray[np.float32]


def retrieve(query: Query, index: Index, *, scanned: int = SCANNED, shortlist: int = SHORTLIST) -> Candidates:
    """Return the sentences with the highest score; ties go to the earlier sentence.

    A sentence that shares no word family with the query is no candidate.  `scanned` and `shortlist` bound
    the work: see SCANNED and SHORTLIST.
    """
    terms = query_terms(query, index.stems, len(index))
    wanted = _wanted(terms, index)
    found, scores = _sentences(wanted, index, scanned, shortlist)
    wholes = _wholes(wanted, index.document_of.take(found), index)
    sums = scores + DOCUMENT_WEIGHT * wholes
    best = _first(sums, DEPTH)
    best = best[np.lexsort((best, -sums.take(best)))]
    most = max(float(terms.weights.sum()) * (1 + EXACT_WEIGHT) * (K1 + 1), _TINY)
    sentences = found.take(best).astype(np.int64)
    return Candidates(terms, sentences, scores.take(best) / most, wholes.take(best) / most)


def _wanted(terms: QueryTerms, index: Index) -> dict[int, float]:
    """Return what to look for, by its number in the postings, and how much it counts."""
    first = len(index.stems.families)
    families = {number: 1.0 for number in terms.families.tolist() if number != UNSEEN}
    wanted = families | {first + number: EXACT_WEIGHT for number in terms.stems.tolist() if number != UNSEEN}
    return wanted if terms.alternatives is None else _wanted(terms.alternatives, index) | wanted


def _block(field: Postings, term: int, weight: float) -> Block:
    texts, weights = field.block(term)
    return texts, weights if weight == 1 else weights * np.float32(weight)


def _sentences(wanted: Mapping[int, float], index: Index, most_read: int, shortlist: int) -> Block:
    """Return the sentences with the highest scores, ascending, a short list where so many share a term."""
    field = index.fields[Level.SENTENCE]
    scanned, looked_up = _divided(sorted(wanted, key=field.frequency), field, most_read)
    if not scanned:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    found, scores = index.scratch[Level.SENTENCE].sums(
        [_block(field, term, wanted[term]) for term in scanned]
    )
    if len(found) > shortlist:
        best = _first(scores, shortlist)
        found, scores = found.take(best), scores.take(best)
    for term in looked_up:
        scores += np.float32(wanted[term]) * field.weights_in(term, found)
    return found, scores


def _wholes(wanted: Mapping[int, float], documents: NDArray[np.int32], index: Index) -> NDArray[np.float32]:
    """Return the score of each document; they ascend, and frequent terms are looked up in these only."""
    field = index.fields[Level.DOCUMENT]
    frequent = [term for term in wanted if field.frequency(term) > READ_OF_DOCUMENTS]
    rare = [_block(field, term, weight) for term, weight in wanted.items() if term not in frequent]
    scores = index.scratch[Level.DOCUMENT].sums_at(documents, rare)
    for term in frequent:
        scores += np.float32(wanted[term]) * field.weights_in(term, documents)
    return scores


def _divided(terms: Sequence[int], field: Postings, most_read: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the terms to read from end to end, at least one, and those to look up."""
    read = 0
    for place, term in enumerate(terms):
        read += field.frequency(term)
        if place and read > most_read:
            return terms[:place], terms[place:]
    return terms, ()


def _first(scores: NDArray[np.float32], depth: int) -> Numbers:
    """Return the places of the highest scores, ascending; of the same scores, the earlier places."""
    if len(scores) <= depth:
        return np.arange(len(scores))
    last = np.partition(scores, -depth)[-depth]
    places: Numbers = (scores >= last).nonzero()[0]
    if len(places) > depth:
        tied = (scores.take(places) == last).nonzero()[0]
        return np.delete(places, tied[depth - len(places) :])
    return places
