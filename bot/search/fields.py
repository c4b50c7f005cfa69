"""The fields that BM25 is fitted to: the word families of the texts of two levels."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The stretch of text that a field scores; title and headings count with it."""

    SENTENCE = "sentence"
    DOCUMENT = "document"
