"""The tables of the session log, in words that SQLite and PostgreSQL both understand."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
)

from bot.session_log.columns import AnyText, UtcDateTime

# A later migration can only change or drop a constraint that has a name.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The ids of sessions and turns are never given out twice (sqlite_autoincrement; PostgreSQL's sequences do
# it anyway): a copy of an old row must not be taken for another person's turn.
sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger),
    Column("sender_id", BigInteger, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("last_turn_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
Index(None, sessions.c.chat_id, sessions.c.sender_id, sessions.c.last_turn_at)

# `searched` is the question as it was looked for, when that is not as it was typed; `filled_at` when the
# documents came to hold the answer that they did not have.
# `asked_at` is Telegram's clock, `received_at` ours.  `update_id` is not unique: after a quiet week
# Telegram begins its numbers anew, and a turn must not be lost over it.  `key` is what the buttons under
# the reply carry, `reply_message_id` the message they are under, `shown` what it says: Telegram HTML.
turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("update_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False, index=True),
    Column("question", AnyText, nullable=False),
    Column("folded", AnyText, nullable=False),
    Column("addressed_by", String(20), nullable=False),
    Column("language", String(35)),
    Column("answered", Boolean, nullable=False),
    Column("silence", String(20)),
    Column("answer", AnyText),
    Column("confidence", Float, nullable=False),
    Column("elapsed_ms", Float, nullable=False),
    Column("total_ms", Float, nullable=False),
    Column("delivery_status", String(20), nullable=False),
    Column("delivery_reason", AnyText),
    Column("sent_message_ids", JSON, nullable=False),
    Column("key", String(32), index=True, unique=True),
    Column("reply_language", String(2)),
    Column("shown", AnyText),
    Column("reply_message_id", BigInteger, index=True),
    Column("searched", AnyText),
    Column("filled_at", UtcDateTime),
    sqlite_autoincrement=True,
)

# Every passage that was ranked, best first from rank 1; `citation` is the number under which the reader
# saw its document, NULL for a passage that was only a candidate.
cited_passages = Table(
    "cited_passages",
    metadata,
    Column("turn_id", ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("citation", Integer),
    Column("document", AnyText, nullable=False),
    Column("title", AnyText, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("heading", AnyText),
    Column("page", Integer),
    Column("url", AnyText),
    Column("date", AnyText),
    Column("source", AnyText),
)

# One opinion a person and a turn; in a group everybody has one.
votes = Table(
    "votes",
    metadata,
    Column("turn_id", ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("vote", SmallInteger, nullable=False),
    Column("reason", String(20)),
    Column("voted_at", UtcDateTime, nullable=False),
)

# What a person chose; whoever chose nothing is not in it.
people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", String(2), nullable=False),
)

# A question that its asker had sent to the operators; `claimed_by` is the update whose tap asked for it.
handovers = Table(
    "handovers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("turn_id", ForeignKey("turns.id", ondelete="CASCADE"), nullable=False, index=True, unique=True),
    Column("claimed_by", BigInteger, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)

# What an operator wrote in reply: the message with its chat, what became of it, and the file below the
# corpus that keeps it.  Who the operator was is not kept.
human_answers = Table(
    "human_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("handover_id", ForeignKey("handovers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("text", AnyText, nullable=False),
    Column("delivery_status", String(20)),
    Column("sent_message_ids", JSON, nullable=False),
    Column("notice_message_id", BigInteger),
    Column("document", AnyText),
    sqlite_autoincrement=True,
)
Index(None, human_answers.c.chat_id, human_answers.c.message_id, unique=True)

# Our messages in the operators' chat that a reply may answer: those that ask, and the notices.  One stays
# without its question when that is forgotten, so that a late reply is told so.
operator_posts = Table(
    "operator_posts",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("handover_id", ForeignKey("handovers.id", ondelete="SET NULL"), index=True),
    Column("asks", Boolean, nullable=False),
)

# What was done with the documents.  The deed outlives its doer: /forget takes the `actor_id` out.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("action", String(20), nullable=False),
    Column("document", AnyText, nullable=False),
    Column("actor_id", BigInteger, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("failure", AnyText),
)

# An update waits while `done_at` is NULL; then its payload goes and its id stays for a while.
inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("payload", Text),
    Column("received_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime, index=True),
)
