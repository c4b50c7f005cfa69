"""Turns read back, and what people say of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.memory import Reason, Vote
from bot.records import Silence
from bot.session_log.archive import SessionArchive
from bot.session_log.store import SessionLog

from .samples import SHOWN, make_turn, rows

if TYPE_CHECKING:
    from bot.desk.archive import Archive

    def _is_one(archive: SessionArchive) -> Archive:
        return archive


@pytest.fixture
def archive(log: SessionLog) -> SessionArchive:
    return SessionArchive(log)


async def kept_id(archive: SessionArchive, key: str = "key-1") -> int:
    kept = await archive.turn(key)
    assert kept is not None
    return kept.id


async def test_a_turn_comes_back_by_its_key_with_its_passages_whole(
    log: SessionLog, archive: SessionArchive
) -> None:
    turn = make_turn(9, thread=4)
    await log.keep(make_turn(8))
    await log.keep(turn)
    kept = await archive.turn("key-9")
    assert kept is not None
    assert (kept.key, kept.chat_id, kept.thread_id) == ("key-9", turn.message.chat_id, 4)
    assert (kept.sender_id, kept.language, kept.shown) == (turn.message.sender_id, "ar", SHOWN)
    assert kept.answer.passages == turn.answer.passages
    assert kept.answer.question == turn.addressed.question
    assert (kept.answer.folded, kept.answer.confidence) == (turn.answer.folded, turn.answer.confidence)
    assert kept.answer.answered


async def test_citations_come_back_with_their_numbers(log: SessionLog, archive: SessionArchive) -> None:
    await log.keep(make_turn())
    kept = await archive.turn("key-1")
    assert kept is not None
    assert [(cite.number, cite.document) for cite in kept.answer.citations] == [(1, "trade.md")]


async def test_a_silent_turn_comes_back_silent(log: SessionLog, archive: SessionArchive) -> None:
    turn = make_turn()
    await log.keep(replace(turn, answer=replace(turn.answer, silence=Silence.NOT_FOUND, citations=())))
    kept = await archive.turn("key-1")
    assert kept is not None
    assert kept.answer.silence is Silence.NOT_FOUND
    assert kept.answer.passages == turn.answer.passages


async def test_an_unknown_key_is_nobodys(log: SessionLog, archive: SessionArchive) -> None:
    await log.keep(make_turn())
    assert await archive.turn("other") is None


async def test_the_last_opinion_counts_and_each_person_has_one(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    await log.keep(make_turn())
    turn_id = await kept_id(archive)
    assert await archive.vote_of(turn_id, 7) is None
    await archive.vote(turn_id, 7, Vote.GOOD)
    await archive.vote(turn_id, 8, Vote.GOOD)
    await archive.vote(turn_id, 7, Vote.BAD, Reason.WRONG)
    assert await archive.vote_of(turn_id, 7) is Vote.BAD
    assert rows(file, "select person_id, vote, reason from votes order by 1") == [
        (7, -1, "wrong"),
        (8, 1, None),
    ]


async def test_the_same_opinion_twice_changes_nothing_and_keeps_its_reason(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    await log.keep(make_turn())
    turn_id = await kept_id(archive)
    await archive.vote(turn_id, 7, Vote.BAD, Reason.WRONG)
    before = rows(file, "select * from votes")
    await archive.vote(turn_id, 7, Vote.BAD)
    assert rows(file, "select * from votes") == before
    await archive.vote(turn_id, 7, Vote.GOOD)
    assert rows(file, "select vote, reason from votes") == [(1, None)]


async def test_opinions_go_with_their_turn(log: SessionLog, archive: SessionArchive, file: Path) -> None:
    await log.keep(make_turn())
    await archive.vote(await kept_id(archive), 7, Vote.GOOD)

    async with log._engine.begin() as connection:
        await connection.exec_driver_sql("delete from sessions")
    assert rows(file, "select * from votes") == []
