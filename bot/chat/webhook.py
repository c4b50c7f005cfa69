"""Have Telegram post its updates to us, and keep it doing so."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

import telegram
from telegram.error import BadRequest

from bot.chat.contact import Contact
from bot.chat.token_guard import TokenGuard
from bot.errors import TelegramError

logger = logging.getLogger(__name__)

CHECK_SECONDS = 60.0
"""How often Telegram is asked whether its calls reach us."""
PAUSES = (1.0, 2.0, 4.0, 5.0)
"""Seconds before the next try while Telegram cannot be asked; the last one again and again."""


@dataclass(frozen=True, slots=True)
class Hook:
    """The public address that Telegram posts to, and the secret that it repeats to us each time."""

    url: str
    secret: str = field(repr=False)


class WebhookKeeper:
    """Set the webhook, see that it stays, and tell when Telegram cannot get through."""

    def __init__(
        self,
        bot: telegram.Bot,
        hook: Hook,
        *,
        contact: Contact,
        guard: TokenGuard,
        kinds: Sequence[str],
        every: float = CHECK_SECONDS,
    ) -> None:
        self._bot = bot
        self._hook = hook
        self._contact = contact
        self._guard = guard
        self._kinds = kinds
        self._every = every
        self._is_set = False
        self._told_of: datetime | None = None

    async def run(self) -> NoReturn:
        """Keep the webhook until cancelled.

        Raises TelegramError when Telegram does not take the address, or knows the token no more.  The webhook
        stays set at the end: what comes while we are down waits at Telegram's.
        """
        failures = 0
        while True:
            try:
                if not self._is_set:
                    await self._set()
                else:
                    await self._look()
            except telegram.error.TelegramError as error:
                await self._guard.check(error)
                self._contact.failed(self._guard.in_a_line(error))
                await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
                failures += 1
            else:
                failures = 0
                await asyncio.sleep(self._every)

    async def _set(self) -> None:
        try:
            await self._bot.set_webhook(
                self._hook.url,
                secret_token=self._hook.secret,
                allowed_updates=list(self._kinds),
                drop_pending_updates=False,
            )
        except BadRequest as error:
            reason = self._guard.in_a_line(error).replace(self._hook.secret, "<secret>")
            raise TelegramError(f"Telegram does not take ISNAD_WEBHOOK_URL: {reason}") from None
        self._is_set = True
        self._contact.heard()

    async def _look(self) -> None:
        info = await self._bot.get_webhook_info()
        if info.url != self._hook.url:
            logger.warning("somebody else changed the webhook of this bot; it is set again")
            await self._set()
        elif self._failed_since_last_look(info):
            self._contact.failed(f"Telegram cannot reach ISNAD_WEBHOOK_URL: {info.last_error_message}")
        else:
            self._contact.heard()

    def _failed_since_last_look(self, info: telegram.WebhookInfo) -> bool:
        """Say whether a call of Telegram's failed meanwhile and something still waits there for us."""
        is_news = info.last_error_date is not None and info.last_error_date != self._told_of
        self._told_of = info.last_error_date
        return is_news and info.pending_update_count > 0
