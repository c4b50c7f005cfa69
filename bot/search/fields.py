"""The fields of the index: each is one view of words at one level of the text, fitted by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.records import Document
from bot.search.chunker import Chunks
from bot.text.analyzer import View, content_words


class Level(StrEnum):
    """The stretch of text that a field scores; the title counts with each."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Field:
    """One BM25 index: a view of words over the texts of one level."""

    view: View
    level: Level

    def __str__(self) -> str:
        return f"{self.view}-{self.level}"


FIELDS = tuple(Field(view, level) for level in Level for view in View)


def texts_of(document: Document, chunks: Chunks) -> dict[Level, list[list[str]]]:
    """Return the content words of each text of a document, level by level, with title and heading."""
    title = content_words(document.title)
    headings = [content_words(heading) for heading in chunks.headings]
    body = [content_words(document.text[chunk.start : chunk.end]) for chunk in chunks.passages]
    grouped: list[list[str]] = [[*title, *heading] for heading in headings]
    for chunk, own in zip(chunks.passages, body, strict=True):
        grouped[chunk.paragraph] += own
    sentences = [
        [*title, *headings[chunk.paragraph], *own] for chunk, own in zip(chunks.passages, body, strict=True)
    ]
    return {
        Level.SENTENCE: sentences,
        Level.PARAGRAPH: grouped,
        Level.DOCUMENT: [[*title, *_flat(headings), *_flat(body)]],
    }


def _flat(lists: list[list[str]]) -> Iterator[str]:
    return (word for words in lists for word in words)
