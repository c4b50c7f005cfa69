"""What an admin offered and has not yet said yes to: on disk, so that it outlives a restart."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from bot.acquisitions.gathering import Gathered
from bot.reading.provenance import Origin

KEPT_SECONDS = 7 * 24 * 3600
"""An offer that nobody answered for so long is dropped."""
_KEY = re.compile("[0-9a-f]{12}")
_CARD = "card.json"


class Stage(StrEnum):
    """How far an offer has come."""

    FETCHING = "fetching"
    SHOWN = "shown"
    TAKEN = "taken"
    """The admin said yes: what is staged enters the corpus, and nothing else is asked."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an admin sent: a file by its Telegram id and name, or an address."""

    key: str
    person_id: int
    chat_id: int
    message_id: int
    language: str
    source: str
    """The address, or the file's name."""
    file_id: str | None = None
    stage: Stage = Stage.FETCHING
    shown_in: tuple[int, ...] = ()
    """The messages that show it."""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that waits, by the name that it will have."""

    name: str
    path: Path
    origin: Origin | None


class Staging:
    """A folder below the data folder, with a folder for each offer.  Its methods raise OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(
        self,
        *,
        person_id: int,
        chat_id: int,
        message_id: int,
        language: str,
        source: str,
        file_id: str | None,
    ) -> Offer:
        """Keep a new offer; the same message twice is one."""
        known = self.of_message(chat_id, message_id)
        if known is not None:
            return known
        offer = Offer(secrets.token_hex(6), person_id, chat_id, message_id, language, source, file_id)
        self.save(offer)
        return offer

    def of_message(self, chat_id: int, message_id: int) -> Offer | None:
        """Return the offer that a message made, if it is not over."""
        made = (each for each in self.all() if (each.chat_id, each.message_id) == (chat_id, message_id))
        return next(made, None)

    def save(self, offer: Offer) -> None:
        """Keep an offer as it is now."""
        folder = self.folder / offer.key
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / f".{_CARD}"
        aside.write_text(json.dumps(asdict(offer), ensure_ascii=False), encoding="utf-8")
        aside.replace(folder / _CARD)

    def find(self, key: str) -> Offer | None:
        """Return the offer of a key, or None when there is none."""
        if not _KEY.fullmatch(key):
            return None
        try:
            card = json.loads((self.folder / key / _CARD).read_text(encoding="utf-8"))
            shown_in = tuple(card.get("shown_in", ()))  # an older version kept none
            return Offer(**{**card, "stage": Stage(card["stage"]), "shown_in": shown_in})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def all(self) -> list[Offer]:
        """Return every offer."""
        return list(self._each())

    def put(self, offer: Offer, files: Sequence[Gathered]) -> None:
        """Keep the files of an offer, in the place of those it had."""
        folder = self.folder / offer.key
        listed = []
        for number, each in enumerate(files):
            (folder / f"{number}.file").write_bytes(each.content)
            listed.append({"name": each.name, "origin": asdict(each.origin) if each.origin else None})
        (folder / "files.json").write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")

    def files(self, offer: Offer) -> list[StagedFile]:
        """Return the files of an offer."""
        folder = self.folder / offer.key
        listed = json.loads((folder / "files.json").read_text(encoding="utf-8"))
        return [
            StagedFile(
                each["name"], folder / f"{number}.file", Origin(**each["origin"]) if each["origin"] else None
            )
            for number, each in enumerate(listed)
        ]

    def drop(self, key: str) -> None:
        """Forget an offer and its files."""
        if _KEY.fullmatch(key):
            shutil.rmtree(self.folder / key, ignore_errors=True)

    def drop_of(self, person_id: int) -> None:
        """Forget all that a person offered."""
        for offer in self.all():
            if offer.person_id == person_id:
                self.drop(offer.key)

    def drop_old(self) -> None:
        """Forget what nobody answered."""
        for folder in self._folders():
            if time.time() - folder.stat().st_mtime > KEPT_SECONDS:
                self.drop(folder.name)

    def _each(self) -> Iterator[Offer]:
        for folder in self._folders():
            offer = self.find(folder.name)
            if offer is not None:
                yield offer

    def _folders(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if _KEY.fullmatch(path.name))
