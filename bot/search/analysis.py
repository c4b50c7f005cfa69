"""Take documents apart: cut, analyse and count, one after the other, into a part of an index."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.documents import Anchor, Document
from bot.search.chunker import Chunks, chunk
from bot.search.part import Part
from bot.search.rows import NONE, Places, ends_of
from bot.search.spellings import Spelt
from bot.search.stem_table import MetStems
from bot.search.texts import Texts
from bot.search.traits import marks_of, table, traits_of
from bot.search.word_list import WordList
from bot.search.word_numbers import WordNumbers
from bot.text.analyzer import is_content
from bot.text.numerals import unified
from bot.text.stemmer import stem
from bot.text.tokens import spellings, words

Array = NDArray[np.generic]


class _Stems(dict[str, int]):
    """The number of the stem of each folded word that was met, NONE for one that is no content."""

    def __init__(self, numbers: WordNumbers) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, word: str) -> int:
        number = self._numbers.of(stem(word)) if is_content(word) else NONE
        self[word] = number
        return number

    def of(self, said: Iterable[str]) -> list[int]:
        """Return the numbers of the stems of content words."""
        return [number for number in map(self.__getitem__, said) if number != NONE]


class Analysis:
    """What was found in the documents so far."""

    def __init__(self) -> None:
        self._words = WordNumbers()
        self._stems = _Stems(self._words)
        self._spans, self._byte_spans = array("i"), array("q")
        self._pages, self._fragments = array("i"), array("i")
        self._traits: list[tuple[int, ...]] = []
        self._marks = bytearray()
        self._sentences, self._titles = Texts(), Texts()
        self._document_ends, self._paragraph_ends = array("q", [0]), array("q", [0])
        self._text_ends = array("q", [0])
        self._paragraph_heading = array("i")
        self._headings: dict[str, list[int]] = {}
        self._text: list[bytes] = []
        self._cards: list[bytes] = []
        self._spellings: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._cards)

    def add(self, document: Document) -> None:
        """Take one document in."""
        chunks = chunk(document.text)
        self._add_places(document, chunks)
        for piece in chunks.passages:
            self._add_contents(document.text[piece.start : piece.end])
        self._add_headings(chunks)
        self._add_anchors(document, chunks)
        self._titles.add(self._stems.of(unified(words(document.title))))
        self._document_ends.append(len(self._traits))
        self._cards.append(_card(document))
        for text in (document.title, document.text):
            self._spellings.update(spellings(text))

    def _add_places(self, document: Document, chunks: Chunks) -> None:
        start = offset = self._text_ends[-1]
        place = 0
        for piece in chunks.passages:
            offset += len(document.text[place : piece.start].encode())
            length = len(document.text[piece.start : piece.end].encode())
            self._spans.extend((piece.start, piece.end))
            self._byte_spans.extend((offset, offset + length))
            place, offset = piece.end, offset + length
        self._text.append(document.text.encode())
        self._text_ends.append(start + len(self._text[-1]))

    def _add_contents(self, sentence: str) -> None:
        typed = words(sentence)
        said = unified(typed)
        numbers = [self._stems[word] for word in said]
        kept = [number != NONE for number in numbers]
        found = [number for number in numbers if number != NONE]
        self._sentences.add(found)
        self._marks.extend(marks_of(said, kept, frozenset(typed)))
        self._traits.append(traits_of(said, found, len(sentence)))

    def _add_headings(self, chunks: Chunks) -> None:
        counts = Counter(piece.paragraph for piece in chunks.passages)
        for paragraph, heading in enumerate(chunks.headings):
            self._paragraph_ends.append(self._paragraph_ends[-1] + counts[paragraph])
            if heading not in self._headings:
                self._headings[heading] = self._stems.of(unified(words(heading)))
            self._paragraph_heading.append(self._words.of(heading))

    def _add_anchors(self, document: Document, chunks: Chunks) -> None:
        starts = [anchor.start for anchor in document.anchors]
        for piece in chunks.passages:
            place = bisect_right(starts, piece.start) - 1
            anchor = document.anchors[place] if place >= 0 else Anchor(0)
            self._pages.append(anchor.page or 0)
            linked = anchor.fragment if document.url else None  # without an address there is nothing to open
            self._fragments.append(self._words.of(linked) if linked else NONE)

    def part(self) -> Part:
        """Return the part of an index that the documents make up."""
        headings = sorted(self._headings, key=str.encode)
        of_headings = np.array([self._words.of(heading) for heading in headings], np.int64)
        texts = Texts()
        for heading in headings:
            texts.add(self._headings[heading])
        stems = MetStems(self._sentences, (self._titles, texts), self._words)
        spelt = Spelt(self._spellings, self._words)
        words, rank = self._words.ranked()
        stem_table, stem_of = stems.table(rank)
        spelt_table, terms = spelt.tables(words, rank)
        heading_of = np.full(len(rank), NONE, np.int32)
        heading_of[of_headings] = np.arange(len(headings))
        return Part(
            words,
            stem_table,
            spelt_table,
            terms,
            rank[of_headings],
            self._places(rank, heading_of),
            self._forward(stem_of, texts),
        )

    def _places(self, rank: Places, heading_of: Places) -> dict[str, Array]:
        cards = WordList.of_bytes(self._cards)
        return {
            "sentence_span": np.array(self._spans, np.int32).reshape(-1, 2),
            "sentence_bytes": np.array(self._byte_spans, np.int64).reshape(-1, 2),
            "sentence_page": np.array(self._pages, np.int32),
            "sentence_fragment": rank[np.array(self._fragments, np.int32)],
            "sentence_traits": table(self._traits),
            "paragraph_first": np.array(self._paragraph_ends, np.int32),
            "paragraph_heading": heading_of[np.array(self._paragraph_heading, np.int32)],
            "document_first": np.array(self._document_ends, np.int32),
            "document_bytes": np.array(self._text_ends, np.int64),
            "text": np.frombuffer(b"".join(self._text), np.uint8),
            "documents": cards.block,
            "document_ends": cards.ends.astype(np.int64),
        }

    def _forward(self, stem_of: Places, headings: Texts) -> dict[str, Array]:
        texts = (self._sentences, self._titles, headings)
        stems = stem_of[np.concatenate([each.words for each in texts])]
        marks = np.zeros(len(stems), np.uint8)
        marks[: len(self._marks)] = np.frombuffer(self._marks, np.uint8)
        return {
            "starts": ends_of(np.concatenate([each.lengths for each in texts]), np.int64),
            "stems": stems,
            "marks": marks,
        }


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
