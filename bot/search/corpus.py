"""Walk the corpus folder: which files there are, which of them can be read, and what they hold."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from bot.documents import Document, Refusal, Remark
from bot.errors import CorpusError, DocumentError
from bot.reading.provenance import attributed, origin_of
from bot.reading.worker import Worker, check_size


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file of the corpus as it was when it was looked at."""

    name: str
    size: int
    modified_ns: int
    digest: str

    @classmethod
    def of(cls, path: Path, name: str, content: bytes) -> CorpusFile:
        """Return what tells one state of a file from another.  Raises OSError."""
        status = path.stat()
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        return cls(name, len(content), status.st_mtime_ns, digest)

    def is_touched(self, folder: Path) -> bool:
        """Say whether the file may have changed since, by its size and time.  Raises OSError."""
        status = (folder / self.name).stat()
        return (status.st_size, status.st_mtime_ns) != (self.size, self.modified_ns)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that one reading of the folder found, in the order of names."""

    files: tuple[CorpusFile, ...]
    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    remarks: tuple[Remark, ...] = ()


def list_files(folder: Path) -> list[str]:
    """Return the names of all files below the folder, sorted; hidden ones are left out.

    Raises CorpusError when the folder is missing, is not a folder, or holds no file.
    """
    if not folder.is_dir():
        raise CorpusError(f"لا يوجد مجلد وثائق هنا (no corpus folder): {folder}")
    names = []
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if Path(root, name).is_symlink()]  # not walked: it may be a circle
        seen = [name for name in (*files, *linked) if not name.startswith(".")]
        names += [Path(root, name).relative_to(folder).as_posix() for name in seen]
    if not names:
        raise CorpusError(f"مجلد الوثائق فارغ (the corpus folder is empty): {folder}")
    return sorted(names)


def read_corpus(folder: Path) -> Corpus:
    """Read every file below the folder; a file that cannot be read is refused, the others serve.

    Raises CorpusError when not one document can be served.
    """
    files: list[CorpusFile] = []
    documents: list[Document] = []
    refused: list[Refusal] = []
    remarks: list[Remark] = []
    inside = folder.resolve()
    with Worker() as worker:
        for name in list_files(folder):
            path = folder / name
            try:
                _check_name(name)
                _check_place(path, inside)
                check_size(path.stat().st_size)
                content = path.read_bytes()
                files.append(CorpusFile.of(path, name, content))
                found = worker.read(content, name)
                documents += attributed(found.documents, origin_of(path))
                refused += found.refused
                remarks += found.remarks
            except DocumentError as error:
                refused.append(Refusal(_printable(name), error.reason, error.line))
            except OSError as error:
                refused.append(Refusal(_printable(name), f"تعذرت القراءة (cannot be read: {error.strerror})"))
    if not documents:
        first = refused[0]
        place = first.file if first.line is None else f"{first.file}:{first.line}"
        raise CorpusError(f"لا وثيقة تُقرأ (no document can be read): {place}: {first.reason}")
    return Corpus(tuple(files), tuple(documents), tuple(refused), tuple(remarks))


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
