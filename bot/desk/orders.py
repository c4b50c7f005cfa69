"""Orders to change what serves that do not come from the chat: by a signal, or by what is on the disk."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.desk.reloads import HANGUP, Doer, Reloads

logger = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
"""Between two looks at which index serves by the disk: `isnad reload` may have changed that.

A look reads one small file.  It needs no lock, no process id and no port, and works from another container.
"""

CarryOut = Callable[[Doer], Awaitable[None]]


class Orders:
    """Orders one after the other; one that waits already is not given twice."""

    def __init__(self, carry_out: CarryOut) -> None:
        self._carry_out = carry_out
        self._waiting: list[Doer] = []
        self._bell = asyncio.Event()

    def give(self, doer: Doer) -> None:
        """Have the corpus taken in soon."""
        if doer not in self._waiting:
            self._waiting.append(doer)
        self._bell.set()

    async def run(self) -> None:
        """Carry out orders until cancelled."""
        while True:
            await self._bell.wait()
            self._bell.clear()
            while self._waiting:
                await self._carry_out(self._waiting.pop(0))


@asynccontextmanager
async def orders_from_outside(reloads: Reloads, carry_out: CarryOut) -> AsyncIterator[None]:
    """Heed SIGHUP, and serve what other processes put in service, inside the block."""
    orders = Orders(carry_out)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, _hangup(orders))
    tasks = [asyncio.create_task(work) for work in (orders.run(), _look(reloads))]
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _hangup(orders: Orders) -> Callable[[], None]:
    """Return what SIGHUP means: reload; but stop when it says that the terminal we run in was closed."""
    terminal = sys.stdin is not None and sys.stdin.isatty()

    def hang_up() -> None:
        if terminal and not sys.stdin.isatty():
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            orders.give(HANGUP)

    return hang_up


async def _look(reloads: Reloads) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        await reloads.catch_up()
