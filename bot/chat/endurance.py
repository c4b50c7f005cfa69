"""Make a call of Telegram's again for as long as the network, and not the call, is to blame."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from telegram.error import BadRequest, InvalidToken, NetworkError

logger = logging.getLogger(__name__)

DELAYS = (0.5, 1.0, 2.0, 4.0, 5.0)
"""Seconds before each further try; the last one again and again.

So long may a reader wait for nothing once the network is back; however many chats wait, they try no oftener
than the rate limiter lets them.
"""
PATIENCE = 300.0
"""Seconds of failing while Telegram can be reached, after which a call is given up."""

Result = TypeVar("Result")


class Endurance:
    """Outlasts failures of the network and of Telegram's servers, a night of them if need be.

    `reachable` says whether Telegram can be reached at all: while it cannot, no patience is spent.  A token
    that is denied is waited out, too: either that was a mistake, or the bot ends and answers after its
    restart.  A try that timed out may have had its effect all the same, and then the reader sees it twice:
    better than never.  Floods are the rate limiter's.
    """

    def __init__(
        self,
        *,
        reachable: Callable[[], bool],
        in_a_line: Callable[[BaseException], str],
        delays: Sequence[float] = DELAYS,
        patience: float = PATIENCE,
    ) -> None:
        self._reachable = reachable
        self._in_a_line = in_a_line
        self._delays = delays
        self._patience = patience
        self._closed = asyncio.Event()

    def close(self) -> None:
        """Begin no further tries: who waits for one is cancelled, as at the end of the process."""
        self._closed.set()

    async def outlast(self, call: Callable[[], Awaitable[Result]], what: str) -> Result:
        """Return what the call gives once it goes through; `what` names it in the log.

        Raises the TelegramError of a call that is refused, or that fails for too long.
        """
        tries, spent = 0, 0.0
        while True:
            try:
                result = await call()
            except BadRequest:  # a NetworkError by inheritance only
                raise
            except (NetworkError, InvalidToken) as error:
                if spent >= self._patience:
                    raise
                if tries == 0:
                    logger.info("%s is tried again: %s", what, self._in_a_line(error))
            else:
                if tries:
                    logger.info("%s went through after %d tries", what, tries + 1)
                return result
            delay = self._delays[min(tries, len(self._delays) - 1)]
            tries += 1
            if await self._closed_within(delay):
                raise asyncio.CancelledError
            if self._reachable():
                spent += delay

    async def _closed_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._closed.wait(), seconds)
        except TimeoutError:
            return False
        return True
