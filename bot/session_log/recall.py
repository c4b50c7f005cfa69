"""Turns as they were kept, read back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from bot.memory import Answered, KeptTurn
from bot.records import Answer, Citation, Message, Passage, Silence
from bot.session_log.tables import cited_passages, handovers, sessions, turns

_LONGEST_REPLY = 100
"""Ids between any part of a reply and its last one, which the log finds a turn by."""


def by_key(connection: Connection, key: str) -> KeptTurn | None:
    """Return the turn that buttons name."""
    return _first(connection, turns.c.key == key)


def of_reply(connection: Connection, chat_id: int, message_id: int) -> Row[int, int, list[int]] | None:
    """Return id, session and messages of the turn whose reply, or a part of it, a message is."""
    near = connection.execute(
        select(turns.c.id, turns.c.session_id, turns.c.sent_message_ids)
        .join(sessions)
        .where(sessions.c.chat_id == chat_id)
        .where(turns.c.reply_message_id.between(message_id, message_id + _LONGEST_REPLY))
        .order_by(turns.c.id.desc())  # an edited question has left its answer to the turn after
    )
    return next((turn for turn in near if message_id in turn.sent_message_ids), None)


def to_message(connection: Connection, message: Message) -> Answered | None:
    """Return how a message was answered last; its date tells it from one with its id in another time."""
    found = connection.execute(
        select(turns.c.question, turns.c.sent_message_ids)
        .join(sessions)
        .where(
            sessions.c.chat_id == message.chat_id,
            turns.c.message_id == message.message_id,
            turns.c.asked_at == message.sent_at,
        )
        .order_by(turns.c.id.desc())
        .limit(1)
    ).first()
    return None if found is None else Answered(found.question, tuple(found.sent_message_ids))


def last_of(connection: Connection, chat_id: int, thread_id: int | None, person_id: int) -> KeptTurn | None:
    """Return a person's last turn in a chat and topic."""
    return _first(
        connection,
        sessions.c.chat_id == chat_id,
        sessions.c.thread_id == thread_id,  # None becomes IS NULL
        sessions.c.sender_id == person_id,
    )


def answer_of(connection: Connection, turn_id: int) -> Answer:
    """Return what a question came to; the turn must be there."""
    row = connection.execute(select(turns).where(turns.c.id == turn_id)).one()
    return _answer(row, _ranked(connection, turn_id))


def _first(connection: Connection, *wanted: ColumnElement[bool]) -> KeptTurn | None:
    """Return the latest of the turns that are wanted; those of before there were keys are none."""
    found = connection.execute(
        select(
            turns,
            sessions.c.chat_id,
            sessions.c.thread_id,
            sessions.c.sender_id,
            handovers.c.id.label("handover_id"),
        )
        .select_from(turns.join(sessions).outerjoin(handovers))
        .where(*wanted, turns.c.key.is_not(None))
        .order_by(turns.c.id.desc())
        .limit(1)
    ).first()
    return _turn(found, _ranked(connection, found.id)) if found is not None else None


def _ranked(connection: Connection, turn_id: int) -> Sequence[Row[Any]]:
    ranked = select(cited_passages).where(cited_passages.c.turn_id == turn_id)
    return connection.execute(ranked.order_by(cited_passages.c.rank)).all()


def _turn(row: Row[Any], ranked: Sequence[Row[Any]]) -> KeptTurn:
    return KeptTurn(
        id=row.id,
        key=row.key,
        chat_id=row.chat_id,
        thread_id=row.thread_id,
        sender_id=row.sender_id,
        answer=_answer(row, ranked),
        language=row.reply_language,
        shown=row.shown,
        handed_over=row.handover_id is not None,
    )


def _answer(row: Row[Any], ranked: Sequence[Row[Any]]) -> Answer:
    return Answer(
        question=row.question,
        folded=row.folded,
        passages=tuple(_passage(each) for each in ranked),
        confidence=row.confidence,
        quote=None,
        highlight=None,
        citations=_citations(ranked),
        silence=Silence(row.silence) if row.silence is not None else None,
        elapsed_ms=row.elapsed_ms,
        searched=row.searched,
    )


def _passage(row: Row[Any]) -> Passage:
    return Passage(
        document=row.document,
        title=row.title,
        url=row.url,
        date=row.date,
        source=row.source,
        text=row.text,
        start=row.start,
        end=row.end,
        score=row.score,
        heading=row.heading,
        page=row.page,
    )


def _citations(ranked: Sequence[Row[Any]]) -> tuple[Citation, ...]:
    best: dict[int, Row[Any]] = {}
    for row in ranked:
        if row.citation is not None:
            best.setdefault(row.citation, row)
    return tuple(
        Citation(number, row.document, row.title, row.date, row.url, row.source, row.heading, row.page)
        for number, row in sorted(best.items())
    )
