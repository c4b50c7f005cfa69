"""The frozen values that tell what the corpus holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a document's text can be opened: from code point `start` on, up to the next anchor."""

    start: int
    page: int | None = None
    """Page of a paged document, counted from 1."""
    fragment: str | None = None
    """What follows `#` in a link that opens there."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text of the corpus as its reader extracted it; offsets into it are code points of `text`."""

    name: str
    """The path below the corpus folder, with `/`, plus `#id` for a record inside a file."""
    title: str
    text: str
    url: str | None = None
    date: str | None = None
    author: str | None = None
    source: str | None = None
    language: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    """Sorted by `start`; none: the format has no places to open at."""


TABLES = (".csv", ".tsv", ".json", ".jsonl")
"""Kinds of files of which each record is a document."""


def table_of(document: str) -> str | None:
    """Return the file of which a document is one record, by its name, or None for another document."""
    file, mark, _ = document.partition("#")
    return file if mark and file.lower().endswith(TABLES) else None


@dataclass(frozen=True, slots=True)
class Source:
    """One document that serves now, as /sources lists it."""

    document: str
    title: str
    date: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file of the corpus, or a part of one, that was not taken in, and why."""

    file: str
    reason: str
    line: int | None = None
    partial: bool = False
    """Only this line, or this file inside an archive, was not taken in: the rest of the file serves."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is worth knowing of a file that serves: its encoding, say, or what was mended in it."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Repetition:
    """Rows of one table that say what stands elsewhere, too, or nearly."""

    file: str
    rows: tuple[str, ...]
    """The names of these documents."""
    other: str | None = None
    """The file where it stands; None: in each other."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in one file: its documents, what in it was refused, and what is worth knowing."""

    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...] = ()
    """All of them partial: a file that is refused as a whole has no reading."""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file as it would be taken in: what a person wants to see before they say yes."""

    file: str
    """Where it would be kept, below the corpus."""
    documents: int = 0
    passages: int = 0
    title: str = ""
    """Of its first document."""
    date: str | None = None
    url: str | None = None
    opening: str = ""
    """The first passages, verbatim."""
    remarks: tuple[str, ...] = ()
    refusal: str | None = None
    """Why it cannot be taken in; None: it can."""
    replaces: bool = False
    """There is a file of that name, whose content is another."""
    is_there: bool = False
    """The file of that name has the very same content."""
    twin: str | None = None
    """A file of another name with the very same content."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What an admin offered came to."""

    candidates: tuple[Candidate, ...]
    """Files that can be taken in."""
    failures: tuple[Refusal, ...] = ()
    """Files and addresses that cannot."""
    unchanged: tuple[str, ...] = ()
    """Files that are in the corpus already, just so."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A document that serves, as the admins look at it."""

    source: Source
    file: str
    """The file that it is in."""
    documents: int
    """How many documents that file holds."""
    passages: int
    opening: str
    """The first passages, verbatim."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A file in the trash, by the key that brings it back."""

    key: str
    file: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReloadReport:
    """What a build of the index found; file names are paths below the corpus."""

    files: int
    documents: int
    sentences: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[Refusal, ...]
    seconds: float
    remarks: tuple[Remark, ...] = ()
    documents_before: int = 0
    sentences_before: int = 0
    repeated: tuple[Repetition, ...] = ()
    """Of tables that are new or changed."""
    offer: str | None = None
    """The generation that was built but does not serve, because too much has gone: somebody must say yes."""

    @property
    def is_news(self) -> bool:
        """Say whether anything is other than it was."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Generation:
    """One index as it was built and put on the disk, whether it serves or may serve again."""

    name: str
    built_at: datetime
    documents: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the corpus is from what serves, before that is mended."""

    serves: Generation
    """What serves meanwhile."""
    files: int
    """New, gone, or not as large and as old as they were."""
