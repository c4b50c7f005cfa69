"""Weigh the words of every level: whose texts hold which families and which stems, as BM25 counts them.

Families come first in the numbers of terms, stems behind them: term `families + i` is stem i.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import fit
from bot.search.fields import Level
from bot.search.postings import Postings, joined
from bot.search.rows import Numbers, Places, positions

Array = NDArray[np.generic]
_LOW = 32
_MASK = (1 << _LOW) - 1


def weighed(
    places: Mapping[str, Array], forward: Mapping[str, Array], family_of: Places, families: int
) -> Iterator[tuple[Level, Postings]]:
    """Yield the postings of each level; title and headings count with every text below them."""
    texts = _Texts(places, forward)
    yield Level.SENTENCE, _both(*texts.of_sentences(), texts.sentences, family_of, families)
    yield Level.DOCUMENT, _both(*texts.of_documents(), texts.documents, family_of, families)


def _both(stems: Places, owners: Places, texts: int, family_of: Places, families: int) -> Postings:
    """Return the postings of families and of stems; one after the other, for the memory."""
    return joined([fit(family_of[stems], owners, texts, families), fit(stems, owners, texts, len(family_of))])


class _Texts:
    """The stems of every text, and which texts count together."""

    def __init__(self, places: Mapping[str, Array], forward: Mapping[str, Array]) -> None:
        self.document_of: Places = places["sentence_document"]  # type: ignore[assignment]  # the store keeps dtypes
        paragraph_of: Places = places["sentence_paragraph"]  # type: ignore[assignment]
        self._heading_of: Places = places["paragraph_heading"][paragraph_of]  # type: ignore[assignment]
        self.sentences, self.documents = len(self.document_of), len(places["document_first"]) - 1
        self._starts: Numbers = forward["starts"]  # type: ignore[assignment]
        self._lengths = np.diff(self._starts)
        self._stems: Places = forward["stems"]  # type: ignore[assignment]

    def of_sentences(self) -> tuple[Places, Places]:
        """Return the stems of sentences with their titles and headings, and the sentence of each."""
        sentences = np.arange(self.sentences)
        return self._gathered(
            (sentences, sentences),
            (self.sentences + self.document_of, sentences),
            (self.sentences + self.documents + self._heading_of, sentences),
        )

    def of_documents(self) -> tuple[Places, Places]:
        """Return the stems of documents, each heading once, and the document of each."""
        documents = np.arange(self.documents)
        pairs = np.unique(self.document_of.astype(np.int64) << _LOW | self._heading_of)
        return self._gathered(
            (np.arange(self.sentences), self.document_of),
            (self.sentences + documents, documents),
            (self.sentences + self.documents + (pairs & _MASK), pairs >> _LOW),
        )

    def _gathered(self, *kinds: tuple[NDArray[np.integer], NDArray[np.integer]]) -> tuple[Places, Places]:
        """Return the stems of texts, and for each the number of what its text counts with."""
        stems = [self._stems[positions(self._starts[texts], self._lengths[texts])] for texts, _ in kinds]
        owners = [np.repeat(owner.astype(np.int32), self._lengths[texts]) for texts, owner in kinds]
        return np.concatenate(stems), np.concatenate(owners)
