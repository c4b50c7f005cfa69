"""What sites ask of robots, and the pause that we keep between two calls to one of them."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import httpx
from protego import Protego

from bot.errors import AcquisitionError

PRODUCT = "Isnad"
"""The name by which a robots.txt may speak to us."""
LONGEST_PAUSE = 30.0
"""Seconds; a site that wants more between two calls gets this."""
KEPT_SECONDS = 3600.0

Rules = Callable[[httpx.URL], Awaitable[str | None]]
"""From the address of a robots.txt to its text, or None where the site has none.  Raises AcquisitionError."""


@dataclass
class _Site:
    """One scheme, host and port."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    rules: Protego | None = None
    read_at: float | None = None
    free_at: float = 0.0


class Robots:
    """Ask each site once an hour what it wants, and go there one call at a time."""

    def __init__(self, rules: Rules, pause: float) -> None:
        """`pause` is in seconds."""
        self._rules = rules
        self._pause = pause
        self._sites: defaultdict[tuple[str, str, int | None], _Site] = defaultdict(_Site)

    async def admitted(self, url: httpx.URL) -> None:
        """Wait until we may call an address.  Raises AcquisitionError when its site does not want it."""
        site = self._sites[url.scheme, url.host, url.port]
        async with site.turn:
            clock = asyncio.get_running_loop().time
            if site.read_at is None or clock() - site.read_at > KEPT_SECONDS:
                site.rules = await self._read(url)
                site.read_at = clock()
                site.free_at = clock()  # asking for the rules was no call that they are about
            if site.rules is not None and not site.rules.can_fetch(str(url), PRODUCT):
                raise AcquisitionError("الموقع يمنع جلب هذه الصفحة في robots.txt (its robots.txt forbids it)")
            await asyncio.sleep(max(site.free_at - clock(), 0.0))
            site.free_at = clock() + self._pause_of(site)

    async def _read(self, url: httpx.URL) -> Protego | None:
        text = await self._rules(url.copy_with(raw_path=b"/robots.txt"))
        return None if text is None else await asyncio.to_thread(Protego.parse, text)

    def _pause_of(self, site: _Site) -> float:
        wanted = site.rules.crawl_delay(PRODUCT) if site.rules is not None else None
        return max(self._pause, min(wanted or 0.0, LONGEST_PAUSE))
