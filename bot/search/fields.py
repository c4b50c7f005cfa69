"""The fields of the index: each is one view of words at one level of the text, fitted by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.search.chunker import Chunks
from bot.text.analyzer import View


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


Texts = dict[Level, list[list[str]]]

FIELDS = tuple(Field(view, level) for level in Level for view in View)


def texts_of(title: list[str], headings: list[list[str]], chunks: Chunks, own: list[list[str]]) -> Texts:
    """Return the content words of each text of a document, level by level, with title and heading.

    `own` holds the content words of each passage, `headings` those of each paragraph's heading.
    """
    paragraphs = [[*title, *heading] for heading in headings]
    for piece, words in zip(chunks.passages, own, strict=True):
        paragraphs[piece.paragraph] += words
    pairs = zip(chunks.passages, own, strict=True)
    return {
        Level.SENTENCE: [[*title, *headings[piece.paragraph], *words] for piece, words in pairs],
        Level.PARAGRAPH: paragraphs,
        Level.DOCUMENT: [[*title, *(word for words in (*headings, *own) for word in words)]],
    }
