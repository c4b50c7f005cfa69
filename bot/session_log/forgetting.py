"""Delete what must not be kept any longer; whoever must be sure of every byte scrubs the file afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.memory import Unasked
from bot.session_log import audit, citing, human_answers
from bot.session_log.tables import inbox, people, sessions, turns, votes


def person(connection: Connection, person_id: int, now: datetime, unasked: Sequence[Unasked] = ()) -> bool:
    """Delete all that is kept of a person: questions with their answers, opinions, choices, what waits.

    What somebody waits for and is being answered at this moment is answered all the same.  Return False, and
    delete nothing, while a document that is not among `unasked` says what they asked.
    """
    known = {each.former for each in unasked}
    if any(not known.issuperset(kept.files) for kept in human_answers.documents_of(connection, person_id)):
        return False
    connection.execute(delete(sessions).where(sessions.c.sender_id == person_id))  # their turns go with them
    connection.execute(delete(votes).where(votes.c.person_id == person_id))
    connection.execute(delete(people).where(people.c.id == person_id))
    audit.forget(connection, person_id)
    for each in unasked:
        audit.rename(connection, each.former, each.document)
        citing.unask(connection, each)
    named = re.compile(rf'"id":\s*{person_id}\b')
    waiting = select(inbox.c.update_id, inbox.c.payload).where(inbox.c.payload.is_not(None))
    for row in connection.execute(waiting).all():
        if named.search(row.payload):
            gone = update(inbox).where(inbox.c.update_id == row.update_id)
            connection.execute(gone.values(payload=None, done_at=now))
    return True


def older_than(connection: Connection, moment: datetime) -> int:
    """Delete turns of before a moment, and sessions that ended before it; return how many turns."""
    old = connection.execute(delete(turns).where(turns.c.received_at < moment)).rowcount
    connection.execute(delete(sessions).where(sessions.c.last_turn_at < moment))
    return old
