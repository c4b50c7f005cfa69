"""Tell a token that was revoked from a server that errs for a moment."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import telegram
from telegram.error import EndPointNotFound, InvalidToken

from bot.chat.redaction import named
from bot.errors import TelegramError

DOUBTS = (1.0, 3.0, 6.0)
"""Seconds before Telegram is asked again whether it knows the token; only as many noes are believed.

A proxy on the way, or Telegram itself on a bad day, can say 401 or 404 too.  A token that is gone for good
comes back by nobody's patience: the process ends, so that its supervisor tells, and what waits in the inbox
is answered when it is started with the new one.
"""


class TokenGuard:
    """Knows a bot's token, and keeps it out of what is said."""

    def __init__(
        self, bot: telegram.Bot, *, token: str, api_url: str, doubts: Sequence[float] = DOUBTS
    ) -> None:
        self._bot = bot
        self._token = token
        self._api_url = api_url
        self._doubts = doubts

    async def check(self, error: telegram.error.TelegramError) -> None:
        """Return if an error says nothing about the token, or was wrong.  Raises TelegramError otherwise."""
        if not isinstance(error, InvalidToken | EndPointNotFound):
            return
        for seconds in self._doubts:
            await asyncio.sleep(seconds)
            if not await self._refused():
                return
        raise self.unknown()

    def unknown(self) -> TelegramError:
        """Return the error of a token that Telegram does not know."""
        return TelegramError(f"{self._api_url} does not know this Telegram token (ISNAD_TELEGRAM_TOKEN)")

    def in_a_line(self, error: BaseException) -> str:
        """Return an exception in one line, without the token."""
        return named(error, self._token)

    async def _refused(self) -> bool:
        try:
            await self._bot.get_me()
        except InvalidToken:
            return True
        except telegram.error.TelegramError:  # no network, say: that is no answer
            return False
        return False
