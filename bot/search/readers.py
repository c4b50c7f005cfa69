"""Read one file of the corpus into documents; whatever is wrong is said with its reason and line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from bot.errors import DocumentError
from bot.records import Document

TITLE_LENGTH = 120
"""A first line of a plain text is its title up to this many code points."""

_FENCE = "---"
_KNOWN = {"title", "url", "date", "author", "source", "language"}


def read(content: bytes, name: str) -> list[Document]:
    """Return the documents that a file's bytes hold; `name` is its path below the corpus, with `/`.

    Raises DocumentError for a file that is of no known kind, is not UTF-8, has broken front matter, or
    holds no text.
    """
    reader = _READERS.get(Path(name).suffix.lower())
    if reader is None:
        kinds = " ".join(sorted(_READERS))
        raise DocumentError(f"نوع ملف غير مدعوم، المدعوم: {kinds} (unsupported kind of file)")
    document = reader(decode(content), name)
    if not any(map(str.isalnum, document.text)):
        raise DocumentError("الملف لا نص فيه (no text in the file)")
    return [document]


def decode(content: bytes) -> str:
    r"""Return UTF-8 bytes as text with `\n` line ends.  Raises DocumentError naming the line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError("الترميز ليس UTF-8 (not UTF-8)", line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DocumentError("ملف ثنائي لا نصي (a binary file)", line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _markdown(text: str, name: str) -> Document:
    head, body = _front_matter(text)
    body = body.strip()
    title = head.get("title") or _first_heading(body) or Path(name).stem
    extra = {key: value for key, value in head.items() if key not in _KNOWN}
    fields = {key: head.get(key) for key in _KNOWN - {"title"}}
    return Document(name=name, title=title, text=body, extra=extra, **fields)


def _plain(text: str, name: str) -> Document:
    body = text.strip()
    first, _, rest = body.partition("\n")
    if rest.strip() and len(first) <= TITLE_LENGTH:
        return Document(name=name, title=first.strip(), text=rest.strip())
    return Document(name=name, title=Path(name).stem, text=body)


def _front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """Split YAML front matter from the body; a text that does not open with a fence has none."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if closing is None:
        raise DocumentError(f"الترويسة بلا سطر إغلاق {_FENCE} (front matter is not closed)", 1)
    try:
        head = yaml.safe_load("\n".join(lines[1:closing]))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        raise DocumentError("ترويسة YAML معطوبة (broken YAML front matter)", line) from None
    if head is not None and not isinstance(head, dict):
        raise DocumentError("ترويسة YAML ليست مفاتيح وقيمًا (front matter is not a mapping)", 2)
    values = {str(key): _as_text(value) for key, value in (head or {}).items() if value is not None}
    return values, "\n".join(lines[closing + 1 :])


def _as_text(value: object) -> str:
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, list):
        return "، ".join(map(str, value))
    return str(value).strip()


def _first_heading(body: str) -> str | None:
    first = body.split("\n", 1)[0]
    return first.lstrip("#").strip() or None if first.startswith("#") else None


_READERS: Mapping[str, Callable[[str, str], Document]] = {".md": _markdown, ".txt": _plain}
