"""Say whether the bot is well: the process, the index, the database, the contact with Telegram."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.errors import SessionLogError

CONTACT_SECONDS = 120.0
"""So long without a sign of Telegram, and updates do not reach us: a long poll takes 25, a look at the
webhook comes every 60."""
DATABASE_SECONDS = 5.0
"""How long the database may take to answer."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How to ask the parts of the bot how they are."""

    documents: Callable[[], int]
    sentences: Callable[[], int]
    refreshing: Callable[[], bool]
    """Say whether changed documents are being taken in; what is counted serves until they are."""
    waiting: Callable[[], Awaitable[int]]
    """Count the updates in the inbox.  Raises SessionLogError."""
    contact: Callable[[], float | None]
    """Seconds since Telegram's updates could reach us; None while they never could."""
    calls: Callable[[], Mapping[tuple[str, str], int]]
    """How many calls of the Bot API there were, by method and by what came of them."""


class Health:
    """The health of one process; nothing in it names a person, a question or a secret."""

    def __init__(self, parts: Parts, version: str) -> None:
        self._parts = parts
        self._version = version
        self._started = time.monotonic()

    async def answer(self, _: Request) -> JSONResponse:
        """Answer 200 when all parts are well, 503 otherwise, with what is known of each."""
        parts = {
            "process": {"ok": True, "uptime_seconds": round(time.monotonic() - self._started)},
            "index": self._index(),
            "database": await self._database(),
            "telegram": self._telegram(),
        }
        well = all(part["ok"] for part in parts.values())
        body = {"status": "ok" if well else "unhealthy", "version": self._version, **parts}
        return JSONResponse(body, 200 if well else 503, headers={"Cache-Control": "no-store"})

    def _index(self) -> dict[str, Any]:
        sentences = self._parts.sentences()
        return {
            "ok": sentences > 0,
            "documents": self._parts.documents(),
            "sentences": sentences,
            "refreshing": self._parts.refreshing(),
        }

    async def _database(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                return {"ok": True, "updates_waiting": await self._parts.waiting()}
        except (SessionLogError, TimeoutError):  # the log says why; paths are nobody's business here
            return {"ok": False}

    def _telegram(self) -> dict[str, Any]:
        seconds = self._parts.contact()
        if seconds is None:
            return {"ok": False, "seconds_since_contact": None}
        return {"ok": seconds < CONTACT_SECONDS, "seconds_since_contact": round(seconds, 1)}
