"""Build an index from a corpus: cut, analyse, fit, and lay the result out as arrays."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import compress, pairwise

import numpy as np

from bot.documents import Anchor, Document
from bot.search.bm25 import fit
from bot.search.chunker import Chunks, chunk
from bot.search.corpus import Corpus
from bot.search.fields import Level
from bot.search.forward import ForwardIndex
from bot.search.index import Index
from bot.search.lexicon import Lexicon
from bot.search.stems import Stems, stems
from bot.search.store import Array, Manifest
from bot.search.traits import marks_of, table, traits_of
from bot.text.analyzer import content_words, is_content
from bot.text.numerals import unified
from bot.text.tokens import spellings, words

Progress = Callable[[int, int], None]
"""Told how many steps are done, of how many."""


@dataclass
class _Table:
    """The sentences of all documents and the stems of all texts, growing document by document."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    byte_spans: list[tuple[int, int]] = field(default_factory=list)
    document: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    document_first: list[int] = field(default_factory=lambda: [0])
    paragraph_first: list[int] = field(default_factory=lambda: [0])
    paragraph_heading: list[int] = field(default_factory=list)
    headings: dict[str, int] = field(default_factory=dict)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    """The page and the number of the fragment that each sentence can be opened at; page 0: none."""
    fragments: dict[str, int] = field(default_factory=lambda: {"": 0})
    traits: list[tuple[int, ...]] = field(default_factory=list)
    sentence_stems: list[list[str]] = field(default_factory=list)
    title_stems: list[list[str]] = field(default_factory=list)
    heading_stems: list[list[str]] = field(default_factory=list)
    marks: list[list[int]] = field(default_factory=list)
    text: bytearray = field(default_factory=bytearray)
    cards: list[bytes] = field(default_factory=list)
    spellings: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document) -> None:
        chunks = chunk(document.text)
        self._add_places(document, chunks)
        for piece in chunks.passages:
            self._add_contents(document.text[piece.start : piece.end])
        self._add_headings(chunks)
        self._add_anchors(document, chunks)
        self.title_stems.append(stems(content_words(document.title)))
        self.document_first.append(len(self.spans))
        self.text += document.text.encode()
        self.cards.append(_card(document))
        for text in (document.title, document.text):
            self.spellings.update(spellings(text))

    def _add_places(self, document: Document, chunks: Chunks) -> None:
        place, offset = 0, len(self.text)
        paragraphs = len(self.paragraph_heading)
        for piece in chunks.passages:
            offset += len(document.text[place : piece.start].encode())
            length = len(document.text[piece.start : piece.end].encode())
            self.spans.append((piece.start, piece.end))
            self.byte_spans.append((offset, offset + length))
            self.document.append(len(self.cards))
            self.paragraph.append(paragraphs + piece.paragraph)
            place, offset = piece.end, offset + length

    def _add_contents(self, sentence: str) -> None:
        typed = words(sentence)
        said = unified(typed)
        kept = list(map(is_content, said))
        found = stems(compress(said, kept))
        self.sentence_stems.append(found)
        self.marks.append(marks_of(said, kept, frozenset(typed)))
        self.traits.append(traits_of(said, found, len(sentence)))

    def _add_headings(self, chunks: Chunks) -> None:
        first = len(self.paragraph_first) - 1
        counts = Counter(piece.paragraph for piece in chunks.passages)
        for paragraph, heading in enumerate(chunks.headings):
            self.paragraph_first.append(self.paragraph_first[first + paragraph] + counts[paragraph])
            if heading not in self.headings:
                self.headings[heading] = len(self.headings)
                self.heading_stems.append(stems(content_words(heading)))
            self.paragraph_heading.append(self.headings[heading])

    def _add_anchors(self, document: Document, chunks: Chunks) -> None:
        starts = [anchor.start for anchor in document.anchors]
        for piece in chunks.passages:
            place = bisect_right(starts, piece.start) - 1
            anchor = document.anchors[place] if place >= 0 else Anchor(0)
            fragment = self.fragments.setdefault(anchor.fragment or "", len(self.fragments))
            self.anchors.append((anchor.page or 0, fragment))

    def arrays(self) -> dict[str, Array]:
        headings = [heading.encode() for heading in self.headings]
        fragments = [fragment.encode() for fragment in self.fragments]
        return {
            "sentence_span": np.array(self.spans, np.int32).reshape(-1, 2),
            "sentence_bytes": np.array(self.byte_spans, np.int64).reshape(-1, 2),
            "sentence_document": np.array(self.document, np.int32),
            "sentence_paragraph": np.array(self.paragraph, np.int32),
            "sentence_anchor": np.array(self.anchors, np.int32).reshape(-1, 2),
            "sentence_traits": table(self.traits),
            "paragraph_first": np.array(self.paragraph_first, np.int32),
            "paragraph_heading": np.array(self.paragraph_heading, np.int32),
            "headings": np.frombuffer(b"".join(headings), np.uint8),
            "heading_ends": np.cumsum([0, *map(len, headings)], dtype=np.int64),
            "fragments": np.frombuffer(b"".join(fragments), np.uint8),
            "fragment_ends": np.cumsum([0, *map(len, fragments)], dtype=np.int64),
            "text": np.frombuffer(bytes(self.text), np.uint8),
            "documents": np.frombuffer(b"".join(self.cards), np.uint8),
            "document_ends": np.cumsum([0, *map(len, self.cards)], dtype=np.int64),
            "document_first": np.array(self.document_first, np.int32),
        }

    def texts(self, level: Level) -> Iterator[list[str]]:
        """Yield the stems that count for each text of a level, title and headings included."""
        if level is Level.SENTENCE:
            for own, document, paragraph in zip(
                self.sentence_stems, self.document, self.paragraph, strict=True
            ):
                heading = self.heading_stems[self.paragraph_heading[paragraph]]
                yield [*self.title_stems[document], *heading, *own]
            return
        for document, (first, end) in enumerate(pairwise(self.document_first)):
            under = dict.fromkeys(self.paragraph_heading[number] for number in self.paragraph[first:end])
            headings = (self.heading_stems[number] for number in under)
            parts = (self.title_stems[document], *headings, *self.sentence_stems[first:end])
            yield [stem for part in parts for stem in part]


