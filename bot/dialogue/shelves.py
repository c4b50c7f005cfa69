"""Where an admin is among the documents: a page of a list, of all or of those with some words.

A button has no room for words, so they travel folded, in one byte each, cut after twenty.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from bot.text.folding import fold

_ONE_BYTE = "cp1256"
_LONGEST = 20  # letters


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page, from 1, of the documents with the words; without words, of all."""

    page: int = 1
    words: str = ""

    def __str__(self) -> str:
        packed = base64.b32encode(self.words.encode(_ONE_BYTE)).decode().rstrip("=").lower()
        return f"{self.page}:{packed}"

    @property
    def next(self) -> Shelf:
        """Return the page after this one."""
        return Shelf(self.page + 1, self.words)

    @property
    def previous(self) -> Shelf:
        """Return the page before this one."""
        return Shelf(self.page - 1, self.words)


def shelf_for(words: str) -> Shelf:
    """Return the first page for words as a person typed them."""
    folded = fold(words).encode(_ONE_BYTE, "ignore").decode(_ONE_BYTE)
    return Shelf(1, " ".join(folded.split())[:_LONGEST].strip())


def parse_shelf(written: str) -> Shelf:
    """Return the shelf that a button names; the first of all for anything else."""
    page, _, packed = written.partition(":")
    padding = "=" * (-len(packed) % 8)
    try:
        words = base64.b32decode(packed.upper() + padding).decode(_ONE_BYTE)
    except ValueError:
        words = ""
    return Shelf(int(page) if page.isdecimal() and len(page) <= 6 else 1, words)  # noqa: PLR2004  pages, not more


def mark_of(document: str) -> str:
    """Return a few digits that name a document in a button."""
    return hashlib.blake2b(document.encode(), digest_size=6).hexdigest()
