"""Build an index from a corpus, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.documents import Document
from bot.search.analysis import Analysis
from bot.search.corpus import Corpus
from bot.search.index import Index
from bot.search.joining import Run
from bot.search.merging import merged
from bot.search.store import Manifest

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""


def build(corpus: Corpus, progress: Progress | None = None) -> Index:
    """Build an index in memory; `progress` hears of each document, and at last of the whole."""
    steps = len(corpus.documents) + 1
    told = progress or (lambda _done, _of: None)
    found = Analysis()
    for done, document in enumerate(corpus.documents, 1):
        found.add(document)
        told(done, steps)
    part = found.part()
    arrays = dict(merged([part], [Run(0, (0, len(part)))]))
    told(steps, steps)
    sentences = len(arrays["sentence_document"])
    manifest = Manifest(corpus.files, corpus.refused, len(part), sentences, corpus.remarks)
    return Index(arrays, manifest)


def build_from(documents: Iterable[Document]) -> Index:
    """Build an index in memory from documents at hand."""
    return build(Corpus((), tuple(documents), ()))
