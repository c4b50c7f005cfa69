"""Delete what must not be kept any longer; whoever must be sure of every byte scrubs the file afterwards."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.session_log import audit
from bot.session_log.tables import inbox, people, sessions, turns, votes


def person(connection: Connection, person_id: int, now: datetime) -> None:
    """Delete all that is kept of a person: questions with their answers, opinions, choices, what waits.

    What somebody waits for and is being answered at this moment is answered all the same.
    """
    connection.execute(delete(sessions).where(sessions.c.sender_id == person_id))  # their turns go with them
    connection.execute(delete(votes).where(votes.c.person_id == person_id))
    connection.execute(delete(people).where(people.c.id == person_id))
    audit.forget(connection, person_id)
    named = re.compile(rf'"id":\s*{person_id}\b')
    waiting = select(inbox.c.update_id, inbox.c.payload).where(inbox.c.payload.is_not(None))
    for row in connection.execute(waiting).all():
        if named.search(row.payload):
            gone = update(inbox).where(inbox.c.update_id == row.update_id)
            connection.execute(gone.values(payload=None, done_at=now))


def older_than(connection: Connection, moment: datetime) -> int:
    """Delete turns of before a moment, and sessions that ended before it; return how many turns."""
    old = connection.execute(delete(turns).where(turns.c.received_at < moment)).rowcount
    connection.execute(delete(sessions).where(sessions.c.last_turn_at < moment))
    return old
