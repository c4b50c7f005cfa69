"""A question's content words as the index knows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import idf
from bot.search.stems import Stems, codes_of
from bot.search.vocabulary import UNSEEN, Numbers
from bot.text.analyzer import Query
from bot.text.stemmer import skeleton, stem


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """The different stems of a question, in the order of their first use, one entry a stem."""

    stems: Numbers
    """UNSEEN for a stem that no text of the index holds."""
    families: Numbers
    """UNSEEN for a family that no text of the index holds."""
    trigrams: Sequence[Sequence[int]]
    """The codes of each stem's trigrams."""
    weights: NDArray[np.float64]
    """The inverse document frequency among sentences: an unseen stem weighs most, it does not vanish."""
    alternatives: QueryTerms | None = None
    """What may be meant by some of these; a text that says it says these, if less surely."""
    stands_for: Sequence[Sequence[int]] = ()
    """The places here of those that each alternative may be meant by."""

    def __len__(self) -> int:
        return len(self.stems)


def query_terms(query: Query, stems: Stems, sentences: int) -> QueryTerms:
    """Return the terms of a query in an index of so many sentences."""
    bare = list(dict.fromkeys(map(stem, query.words)))
    terms = _terms(bare, stems, sentences)
    if not query.alternatives:
        return terms
    meant: dict[str, set[int]] = {}
    for each in query.alternatives:
        meant.setdefault(stem(each.word), set()).update(bare.index(stem(word)) for word in each.typed)
    others = {word: sorted(places) for word, places in meant.items() if word not in bare}
    alternatives = _terms(list(others), stems, sentences) if others else None
    return replace(terms, alternatives=alternatives, stands_for=list(others.values()))


def _terms(bare: Sequence[str], stems: Stems, sentences: int) -> QueryTerms:
    """Return the terms of different bare words."""
    numbers = stems.vocabulary.numbers(bare)
    families, codes, weights = [], [], []
    for number, word in zip(numbers.tolist(), bare, strict=True):
        if number == UNSEEN:
            family = stems.families.number(skeleton(word))
            families.append(UNSEEN if family is None else family)
            codes.append(codes_of(word))
            weights.append(idf(0, sentences))
        else:
            families.append(stems.family_of.item(number))
            codes.append(tuple(filter(None, stems.trigrams[number].tolist())))
            weights.append(idf(stems.frequencies.item(number), sentences))
    return QueryTerms(numbers, np.array(families, np.int64), codes, np.array(weights))
