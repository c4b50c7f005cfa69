"""What the admins have been told of their documents, so that no news reaches them twice.

It is on disk, so that a restart tells nothing again; nothing in it names a person.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path

from bot.documents import Refusal, ReloadReport

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is as the admins know it."""

    offer: str | None = None
    """The generation that waits for their word."""
    refused: tuple[str, ...] = ()
    """Marks of what is refused."""
    failure: str | None = None
    """Why the last reload came to nothing."""


class News:
    """Tells news from what is known."""

    def __init__(self, place: Path) -> None:
        """`place` is the file that keeps what is known."""
        self._place = place
        self._told = self._kept = _read(place)

    def of(self, report: ReloadReport) -> ReloadReport | None:
        """Return a report with only those refusals that nobody was told of; None: there is no news in it.

        From then on all of it is known.
        """
        known = set(self._told.refused)
        fresh = tuple(each for each in report.refused if _mark(each) not in known)
        waits = report.offer is not None and report.offer != self._told.offer
        self._told = _Told(report.offer, tuple(dict.fromkeys(map(_mark, report.refused))))
        return replace(report, refused=fresh) if waits or fresh else None

    def is_failure_new(self, reason: str) -> bool:
        """Say whether a reload has failed for another reason than the last one; from then on it is known."""
        is_new = reason != self._told.failure
        self._told = replace(self._told, failure=reason)
        return is_new

    def keep(self) -> None:
        """Have what is known outlive a restart; a disk that refuses costs no more than a repetition."""
        if self._told == self._kept:
            return
        told, aside = self._told, self._place.with_name(f".{self._place.name}")
        try:
            aside.write_text(json.dumps(asdict(told), ensure_ascii=False), encoding="utf-8")
            aside.replace(self._place)
            self._kept = told
        except OSError as error:
            logger.error("what the admins were told is not kept: %s", error)


def _read(place: Path) -> _Told:
    try:
        kept = json.loads(place.read_text(encoding="utf-8"))
        return _Told(**{**kept, "refused": tuple(kept["refused"])})
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or somebody was at it
        return _Told()


def _mark(refusal: Refusal) -> str:
    """Return what tells a refusal from others, wherever in its file the reason has moved to."""
    said = f"{refusal.file}\n{refusal.reason}".encode(errors="surrogateescape")
    return blake2b(said, digest_size=8).hexdigest()
