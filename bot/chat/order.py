"""Handle the updates of one chat in order, and those of different chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import telegram
from telegram.ext import BaseUpdateProcessor

# PTB's own limit counts updates that only wait for their chat's turn: a low one would let one busy chat stop
# all others.  At most one update a chat is worked on, and the rate limiter paces what is sent.
_NO_LIMIT = 1_000_000


@dataclass(slots=True)
class _Line:
    """The updates of one chat, in the order in which they came."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # it wakes who waits longest
    length: int = 0


class ChatOrder(BaseUpdateProcessor):
    """PTB's update processor that keeps the order inside a chat.

    `done` is awaited with each update that was handled to its end; not with one that was cancelled.
    """

    def __init__(self, done: Callable[[object], Awaitable[None]]) -> None:
        super().__init__(_NO_LIMIT)
        self._done = done
        self._lines: dict[int, _Line] = {}
        self._waiting: set[asyncio.Task[Any]] = set()
        self._busy: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def initialize(self) -> None:
        """Do nothing: there is nothing to prepare."""

    async def shutdown(self) -> None:
        """Do nothing: `give_up_all` ends what still runs."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, handle the update, and say that it is done."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - PTB makes a task of every update
        self._waiting.add(task)
        try:
            async with self._turn(update):
                if not self._closed:
                    self._waiting.discard(task)
                    self._busy.add(task)
                    await coroutine
                    await self._done(update)
        finally:
            self._waiting.discard(task)
            self._busy.discard(task)
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # or Python complains of one that was never awaited

    @property
    def chats(self) -> int:
        """Return how many chats have updates under way."""
        return len(self._lines)

    def give_up_waiting(self) -> None:
        """Start no more updates; those under way go on."""
        self._closed = True
        for task in self._waiting:
            task.cancel()

    def give_up_all(self) -> None:
        """Cancel the updates under way as well."""
        self.give_up_waiting()
        for task in self._busy:
            task.cancel()

    @asynccontextmanager
    async def _turn(self, update: object) -> AsyncIterator[None]:
        chat = update.effective_chat if isinstance(update, telegram.Update) else None
        # A tap waits for nobody: its button looks busy until it is answered, and what it shows is in the log.
        if chat is None or (isinstance(update, telegram.Update) and update.callback_query is not None):
            yield
            return
        line = self._lines.setdefault(chat.id, _Line())
        line.length += 1
        try:
            async with line.turn:
                yield
        finally:
            line.length -= 1
            if line.length == 0:
                del self._lines[chat.id]
