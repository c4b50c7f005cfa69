"""Orders that do not come from the chat: to stop or to reload, by a signal or by what is on the disk."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

from bot.desk.reloads import HANGUP, START, WATCHER, Doer, Reloads
from bot.search.watching import changes

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
async def until_told_to_stop() -> AsyncIterator[None]:
    """Cancel the block at SIGTERM or SIGINT, whatever it waits for: Telegram may be out of reach."""
    block = asyncio.current_task()
    assert block is not None  # noqa: S101 - a coroutine runs in a task
    told = asyncio.Event()

    def stop() -> None:
        if not told.is_set():  # a second signal must not cancel the stopping
            told.set()
            logger.info("stopping")
            block.cancel()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    loop.add_signal_handler(signal.SIGHUP, _hangup(lambda: None))  # too early or too late to reload
    try:
        yield
    except asyncio.CancelledError:
        if not told.is_set():
            raise


@asynccontextmanager
async def orders_from_outside(
    reloads: Reloads, carry_out: CarryOut, watched: Path | None = None
) -> AsyncIterator[None]:
    """Heed SIGHUP, and serve what other processes put in service, inside the block.

    What changed before the start is taken in at once, and with a folder that is `watched` so is what changes.
    """
    orders = Orders(carry_out)
    orders.give(START)
    loop = asyncio.get_running_loop()
    heed, ignore = _hangup(lambda: orders.give(HANGUP)), _hangup(lambda: None)
    loop.add_signal_handler(signal.SIGHUP, heed)
    works = [orders.run(), _look(reloads)]
    if watched is not None:
        works.append(_watch(watched, orders))
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        loop.add_signal_handler(signal.SIGHUP, ignore)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _hangup(order: Callable[[], None]) -> Callable[[], None]:
    """Return what SIGHUP means: an order; but stop when it says that the terminal we run in was closed."""
    terminal = sys.stdin is not None and sys.stdin.isatty()

    def hang_up() -> None:
        if terminal and not sys.stdin.isatty():
            os.kill(os.getpid(), signal.SIGTERM)
        else:
            order()

    return hang_up


async def _look(reloads: Reloads) -> None:
    while True:
        await reloads.catch_up()
        await asyncio.sleep(LOOK_SECONDS)


async def _watch(folder: Path, orders: Orders) -> None:
    logger.info("%s is watched", folder)
    try:
        async with aclosing(changes(folder)) as noticed:
            async for _ in noticed:
                orders.give(WATCHER)
    except Exception as error:  # noqa: BLE001 - a watcher that fails is no reason not to answer
        logger.error("%s is no longer watched: %s: %s", folder, type(error).__name__, error)
