"""A site to fetch from, a fetcher that hurries, and a corpus to fill."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.acquisitions.collection import Collection
from bot.acquisitions.fetcher import Fetcher
from bot.web.serving import serving

from .site import Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serving(site, "127.0.0.1", 0) as port:
        site.url = f"http://127.0.0.1:{port}"
        yield site


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(private=True, pause=0.0, patience=5.0, largest=200_000) as fetcher:
        yield fetcher


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    (tmp_path / "corpus").mkdir()
    return Collection(tmp_path / "corpus", tmp_path / "data")
