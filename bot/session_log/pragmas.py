"""What SQLite alone needs; every other module here works on PostgreSQL unchanged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

BUSY_SECONDS = 10
"""How long to wait for another process (a backup, a second command) to let go of the file."""
QUEUE_SECONDS = 60
"""How long one of our own transactions waits for its turn before it is given up."""

# secure_delete overwrites deleted rows and emptied payloads with zeros in the database file.  It does not
# reach the write-ahead log, where earlier copies of a page stay until they are overwritten: see `scrub`.
_PRAGMAS = (
    f"busy_timeout = {BUSY_SECONDS * 1000}",  # first: setting the others may have to wait
    "journal_mode = WAL",
    "synchronous = NORMAL",  # a commit survives the death of the process; power loss may cost the last ones
    "foreign_keys = ON",
    "secure_delete = ON",
)


def sqlite_engine(url: str) -> AsyncEngine:
    """Make an engine with a single connection, since SQLite takes a single writer.

    The pool of one is the lock: transactions queue for the connection in the order they came, so none of
    ours ever meets "database is locked".
    """
    engine = create_async_engine(
        url,
        hide_parameters=True,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=QUEUE_SECONDS,
        connect_args={"isolation_level": None},  # sqlite3 begins no transactions by itself: see _begin
    )
    event.listen(engine.sync_engine, "connect", _set_pragmas)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _set_pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # At once for writing: a transaction that first reads and then wants to write is refused outright, not
    # made to wait, when another process wrote in between.  It also makes schema changes roll back.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let a migration rebuild a table without its rows' children being deleted with the old copy.

    SQLite heeds the pragma only outside a transaction, so this goes around the transaction.  Elsewhere it
    does nothing.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()


def scrub(connection: Connection) -> None:
    """Leave no byte of deleted rows: rebuild the file, then put the write-ahead log in it and empty that.

    `connection` is in no transaction.  Takes about as long as copying the file.  Elsewhere than on SQLite
    it does nothing: the server's own vacuum has its own times.  Raises OperationalError while another
    program holds the file.
    """
    if connection.dialect.name != "sqlite":
        return
    cursor = connection.connection.cursor()
    try:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()
    finally:
        cursor.close()
    if busy is None or busy[0]:
        raise sqlite3.OperationalError("another program reads it, so deleted words may be in its log still")
