"""A database of its own for every test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.session_log.store import SessionLog


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "isnad.sqlite3"


@pytest.fixture
def address(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture
async def log(address: str) -> AsyncIterator[SessionLog]:
    log = await SessionLog.open(address)
    yield log
    await log.close()
