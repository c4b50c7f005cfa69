"""Read an index from end to end: it was opened unread, and disks forget."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.errors import CorpusError, IndexUnusableError, ReloadBusyError
from bot.search.apart import UnforeseenError
from bot.search.generations import Order
from bot.search.library import DiskLibrary
from bot.search.serving import current
from bot.search.store import Manifest, condemn, read_manifest, verify

logger = logging.getLogger(__name__)

BUSY_SECONDS = 1.0
"""Before another try while a reload runs."""


def examine(folder: Path) -> Manifest:
    """Sum up the generation that serves; a damaged one is not opened any more.

    Raises IndexUnusableError when any byte of it is not what was written.
    """
    generation = current(folder)
    if generation is None:
        raise IndexUnusableError(f"no index was built yet: {folder}")
    try:
        verify(generation)
        return read_manifest(generation)
    except IndexUnusableError:
        if current(folder) == generation:  # else another took its place meanwhile, and it was tidied away
            condemn(generation)
        raise


@asynccontextmanager
async def examining(library: DiskLibrary) -> AsyncIterator[None]:
    """Have the index of a library summed up while the block runs; a damaged one is built again."""
    work = asyncio.create_task(_mended(library))
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


async def _mended(library: DiskLibrary) -> None:
    try:
        await asyncio.to_thread(examine, library.folder)
    except IndexUnusableError as error:
        logger.warning("%s: built again from the corpus", error)
        try:
            await _built_again(library)
        except (CorpusError, UnforeseenError) as failure:
            logger.error("the index is not built again: %s", failure)


async def _built_again(library: DiskLibrary) -> None:
    while True:
        try:
            await library.reload(Order.NOBODY)
        except ReloadBusyError:  # it may have believed what is damaged
            await asyncio.sleep(BUSY_SECONDS)
        else:
            return
