"""Show how far long work has come, in one message that is edited now and then and goes when it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType

from bot.buttons import Reply
from bot.chat.pace import is_group
from bot.chat.sender import TelegramSender
from bot.records import Markup, Target

SHOWN_AFTER = 3.0
"""Seconds of work that need no message."""
PRIVATE_SECONDS = 3.0
GROUP_SECONDS = 15.0
"""Between two edits: in a group each is one of the twenty messages a minute that answers need."""
LAST_CALL_SECONDS = 5.0
"""For a message under way when the work is done, so that it does not stay behind."""

Wording = Callable[[int, int, float], tuple[Markup, ...]]
"""What the message says once so many steps, of how many, are done after so many seconds."""


class ProgressMessage:
    """A message in the chat for as long as the block lasts; `tell` says how far it has come.

    Whatever Telegram makes of the message, the work does not wait for it.
    """

    def __init__(self, sender: TelegramSender, target: Target, wording: Wording) -> None:
        self._sender = sender
        self._target = Target(target.chat_id, target.thread_id, None)
        self._wording = wording
        self._interval = GROUP_SECONDS if is_group(target.chat_id) else PRIVATE_SECONDS
        self._done = asyncio.Event()
        self._steps = (0, 0)
        self._message: int | None = None

    def tell(self, done: int, of: int) -> None:
        """Note how many steps are done, of how many."""
        self._steps = (done, of)

    async def __aenter__(self) -> ProgressMessage:
        self._started = asyncio.get_running_loop().time()
        self._showing = asyncio.create_task(self._show())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if error is not None:
            self._showing.cancel()
        if not (await asyncio.wait({self._showing}, timeout=LAST_CALL_SECONDS))[0]:
            self._showing.cancel()
            await asyncio.wait({self._showing})
        if self._message is not None:
            await self._sender.remove(self._target.chat_id, self._message)

    async def _show(self) -> None:
        pause = SHOWN_AFTER
        while not await self._is_done_within(pause):
            pause = self._interval
            parts = self._wording(*self._steps, asyncio.get_running_loop().time() - self._started)
            if self._message is None:
                sent = await self._sender.send(self._target, parts)
                self._message = sent.message_ids[0] if sent.message_ids else None
            else:
                await self._sender.edit(self._target.chat_id, self._message, Reply(parts))

    async def _is_done_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._done.wait(), seconds)
        except TimeoutError:
            return False
        return True
