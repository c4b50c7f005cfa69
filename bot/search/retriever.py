"""From a query to candidate sentences: each field's BM25 scores, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import K1, idf
from bot.search.fields import FIELDS, Level
from bot.search.index import Index
from bot.search.postings import Postings
from bot.text.analyzer import Query, terms

DEPTH = 100
"""How many candidates go on to the ranker."""

LEVEL_WEIGHTS = {Level.SENTENCE: 1.0, Level.PARAGRAPH: 0.5, Level.DOCUMENT: 0.3}
"""What each level adds, every view alike; measured on the development questions."""


_TINY = 1e-30  # keeps a query without terms from dividing by zero


@dataclass(frozen=True, slots=True)
class Candidates:
    """Sentences worth a closer look, best first."""

    sentences: NDArray[np.int64]
    shares: NDArray[np.float32]
    """One row a sentence, one column a field: its score, as a share of the most the query could reach."""


def retrieve(query: Query, index: Index) -> Candidates:
    """Return the sentences with the highest fused score; ties go to the earlier sentence.

    A field's score is divided by the most that the query could score there, so that fields add up
    fairly; a sentence that shares nothing with the query is no candidate.
    """
    fused = np.zeros(len(index), np.float32)
    shares = []
    for field in FIELDS:
        wanted = terms(query.words, field.view)
        postings = index.fields[field]
        share = postings.scores(wanted) / most(wanted, postings)
        numbers = index.sentence_numbers(field.level)
        shares.append(share if numbers is None else share[numbers])
        fused += LEVEL_WEIGHTS[field.level] * shares[-1]
    best = _first(fused, DEPTH)
    return Candidates(best, np.stack([share[best] for share in shares], axis=1))


def most(wanted: Sequence[str], postings: Postings) -> float:
    """Return the highest BM25 score that any text could reach for these terms.

    A term that the corpus has never seen counts as the rarest one: it does not vanish.
    """
    weight = sum(idf(postings.frequency(term), postings.size) for term in wanted)
    return max(weight * (K1 + 1), _TINY)


def _first(scores: NDArray[np.float32], depth: int) -> NDArray[np.int64]:
    """Return the places of the highest positive scores, in the order (-score, place)."""
    places = np.flatnonzero(scores > 0)
    if len(places) > depth:
        floor = np.partition(scores[places], -depth)[-depth]
        places = places[scores[places] >= floor]
    order = np.lexsort((places, -scores[places]))
    return places[order][:depth]
