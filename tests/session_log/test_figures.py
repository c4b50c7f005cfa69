"""The figures and the gaps that the admins see."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.memory import Figures, Turn, Vote
from bot.records import Silence
from bot.session_log import figures, gaps
from bot.session_log.archive import SessionArchive
from bot.session_log.store import SessionLog

from .samples import NOON, make_turn


def silent(
    update_id: int, folded: str, *, at: datetime = NOON, chat: int = 42, why: str = "not_found"
) -> Turn:
    turn = make_turn(update_id, at=at, chat=chat, question=f"{folded}؟")
    return replace(turn, answer=replace(turn.answer, folded=folded, silence=Silence(why), citations=()))


@pytest.fixture
def archive(log: SessionLog) -> SessionArchive:
    return SessionArchive(log)


async def test_without_a_turn_every_figure_is_nothing(archive: SessionArchive) -> None:
    in_all, days = await archive.figures(3)
    assert in_all == Figures(0, 0, 0, 0, 0, None, None)
    assert [day.figures for day in days] == [in_all] * 3
    assert days[0].date - days[2].date == timedelta(days=2)


async def test_figures_count_questions_answers_opinions_and_sessions_by_day_and_in_all(
    log: SessionLog, archive: SessionArchive
) -> None:
    await log.keep(make_turn(1))
    await log.keep(make_turn(2, sender=8))
    await log.keep(silent(3, "سؤال", at=NOON + timedelta(days=1)))
    kept = await archive.turn("key-1")
    assert kept is not None
    await archive.vote(kept.id, 7, Vote.GOOD)
    await archive.vote(kept.id, 8, Vote.BAD)
    in_all, _ = await archive.figures(1)
    assert (in_all.questions, in_all.answered, in_all.sessions) == (3, 2, 3)
    assert (in_all.good, in_all.bad) == (1, 1)
    second, first = await log.transact(
        lambda connection: figures.by_day(connection, (NOON + timedelta(days=1)).date(), 2)
    )
    assert (first.figures.questions, first.figures.answered, first.figures.sessions) == (2, 2, 2)
    assert (second.figures.questions, second.figures.answered, second.figures.sessions) == (1, 0, 1)


async def test_latencies_are_the_median_and_the_95th_of_a_hundred(log: SessionLog) -> None:
    for number in range(1, 101):
        await log.keep(replace(make_turn(number), total_ms=float((number * 37) % 101)))
    found = await log.transact(figures.in_all)
    assert (found.median_ms, found.p95_ms) == (50.0, 95.0)


async def test_the_latency_of_one_question_is_both(log: SessionLog) -> None:
    await log.keep(replace(make_turn(), total_ms=7.0))
    found = await log.transact(figures.in_all)
    assert (found.median_ms, found.p95_ms) == (7.0, 7.0)


async def test_gaps_are_one_a_folded_question_newest_first_with_how_often_and_where(
    log: SessionLog, archive: SessionArchive
) -> None:
    await log.keep(silent(1, "سعر التذكره"))
    await log.keep(silent(2, "موعد الفتح"))
    await log.keep(silent(3, "سعر التذكره", at=NOON + timedelta(hours=1), chat=-7))
    await log.keep(make_turn(4))
    found, total = await archive.gaps(0, 5)
    assert total == 2
    assert [(gap.answer.folded, gap.times, gap.in_groups) for gap in found] == [
        ("سعر التذكره", 2, 1),
        ("موعد الفتح", 1, 0),
    ]
    assert found[0].last_at == NOON + timedelta(hours=1)
    assert found[0].answer.question == "سعر التذكره؟"
    assert found[0].answer.passages == make_turn().answer.passages


async def test_a_message_without_words_is_no_gap(log: SessionLog, archive: SessionArchive) -> None:
    await log.keep(silent(1, "", why="no_words"))
    assert await archive.gaps(0, 5) == ([], 0)


async def test_gaps_are_read_page_by_page(log: SessionLog) -> None:
    for number in range(7):
        await log.keep(silent(number, f"سؤال {number}"))
    second = await log.transact(lambda connection: gaps.latest(connection, 5, 5))
    assert [gap.answer.folded for gap in second] == ["سؤال 1", "سؤال 0"]
