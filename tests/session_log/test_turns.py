"""What a turn becomes in the database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import SessionLogError
from bot.records import Delivery, DeliveryStatus, Silence
from bot.session_log.store import SessionLog

from .samples import KNOWN, NOON, SHOWN, make_turn, passage, rows

if TYPE_CHECKING:
    from bot.chat.inbox_queue import Inbox
    from bot.journey import TurnLog

    def _is_both(log: SessionLog) -> tuple[TurnLog, Inbox]:
        return log, log


async def test_every_field_of_a_turn_comes_back(log: SessionLog, file: Path) -> None:
    await log.keep(make_turn(9))
    (session,) = rows(file, "select chat_id, thread_id, sender_id, started_at, last_turn_at from sessions")
    assert session == (
        -1001234567890,
        None,
        7_000_000_001,
        "2024-05-01 12:00:00.000000",
        "2024-05-01 12:00:00.000000",
    )
    (turn,) = rows(
        file,
        "select id, session_id, update_id, message_id, asked_at, received_at, question, folded, "
        "addressed_by, language, answered, silence, answer, confidence, elapsed_ms, total_ms, "
        "delivery_status, delivery_reason, key, reply_language, shown, reply_message_id, "
        "sent_message_ids from turns",
    )
    assert turn[:-1] == (
        1,
        1,
        9,
        109,
        "2024-05-01 12:00:00.000000",
        "2024-05-01 12:00:00.000000",
        "كم بلغ حجم التبادل؟",
        "كم بلغ حجم التبادل",
        "command",
        "ar",
        1,
        None,
        "بلغ حجم التبادل 2.49 مليار",
        0.75,
        3.5,
        41.5,
        "delivered",
        None,
        "key-9",
        "ar",
        SHOWN,
        502,
    )
    assert json.loads(turn[-1]) == [501, 502]


async def test_passages_are_ranked_and_only_those_of_cited_documents_carry_a_number(
    log: SessionLog, file: Path
) -> None:
    await log.keep(make_turn())
    assert rows(file, "select * from cited_passages order by rank") == [
        (1, 1, 1, "trade.md", "التجارة 1", 10, 37, 7.25, "بلغ حجم التبادل 2.41 مليار", *KNOWN, 1),
        (1, 2, None, "other.md", "التجارة 2", 20, 47, 1.5, "بلغ حجم التبادل 2.42 مليار", *KNOWN, 2),
    ]


async def test_a_silent_turn_says_why_and_has_no_answer(log: SessionLog, file: Path) -> None:
    turn = make_turn(passages=())
    silent = replace(turn.answer, silence=Silence.NOT_FOUND, citations=())
    refused = Delivery(DeliveryStatus.REFUSED, (), "bot was blocked by the user")
    await log.keep(replace(turn, answer=silent, delivery=refused))
    kept = rows(
        file,
        "select answered, silence, answer, delivery_status, delivery_reason, sent_message_ids from turns",
    )
    assert kept == [(0, "not_found", None, "refused", "bot was blocked by the user", "[]")]
    assert rows(file, "select * from cited_passages") == []


async def test_moments_are_kept_in_utc_whatever_zone_they_came_in(log: SessionLog, file: Path) -> None:
    damascus = NOON.astimezone(timezone(timedelta(hours=3)))
    await log.keep(make_turn(at=damascus))
    assert rows(file, "select asked_at from turns") == [("2024-05-01 12:00:00.000000",)]


async def test_a_moment_without_a_zone_is_refused_as_our_error(log: SessionLog) -> None:
    with pytest.raises(SessionLogError, match="without a time zone"):
        await log.keep(make_turn(at=NOON.replace(tzinfo=None)))


async def test_text_no_database_takes_costs_a_character_not_the_turn(log: SessionLog, file: Path) -> None:
    await log.keep(make_turn(question="نص\ud83d مبتور\0 😀"))
    assert rows(file, "select question from turns") == [("نص\ufffd مبتور\ufffd 😀",)]


async def test_deleting_a_session_deletes_its_turns_and_passages(log: SessionLog) -> None:
    await log.keep(make_turn())
    async with log._engine.begin() as connection:
        await connection.exec_driver_sql("delete from sessions")
        for table in ("turns", "cited_passages"):
            left = await connection.exec_driver_sql(f"select count(*) from {table}")  # noqa: S608
            assert left.scalar() == 0


async def test_the_id_of_a_deleted_turn_is_never_given_to_another(log: SessionLog, file: Path) -> None:
    await log.keep(make_turn(1))
    rows(file, "delete from turns")
    await log.keep(make_turn(2))
    assert rows(file, "select id from turns") == [(2,)]


async def test_a_turn_that_cannot_be_stored_leaves_nothing_behind_and_its_update_waiting(
    log: SessionLog, file: Path
) -> None:
    """The last insert fails: SQLite takes no NaN for the score of the second passage."""
    await log.put(1, "{}")
    unfit = make_turn(1, passages=(passage(1), passage(2, score=float("nan"))))
    with pytest.raises(SessionLogError, match=r"cited_passages\.score") as caught:
        await log.keep(unfit)
    assert "\n" not in str(caught.value)
    assert "التبادل" not in str(caught.value)
    for table in ("sessions", "turns", "cited_passages"):
        assert rows(file, f"select * from {table}") == []  # noqa: S608
    assert await log.waiting() == ["{}"]
    await log.keep(make_turn(1))
    assert await log.waiting() == []
