"""Tell the people's side what happened, in order, by number."""

import asyncio
from collections import deque
from dataclasses import dataclass
from itertools import islice

from bot.loopback.bell import Bell
from bot.loopback.wire import Json

KEPT = 50_000


@dataclass(frozen=True)
class Event:
    """One thing that happened: its number, who may see it, and what the client is told."""

    seq: int
    audience: frozenset[int]
    body: Json


class EventFeed:
    """The newest events, for long polling by number."""

    def __init__(self) -> None:
        self.seq = 0
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._added = Bell()
        self._closed = False

    def add(self, kind: str, audience: frozenset[int], **body: object) -> None:
        """Record an event for those who may see it."""
        self.seq += 1
        told = {name: value for name, value in body.items() if value is not None}
        self._events.append(Event(self.seq, audience, {"seq": self.seq, "kind": kind, **told}))
        self._added.ring()

    def after(self, seq: int, person_id: int) -> list[Json]:
        """Return what a person may see of the events after a number."""
        oldest = self._events[0].seq if self._events else self.seq + 1
        fresh = islice(self._events, max(seq + 1 - oldest, 0), None)
        return [event.body for event in fresh if person_id in event.audience]

    async def wait(self, seq: int, person_id: int, seconds: float) -> list[Json]:
        """Return the events after a number, waiting up to `seconds` for the first."""
        clock = asyncio.get_running_loop()
        deadline = clock.time() + seconds
        while True:
            seen = self.seq
            events = self.after(seq, person_id)
            remaining = deadline - clock.time()
            if events or self._closed or remaining <= 0:
                return events
            seq = seen
            await self._added.wait(remaining)

    def open(self) -> None:
        """Let waits wait again."""
        self._closed = False

    def close(self) -> None:
        """End every wait."""
        self._closed = True
        self._added.ring()
