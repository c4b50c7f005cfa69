"""Leave no index on disk that holds a file as it was: who is forgotten must not be found in an older one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from bot.errors import IndexUnusableError, ReloadBusyError
from bot.search.corpus import CorpusFile
from bot.search.serving import building, drop
from bot.search.store import Manifest, read_manifest


def expunge(corpus_dir: Path, folder: Path, files: Collection[str]) -> int:
    """Delete every generation in which a file is not as the corpus has it now, and return how many.

    A file is told by the last part of its name: it may have been in another folder.  The shelves of other
    corpora are looked through as well, for a corpus that was moved has left one behind.
    Raises ReloadBusyError while somebody builds, OvertakenError when the file serves as it was, OSError.
    """
    last = {PurePosixPath(name).name for name in files}

    def tainted(generation: Path) -> bool:
        try:
            held = _held(read_manifest(generation))
        except IndexUnusableError:  # whatever it holds, it cannot serve any more
            return True
        called_so = (name for name in held if PurePosixPath(name).name in last)
        return any(held[name] != _digest(corpus_dir / name) for name in called_so)

    dropped = 0
    for shelf in sorted(path for path in folder.parent.iterdir() if path.is_dir()):
        try:
            with building(shelf, wait=False):
                dropped += drop(shelf, tainted, spare=shelf == folder)
        except BlockingIOError:
            raise ReloadBusyError("somebody builds an index") from None
    return dropped


def _digest(path: Path) -> str | None:
    """Return the digest of a file as a manifest has it; None: it is not there."""
    return CorpusFile(path.name, 0, 0).summed(path)[0].digest if path.is_file() else None


def _held(manifest: Manifest) -> dict[str, str | None]:
    """Return the files that a manifest names, and the digests of those that were read."""
    named = {each.file for each in manifest.refused} | {each.file for each in manifest.remarks}
    return dict.fromkeys(named) | {file.name: file.digest for file in manifest.files}
