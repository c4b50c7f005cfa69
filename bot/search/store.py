"""An index on disk: a file of arrays, memory mapped, and a manifest that tells what is in it.

Both are written aside and forced to the disk before anybody is told of them.  A file that has not been
touched since it was written is believed; one that was (copied, restored, edited) is summed up when it is
opened; and `verify` sums up any.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import starmap
from pathlib import Path
from typing import Any

from bot.documents import Refusal, Remark
from bot.errors import IndexUnusableError
from bot.reading.version import VERSION as READING
from bot.search.array_file import Array, Place, damaged, mapped, put
from bot.search.corpus import CorpusFile
from bot.text.analyzer import VERSION

FORMAT = f"7-{READING}-{VERSION}"
"""An index of another format is built again."""

_MANIFEST, _ARRAYS = "manifest.json", "arrays"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from."""

    files: tuple[CorpusFile, ...]
    refused: tuple[Refusal, ...]
    documents: int
    sentences: int
    remarks: tuple[Remark, ...] = ()
    recipe: str = ""
    """The mark of the code that made it."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What the file of a manifest says."""

    places: Mapping[str, Place]
    size: int
    modified_ns: int
    """Of the file of arrays, when it was written."""
    manifest: Manifest


def write(folder: Path, arrays: Iterable[tuple[str, Array]], manifest: Manifest) -> None:
    """Write an index into a new folder; the manifest comes last, so that a folder with one is whole."""
    folder.mkdir(parents=True)
    with (folder / _ARRAYS).open("wb") as file:
        places = {name: put(file, array) for name, array in arrays}
        file.flush()
        os.fsync(file.fileno())
        status = os.fstat(file.fileno())
    content = {
        "format": FORMAT,
        "arrays": {name: astuple(place) for name, place in places.items()},
        "size": status.st_size,
        "modified_ns": status.st_mtime_ns,
        "files": list(map(_row, manifest.files)),
        "refused": list(map(astuple, manifest.refused)),
        "remarks": list(map(astuple, manifest.remarks)),
        "documents": manifest.documents,
        "sentences": manifest.sentences,
        "recipe": manifest.recipe,
    }
    with (folder / _MANIFEST).open("wb") as file:
        file.write(_sealed(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()))
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(folder)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of an index.

    Raises IndexUnusableError when the index is missing, not whole, damaged, or of another format.
    """
    return _believed(folder).manifest


def open_arrays(folder: Path) -> tuple[dict[str, Array], Manifest]:
    """Return every array of an index by name, memory mapped, and its manifest.

    Raises IndexUnusableError as `read_manifest` does.
    """
    content = _believed(folder)
    try:
        return mapped(folder / _ARRAYS, content.places), content.manifest
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from None


def verify(folder: Path) -> None:
    """Read an index from end to end and sum it up, about a second a gigabyte.

    Raises IndexUnusableError when any byte is not what was written.
    """
    _sum_up(folder, _content(folder))


def condemn(folder: Path) -> None:
    """See to it that an index is not opened any more; whoever has it open keeps it."""
    (folder / _MANIFEST).unlink(missing_ok=True)


def _believed(folder: Path) -> _Content:
    """Return what a manifest says, and sum the arrays up when their file was touched since."""
    content = _content(folder)
    try:
        status = (folder / _ARRAYS).stat()
    except OSError as error:
        raise _unreadable(folder, error) from None
    if status.st_size != content.size:
        raise IndexUnusableError(f"the index is damaged: {folder}")
    if status.st_mtime_ns != content.modified_ns:
        _sum_up(folder, content)
    return content


def _sum_up(folder: Path, content: _Content) -> None:
    try:
        wrong = damaged(folder / _ARRAYS, content.places)
    except OSError as error:
        raise _unreadable(folder, error) from None
    if wrong is not None:
        raise IndexUnusableError(f"the index is damaged: {folder} ({wrong})")


def _content(folder: Path) -> _Content:
    """Return what a manifest says, if it is as it was written, by this version."""
    try:
        written = _unsealed((folder / _MANIFEST).read_bytes())
        if written is None:
            raise IndexUnusableError(f"the index is damaged: {folder}")
        content = _parsed(written)
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from None
    if content is None:
        raise IndexUnusableError(f"the index is of another version: {folder}")
    return content


@lru_cache(maxsize=2)  # a refresh looks at the same one again and again
def _parsed(written: bytes) -> _Content | None:
    """Return what a manifest says, None when another version wrote it."""
    content = json.loads(written)
    if content["format"] != FORMAT:
        return None
    places = {
        name: Place(dtype, tuple(shape), start, checksum)
        for name, (dtype, shape, start, checksum) in content["arrays"].items()
    }
    manifest = Manifest(
        files=tuple(starmap(_file, content["files"])),
        refused=tuple(starmap(Refusal, content["refused"])),
        documents=content["documents"],
        sentences=content["sentences"],
        remarks=tuple(starmap(Remark, content["remarks"])),
        recipe=content["recipe"],
    )
    return _Content(places, content["size"], content["modified_ns"], manifest)


def _row(file: CorpusFile) -> Sequence[object]:
    refused, remarks = list(map(astuple, file.refused)), list(map(astuple, file.remarks))
    return (file.name, file.size, file.modified_ns, file.digest, file.documents, refused, remarks)


def _file(
    name: str,
    size: int,
    modified_ns: int,
    digest: str,
    documents: int,
    refused: Sequence[Sequence[Any]],
    remarks: Sequence[Sequence[Any]],
) -> CorpusFile:
    refusals, notes = tuple(starmap(Refusal, refused)), tuple(starmap(Remark, remarks))
    return CorpusFile(name, size, modified_ns, digest, documents, refusals, notes)


def _sealed(written: bytes) -> bytes:
    """Return JSON within JSON that tells whether it is still as it was written."""
    return b'{"seal":"%s","index":%s}' % (blake2b(written, digest_size=16).hexdigest().encode(), written)


def _unsealed(manifest: bytes) -> bytes | None:
    """Return what was sealed, or None when it or the seal was changed."""
    written = manifest[len(_sealed(b"")) - 1 : -1]
    return written if manifest == _sealed(written) else None


def _sync_folder(folder: Path) -> None:
    """Force the names in a folder to the disk, too."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


def _unreadable(folder: Path, error: Exception) -> IndexUnusableError:
    return IndexUnusableError(f"the index cannot be read: {folder} ({type(error).__name__})")
