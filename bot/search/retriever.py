"""From a query to candidate sentences: BM25 of sentences and of their documents, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import K1
from bot.search.fields import Level
from bot.search.index import Index
from bot.search.postings import Postings
from bot.search.query_terms import QueryTerms, query_terms
from bot.search.vocabulary import UNSEEN, Numbers
from bot.text.analyzer import Query

DEPTH = 64
"""How many candidates go on to the ranker."""

DOCUMENT_WEIGHT = 0.5
"""What the document's score adds to its sentences'; measured on the development questions."""

SCANNED = 8_000
"""Postings read from end to end, rarest family first; a more frequent family is looked up ..."""
SHORTLIST = 400
"""... in the best so many sentences only, since it can lift no other one far."""

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
    families = list(dict.fromkeys(family for family in terms.families.tolist() if family != UNSEEN))
    found, scores = _sentences(families, index, scanned, shortlist)
    documents = index.document_of[found]
    field = index.fields[Level.DOCUMENT]
    wholes = index.scratch[Level.DOCUMENT].sums([field.block(family) for family in families])[documents]
    best = _first(scores + DOCUMENT_WEIGHT * wholes, found, DEPTH)
    most = max(float(terms.weights.sum()) * (K1 + 1), _TINY)
    return Candidates(terms, found[best].astype(np.int64), scores[best] / most, wholes[best] / most)


def _sentences(
    families: Sequence[int], index: Index, most_read: int, shortlist: int
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return the sentences with the highest scores, a short list of them where so many share a family."""
    field, scratch = index.fields[Level.SENTENCE], index.scratch[Level.SENTENCE]
    scanned, looked_up = _divided(sorted(families, key=field.frequency), field, most_read)
    blocks = [field.block(family) for family in scanned]
    if not blocks:
        return np.zeros(0, np.int32), np.zeros(0, np.float32)
    sums = scratch.sums(blocks)
    found, _ = scratch.distinct(np.concatenate([sentences for sentences, _ in blocks]))
    scores = sums[found]
    if len(found) > shortlist:
        best = _first(scores, found, shortlist)
        found, scores = found[best], scores[best]
    for family in looked_up:
        scores += field.weights_in(family, found)
    return found, scores


def _divided(families: Sequence[int], field: Postings, most_read: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the families to read from end to end, at least one, and those to look up."""
    read = 0
    for place, family in enumerate(families):
        read += field.frequency(family)
        if place and read > most_read:
            return families[:place], families[place:]
    return families, ()


def _first(scores: NDArray[np.float32], sentences: NDArray[np.int32], depth: int) -> Numbers:
    """Return the places of the highest scores, in the order (-score, sentence)."""
    if len(scores) <= depth:
        return np.lexsort((sentences, -scores))
    places = np.flatnonzero(scores >= np.partition(scores, -depth)[-depth])
    order: Numbers = places[np.lexsort((sentences[places], -scores[places]))[:depth]]
    return order
