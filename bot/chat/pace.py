"""Keep to the pace that Telegram allows, each chat for itself."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

logger = logging.getLogger(__name__)

MESSAGES_A_SECOND = 30
"""Of one bot, to all chats together (Telegram's FAQ for bots, "My bot is hitting limits")."""
GROUP_MESSAGES_A_MINUTE = 20
"""Of one bot in one group (the same)."""
_MOST_BUCKETS = 512
_SLACK = 0.1  # seconds on top of those that Telegram tells us to wait

Callback = Callable[..., Coroutine[Any, Any, Any]]


def flood_seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait; PTB gives a number today and a timedelta later."""
    wait: int | timedelta = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


class ChatPace(BaseRateLimiter[int]):
    """PTB's rate limiter, under which a flood in one chat holds up that chat and no other.

    The library's own one holds all calls while any chat waits, counts what is no message ("typing") against
    a group's twenty a minute, and gives a message up after some tries.  Here a call waits as long and as
    often as Telegram says; whoever no longer wants it cancels it.
    """

    __slots__ = ("_all", "_flooded", "_groups", "calls")

    def __init__(self) -> None:
        self._all = AsyncLimiter(MESSAGES_A_SECOND, 1)
        self._groups: dict[int | str, AsyncLimiter] = {}
        self._flooded: dict[int | str, float] = {}
        self.calls: Counter[tuple[str, str]] = Counter()
        """How many calls there were, by method and by what came of them: "ok" or the error's name."""

    async def initialize(self) -> None:
        """Do nothing: there is nothing to prepare."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to end."""

    async def process_request(
        self,
        callback: Callback,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,  # noqa: ARG002 - PTB's signature
    ) -> Any:
        """Make a call when its chat's turn has come, again after each wait that Telegram orders."""
        chat = data.get("chat_id")
        place = endpoint if chat is None else chat
        while True:
            await self._dry(place)
            async with AsyncExitStack() as buckets:
                if chat is not None and is_message(endpoint):
                    if is_group(chat):
                        await buckets.enter_async_context(self._bucket(chat))
                    await buckets.enter_async_context(self._all)
            try:
                result = await callback(*args, **kwargs)
            except RetryAfter as error:
                self._count(endpoint, error)
                self._flood(place, flood_seconds(error))
            except TelegramError as error:
                self._count(endpoint, error)
                raise
            else:
                self.calls[endpoint, "ok"] += 1
                return result

    def _count(self, endpoint: str, error: TelegramError) -> None:
        self.calls[endpoint, type(error).__name__] += 1

    def _flood(self, place: int | str, seconds: float) -> None:
        logger.info("Telegram wants us to wait %g s in %s", seconds, place)
        end = asyncio.get_running_loop().time() + seconds + _SLACK
        self._flooded[place] = max(end, self._flooded.get(place, 0))

    async def _dry(self, place: int | str) -> None:
        """Wait until Telegram's order to wait, if there is one for this place, is over."""
        clock = asyncio.get_running_loop().time
        while (end := self._flooded.get(place)) is not None:
            if end <= clock():
                del self._flooded[place]
            else:
                await asyncio.sleep(end - clock())

    def _bucket(self, chat: int | str) -> AsyncLimiter:
        if len(self._groups) > _MOST_BUCKETS:
            busy = {key: each for key, each in self._groups.items() if not each.has_capacity(each.max_rate)}
            self._groups = busy
        return self._groups.setdefault(chat, AsyncLimiter(GROUP_MESSAGES_A_MINUTE, 60))


def is_message(endpoint: str) -> bool:
    """Say whether a call puts something into a chat, or changes it there, which Telegram counts."""
    return endpoint.startswith(("send", "edit", "copy", "forward")) and endpoint != "sendChatAction"


def is_group(chat: int | str) -> bool:
    """Say whether an id is that of a group or channel: below zero, or a public name."""
    text = str(chat)
    return text.startswith(("-", "@"))
