"""Work that nobody waits for, but that must not be lost sight of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.errors import IsnadError

logger = logging.getLogger(__name__)


class Background:
    """Runs coroutines on their own until `finish`; one that fails is a line in the log."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[Any, Any, None]) -> None:
        """Start some work."""
        task = asyncio.create_task(_logged(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self, seconds: float) -> None:
        """Wait for what runs, at most so long, then leave it."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=max(seconds, 0))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except IsnadError as error:
        logger.error("%s", error)
