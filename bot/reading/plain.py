"""Plain text: its first line is its title, unless that is long."""

from __future__ import annotations

from pathlib import Path

from bot.documents import Document, Reading
from bot.reading.decoding import decode

TITLE_LENGTH = 120
"""A first line of a plain text is its title up to this many code points."""


def read_plain(content: bytes, name: str) -> Reading:
    """Return the one document of a plain text.  Raises DocumentError."""
    decoded = decode(content)
    body = decoded.text.strip()
    told = decoded.remarks(name)
    first, _, rest = body.partition("\n")
    if rest.strip() and len(first) <= TITLE_LENGTH:
        return Reading((Document(name=name, title=first.strip(), text=rest.strip()),), remarks=told)
    return Reading((Document(name=name, title=Path(name).stem, text=body),), remarks=told)
