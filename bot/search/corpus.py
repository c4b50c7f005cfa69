"""Walk the corpus folder: which files there are, which of them can be read, and what they hold."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.documents import Document, Refusal, Remark
from bot.errors import CorpusError, DocumentError
from bot.reading.provenance import attributed, origin_name, origin_of, origin_path
from bot.reading.reading import Reader
from bot.reading.worker import Worker, check_size


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file of the corpus as it was when it was looked at, and what came of it."""

    name: str
    size: int
    modified_ns: int
    """Of the file and of what is kept beside it about its origin, added up: either may change."""
    digest: str = ""
    """Of both; empty when it was not read."""
    documents: int = 0
    refused: tuple[Refusal, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def looks_like(self, other: CorpusFile | None) -> bool:
        """Say whether the other one is as large and as old."""
        return other is not None and (self.size, self.modified_ns) == (other.size, other.modified_ns)

    def summed(self, path: Path) -> tuple[CorpusFile, bytes]:
        """Return the file with its digest, and its content.  Raises OSError."""
        content = path.read_bytes()
        digest = hashlib.blake2b(content, digest_size=16)
        with suppress(OSError):
            digest.update(origin_path(path).read_bytes())
        return replace(self, size=len(content), digest=digest.hexdigest()), content


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one look at a file gave."""

    state: CorpusFile | None
    """None: it could not be looked at."""
    documents: tuple[Document, ...] = ()
    refused: tuple[Refusal, ...] = ()
    is_known: bool = False
    """The file holds what it held when it was last taken in, and was not read again."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that one reading of the folder found, in the order of names."""

    files: tuple[CorpusFile, ...]
    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    remarks: tuple[Remark, ...] = ()


def look(folder: Path) -> dict[str, CorpusFile | None]:
    """Return all files below the folder by name, sorted; None: it cannot be looked at.

    Hidden and temporary ones are left out.  No file is opened.

    Raises CorpusError when the folder is missing, is not a folder, or holds no file.
    """
    if not folder.is_dir():
        raise CorpusError(f"لا يوجد مجلد وثائق هنا (no corpus folder): {folder}")
    found = dict(sorted(_seen(folder, "")))
    if not found:
        raise CorpusError(f"مجلد الوثائق فارغ (the corpus folder is empty): {folder}")
    return found


def _seen(folder: Path, below: str) -> Iterator[tuple[str, CorpusFile | None]]:
    """Yield each file below a folder with its state, but for its digest."""
    entries: dict[str, os.DirEntry[str]] = {}
    with suppress(OSError), os.scandir(folder) as scan:
        entries.update((entry.name, entry) for entry in scan)
    for name, entry in entries.items():
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):  # a link to a folder is not walked: it may be a circle
            yield from _seen(folder / name, f"{below}{name}/")
        else:
            yield below + name, _state(below + name, entry, entries.get(origin_name(name)))


def _state(name: str, entry: os.DirEntry[str], origin: os.DirEntry[str] | None) -> CorpusFile | None:
    try:
        status = entry.stat()
        beside = 0 if origin is None else origin.stat().st_mtime_ns
    except OSError:
        return None
    return CorpusFile(name, status.st_size, status.st_mtime_ns + beside)


def read_corpus(folder: Path) -> Corpus:
    """Read every file below the folder; a file that cannot be read is refused, the others serve.

    Raises CorpusError when not one document can be served.
    """
    with Worker() as worker:
        readings = [read_file(folder, name, state, worker.read) for name, state in look(folder).items()]
    files = tuple(each.state for each in readings if each.state is not None)
    refused = tuple(refusal for each in readings for refusal in each.refused)
    documents = tuple(document for each in readings for document in each.documents)
    check_served(len(documents), refused)
    return Corpus(files, documents, refused, tuple(remark for file in files for remark in file.remarks))


def read_file(
    folder: Path, name: str, seen: CorpusFile | None, reader: Reader, known: CorpusFile | None = None
) -> FileReading:
    """Read one file that was `seen`, unless it is the `known` one; a refusal is part of the answer."""
    path, state = folder / name, None
    try:
        _check_name(name)
        _check_place(path, folder.resolve())
        state = seen or CorpusFile(name, path.stat().st_size, path.stat().st_mtime_ns)
        check_size(state.size)
        state, content = state.summed(path)
        if known is not None and known.digest == state.digest:
            state = replace(known, modified_ns=state.modified_ns)
            return FileReading(state, (), known.refused, is_known=True)
        found = reader(content, name)
    except DocumentError as error:
        refused = (Refusal(_printable(name), error.reason, error.line),)
        return FileReading(None if state is None else replace(state, refused=refused), (), refused)
    except OSError as error:
        reason = f"تعذرت القراءة (cannot be read: {error.strerror})"
        return FileReading(None, (), (Refusal(_printable(name), reason),))
    documents = tuple(attributed(found.documents, origin_of(path)))
    state = replace(state, documents=len(documents), refused=found.refused, remarks=found.remarks)
    return FileReading(state, documents, found.refused)


def check_served(documents: int, refused: Sequence[Refusal]) -> None:
    """Raise CorpusError when not one document can be served, with the first reason."""
    if not documents:
        first = refused[0]
        place = first.file if first.line is None else f"{first.file}:{first.line}"
        raise CorpusError(f"لا وثيقة تُقرأ (no document can be read): {place}: {first.reason}")


def _check_place(path: Path, folder: Path) -> None:
    if not Path(os.path.realpath(path)).is_relative_to(folder):
        raise DocumentError("رابط يخرج من مجلد الوثائق (a link out of the corpus)")
    if not path.is_file():  # a link to a folder or to nothing; a pipe, which would be waited for
        raise DocumentError("ليس ملفًا (not a file)")


def _check_name(name: str) -> None:
    if _printable(name) != name:
        raise DocumentError("اسم الملف ليس UTF-8 (the file's name is not UTF-8)")


def _printable(name: str) -> str:
    """Return a file's name with `?` for each byte of it that is not UTF-8."""
    return name.encode(errors="replace").decode()
