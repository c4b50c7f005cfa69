"""Fit BM25 with rank-bm25, then lay its weights out once as postings: a query touches only its terms."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from bot.search.postings import Postings
from bot.search.rows import Numbers, Places, ends_of

_LOW = 32
_AT_ONCE = 1 << 20

K1 = 0.9
B = 0.4
"""Low values suit sentences (Trotman, Puurula and Burgess, 2014): a repeated word says little in them."""


class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank-bm25 ships no types
    """BM25 with the inverse document frequency of Lucene, log(1 + (N - n + 0.5) / (n + 0.5)).

    Unlike the classic formula it is never negative, so that a word in most sentences does no harm and a
    corpus of one or two sentences still ranks.
    """

    def _calc_idf(self, nd: Mapping[int, int]) -> None:
        weight = {n: idf(n, self.corpus_size) for n in set(nd.values())}
        self.idf = {term: weight[n] for term, n in nd.items()}


def idf(n: int, size: int) -> float:
    """Return the weight of a term found in `n` of `size` texts; 0 of them gives the highest weight."""
    return math.log(1 + (size - n + 0.5) / (n + 0.5))


def fit(words: Places, owners: Places, texts: int, terms: int) -> Postings:
    """Fit BM25 to words of texts, and return its weights as postings.

    Word i, a number below `terms`, stands in the text `owners[i]`, a number below `texts`; their order says
    nothing.  A posting's weight is what rank-bm25's `get_scores` would add for one occurrence of the term in
    a query.  Texts without words are allowed; so is no text at all.
    """
    if not len(words):  # rank-bm25 divides by the number of texts and by their mean length
        return Postings.empty(terms, texts)
    found, counts = _counted(words, owners)
    term_of, text_of = (found >> _LOW).astype(np.int32), found.astype(np.int32)
    del found
    frequencies = np.bincount(term_of, minlength=terms)
    model = _Fitted(_Counts(np.bincount(owners, minlength=texts), frequencies), k1=K1, b=B)
    return Postings(ends_of(frequencies, np.int64), text_of, _weights(model, term_of, text_of, counts), texts)


@dataclass(frozen=True, slots=True)
class _Counts:
    """What rank-bm25 would have counted."""

    lengths: Numbers
    """The number of words of each text."""
    frequencies: Numbers
    """The number of texts that hold each term."""


class _Fitted(LuceneBM25):
    """BM25 told the counts: rank-bm25's own loop takes a kilobyte a text and most of the time of a build."""

    def _initialize(self, corpus: _Counts) -> Mapping[int, int]:
        self.corpus_size = len(corpus.lengths)
        self.doc_len = corpus.lengths
        self.avgdl = int(corpus.lengths.sum()) / self.corpus_size
        held = np.flatnonzero(corpus.frequencies)
        return dict(zip(held.tolist(), corpus.frequencies[held].tolist(), strict=True))


def _counted(words: Places, owners: Places) -> tuple[Numbers, Places]:
    """Return each pair of a term and a text that holds it, as one number, sorted; and how often it does."""
    pairs = words.astype(np.int64) << _LOW | owners
    pairs.sort()
    is_first = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=is_first[1:])
    first = np.flatnonzero(is_first)
    return pairs[first], np.diff(first, append=len(pairs)).astype(np.int32)


def _weights(model: _Fitted, term_of: Places, text_of: Places, counts: Places) -> NDArray[np.float32]:
    idfs = np.zeros(int(term_of[-1]) + 1)
    idfs[list(model.idf)] = list(model.idf.values())
    weights = np.zeros(len(term_of), np.float32)
    for start in range(0, len(weights), _AT_ONCE):  # bounds the memory
        own = slice(start, start + _AT_ONCE)
        weights[own] = idfs[term_of[own]] * _saturation(model, counts[own], text_of[own])
    return weights


def _saturation(model: LuceneBM25, counts: Places, texts: Places) -> NDArray[np.float64]:
    """Return the part of BM25 that depends on a term's count and the text's length."""
    norm = model.k1 * (1 - model.b + model.b * model.doc_len[texts] / model.avgdl)
    saturation: NDArray[np.float64] = counts * (model.k1 + 1) / (counts + norm)
    return saturation
