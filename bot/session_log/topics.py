"""What a person talked about last, read back from the turns."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from bot.memory import Topic
from bot.records import Message
from bot.session_log import recall
from bot.session_log.tables import cited_passages, sessions, turns
from bot.session_log.turns import IDLE

MOST = 5
"""So many turns back a topic is looked for: some in between may be thanks, or questions without words."""


def before(connection: Connection, message: Message) -> list[Topic]:
    """Return what the sender may go on from, the nearest first; nothing of another chat or forum topic.

    A reply to an answer goes on from that answer, whoever had asked.  Any other message goes on from its
    sender's turns of the last half hour, which is when a session ends; Telegram's clock counts, so that
    questions that waited for the bot to come back still belong together.
    """
    reply_to = message.reply_to_message_id
    replied = None if reply_to is None else recall.of_reply(connection, message.chat_id, reply_to)
    if replied is not None:
        person = (turns.c.session_id == replied.session_id, turns.c.id <= replied.id)
        found = connection.execute(_turns().where(*person)).all()
    else:
        found = connection.execute(
            _turns().where(
                sessions.c.chat_id == message.chat_id,
                sessions.c.thread_id == message.thread_id,  # None becomes IS NULL
                sessions.c.sender_id == message.sender_id,
                turns.c.message_id < message.message_id,  # an edited question does not go on from itself
                turns.c.asked_at > message.sent_at - IDLE,
                turns.c.asked_at <= message.sent_at,
            )
        ).all()
    return [_topic(turn) for turn in found]


def _turns() -> Select[Any]:
    quoted = and_(cited_passages.c.turn_id == turns.c.id, cited_passages.c.rank == 1)
    columns = (turns.c.question, turns.c.searched, turns.c.answer, cited_passages.c.title)
    joined = turns.join(sessions).outerjoin(cited_passages, quoted)
    newest_first = (turns.c.message_id.desc(), turns.c.id.desc())
    return select(*columns).select_from(joined).order_by(*newest_first).limit(MOST)


def _topic(turn: Row[Any]) -> Topic:
    if turn.searched is None:
        return Topic(turn.question, turn.title if turn.answer else None, turn.answer)
    return Topic(turn.searched, turn.title if turn.answer else None, turn.answer, typed=turn.question)
