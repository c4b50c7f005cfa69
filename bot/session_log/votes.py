"""What people think of answers: one opinion a person and a turn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from bot.memory import Reason, Vote
from bot.session_log.tables import votes


def put(
    connection: Connection, turn_id: int, person_id: int, vote: Vote, reason: Reason | None, now: datetime
) -> None:
    """Keep an opinion in place of the one before; said again without its reason, it keeps that."""
    own = (votes.c.turn_id == turn_id, votes.c.person_id == person_id)
    before = connection.execute(select(votes).where(*own)).first()
    if before is not None:
        if (vote, reason or before.reason) == (before.vote, before.reason):
            return
        connection.execute(delete(votes).where(*own))
    row = {"turn_id": turn_id, "person_id": person_id, "vote": vote.value, "reason": reason, "voted_at": now}
    connection.execute(insert(votes), row)


def of(connection: Connection, turn_id: int, person_id: int) -> Vote | None:
    """Return a person's opinion of a turn."""
    own = (votes.c.turn_id == turn_id, votes.c.person_id == person_id)
    found = connection.scalar(select(votes.c.vote).where(*own))
    return Vote(found) if found is not None else None


def take_back(connection: Connection, turn_id: int, person_id: int, vote: Vote) -> None:
    """Forget a person's opinion of a turn if it is still this one."""
    own = (votes.c.turn_id == turn_id, votes.c.person_id == person_id)
    connection.execute(delete(votes).where(*own, votes.c.vote == vote.value))
