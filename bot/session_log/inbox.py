"""The updates that wait to be dealt with, and the ids of those that were."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.session_log.tables import inbox

REMEMBERED = timedelta(hours=48)
"""Telegram offers an update for 24 hours; after a quiet week it begins its numbers anew."""


class SeenBeforeError(Exception):
    """The update's id is known, waiting or done; it leaves the transaction, which is then rolled back."""


def put(connection: Connection, update_id: int, payload: str, now: datetime) -> None:
    """Store an update.  Raises SeenBeforeError when its id is known.

    A clock that was set back does not put it before one that waits since earlier.
    """
    latest = connection.scalar(select(func.max(inbox.c.received_at)).where(inbox.c.done_at.is_(None)))
    row = {"update_id": update_id, "payload": payload, "received_at": max(now, latest or now)}
    try:
        connection.execute(insert(inbox), row)
    except IntegrityError as error:  # the id is the only constraint that a whole row can break
        raise SeenBeforeError from error


def done(connection: Connection, update_id: int, now: datetime) -> None:
    """Forget the payload and remember the id, even of an update that never came through the inbox."""
    finish = update(inbox).where(inbox.c.update_id == bindparam("id"))
    if connection.execute(finish, {"id": update_id, "payload": None, "done_at": now}).rowcount == 0:
        connection.execute(insert(inbox), {"update_id": update_id, "received_at": now, "done_at": now})


def waiting(connection: Connection) -> list[str]:
    """Return the payloads not yet dealt with, oldest first."""
    oldest_first = select(inbox.c.payload).order_by(inbox.c.received_at, inbox.c.update_id)
    return list(connection.scalars(oldest_first.where(inbox.c.done_at.is_(None))))


def count(connection: Connection) -> int:
    """Return how many updates are not yet dealt with."""
    return connection.scalar(select(func.count()).select_from(inbox).where(inbox.c.done_at.is_(None))) or 0


def purge(connection: Connection, now: datetime) -> None:
    """Drop the ids that were done more than 48 hours ago."""
    connection.execute(delete(inbox).where(inbox.c.done_at < now - REMEMBERED))
