"""A database of its own for every test: SQLite, or PostgreSQL on the server that ISNAD_TEST_POSTGRESQL names.

Its user must be allowed to make databases.  Tests of what SQLite alone does say so by taking `file`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.session_log.engine import parse_address
from bot.session_log.store import SessionLog

SERVER = os.environ.get("ISNAD_TEST_POSTGRESQL")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "isnad.sqlite3"


@pytest.fixture
async def address(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if SERVER is None or "file" in request.fixturenames:
        yield f"sqlite+aiosqlite:///{tmp_path / 'data' / 'isnad.sqlite3'}"
        return
    name = f"isnad_{secrets.token_hex(6)}"
    await _at_server(f"CREATE DATABASE {name}")
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    await _at_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def log(address: str) -> AsyncIterator[SessionLog]:
    log = await SessionLog.open(address)
    yield log
    await log.close()


async def _at_server(statement: str) -> None:
    assert SERVER is not None
    engine = create_async_engine(parse_address(SERVER), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()
