"""From a query to candidate sentences: BM25 of sentences and of their documents, added up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import K1
from bot.search.effort import USUAL, Effort, divided
from bot.search.fields import Level
from bot.search.index import Index
from bot.search.query_terms import QueryTerms, query_terms
from bot.search.scratch import Block, first_places
from bot.search.summing import Summands
from bot.search.vocabulary import UNSEEN, Numbers
from bot.text.analyzer import Query

DEPTH = 40
"""How many candidates go on to the ranker."""

DOCUMENT_WEIGHT = 0.5
"""What the document's score adds to its sentences'; measured on the development questions."""

EXACT_WEIGHT = 0.5
"""What the very stem adds to the score of its family: مغرب is not غرب, though of one family."""

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


def retrieve(query: Query, index: Index, *, effort: Effort = USUAL) -> Candidates:
    """Return the sentences with the highest score; ties go to the earlier sentence.

    A sentence that shares no word family with the query is no candidate.  `effort` bounds the work.
    """
    terms = query_terms(query, index.stems, len(index))
    wanted = _wanted(terms, index)
    found, scores = _sentences(wanted, index, effort)
    wholes = _wholes(wanted, index.document_of.take(found), index)
    sums = scores + DOCUMENT_WEIGHT * wholes
    best = first_places(sums, DEPTH)
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


def _sentences(wanted: Mapping[int, float], index: Index, effort: Effort) -> Block:
    """Return the sentences with the highest scores, ascending, a short list where so many share a term."""
    field = index.fields[Level.SENTENCE]
    read, looked_up = divided(wanted, field, effort)
    if not read:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    summands = Summands(wanted, field, index.stems)
    found, scores = index.scratch[Level.SENTENCE].best(summands.blocks(read), effort.shortlist)
    summands.look_up(looked_up, found, scores)
    return found, scores


def _wholes(wanted: Mapping[int, float], documents: NDArray[np.int32], index: Index) -> NDArray[np.float32]:
    """Return the score of each document; they ascend, and frequent terms are looked up in these only."""
    field = index.fields[Level.DOCUMENT]
    summands = Summands(wanted, field, index.stems)
    frequent = [term for term in wanted if field.frequency(term) > READ_OF_DOCUMENTS]
    rare = [term for term in wanted if term not in frequent]
    scores = index.scratch[Level.DOCUMENT].sums_at(documents, summands.blocks(rare))
    summands.look_up(frequent, documents, scores)
    return scores
