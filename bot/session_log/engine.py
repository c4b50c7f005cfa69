"""From a database address to an engine, and to a name for it that may be shown."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SessionLogError
from bot.session_log.pragmas import sqlite_engine

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}

SERVER_SECONDS = 10
"""How long to wait for a PostgreSQL server to let us in, and for each of its replies."""


def parse_address(address: str) -> URL:
    """Read a database address; the driver may be left out.  Raises SessionLogError without repeating it."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise SessionLogError(
            "the database address cannot be read: write sqlite:////folder/file.sqlite3 "
            "or postgresql://user:password@host/name"
        ) from None
    backend = url.drivername.partition("+")[0]
    if backend not in _DRIVERS:
        raise SessionLogError(f"no session log in {backend}: the database must be SQLite or PostgreSQL")
    return url.set(drivername=_DRIVERS[backend])


def place_of(url: URL) -> str:
    """Name the database for a person: the file, or server and database, never user or password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "the database in memory"
    port = f":{url.port}" if url.port else ""
    return f"database {url.database} on {url.host or 'this machine'}{port}"


def make_engine(url: URL) -> AsyncEngine:
    """Make the engine; for SQLite the folder of the file is made too.

    Raises OSError when that folder cannot be made, SessionLogError when the driver is not installed.
    """
    address = url.render_as_string(hide_password=False)
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        return sqlite_engine(address)
    try:
        return create_async_engine(
            address,
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={"timeout": SERVER_SECONDS, "command_timeout": SERVER_SECONDS},
        )
    except ModuleNotFoundError as error:
        raise SessionLogError(
            f"{place_of(url)}: the package {error.name} is missing: install it next to isnad"
        ) from None
