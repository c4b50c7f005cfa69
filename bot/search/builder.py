"""Build an index from a corpus: cut, analyse, fit, and lay the result out as arrays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from bot.records import Document
from bot.search.bm25 import fit
from bot.search.chunker import Chunks, chunk
from bot.search.corpus import Corpus
from bot.search.fields import FIELDS, Level, texts_of
from bot.search.forward import ForwardIndex
from bot.search.index import Index
from bot.search.store import Array, Manifest
from bot.search.traits import table, traits_of
from bot.text.analyzer import content, content_words, terms
from bot.text.numerals import unified
from bot.text.stemmer import stem
from bot.text.tokens import words

Progress = Callable[[int, int], None]
"""Told how many steps are done, of how many."""


@dataclass
class _Table:
    """The sentences and texts of all documents, growing document by document."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    byte_spans: list[tuple[int, int]] = field(default_factory=list)
    document: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    traits: list[tuple[int, ...]] = field(default_factory=list)
    stems: list[list[str]] = field(default_factory=list)
    title_stems: list[list[str]] = field(default_factory=list)
    paragraphs: int = 0
    headings: dict[str, int] = field(default_factory=dict)
    paragraph_heading: list[int] = field(default_factory=list)
    text: bytearray = field(default_factory=bytearray)
    cards: list[bytes] = field(default_factory=list)
    words: dict[Level, list[list[str]]] = field(default_factory=lambda: {level: [] for level in Level})

    def add(self, document: Document) -> None:
        chunks = chunk(document.text)
        title = content_words(document.title)
        headings = [content_words(heading) for heading in chunks.headings]
        spoken = [unified(words(document.text[piece.start : piece.end])) for piece in chunks.passages]
        own = [content(each) for each in spoken]
        for level, texts in texts_of(title, headings, chunks, own).items():
            self.words[level] += texts
        self._add_places(document, chunks)
        self._add_contents(chunks, spoken, own)
        self.title_stems.append(list(map(stem, title)))
        self.paragraphs += len(chunks.paragraphs)
        for heading in chunks.headings:
            self.paragraph_heading.append(self.headings.setdefault(heading, len(self.headings)))
        self.text += document.text.encode()
        self.cards.append(_card(document))

    def _add_places(self, document: Document, chunks: Chunks) -> None:
        place, offset = 0, len(self.text)
        for piece in chunks.passages:
            offset += len(document.text[place : piece.start].encode())
            length = len(document.text[piece.start : piece.end].encode())
            self.spans.append((piece.start, piece.end))
            self.byte_spans.append((offset, offset + length))
            self.document.append(len(self.cards))
            self.paragraph.append(self.paragraphs + piece.paragraph)
            place, offset = piece.end, offset + length

    def _add_contents(self, chunks: Chunks, spoken: list[list[str]], own: list[list[str]]) -> None:
        before = None
        for piece, said, content_of in zip(chunks.passages, spoken, own, strict=True):
            stems = list(map(stem, content_of))
            self.stems.append(stems)
            self.traits.append(
                traits_of(
                    said,
                    stems,
                    piece.end - piece.start,
                    opens_paragraph=before is None or before.paragraph != piece.paragraph,
                    opens_document=before is None,
                )
            )
            before = piece

    def arrays(self) -> dict[str, Array]:
        headings = [heading.encode() for heading in self.headings]
        counts = {level: len(texts) for level, texts in self.words.items()}
        return {
            "sentence_span": np.array(self.spans, np.int32).reshape(-1, 2),
            "sentence_bytes": np.array(self.byte_spans, np.int64).reshape(-1, 2),
            "sentence_document": np.array(self.document, np.int32),
            "sentence_paragraph": np.array(self.paragraph, np.int32),
            "paragraph_heading": np.array(self.paragraph_heading, np.int32),
            "headings": np.frombuffer(b"".join(headings), np.uint8),
            "heading_ends": np.cumsum([0, *map(len, headings)], dtype=np.int64),
            "sentence_traits": table(self.traits),
            "text": np.frombuffer(bytes(self.text), np.uint8),
            "documents": np.frombuffer(b"".join(self.cards), np.uint8),
            "document_ends": np.cumsum([0, *map(len, self.cards)], dtype=np.int64),
            **{f"{level}_count": np.array([count], np.int64) for level, count in counts.items()},
        }


def build(corpus: Corpus, progress: Progress | None = None) -> Index:
    """Build an index in memory; `progress` hears of documents read and fields fitted."""
    steps = len(corpus.documents) + len(FIELDS)
    told = progress or (lambda _done, _of: None)
    found = _Table()
    for done, document in enumerate(corpus.documents, 1):
        found.add(document)
        told(done, steps)
    arrays = found.arrays()
    forward = ForwardIndex.of(found.stems, found.title_stems)
    arrays |= {f"forward.{name}": array for name, array in forward.arrays().items()}
    for done, part in enumerate(FIELDS, len(corpus.documents) + 1):
        postings = fit([terms(words, part.view) for words in found.words[part.level]])
        arrays |= {f"{part}.{name}": array for name, array in postings.arrays().items()}
        told(done, steps)
    manifest = Manifest(corpus.files, corpus.refused, len(corpus.documents), len(found.spans))
    return Index(arrays, manifest)


def build_from(documents: Iterable[Document]) -> Index:
    """Build an index in memory from documents at hand."""
    return build(Corpus((), tuple(documents), ()))


def _card(document: Document) -> bytes:
    """Return what is known of a document beside its text, as JSON."""
    card = {
        "name": document.name,
        "title": document.title,
        "url": document.url,
        "date": document.date,
        "author": document.author,
        "source": document.source,
        "language": document.language,
        "extra": dict(document.extra),
    }
    return json.dumps(card, ensure_ascii=False).encode()
