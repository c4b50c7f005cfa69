"""Fit BM25 with rank-bm25, then lay its weights out once as postings: a query touches only its terms."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from bot.search.postings import Postings

K1 = 0.9
B = 0.4
"""Low values suit sentences (Trotman, Puurula and Burgess, 2014): a repeated word says little in them."""


class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 ships no types
    """BM25 with the inverse document frequency of Lucene, log(1 + (N - n + 0.5) / (n + 0.5)).

    Unlike the classic formula it is never negative, so that a word in most sentences does no harm and a
    corpus of one or two sentences still ranks.
    """

    def _calc_idf(self, nd: Mapping[int, int]) -> None:
        self.idf = {term: idf(n, self.corpus_size) for term, n in nd.items()}


def idf(n: int, size: int) -> float:
    """Return the weight of a term found in `n` of `size` texts; 0 of them gives the highest weight."""
    return math.log(1 + (size - n + 0.5) / (n + 0.5))


def fit(texts: Sequence[Sequence[int]], terms: int) -> Postings:
    """Fit BM25 to texts of terms numbered below `terms`, and return its weights as postings.

    A posting's weight is what rank-bm25's `get_scores` would add for one occurrence of the term in a
    query.  Texts without terms are allowed; so is no text at all.
    """
    if not any(texts):  # rank-bm25 divides by the number of texts and by their mean length
        return Postings.empty(terms, len(texts))
    return _laid_out(LuceneBM25(texts, k1=K1, b=B), terms)


def _laid_out(model: LuceneBM25, terms: int) -> Postings:
    sizes = np.fromiter(map(len, model.doc_freqs), np.int64, len(model.doc_freqs))
    total = int(sizes.sum())
    term_of = np.fromiter((term for counts in model.doc_freqs for term in counts), np.int32, total)
    count_of = np.fromiter((n for counts in model.doc_freqs for n in counts.values()), np.float64, total)
    text_of = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    idfs = np.zeros(terms)
    idfs[list(model.idf)] = list(model.idf.values())
    order = np.lexsort((text_of, term_of))
    term_of, count_of, text_of = term_of[order], count_of[order], text_of[order]
    weights = idfs[term_of] * _saturation(model, count_of, text_of)
    starts = np.searchsorted(term_of, np.arange(terms + 1)).astype(np.int64)
    return Postings(starts, text_of, weights.astype(np.float32), len(sizes))


def _saturation(
    model: LuceneBM25, counts: NDArray[np.float64], texts: NDArray[np.int32]
) -> NDArray[np.float64]:
    """Return the part of BM25 that depends on a term's count and the text's length."""
    lengths = np.asarray(model.doc_len, dtype=np.float64)[texts]
    norm = model.k1 * (1 - model.b + model.b * lengths / model.avgdl)
    saturation: NDArray[np.float64] = counts * (model.k1 + 1) / (counts + norm)
    return saturation
