"""What was taken out of the corpus, each with its name and origin, until it is brought back."""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from bot.reading.provenance import Origin, as_text, parse

_KEY = re.compile("[0-9a-f]{16}")
_CONTENT, _CARD, _ORIGIN = "content", "card.json", "origin.json"


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash; keys grow with time."""

    key: str
    name: str
    removed_at: datetime
    size: int
    origin: Origin | None = None


class Trash:
    """A folder below the data folder, with a folder for each file.  Its methods raise OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, path: Path, name: str, origin: Origin | None) -> Trashed:
        """Keep a copy of a file; it is whole before the file itself may go."""
        now = datetime.now(UTC)
        key = f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(2)}"
        aside = self.folder / f".{key}"
        aside.mkdir(parents=True)
        card = {"name": name, "removed_at": now.isoformat()}  # first, so that `purge` knows what a kill left
        (aside / _CARD).write_text(json.dumps(card, ensure_ascii=False), encoding="utf-8")
        shutil.copy2(path, aside / _CONTENT)
        if origin is not None:
            (aside / _ORIGIN).write_text(as_text(origin), encoding="utf-8")
        _settle(aside)
        aside.rename(self.folder / key)
        return Trashed(key, name, now, path.stat().st_size, origin)

    def find(self, key: str) -> Trashed | None:
        """Return the file of a key, or None when it is not there."""
        return self._read(self.folder / key) if _KEY.fullmatch(key) else None

    def all(self) -> list[Trashed]:
        """Return everything in the trash, what was removed last first."""
        return list(self._each())

    def content(self, kept: Trashed) -> bytes:
        """Return the bytes of a file."""
        return (self.folder / kept.key / _CONTENT).read_bytes()

    def delete(self, kept: Trashed) -> None:
        """Forget a file for good, or raise."""
        shutil.rmtree(self.folder / kept.key)

    def drop(self, kept: Trashed) -> None:
        """Forget a file for good."""
        shutil.rmtree(self.folder / kept.key, ignore_errors=True)

    def purge(self, name: str) -> None:
        """Forget for good each copy of a file that had a name, in whatever folder, and what a kill left."""
        for folder in list(self.folder.iterdir()) if self.folder.is_dir() else []:
            kept = _name_of(folder)
            half_made = kept is None and folder.name.startswith(".")
            if half_made or (kept is not None and PurePosixPath(kept).name == PurePosixPath(name).name):
                shutil.rmtree(folder)

    def _each(self) -> Iterator[Trashed]:
        if not self.folder.is_dir():
            return
        for folder in sorted(self.folder.iterdir(), reverse=True):
            kept = self._read(folder) if _KEY.fullmatch(folder.name) else None
            if kept is not None:
                yield kept

    def _read(self, folder: Path) -> Trashed | None:
        try:
            card = json.loads((folder / _CARD).read_text(encoding="utf-8"))
            size = (folder / _CONTENT).stat().st_size
            removed_at = datetime.fromisoformat(card["removed_at"])
            origin = folder / _ORIGIN
            known = parse(origin.read_text(encoding="utf-8")) if origin.exists() else None
            return Trashed(folder.name, str(card["name"]), removed_at, size, known)
        except (OSError, ValueError, KeyError, TypeError):  # somebody was at it
            return None


def _name_of(folder: Path) -> str | None:
    """Return the name that a file in the trash had, None when its card cannot be read."""
    try:
        return str(json.loads((folder / _CARD).read_text(encoding="utf-8"))["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _settle(folder: Path) -> None:
    """Have the disk keep what was written, before the only other copy goes."""
    for file in folder.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
