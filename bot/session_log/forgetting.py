"""Delete what must not be kept any longer; whoever must be sure of every byte scrubs the file afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.memory import Unasked
from bot.session_log import audit, citing
from bot.session_log.human_answers import documents_of
from bot.session_log.tables import handovers, human_answers, inbox, people, sessions, turns, votes


def person(connection: Connection, person_id: int, now: datetime, unasked: Sequence[Unasked] = ()) -> bool:
    """Delete all that is kept of a person: questions with their answers, opinions, choices, what waits.

    What somebody waits for and is being answered at this moment is answered all the same.  Return False, and
    delete nothing, while a document that is not among `unasked` says what they asked.
    """
    known = {each.former for each in unasked}
    if any(not known.issuperset(kept.files) for kept in documents_of(connection, person_id)):
        return False
    connection.execute(delete(sessions).where(sessions.c.sender_id == person_id))  # their turns go with them
    connection.execute(delete(votes).where(votes.c.person_id == person_id))
    connection.execute(delete(people).where(people.c.id == person_id))
    audit.forget(connection, person_id)
    _unask(connection, unasked)
    named = re.compile(rf'"id":\s*{person_id}\b')
    waiting = select(inbox.c.update_id, inbox.c.payload).where(inbox.c.payload.is_not(None))
    for row in connection.execute(waiting).all():
        if named.search(row.payload):
            gone = update(inbox).where(inbox.c.update_id == row.update_id)
            connection.execute(gone.values(payload=None, done_at=now))
    return True


def older_than(connection: Connection, moment: datetime, unasked: Sequence[Unasked] = ()) -> int:
    """Delete turns of before a moment, and sessions that ended before it; return how many turns.

    One whose question a document says that is not among `unasked` stays, or nobody could find that any more.
    """
    _unask(connection, unasked)
    known = [each.former for each in unasked]
    said = (human_answers.c.document.is_not(None), human_answers.c.document.not_in(known))
    asked = select(handovers.c.turn_id).join(human_answers).where(*said)
    old = delete(turns).where(turns.c.received_at < moment, turns.c.id.not_in(asked))
    count = connection.execute(old).rowcount
    empty = sessions.c.id.not_in(select(turns.c.session_id))
    connection.execute(delete(sessions).where(sessions.c.last_turn_at < moment, empty))
    return count


def _unask(connection: Connection, unasked: Sequence[Unasked]) -> None:
    for each in unasked:
        audit.rename(connection, each.former, each.document)
        citing.unask(connection, each)
