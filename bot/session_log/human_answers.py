"""What operators answered, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from bot.memory import HandedOver, HumanAnswer, KeptDocument
from bot.records import Delivery, DeliveryStatus
from bot.session_log.handovers import by_id
from bot.session_log.tables import handovers, human_answers, sessions, turns


def begin(
    connection: Connection, handover_id: int, chat_id: int, message_id: int, text: str
) -> HumanAnswer | None:
    """Return the answer that an operator's message is, kept now unless it was before.

    None: the question has been forgotten meanwhile.
    """
    found = of_message(connection, chat_id, message_id)
    if found is not None:
        return found[0]
    if by_id(connection, handover_id) is None:
        return None
    row = {
        "handover_id": handover_id,
        "chat_id": chat_id,
        "message_id": message_id,
        "text": text,
        "sent_message_ids": [],
    }
    connection.execute(insert(human_answers), row)
    begun = of_message(connection, chat_id, message_id)
    return begun[0] if begun is not None else None


def of_message(
    connection: Connection, chat_id: int, message_id: int
) -> tuple[HumanAnswer, HandedOver] | None:
    """Return the answer that an operator's message is, with its question."""
    return _first(connection, human_answers.c.chat_id == chat_id, human_answers.c.message_id == message_id)


def by_number(connection: Connection, answer_id: int) -> tuple[HumanAnswer, HandedOver] | None:
    """Return an answer with its question."""
    return _first(connection, human_answers.c.id == answer_id)


def delivered(connection: Connection, answer_id: int, text: str, delivery: Delivery) -> None:
    """Keep what became of an answer, and its text as it was sent last."""
    _change(
        connection,
        answer_id,
        text=text,
        delivery_status=delivery.status.value,
        sent_message_ids=list(delivery.message_ids),
    )


def told(connection: Connection, answer_id: int, notice_id: int) -> None:
    """Keep which message told the operator what became of an answer."""
    _change(connection, answer_id, notice_message_id=notice_id)


def documented(connection: Connection, answer_id: int, document: str | None) -> bool:
    """Keep which file of the corpus an answer went into, or none; False: it has been forgotten meanwhile."""
    return _change(connection, answer_id, document=document)


def documents_of(connection: Connection, person_id: int) -> list[KeptDocument]:
    """Return the documents that were made of answers to a person's questions."""
    return _documents(connection, sessions.c.sender_id == person_id)


def documents_before(connection: Connection, moment: datetime) -> list[KeptDocument]:
    """Return the documents that were made of answers to questions of before a moment."""
    return _documents(connection, turns.c.received_at < moment)


def _documents(connection: Connection, wanted: ColumnElement[bool]) -> list[KeptDocument]:
    joined = human_answers.join(handovers).join(turns).join(sessions)
    rows = connection.execute(
        select(human_answers)
        .select_from(joined)
        .where(wanted, human_answers.c.document.is_not(None))
        .order_by(human_answers.c.id)
    ).all()
    found = []
    for handover_id in dict.fromkeys(row.handover_id for row in rows):
        of_it = [row for row in rows if row.handover_id == handover_id]
        asked = by_id(connection, handover_id)
        if asked is not None:
            files = tuple(dict.fromkeys(row.document for row in of_it))
            found.append(KeptDocument(asked, files, tuple(row.text for row in of_it)))
    return found


def in_document(connection: Connection, handover_id: int) -> Sequence[str]:
    """Return the answers to a question that its document holds, in the order in which they came."""
    wanted = (human_answers.c.handover_id == handover_id, human_answers.c.document.is_not(None))
    in_order = select(human_answers.c.text).where(*wanted).order_by(human_answers.c.id)
    return connection.scalars(in_order).all()


def unfilled(connection: Connection) -> list[HandedOver]:
    """Return the questions that have a document and were not found to be answered from it."""
    ids = (
        select(human_answers.c.handover_id)
        .distinct()
        .select_from(human_answers.join(handovers).join(turns))
        .where(human_answers.c.document.is_not(None), turns.c.filled_at.is_(None))
    )
    found = (by_id(connection, handover_id) for handover_id in connection.scalars(ids).all())
    return [each for each in found if each is not None]


def _change(connection: Connection, answer_id: int, **values: object) -> bool:
    changed = update(human_answers).where(human_answers.c.id == answer_id).values(**values)
    return connection.execute(changed).rowcount > 0


def _first(connection: Connection, *wanted: ColumnElement[bool]) -> tuple[HumanAnswer, HandedOver] | None:
    row = connection.execute(select(human_answers).where(*wanted)).first()
    handed_over = by_id(connection, row.handover_id) if row is not None else None
    if row is None or handed_over is None:
        return None
    earlier = select(func.count()).where(
        human_answers.c.handover_id == row.handover_id, human_answers.c.id < row.id
    )
    return _answer(row, 1 + (connection.scalar(earlier) or 0)), handed_over


def _answer(row: Row[Any], number: int) -> HumanAnswer:
    return HumanAnswer(
        id=row.id,
        number=number,
        text=row.text,
        status=None if row.delivery_status is None else DeliveryStatus(row.delivery_status),
        message_ids=tuple(row.sent_message_ids),
        notice_id=row.notice_message_id,
        document=row.document,
    )
