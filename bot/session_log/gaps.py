"""Questions that the documents did not answer, each wording once."""

from __future__ import annotations

from sqlalchemy import Connection, and_, case, func, select

from bot.memory import Gap
from bot.records import Silence
from bot.session_log.recall import answer_of
from bot.session_log.tables import sessions, turns

_UNANSWERED = and_(turns.c.silence == Silence.NOT_FOUND.value, turns.c.filled_at.is_(None))


def count(connection: Connection) -> int:
    """Return how many different questions went unanswered."""
    return connection.scalar(select(func.count(turns.c.folded.distinct())).where(_UNANSWERED)) or 0


def latest(connection: Connection, skip: int, most: int) -> list[Gap]:
    """Return the unanswered questions, those asked last first, grouped by their folded form."""
    in_group = case((sessions.c.chat_id < 0, 1), else_=0)
    last = func.max(turns.c.id)
    grouped = (
        select(
            last.label("id"),
            func.count().label("times"),
            func.sum(in_group).label("in_groups"),
            func.max(turns.c.received_at, type_=turns.c.received_at.type).label("last_at"),
        )
        .join_from(turns, sessions)
        .where(_UNANSWERED)
        .group_by(turns.c.folded)
        .order_by(last.desc())
        .offset(skip)
        .limit(most)
    )
    return [
        Gap(answer_of(connection, row.id), row.times, row.in_groups, row.last_at)
        for row in connection.execute(grouped).all()
    ]
