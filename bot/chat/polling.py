"""Fetch updates by long polling, through every weather."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any, NoReturn, cast

import telegram
from telegram.error import BadRequest, Conflict, InvalidToken, RetryAfter

from bot.chat.contact import Contact
from bot.chat.inbox_queue import InboxQueue, Payload
from bot.chat.pace import flood_seconds
from bot.chat.token_guard import TokenGuard
from bot.errors import SessionLogError

logger = logging.getLogger(__name__)

LONG_POLL = 10
"""Seconds that Telegram holds a call on which it has nothing to send."""
PAUSES = (0.5, 1.0, 2.0, 4.0, 5.0)
"""Seconds before the next try while fetching fails; the last one again and again."""
LAST_CALL = 1.0
"""Seconds for telling Telegram, at the end, what need not be sent again."""
ANSWER_SECONDS = 5.0
"""On top, after which the connection is taken for dead: until then the bot is deaf, and nothing tells so."""


class Polling:
    """Fetch a bot's updates, one batch after the other, each into the inbox before the next call.

    The offset of the next call is what tells Telegram to forget a batch.
    """

    def __init__(
        self,
        bot: telegram.Bot,
        queue: InboxQueue,
        *,
        contact: Contact,
        guard: TokenGuard,
        kinds: Sequence[str],
    ) -> None:
        self._bot = bot
        self._queue = queue
        self._contact = contact
        self._guard = guard
        self._kinds = kinds
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> NoReturn:
        """Fetch until cancelled.  Raises TelegramError once the token is known no more."""
        webhook_is_gone = False
        try:
            while True:
                try:
                    if not webhook_is_gone:  # while there is one, Telegram refuses getUpdates
                        webhook_is_gone = await self._without_webhook()
                    updates = await self._fetched(LONG_POLL)
                except telegram.error.TelegramError as error:
                    await self._endure(error)
                else:
                    self._failures = 0
                    self._contact.heard()
                    await self._take(updates)
        finally:
            await self._confirm()

    async def _without_webhook(self) -> bool:
        """Take a webhook back; a server that will not hear of webhooks has none.

        Raises TelegramError when it should be tried again.
        """
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
        except (InvalidToken, BadRequest) as error:  # a token that is unknown, getUpdates will tell
            logger.info("the webhook is not deleted: %s", self._guard.in_a_line(error))
        return True

    async def _fetched(self, seconds: int, most: int | None = None) -> list[Payload]:
        """Return the next updates as they come: one that cannot be read must not hold up the others."""
        asked = {
            "offset": self._offset,
            "limit": most,
            "timeout": seconds,
            "allowed_updates": list(self._kinds),
        }
        updates: Any = await self._bot.do_api_request(
            "getUpdates",
            api_kwargs={name: value for name, value in asked.items() if value is not None},
            read_timeout=seconds + ANSWER_SECONDS,
        )
        return cast("list[Payload]", updates)

    async def _take(self, updates: Sequence[Payload]) -> None:
        for update in updates:
            try:
                await self._queue.take(update, self._bot)
            except SessionLogError as error:  # better unsafe than unanswered
                logger.error("update %s is not in the inbox: %s", update["update_id"], error)
                self._queue.let_in(update, self._bot)
            self._offset = int(update["update_id"]) + 1

    async def _endure(self, error: telegram.error.TelegramError) -> None:
        """Tell what goes wrong, and wait for better weather."""
        await self._guard.check(error)
        hint = "; does another process poll with this token?" if isinstance(error, Conflict) else ""
        self._contact.failed(self._guard.in_a_line(error) + hint)
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        if isinstance(error, RetryAfter):
            pause = max(pause, flood_seconds(error))
        self._failures += 1
        await asyncio.sleep(pause)

    async def _confirm(self) -> None:
        """Tell Telegram what we have, as the next call would; without it the inbox knows, after a restart."""
        if self._offset is None or self._failures:
            return
        try:
            async with asyncio.timeout(LAST_CALL):
                await self._fetched(0, most=1)
        except (telegram.error.TelegramError, TimeoutError) as error:
            logger.info("the last updates are not confirmed: %s", self._guard.in_a_line(error))
