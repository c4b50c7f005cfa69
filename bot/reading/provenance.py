"""Where a file of the corpus came from: a small hidden file beside it, for what its own bytes do not say."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from bot.documents import Document

_BEFORE, _AFTER = ".", ".origin.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and how a page was fetched."""

    url: str
    """Where it is: a reader's link."""
    asked: str
    """What was asked for, which may have led there."""
    fetched_at: str
    """ISO 8601, UTC."""
    etag: str | None = None
    last_modified: str | None = None
    date: str | None = None
    """When its feed says that it was published."""


def origin_path(file: Path) -> Path:
    """Return where the origin of a file is kept; hidden files are no documents."""
    return file.with_name(origin_name(file.name))


def origin_name(name: str) -> str:
    """Return the name, in the same folder, of the file that keeps the origin of a file of some name."""
    return f"{_BEFORE}{name}{_AFTER}"


def described_file(origin: Path) -> Path | None:
    """Return the file whose origin is kept at a path, or None when it is no such path."""
    name = origin.name
    if not name.startswith(_BEFORE) or not name.endswith(_AFTER) or len(name) <= len(_BEFORE + _AFTER):
        return None
    return origin.with_name(name[len(_BEFORE) : -len(_AFTER)])


def origin_of(file: Path) -> Origin | None:
    """Return where a file came from, or None when that is not known."""
    try:
        return parse(origin_path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def parse(written: str) -> Origin | None:
    """Return an origin that `as_text` wrote, or None for anything else."""
    try:
        found = json.loads(written)
        known = {each.name for each in fields(Origin)}
        origin = Origin(**{name: value for name, value in found.items() if name in known})
    except (ValueError, TypeError, AttributeError):
        return None
    values = asdict(origin).values()
    return origin if all(value is None or isinstance(value, str) for value in values) else None


def as_text(origin: Origin) -> str:
    """Return an origin as it is kept: JSON."""
    return json.dumps(asdict(origin), ensure_ascii=False, indent=1) + "\n"


def attributed(documents: Iterable[Document], origin: Origin | None) -> list[Document]:
    """Return a file's documents with the link and date that they do not state themselves."""
    if origin is None:
        return list(documents)
    return [
        replace(document, url=document.url or origin.url, date=document.date or origin.date)
        for document in documents
    ]
