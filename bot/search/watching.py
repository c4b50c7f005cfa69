"""Notice that the corpus has changed, once it has come to rest."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

from watchfiles import awatch

from bot.search.leftovers import is_leftover

logger = logging.getLogger(__name__)

REST_SECONDS = 2.0
"""Without a change, after which the folder is at rest; a file that is being copied in changes on."""
MOST_SECONDS = 60.0
"""After which a folder that never rests is taken as it is."""
AWAY_SECONDS = 5.0
"""Between two looks for a folder that is not there."""


async def changes(
    folder: Path, *, rest: float = REST_SECONDS, most: float = MOST_SECONDS, away: float = AWAY_SECONDS
) -> AsyncGenerator[None, None]:
    """Yield each time the folder has changed and come to rest; many changes at once are one.

    A folder that goes and comes back, as when it is mounted anew, has changed.
    """
    polling = missed = False
    while True:
        place = await asyncio.to_thread(folder.resolve)
        try:
            async with aclosing(_rests(place, rest, most, polling=polling, missed=missed)) as rests:
                async for _ in rests:
                    yield
        except FileNotFoundError:
            await asyncio.sleep(away)
        except (OSError, RuntimeError) as error:
            if polling:
                raise
            logger.warning("changes in %s are not told of (%s): it is looked through", folder, error)
            polling = True
        missed = True


async def _rests(
    place: Path, rest: float, most: float, *, polling: bool, missed: bool
) -> AsyncGenerator[None, None]:
    """Yield when the folder has come to rest after a change, also one that was `missed` before.

    End when it is no longer the same folder.
    """
    clock = asyncio.get_running_loop().time
    identity = await asyncio.to_thread(_identity, place)
    quiet_since = clock()
    changed_at = quiet_since if missed else None
    watching = awatch(
        place,
        watch_filter=None,
        rust_timeout=int(rest * 500),
        yield_on_timeout=True,
        force_polling=polling or None,
        ignore_permission_denied=True,
    )
    async with aclosing(watching):
        async for batch in watching:
            if any(_counts(Path(path), place) for _, path in batch):
                quiet_since = clock()
                changed_at = changed_at or quiet_since
            if changed_at is not None and (clock() - quiet_since >= rest or clock() - changed_at >= most):
                changed_at = None
                yield
            if not batch and await asyncio.to_thread(_identity, place) != identity:
                return


def _counts(path: Path, place: Path) -> bool:
    """Say whether a change may be one of the corpus."""
    return path.is_relative_to(place) and not any(map(is_leftover, path.relative_to(place).parts))


def _identity(place: Path) -> tuple[int, int]:
    """Return what tells a folder from another at the same place.  Raises FileNotFoundError."""
    status = place.stat()
    return status.st_dev, status.st_ino
