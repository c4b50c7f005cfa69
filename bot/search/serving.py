"""Which generation of the index serves, which served before it, and which waits for somebody's word.

One small file, `current`, says so: it names the generation that serves, below it those that served before,
newest first, and after a minus the one that was rolled back.  It changes by a rename, so that whoever reads
it finds all of the old state or all of the new.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.documents import Generation
from bot.errors import IndexUnusableError, NoEarlierIndexError, OfferGoneError, OvertakenError
from bot.search.store import read_manifest

KEPT = 3
"""Generations that can serve, the current one included."""

_CURRENT, _OFFERED = "current", "offered"
_NAME = re.compile(r"([0-9]+)-[0-9]+")  # nanoseconds since 1970, then a process


@dataclass(frozen=True, slots=True)
class Serving:
    """The names of the generations that can serve."""

    names: tuple[str, ...] = ()
    """The one that serves, then those that served before it."""
    left: str | None = None
    """The one that was rolled back: what it was built from is not taken in again unasked."""

    @property
    def name(self) -> str | None:
        """Return the one that serves, None before the first."""
        return self.names[0] if self.names else None


def serving(folder: Path) -> Serving:
    """Return what serves from a shelf."""
    try:
        lines = (folder / _CURRENT).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return Serving()
    left = [line.removeprefix("-") for line in lines if line.startswith("-")]
    return Serving(tuple(line for line in lines if not line.startswith("-")), left[0] if left else None)


def current(folder: Path) -> Path | None:
    """Return the generation that serves, or None when nothing was built yet."""
    name = serving(folder).name
    return None if name is None else folder / name


def new_name() -> str:
    """Return a name for a generation that is built now."""
    return f"{time.time_ns():020d}-{os.getpid()}"


def generation_of(folder: Path) -> Generation:
    """Return what is known of a generation.  Raises IndexUnusableError."""
    named, manifest = _NAME.fullmatch(folder.name), read_manifest(folder)
    if named is None:
        raise IndexUnusableError(f"no generation of an index: {folder}")
    built_at = datetime.fromtimestamp(int(named[1]) / 10**9, UTC)
    return Generation(folder.name, built_at, manifest.documents, manifest.sentences)


@contextmanager
def building(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Keep other builders off a shelf, of whatever process, until the block ends.

    Give whether nobody else had to be waited for.
    Raises OSError: BlockingIOError when there is one and it is not to be waited for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / "building", wait=wait) as at_once:
        yield at_once


def adopt(folder: Path, generation: Path, before: str | None) -> None:
    """Let a generation serve from now on, if still `before` serves; for a builder only.

    Raises OvertakenError, OSError.
    """
    with _changing(folder):
        state = serving(folder)
        if state.name != before:
            raise OvertakenError("تبدّل الفهرس أثناء البناء (another index was put in service meanwhile)")
        _put_first(folder, state, generation)
    _tidy(folder)


def offer(folder: Path, generation: Path, before: str) -> None:
    """Let a generation wait for somebody's word instead of any other; for a builder only.

    It is worth something as long as `before` serves.  Raises OSError.
    """
    (generation / _OFFERED).write_text(before, encoding="utf-8")
    _tidy(folder, offered=generation.name)


def offered(folder: Path) -> Path | None:
    """Return the generation that waits for somebody's word, if what it was compared with still serves."""
    name = serving(folder).name
    for path in folder.glob(f"*/{_OFFERED}"):
        with suppress(FileNotFoundError):  # somebody has decided meanwhile
            if path.read_text(encoding="utf-8") == name:
                return path.parent
    return None


def accept(folder: Path, name: str) -> Generation:
    """Let the generation serve that waited for a word; one that serves already does.

    Raises OfferGoneError when it no longer waits, IndexUnusableError, OSError.
    """
    with _changing(folder):
        waiting, state = offered(folder), serving(folder)
        if waiting is not None and waiting.name == name:
            _put_first(folder, state, waiting)
        elif state.name != name:
            raise OfferGoneError("هذه النسخة لم تعد تنتظر (that index no longer waits to be taken in)")
        return generation_of(folder / name)


def decline(folder: Path, name: str) -> Generation:
    """Drop the generation that waited for a word, if it still does, and return the one that serves.

    Raises OfferGoneError when it serves already, IndexUnusableError, OSError.
    """
    with _changing(folder):
        waiting, serves = offered(folder), serving(folder).name
        if serves == name or serves is None:
            raise OfferGoneError("هذه النسخة أُخذ بها من قبل (that index was taken in already)")
        if waiting is not None and waiting.name == name:
            shutil.rmtree(waiting, ignore_errors=True)
        return generation_of(folder / serves)


def roll_back(folder: Path) -> Generation:
    """Let the generation serve again that served before, the nearest one that is whole.

    Raises NoEarlierIndexError when there is none, OSError.
    """
    if serving(folder).name is not None:
        with _changing(folder):
            state = serving(folder)
            for place, name in enumerate(state.names[1:], 1):
                with suppress(IndexUnusableError):  # damaged, or of another version of Isnad
                    found = generation_of(folder / name)
                    _write(folder, Serving(state.names[place:], state.left or state.name))
                    return found
    raise NoEarlierIndexError("لا نسخة سابقة (there is no earlier index)")


def drop(folder: Path, tainted: Callable[[Path], bool], *, spare: bool) -> int:
    """Delete the generations that are tainted, and what a kill left; return how many; for a builder only.

    `spare`: the one that serves must not be.  Raises OvertakenError when it is all the same, OSError.
    """
    with _changing(folder):
        state, waiting = serving(folder), offered(folder)
        names = {*state.names, state.left, waiting.name if waiting is not None else None} - {None}
        good = {name for name in names if name is not None and not tainted(folder / name)}
        if spare and state.name is not None and state.name not in good:
            raise OvertakenError("تخدم نسخة أخرى (another index serves than the one that was just built)")
        serve = tuple(name for name in state.names if name in good)
        left = state.left if state.left in good else None
        if serve and Serving(serve, left) != state:
            _write(folder, Serving(serve, left))
        elif not serve:
            (folder / _CURRENT).unlink(missing_ok=True)
        gone = [path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.name not in good]
        for path in gone:
            shutil.rmtree(path)
    return len(gone)


def _put_first(folder: Path, state: Serving, generation: Path) -> None:
    before = [name for name in state.names if name != generation.name]
    _write(folder, Serving((generation.name, *before)[:KEPT]))
    (generation / _OFFERED).unlink(missing_ok=True)


def _tidy(folder: Path, offered: str | None = None) -> None:
    """Remove what can no longer serve; a process that still has one mapped keeps its pages.

    A builder calls this, so nobody else builds, and what is not named here was left by a kill.
    """
    state = serving(folder)
    kept = {*state.names, state.left, offered}
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name) and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)


def _changing(folder: Path) -> AbstractContextManager[bool]:
    """Let nobody else change what serves; held for no longer than that takes."""
    return _locked(folder / "changing")


@contextmanager
def _locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a lock, which is let go when the file is closed, also by a kill; give whether it was free."""
    with path.open("wb") as file:
        at_once = True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not wait:
                raise
            at_once = False
            fcntl.flock(file, fcntl.LOCK_EX)
        yield at_once


def _write(folder: Path, state: Serving) -> None:
    lines = [*state.names, *([] if state.left is None else [f"-{state.left}"])]
    aside = folder / state.names[0] / f"{_CURRENT}.{os.getpid()}"  # gone with it if the rename fails
    aside.write_text("\n".join(lines), encoding="utf-8")
    aside.replace(folder / _CURRENT)
