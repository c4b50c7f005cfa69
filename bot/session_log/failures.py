"""A database's failure as one clear line: which database, what is wrong, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as QueueTimeoutError

from bot.errors import SessionLogError

# ValueError: aiosqlite's word for a connection whose thread has ended.
_FAILURES = (SQLAlchemyError, sqlite3.Error, OSError, ValueError, OverflowError)

# By the beginning of SQLite's own name of the error.
_ADVICE = {
    "SQLITE_NOTADB": "move it away or set another database",
    "SQLITE_CORRUPT": "restore a backup, or move it away to begin a new one",
    "SQLITE_CANTOPEN": "it must be a file, not a folder, in a folder that the bot may write to",
    "SQLITE_READONLY": "let the bot write to the file and to its folder",
    "SQLITE_PERM": "let the bot write to the file and to its folder",
    "SQLITE_BUSY": "another program holds it: stop that one",
    "SQLITE_FULL": "free some space on the disk",
    "SQLITE_IOERR": "check the disk: its space, its quota, its health",
}


@contextmanager
def in_our_words(place: str) -> Iterator[None]:
    """Raise every failure of the database inside the block as a SessionLogError of one line."""
    try:
        yield
    except _FAILURES as error:
        raise SessionLogError(describe(place, error)) from error


def describe(place: str, error: Exception) -> str:
    """Say where and what went wrong, and what to do about it if we know; no statement, no user's words."""
    if isinstance(error, QueueTimeoutError):
        return f"session log {place}: too slow, too many transactions are waiting for it"
    cause = getattr(error, "orig", None) or error
    reason = getattr(cause, "strerror", None) or str(cause).partition("\n")[0] or type(cause).__name__
    name = str(getattr(cause, "sqlite_errorname", ""))
    advice = next((advice for start, advice in _ADVICE.items() if name.startswith(start)), None)
    return f"session log {place}: {reason}" + (f"; {advice}" if advice else "")
