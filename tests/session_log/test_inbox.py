"""What waits, what is done, and what is forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.session_log import inbox
from bot.session_log.store import SessionLog

from .samples import make_turn, rows


async def test_an_update_is_taken_once_whether_it_waits_or_is_done(log: SessionLog) -> None:
    assert await log.put(5, '{"update_id": 5}') is True
    assert await log.put(5, '{"update_id": 5, "again": true}') is False
    assert await log.waiting() == ['{"update_id": 5}']
    await log.done(5)
    assert await log.put(5, '{"update_id": 5}') is False
    assert await log.waiting() == []


async def test_what_waits_is_listed_oldest_first_even_when_the_numbers_begin_anew(log: SessionLog) -> None:
    for update_id in (900, 901, 3, 4):
        await log.put(update_id, str(update_id))
    await log.done(901)
    assert await log.waiting() == ["900", "3", "4"]
    assert await log.waiting_count() == 3


async def test_a_clock_that_is_set_back_does_not_change_the_order(log: SessionLog) -> None:
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    for update_id, hours in ((7, 0), (8, -3), (9, -2)):
        at = noon + timedelta(hours=hours)
        await log.transact(partial(inbox.put, update_id=update_id, payload=str(update_id), now=at))
    assert await log.waiting() == ["7", "8", "9"]


async def test_keeping_a_turn_takes_its_update_out_and_no_other(log: SessionLog, file: Path) -> None:
    await log.put(1, "one")
    await log.put(2, "two")
    await log.keep(make_turn(1))
    assert await log.waiting() == ["two"]
    assert rows(file, "select update_id, payload from inbox order by update_id") == [(1, None), (2, "two")]


async def test_a_done_update_that_never_came_in_is_known_all_the_same(log: SessionLog) -> None:
    await log.done(1)
    await log.keep(make_turn(2))
    assert [await log.put(1, "{}"), await log.put(2, "{}")] == [False, False]


async def test_done_twice_is_harmless(log: SessionLog) -> None:
    await log.put(1, "{}")
    await log.done(1)
    await log.done(1)
    assert await log.waiting() == []


async def test_ids_done_two_days_ago_are_forgotten_and_waiting_ones_never(
    log: SessionLog, address: str, file: Path
) -> None:
    for update_id in (1, 2, 3):
        await log.put(update_id, str(update_id))
    await log.done(1)
    await log.done(2)
    await log.close()
    now = datetime.now(UTC).replace(tzinfo=None)
    rows(file, "update inbox set done_at = ? where update_id = 1", str(now - timedelta(hours=49)))
    rows(file, "update inbox set done_at = ? where update_id = 2", str(now - timedelta(hours=47)))
    rows(file, "update inbox set received_at = ? where update_id = 3", str(now - timedelta(days=9)))
    again = await SessionLog.open(address)
    await again.close()
    assert rows(file, "select update_id from inbox order by update_id") == [(2,), (3,)]


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {part.name: part.read_bytes() for part in folder.iterdir()}


async def test_the_words_of_a_done_update_leave_the_file(log: SessionLog, file: Path) -> None:
    """secure_delete: they are overwritten, not only unlinked."""
    secret = "كلمة لا تبقى"
    await log.put(1, secret)
    await log.done(1)
    await log.close()  # the write-ahead log goes into the file
    assert _bytes_of(file.parent).keys() == {file.name}
    assert secret.encode() not in _bytes_of(file.parent)[file.name]
