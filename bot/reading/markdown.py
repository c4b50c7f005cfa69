"""Markdown: front matter, headings, text."""

from __future__ import annotations

from pathlib import Path

from bot.documents import Document, Reading
from bot.reading.decoding import decode
from bot.reading.front_matter import front_matter

_KNOWN = {"title", "url", "date", "author", "source", "language"}


def read_markdown(content: bytes, name: str) -> Reading:
    """Return the one document of a Markdown file.  Raises DocumentError."""
    decoded = decode(content)
    head, body = front_matter(decoded.text)
    body = body.strip()
    title = " ".join(head.get("title", "").split()) or _first_heading(body) or Path(name).stem
    document = Document(
        name=name,
        title=title,
        text=body,
        url=head.get("url"),
        date=head.get("date"),
        author=head.get("author"),
        source=head.get("source"),
        language=head.get("language"),
        extra={key: value for key, value in head.items() if key not in _KNOWN},
    )
    return Reading((document,), remarks=decoded.remarks(name))


def _first_heading(body: str) -> str | None:
    first = body.split("\n", 1)[0]
    return first.lstrip("#").strip() or None if first.startswith("#") else None
