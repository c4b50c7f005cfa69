"""The corpus folder as a collection: a file enters whole or not at all, and what leaves goes to the trash."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection as Names
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from bot.acquisitions.trash import Trash, Trashed
from bot.errors import AcquisitionError
from bot.reading.provenance import Origin, as_text, described_file, origin_of, origin_path
from bot.search.leftovers import is_leftover

_INCOMING = ".incoming"
"""How the name of a file ends that is being written."""


class Change(StrEnum):
    """What the entry of a file changed."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that entered; the one that it took the place of is in the trash."""

    name: str
    change: Change
    former: Trashed | None = None


class Collection:
    """The files of one corpus folder, by their names below it with `/`.

    Every method raises AcquisitionError for a name that leads out of the folder, and when the disk refuses.
    """

    def __init__(self, corpus_dir: Path, data_dir: Path) -> None:
        self.folder = corpus_dir
        self.trash = Trash(data_dir / "trash")

    def place(self, name: str, content: bytes, origin: Origin | None = None) -> Placed:
        """Let a file enter, in the place of the one that has its name."""
        path = self.path_of(name)
        try:
            there = path.read_bytes() if path.is_file() else None
            if there == content:
                self._describe(path, origin)
                return Placed(name, Change.UNCHANGED)
            former = self.trash.keep(path, name, origin_of(path)) if there is not None else None
            path.parent.mkdir(parents=True, exist_ok=True)
            self._describe(path, origin)  # first: whoever reads the file finds where it came from
            _write(path, content)
        except OSError as error:
            raise _refused(name, error) from None
        return Placed(name, Change.NEW if former is None else Change.REPLACED, former)

    def remove(self, name: str) -> Trashed:
        """Take a file out of the corpus and keep it in the trash."""
        path = self.path_of(name)
        if not path.is_file():
            raise AcquisitionError(f"لا ملف بهذا الاسم (no such file): {name}")
        try:
            kept = self.trash.keep(path, name, origin_of(path))
            path.unlink()
            origin_path(path).unlink(missing_ok=True)
            self._tidy(path.parent)
        except OSError as error:
            raise _refused(name, error) from None
        return kept

    def rewrite(self, name: str, content: bytes) -> None:
        """Let a file hold something else, of which nothing that it held before is left anywhere."""
        path = self.path_of(name)
        self.purge(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.is_file() or path.read_bytes() != content:
                _write(path, content)
        except OSError as error:
            raise _refused(name, error) from None

    def erase(self, name: str) -> None:
        """Take a file out of the corpus for good, with all that was kept of it."""
        path = self.path_of(name)
        self.purge(name)
        try:
            path.unlink(missing_ok=True)
            origin_path(path).unlink(missing_ok=True)
        except OSError as error:
            raise _refused(name, error) from None

    def purge(self, name: str) -> None:
        """Delete the copies of a file that are in the trash, and what a kill has left beside it."""
        path = self.path_of(name)
        try:
            self.trash.purge(name)
            for left in path.parent.glob(f".*{_INCOMING}"):
                left.unlink(missing_ok=True)
        except OSError as error:
            raise _refused(name, error) from None

    def wherever(self, names: Names[str]) -> list[str]:
        """Return names, and those of files that are called so in other folders, sorted."""
        last = {PurePosixPath(name).name for name in names}
        return sorted({*names, *(name for name in self.names() if PurePosixPath(name).name in last)})

    def content(self, name: str) -> bytes | None:
        """Return what a file holds, None when there is none."""
        path = self.path_of(name)
        try:
            return path.read_bytes() if path.is_file() else None
        except OSError as error:
            raise _refused(name, error) from None

    def restore(self, key: str) -> Placed:
        """Bring a file back from the trash; one that has its name by now takes its place there."""
        kept = self.trash.find(key)
        if kept is None:
            raise AcquisitionError("ليس في المحذوفات (it is not in the trash)")
        placed = self.place(kept.name, self.trash.content(kept), kept.origin)
        self.trash.drop(kept)
        return placed

    def undo(self, placed: Placed) -> None:
        """Let the corpus be as it was before a file entered."""
        if placed.former is not None:
            self.restore(placed.former.key)
        elif placed.change is Change.NEW:
            self.trash.drop(self.remove(placed.name))

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""
        found = []
        for root, folders, files in os.walk(self.folder):
            folders[:] = [name for name in folders if not is_leftover(name)]
            visible = (Path(root, name) for name in files if not is_leftover(name))
            found += [path.relative_to(self.folder).as_posix() for path in visible]
        return sorted(found)

    def holds(self, name: str) -> bool:
        """Say whether there is a file of that name."""
        return self.path_of(name).is_file()

    def file_of(self, document: str) -> str | None:
        """Return the file that a document is in: itself, what stands before `#`, or the archive around it."""
        for end in range(len(document), 0, -1):
            is_end = end == len(document) or document[end] in "#/"
            if is_end and self._may_hold(document[:end]):
                return document[:end]
        return None

    def fetched(self) -> dict[str, tuple[str, Origin]]:
        """Return the files that were fetched, and what is known of that, by the addresses that led there."""
        found: dict[str, tuple[str, Origin]] = {}
        for root, _, files in os.walk(self.folder):
            for each in files:
                file = described_file(Path(root, each))
                origin = origin_of(file) if file is not None and file.is_file() else None
                if file is not None and origin is not None:
                    known = (file.relative_to(self.folder).as_posix(), origin)
                    found |= {origin.url: known, origin.asked: known}
        return found

    def path_of(self, name: str) -> Path:
        """Return the path of a name, which stays below the folder whatever the name and the links there."""
        parts = PurePosixPath(name).parts
        bad = not parts or name.startswith("/") or any(is_leftover(part) or "\0" in part for part in parts)
        path = self.folder.joinpath(*parts) if not bad else self.folder
        if bad or not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.folder)):
            raise AcquisitionError(
                f"اسم لا يصلح لوثيقة (a name that is hidden or leads out of the corpus): {name!r}"
            )
        return path

    def _may_hold(self, name: str) -> bool:
        try:
            return self.holds(name)
        except AcquisitionError:  # inside an archive names may be anything
            return False

    def _describe(self, path: Path, origin: Origin | None) -> None:
        if origin is None:
            origin_path(path).unlink(missing_ok=True)
        else:
            _write(origin_path(path), as_text(origin).encode())

    def _tidy(self, folder: Path) -> None:
        """Remove folders that nothing is left in."""
        while folder != self.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def is_of(document: str, file: str) -> bool:
    """Say whether a document is a file, or in it."""
    return document == file or document.startswith((f"{file}#", f"{file}/"))


def _write(path: Path, content: bytes) -> None:
    """Write a file so that whoever reads it finds the former or the new one, whole."""
    aside = path.with_name(f".{secrets.token_hex(8)}{_INCOMING}")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _refused(name: str, error: OSError) -> AcquisitionError:
    return AcquisitionError(f"تعذر الحفظ على القرص (the disk refuses: {error.strerror}): {name}")
