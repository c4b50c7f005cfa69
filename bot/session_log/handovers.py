"""Questions handed over to people, as rows: each once, and where its answers go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.memory import Claim, HandedOver, Post
from bot.records import Message, Silence
from bot.session_log.tables import handovers, human_answers, operator_posts, sessions, turns
from bot.session_log.turns import IDLE

MOST = 5
"""So many questions of one person go to the operators in a while."""
WHILE = timedelta(hours=1)


def claim(connection: Connection, turn_id: int, update_id: int, now: datetime) -> Claim:
    """Let one update hand a question over; the same one again, after a kill, goes on where it was."""
    found = connection.execute(select(handovers).where(handovers.c.turn_id == turn_id)).first()
    if found is not None:
        unfinished = found.claimed_by == update_id and not _posts(connection, found.id)
        return Claim.GRANTED if unfinished else Claim.TAKEN
    asker = select(sessions.c.sender_id).join(turns).where(turns.c.id == turn_id).scalar_subquery()
    lately = (
        select(func.count())
        .select_from(handovers.join(turns).join(sessions))
        .where(sessions.c.sender_id == asker, handovers.c.asked_at > now - WHILE)
    )
    if (connection.scalar(lately) or 0) >= MOST:
        return Claim.TOO_MANY
    row = {"turn_id": turn_id, "claimed_by": update_id, "asked_at": now}
    try:
        with connection.begin_nested():
            connection.execute(insert(handovers), row)
    except IntegrityError:  # two taps at once, on a server that lets two transactions write
        return Claim.TAKEN
    return Claim.GRANTED


def release(connection: Connection, turn_id: int) -> None:
    """Let a question that did not reach the operators be handed over again."""
    connection.execute(delete(handovers).where(handovers.c.turn_id == turn_id))


def posted(connection: Connection, turn_id: int, chat_id: int, message_ids: Sequence[int]) -> None:
    """Note the messages that ask the operators; nothing when the question was forgotten meanwhile."""
    handover_id = connection.scalar(select(handovers.c.id).where(handovers.c.turn_id == turn_id))
    _note(connection, handover_id, chat_id, message_ids, asks=True)


def noticed(connection: Connection, handover_id: int, chat_id: int, message_id: int) -> None:
    """Note a message that told an operator what became of an answer: a reply to it answers, too."""
    alive = connection.scalar(select(handovers.c.id).where(handovers.c.id == handover_id))
    _note(connection, alive, chat_id, [message_id], asks=False)


def of_post(connection: Connection, chat_id: int, message_id: int) -> Post | None:
    """Return what a message in the operators' chat is about, None for one that is no post of ours."""
    here = (operator_posts.c.chat_id == chat_id, operator_posts.c.message_id == message_id)
    found = connection.execute(select(operator_posts).where(*here)).first()
    if found is None:
        return None
    return Post(None if found.handover_id is None else by_id(connection, found.handover_id))


def by_id(connection: Connection, handover_id: int) -> HandedOver | None:
    """Return a question that was handed over."""
    return next(iter(_found(connection, handovers.c.id == handover_id)), None)


def unanswered(connection: Connection, chat_id: int) -> list[HandedOver]:
    """Return the questions that were asked in an operators' chat and have no answer, oldest first."""
    asked_there = (
        select(operator_posts.c.handover_id)
        .where(operator_posts.c.chat_id == chat_id, operator_posts.c.asks.is_(True))
        .scalar_subquery()
    )
    answered = select(human_answers.c.handover_id).scalar_subquery()
    return _found(connection, handovers.c.id.in_(asked_there), handovers.c.id.not_in(answered))


def of_person(connection: Connection, person_id: int) -> list[HandedOver]:
    """Return all that a person had handed over."""
    return _found(connection, sessions.c.sender_id == person_id)


def found_nothing_before(connection: Connection, message: Message) -> bool:
    """Say whether the sender's turn before a message, here and of the last half hour, found no answer."""
    last = connection.execute(
        select(turns.c.silence)
        .join(sessions)
        .where(
            sessions.c.chat_id == message.chat_id,
            sessions.c.thread_id == message.thread_id,  # None becomes IS NULL
            sessions.c.sender_id == message.sender_id,
            turns.c.message_id < message.message_id,
            turns.c.asked_at > message.sent_at - IDLE,
        )
        .order_by(turns.c.message_id.desc(), turns.c.id.desc())
        .limit(1)
    ).first()
    return last is not None and last.silence == Silence.NOT_FOUND.value


def fill(connection: Connection, folded: str, now: datetime) -> None:
    """Note that the documents now answer a question, by whomever and however often it was asked."""
    gap = (turns.c.folded == folded, turns.c.silence == Silence.NOT_FOUND.value)
    connection.execute(update(turns).where(*gap).values(filled_at=now))


def _note(
    connection: Connection, handover_id: int | None, chat_id: int, message_ids: Sequence[int], *, asks: bool
) -> None:
    rows = [
        {"chat_id": chat_id, "message_id": each, "handover_id": handover_id, "asks": asks}
        for each in message_ids
    ]
    if rows:
        ids = operator_posts.c.message_id.in_(message_ids)
        connection.execute(delete(operator_posts).where(operator_posts.c.chat_id == chat_id, ids))
        connection.execute(insert(operator_posts), rows)


def _posts(connection: Connection, handover_id: int) -> tuple[tuple[int, int], ...]:
    asking = (operator_posts.c.handover_id == handover_id, operator_posts.c.asks.is_(True))
    rows = connection.execute(select(operator_posts).where(*asking).order_by(operator_posts.c.message_id))
    return tuple((row.chat_id, row.message_id) for row in rows)


def _found(connection: Connection, *wanted: ColumnElement[bool]) -> list[HandedOver]:
    columns = (turns, handovers.c.id.label("handover_id"), sessions.c.chat_id, sessions.c.thread_id)
    joined = handovers.join(turns).join(sessions)
    rows = connection.execute(
        select(*columns).select_from(joined).where(*wanted).order_by(handovers.c.id)
    ).all()
    return [_handed_over(row, _posts(connection, row.handover_id)) for row in rows]


def _handed_over(row: Row[Any], posts: tuple[tuple[int, int], ...]) -> HandedOver:
    return HandedOver(
        id=row.handover_id,
        key=row.key,
        chat_id=row.chat_id,
        thread_id=row.thread_id,
        # A supergroup that was a group numbers its messages anew: its turns have no message there.
        reply_to=row.message_id if row.reply_message_id is not None else None,
        question=row.searched or row.question,
        folded=row.folded,
        language=row.reply_language,
        posts=posts,
    )
