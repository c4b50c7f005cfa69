"""Keep a bot's updates until it confirms them, and hand them out by long polling."""

import asyncio
import time
from collections import deque

from bot.loopback.bell import Bell
from bot.loopback.refusals import POLLED_TWICE, ApiError
from bot.loopback.wire import Json

# Telegram sends these three kinds only to bots that ask for them by name.
ONLY_IF_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
BATCH_LIMIT = 100
LONGEST_POLL = 50.0


class UpdateQueue:
    """The updates of one bot, oldest first, each with its own number."""

    def __init__(self) -> None:
        self.allowed: list[str] = []
        self.added = Bell()
        self._updates: deque[Json] = deque()
        self._next_id = time.time_ns() // 1_000_000  # a bot that was here before must not meet an id again
        self._poll = 0
        self._closed = False

    def __len__(self) -> int:
        return len(self._updates)

    def wants(self, kind: str) -> bool:
        """Say whether the bot asked for this kind of update."""
        return kind in self.allowed if self.allowed else kind not in ONLY_IF_ASKED

    def add(self, kind: str, payload: Json) -> None:
        """Queue an update of a kind, unless the bot did not ask for that kind."""
        if not self.wants(kind):
            return
        self._updates.append({"update_id": self._next_id, kind: payload})
        self._next_id += 1
        self.added.ring()

    def first(self) -> Json | None:
        """Return the oldest update that waits."""
        return self._updates[0] if self._updates else None

    def confirm(self, offset: int) -> None:
        """Forget what lies before an offset; a negative one keeps that many from the end."""
        if offset < 0:
            offset = self._next_id + offset
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()

    def clear(self) -> None:
        """Forget everything that waits."""
        self._updates.clear()

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Return up to `limit` updates from `offset` on, waiting up to `seconds` for the first.

        Raises:
            ApiError: 409, as soon as a newer poll begins.

        """
        self._poll += 1
        this_poll = self._poll
        self.added.ring()
        if offset:
            self.confirm(offset)
        clock = asyncio.get_running_loop()
        deadline = clock.time() + min(seconds, LONGEST_POLL)
        while not self._updates and not self._closed and clock.time() < deadline:
            await self.added.wait(deadline - clock.time())
            if this_poll != self._poll:
                raise ApiError(409, POLLED_TWICE)
        waiting = iter(self._updates)
        return [update for update, _ in zip(waiting, range(limit or BATCH_LIMIT), strict=False)]

    def open(self) -> None:
        """Let polls wait again."""
        self._closed = False

    def close(self) -> None:
        """End every poll that waits; updates are still taken."""
        self._closed = True
        self.added.ring()
