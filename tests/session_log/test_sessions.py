"""Where a session begins and where it ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.session_log.store import SessionLog

from .samples import NOON, make_turn, rows

MINUTE = timedelta(minutes=1)
SESSIONS = "select session_id from turns order by id"


async def test_turns_less_than_thirty_minutes_apart_share_a_session(log: SessionLog, file: Path) -> None:
    """The idle time counts from the last turn, not from the first."""
    for number, minutes in enumerate((0, 29, 58, 87)):
        await log.keep(make_turn(number, at=NOON + minutes * MINUTE))
    await log.keep(make_turn(9, at=NOON + 117 * MINUTE - timedelta(microseconds=1)))
    assert rows(file, SESSIONS) == [(1,)] * 5
    assert rows(file, "select started_at, last_turn_at from sessions") == [
        ("2024-05-01 12:00:00.000000", "2024-05-01 13:56:59.999999")
    ]


async def test_after_thirty_idle_minutes_a_new_session_begins(log: SessionLog, file: Path) -> None:
    await log.keep(make_turn(1))
    await log.keep(make_turn(2, at=NOON + 30 * MINUTE))
    await log.keep(make_turn(3, at=NOON + 31 * MINUTE))
    assert rows(file, SESSIONS) == [(1,), (2,), (2,)]


@pytest.mark.parametrize(
    "other",
    [{"chat": 5}, {"sender": 6}, {"thread": 7}],
    ids=["another chat", "another person", "another topic"],
)
async def test_a_session_is_one_person_in_one_chat_and_topic(
    log: SessionLog, file: Path, other: dict[str, int]
) -> None:
    await log.keep(make_turn(1))
    await log.keep(make_turn(2, **other))  # type: ignore[arg-type]  # only integers are handed over
    await log.keep(make_turn(3))
    await log.keep(make_turn(4, **other))  # type: ignore[arg-type]
    assert rows(file, SESSIONS) == [(1,), (2,), (1,), (2,)]


async def test_two_topics_of_a_chat_have_two_sessions(log: SessionLog, file: Path) -> None:
    for number, thread in enumerate((7, 8, 7)):
        await log.keep(make_turn(number, thread=thread))
    assert rows(file, SESSIONS) == [(1,), (2,), (1,)]


async def test_a_turn_logged_late_joins_the_session_it_belongs_to(log: SessionLog, file: Path) -> None:
    await log.keep(make_turn(2, at=NOON + MINUTE))
    await log.keep(make_turn(1, at=NOON))
    assert rows(file, SESSIONS) == [(1,), (1,)]
    assert rows(file, "select started_at, last_turn_at from sessions") == [
        ("2024-05-01 12:00:00.000000", "2024-05-01 12:01:00.000000")
    ]


async def test_a_session_dated_in_the_future_by_a_wrong_clock_is_not_joined(
    log: SessionLog, file: Path
) -> None:
    await log.keep(make_turn(1, at=NOON + timedelta(days=365)))
    await log.keep(make_turn(2, at=NOON))
    assert rows(file, SESSIONS) == [(1,), (2,)]


async def test_a_session_goes_on_after_a_restart(log: SessionLog, address: str, file: Path) -> None:
    await log.keep(make_turn(1))
    await log.close()
    again = await SessionLog.open(address)
    await again.keep(make_turn(2, at=NOON + MINUTE))
    await again.close()
    assert rows(file, SESSIONS) == [(1,), (1,)]


async def test_a_group_that_became_a_supergroup_goes_on_in_its_sessions(log: SessionLog, file: Path) -> None:
    """So does whoever writes as the group itself; other chats stay where they are."""
    await log.keep(make_turn(1, chat=-5, sender=6))
    await log.keep(make_turn(2, chat=-5, sender=-5))
    await log.keep(make_turn(3, chat=-6, sender=6))
    for _ in range(2):  # Telegram tells of it twice
        await log.move(-5, -100)
    await log.keep(make_turn(4, chat=-100, sender=6))
    await log.keep(make_turn(5, chat=-100, sender=-100))
    assert rows(file, SESSIONS) == [(1,), (2,), (3,), (1,), (2,)]