def build(corpus: Corpus, progress: Progress | None = None) -> Index:
    """Build an index in memory; `progress` hears of documents read and levels fitted."""
    steps = len(corpus.documents) + len(Level)
    told = progress or (lambda _done, _of: None)
    found = _Table()
    for done, document in enumerate(corpus.documents, 1):
        found.add(document)
        told(done, steps)
    arrays = found.arrays()
    known = Stems.of(found.sentence_stems, (*found.title_stems, *found.heading_stems))
    arrays |= _named("stems", known.arrays())
    number = {known.vocabulary.term(i): i for i in range(len(known))}
    texts = (*found.sentence_stems, *found.title_stems, *found.heading_stems)
    forward = ForwardIndex.of(
        [[number[stem] for stem in text] for text in texts],
        found.marks,
        sentences=len(found.spans),
        titles=len(found.cards),
    )
    arrays |= _named("forward", forward.arrays())
    arrays |= _named("lexicon", Lexicon.of(found.spellings).arrays())
    family = dict(zip(number, known.family_of.tolist(), strict=True))
    for done, level in enumerate(Level, len(corpus.documents) + 1):
        families = [[family[stem] for stem in text] for text in found.texts(level)]
        arrays |= _named(level, fit(families, len(known.families)).arrays())
        told(done, steps)
    manifest = Manifest(corpus.files, corpus.refused, len(corpus.documents), len(found.spans), corpus.remarks)
    return Index(arrays, manifest)


def _named(part: str, arrays: Mapping[str, Array]) -> dict[str, Array]:
    return {f"{part}.{name}": array for name, array in arrays.items()}


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
