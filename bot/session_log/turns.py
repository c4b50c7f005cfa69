"""One turn as rows: its session, the turn, the passages it cites."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, insert, select, update

from bot.memory import Turn
from bot.records import Answer
from bot.session_log import tables

IDLE = timedelta(minutes=30)
"""So long without a turn, and a session is over."""


def keep(connection: Connection, turn: Turn) -> int:
    """Store a turn in the session it belongs to, begun if need be; return the turn's id."""
    session_id = _session_of(connection, turn)
    row = {"session_id": session_id, **_turn_row(turn)}
    turn_id: int = connection.execute(insert(tables.turns).returning(tables.turns.c.id), row).scalar_one()
    passages = [{"turn_id": turn_id, **passage} for passage in _passage_rows(turn.answer)]
    if passages:
        connection.execute(insert(tables.cited_passages), passages)
    return turn_id


def move(connection: Connection, old_chat_id: int, new_chat_id: int) -> None:
    """Give a group's sessions another chat, and those of who writes as the group itself another sender.

    The new chat numbers its messages anew, so no message there is the reply to an old turn.
    """
    sessions, turns = tables.sessions, tables.turns
    ours = select(sessions.c.id).where(sessions.c.chat_id == old_chat_id)
    connection.execute(update(turns).where(turns.c.session_id.in_(ours)).values(reply_message_id=None))
    for column in (sessions.c.chat_id, sessions.c.sender_id):
        moved = update(sessions).where(column == old_chat_id)
        connection.execute(moved.values({column.name: new_chat_id}))


def _session_of(connection: Connection, turn: Turn) -> int:
    sessions, message, moment = tables.sessions, turn.message, turn.received_at
    # Turns that run side by side may be logged in another order than they came, hence both bounds; and a
    # session dated in the future by a wrong clock is not joined for ever.
    found = connection.execute(
        select(sessions.c.id, sessions.c.started_at, sessions.c.last_turn_at)
        .where(
            sessions.c.chat_id == message.chat_id,
            sessions.c.thread_id == message.thread_id,  # None becomes IS NULL
            sessions.c.sender_id == message.sender_id,
            sessions.c.last_turn_at > moment - IDLE,
            sessions.c.started_at < moment + IDLE,
        )
        .order_by(sessions.c.last_turn_at.desc())
        .limit(1)
    ).first()
    if found is None:
        person = {
            "chat_id": message.chat_id,
            "thread_id": message.thread_id,
            "sender_id": message.sender_id,
        }
        begun = insert(sessions).values(**person, started_at=moment, last_turn_at=moment)
        new_id: int = connection.execute(begun.returning(sessions.c.id)).scalar_one()
        return new_id
    span = {
        "started_at": min(found.started_at, moment),
        "last_turn_at": max(found.last_turn_at, moment),
    }
    connection.execute(update(sessions).where(sessions.c.id == found.id).values(span))
    session_id: int = found.id
    return session_id


def _turn_row(turn: Turn) -> dict[str, object]:
    message, answer, delivery = turn.message, turn.answer, turn.delivery
    return {
        "update_id": message.update_id,
        "message_id": message.message_id,
        "asked_at": message.sent_at,
        "received_at": turn.received_at,
        "question": turn.addressed.question,
        "folded": answer.folded,
        "addressed_by": turn.addressed.by.value,
        "language": message.sender_language,
        "answered": answer.answered,
        "silence": answer.silence.value if answer.silence else None,
        "answer": answer.quote.sentence if answer.answered and answer.quote else None,
        "confidence": answer.confidence,
        "elapsed_ms": answer.elapsed_ms,
        "total_ms": turn.total_ms,
        "delivery_status": delivery.status.value,
        "delivery_reason": delivery.reason,
        "sent_message_ids": list(delivery.message_ids),
        "key": turn.key,
        "reply_language": turn.language,
        "shown": turn.shown,
        "reply_message_id": delivery.message_ids[-1] if delivery.message_ids else None,
        "searched": answer.searched,
    }


def _passage_rows(answer: Answer) -> list[dict[str, object]]:
    numbers = {citation.document: citation.number for citation in answer.citations}
    return [
        {
            "rank": rank,
            "citation": numbers.get(passage.document),
            "document": passage.document,
            "title": passage.title,
            "start": passage.start,
            "end": passage.end,
            "score": passage.score,
            "text": passage.text,
            "heading": passage.heading,
            "page": passage.page,
            "url": passage.url,
            "date": passage.date,
            "source": passage.source,
        }
        for rank, passage in enumerate(answer.passages, start=1)
    ]
