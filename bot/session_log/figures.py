"""What happened, in numbers: for all time and by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from bot.memory import Day, Figures, Vote
from bot.records import DeliveryStatus
from bot.session_log.tables import handovers, human_answers, sessions, turns, votes

_ANSWERED = handovers.c.id.in_(
    select(human_answers.c.handover_id).where(
        human_answers.c.delivery_status == DeliveryStatus.DELIVERED.value
    )
)


def in_all(connection: Connection) -> Figures:
    """Return the figures of all time."""
    return _figures(connection, datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


def by_day(connection: Connection, today: date, days: int) -> list[Day]:
    """Return the figures of so many days, today first."""
    dates = [today - timedelta(days=back) for back in range(days)]
    return [
        Day(each, _figures(connection, _midnight(each), _midnight(each + timedelta(1)))) for each in dates
    ]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _figures(connection: Connection, start: datetime, end: datetime) -> Figures:
    asked = (turns.c.received_at >= start, turns.c.received_at < end)
    began = (sessions.c.started_at >= start, sessions.c.started_at < end)
    voted = (votes.c.voted_at >= start, votes.c.voted_at < end)
    questions = _count(connection, turns.c.id, *asked)
    return Figures(
        questions=questions,
        answered=_count(connection, turns.c.id, *asked, turns.c.answered.is_(True)),
        good=_count(connection, votes.c.vote, *voted, votes.c.vote == Vote.GOOD.value),
        bad=_count(connection, votes.c.vote, *voted, votes.c.vote == Vote.BAD.value),
        sessions=_count(connection, sessions.c.id, *began),
        median_ms=_latency(connection, 0.5, questions, *asked),
        p95_ms=_latency(connection, 0.95, questions, *asked),
        to_people=_count(connection, handovers.c.id, handovers.c.turn_id == turns.c.id, *asked),
        by_people=_count(connection, handovers.c.id, handovers.c.turn_id == turns.c.id, _ANSWERED, *asked),
    )


def _count(connection: Connection, column: ColumnElement[int], *wanted: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count(column)).where(*wanted)) or 0


def _latency(
    connection: Connection, share: float, questions: int, *asked: ColumnElement[bool]
) -> float | None:
    """Return the latency that a share of the questions keeps (nearest rank)."""
    rank = max(-int(-share * questions // 1), 1)  # rounded up
    ordered = select(turns.c.total_ms).where(*asked).order_by(turns.c.total_ms)
    return connection.scalar(ordered.offset(rank - 1).limit(1))
