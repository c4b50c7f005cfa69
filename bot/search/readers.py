"""Read one file of the corpus into documents; whatever is wrong is said with its reason and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DocumentError
from bot.records import Document

TITLE_LENGTH = 120
"""A first line of a plain text is its title up to this many code points."""

_FENCE = "---"
_BROKEN = "ترويسة YAML معطوبة (broken YAML front matter)"
_NOTHING = {"", "~", "null"}
_BOM = b"\xef\xbb\xbf"
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
    content = content.removeprefix(_BOM)
    try:
        text = content.decode("utf-8")
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
    title = " ".join(head.get("title", "").split()) or _first_heading(body) or Path(name).stem
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
    head = _parsed("\n".join(lines[1:closing]))
    if head and not isinstance(head, dict):
        raise DocumentError("ترويسة YAML ليست مفاتيح وقيمًا (front matter is not a mapping)", 2)
    values = {key: _as_text(value) for key, value in head.items()} if head else {}
    known = {key: value for key, value in values.items() if value.lower() not in _NOTHING}
    return known, "\n".join(lines[closing + 1 :])


def _parsed(head: str) -> Any:
    """Parse front matter with every value as it is written: 12:30 is no number and 2024-02-31 no error."""
    try:
        return yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506  # builds strings, lists and mappings only
    except yaml.reader.ReaderError as error:
        line = head.count("\n", 0, error.position) + 2
        raise DocumentError(_BROKEN, line) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise DocumentError(_BROKEN, 1 if mark is None else mark.line + 2) from None
    except RecursionError:
        raise DocumentError(_BROKEN, 1) from None


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return "، ".join(map(str, value))
    return str(value).strip()


def _first_heading(body: str) -> str | None:
    first = body.split("\n", 1)[0]
    return first.lstrip("#").strip() or None if first.startswith("#") else None


_READERS: Mapping[str, Callable[[str, str], Document]] = {".md": _markdown, ".txt": _plain}
