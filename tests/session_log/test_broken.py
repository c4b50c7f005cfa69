"""A database that cannot be used: one clear line that says where, what and what to do."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import SessionLogError
from bot.session_log.engine import parse_address, place_of
from bot.session_log.store import SessionLog


async def _refusal(address: str) -> str:
    """Open it, expect one line, and no thread left behind."""
    before = set(threading.enumerate())
    with pytest.raises(SessionLogError) as caught:
        await SessionLog.open(address)
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=60)
    assert set(threading.enumerate()) <= before
    line = str(caught.value)
    assert "\n" not in line
    assert "sqlalche.me" not in line
    return line


def _read(file: Path) -> bytes:
    return file.read_bytes()


def _write(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def _folder(file: Path) -> None:
    file.mkdir(parents=True)


@pytest.mark.parametrize("text", ["a note", "this is not a database\n" * 100], ids=["short", "long"])
async def test_a_text_file_in_its_place(address: str, file: Path, text: str) -> None:
    file.parent.mkdir()
    _write(file, text.encode())
    assert await _refusal(address) == (
        f"session log {file}: file is not a database; move it away or set another database"
    )
    assert _read(file) == text.encode()


async def test_a_folder_in_its_place(address: str, file: Path) -> None:
    _folder(file)
    line = await _refusal(address)
    assert line.startswith(f"session log {file}: unable to open database file; it must be a file")


async def test_a_file_in_place_of_its_folder(address: str, file: Path) -> None:
    file.parent.write_text("")
    line = await _refusal(address)
    assert line.startswith(f"session log {file}: File exists")


async def test_a_damaged_database(address: str, file: Path) -> None:
    log = await SessionLog.open(address)
    await log.close()
    content = _read(file)
    _write(file, content[:4096] + b"\xff" * (len(content) - 4096))
    line = await _refusal(address)
    assert line == (
        f"session log {file}: database disk image is malformed; "
        "restore a backup, or move it away to begin a new one"
    )


async def test_a_database_that_can_only_be_read_is_refused_at_once_not_at_the_first_turn(
    log: SessionLog, file: Path
) -> None:
    """The address asks SQLite for a file that is only read, which holds for root too."""
    await log.close()
    line = await _refusal(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert line.endswith(
        "attempt to write a readonly database; let the bot write to the file and to its folder"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere: run as a user to see this")
async def test_a_folder_without_write_permission(address: str, file: Path) -> None:
    file.parent.mkdir(mode=0o500)
    assert "the bot may write to" in await _refusal(address)


async def test_another_programs_database_is_refused_and_left_as_it_was(address: str, file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("create table turns (wheel text)")
    assert "table turns already exists" in await _refusal(address)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("select name from sqlite_master").fetchall() == [("turns",)]


async def test_a_database_that_breaks_later_is_our_error_too(log: SessionLog, file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("drop table inbox")
    for call in (log.put(1, "{}"), log.done(1), log.waiting()):
        with pytest.raises(SessionLogError, match="no such table: inbox"):
            await call


@pytest.mark.parametrize(
    "address", ["", "data/isnad.sqlite3", "postgresql://me:hunter2@host:port/isnad", "://hunter2"]
)
async def test_an_address_that_cannot_be_read_is_not_repeated(address: str) -> None:
    line = await _refusal(address)
    assert "write sqlite:////folder/file.sqlite3" in line
    assert "hunter2" not in line


async def test_another_kind_of_database_is_named_and_refused() -> None:
    line = await _refusal("mysql+aiomysql://me:hunter2@host/isnad")
    assert line == "no session log in mysql: the database must be SQLite or PostgreSQL"


async def test_postgresql_without_its_driver_or_its_server_says_so_without_the_password() -> None:
    """Where the driver is installed, nobody listens on port 1."""
    line = await _refusal("postgresql://me:hunter2@127.0.0.1:1/isnad")
    assert "database isnad on 127.0.0.1:1" in line
    assert "hunter2" not in line
    assert "me:" not in line
    assert "me@" not in line


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("sqlite:////var/lib/isnad/log.db", "/var/lib/isnad/log.db"),
        ("sqlite+aiosqlite:///log.db", "log.db"),
        ("postgres://me:hunter2@db.example:5433/isnad", "database isnad on db.example:5433"),
    ],
)
def test_a_database_is_named_without_user_and_password(address: str, place: str) -> None:
    assert place_of(parse_address(address)) == place
