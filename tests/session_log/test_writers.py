"""Many at once, cancelled, killed: what was begun is whole."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
from pathlib import Path

import pytest

from bot.errors import SessionLogError
from bot.session_log.store import SessionLog

from .samples import make_turn, rows


async def test_a_hundred_turns_at_once_are_all_kept(log: SessionLog, file: Path) -> None:
    numbers = range(100)
    await asyncio.gather(*(log.put(number, str(number)) for number in numbers))
    await asyncio.gather(*(log.keep(make_turn(number, sender=number % 7)) for number in numbers))
    assert rows(file, "select count(*), count(distinct update_id) from turns") == [(100, 100)]
    assert rows(file, "select count(*) from sessions") == [(7,)]
    assert await log.waiting() == []


@pytest.mark.usefixtures("file")
async def test_the_connection_has_the_pragmas_it_relies_on(log: SessionLog) -> None:
    """Debian builds SQLite with secure_delete on, so there this sees only the other four."""
    wanted = {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 10_000,
        "foreign_keys": 1,
        "secure_delete": 1,
    }
    async with log._engine.connect() as connection:
        found = {name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in wanted}
    assert found == wanted


async def test_two_open_logs_take_turns_at_one_file(log: SessionLog, address: str, file: Path) -> None:
    """As when a second process works on the same database."""
    other = await SessionLog.open(address)
    await asyncio.gather(*((log, other)[number % 2].keep(make_turn(number)) for number in range(40)))
    await other.close()
    assert rows(file, "select count(distinct update_id), count(distinct session_id) from turns") == [(40, 1)]


@pytest.mark.parametrize("delay", [0, 0.001, 0.002, 0.003, 0.005, 0.008, 0.02])
async def test_a_cancelled_caller_leaves_at_once_its_turn_is_kept_whole_and_the_log_works_on(
    log: SessionLog, file: Path, delay: float
) -> None:
    calls = [asyncio.create_task(log.keep(make_turn(number))) for number in range(10)]
    await asyncio.sleep(delay)
    for call in calls:
        call.cancel()
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert asyncio.CancelledError in {type(outcome) for outcome in outcomes}
    await log.keep(make_turn(10))
    await log.close()
    numbers = [(number,) for number in range(11)]
    assert rows(file, "select update_id from turns order by update_id") == numbers
    assert rows(file, "select update_id from inbox where done_at is not null order by 1") == numbers
    assert rows(file, "select count(*) from cited_passages") == [(22,)]


def _threads() -> set[threading.Thread]:
    return set(threading.enumerate())


@pytest.mark.usefixtures("file")
async def test_closing_leaves_no_thread_and_refuses_what_comes_later(address: str) -> None:
    before = _threads()
    log = await SessionLog.open(address)
    await log.keep(make_turn(1))
    assert _threads() - before, "the database works in a thread of its own, or this test sees nothing"
    await log.close()
    await log.close()
    for thread in _threads() - before:
        thread.join(timeout=60)
    assert not _threads() - before
    with pytest.raises(SessionLogError, match="closed"):
        await log.keep(make_turn(2))
    assert not _threads() - before


async def test_closing_waits_for_what_was_begun(log: SessionLog, file: Path) -> None:
    call = asyncio.create_task(log.put(1, "{}"))
    await asyncio.sleep(0)
    await log.close()
    assert rows(file, "select update_id from inbox") == [(1,)]
    assert await call is True


CHILD = """
import asyncio, sys
from bot.session_log.store import SessionLog
from tests.session_log.samples import make_turn

async def main():
    log = await SessionLog.open(sys.argv[1])
    for number in range(30):
        await log.put(number, str(number))
    print("put", flush=True)
    for number in range(30):
        await log.keep(make_turn(number))
        print(number, flush=True)

asyncio.run(main())
"""


async def _child(script: str, argument: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        script,
        argument,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.parametrize("turns_first", [0, 7])
async def test_a_process_killed_outright_loses_nothing_it_was_told_is_kept(
    address: str, file: Path, turns_first: int
) -> None:
    """By kill -9: right after the last `put`, and in the middle of the turns."""
    child = await _child(CHILD, address)
    assert child.stdout is not None
    for _ in range(1 + turns_first):
        assert await child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    await child.communicate()
    log = await SessionLog.open(address)
    waiting = [int(payload) for payload in await log.waiting()]
    await log.close()
    kept = [number for (number,) in rows(file, "select update_id from turns order by id")]
    assert kept[:turns_first] == list(range(turns_first))
    assert kept + waiting == list(range(30))
    assert waiting, "the child was killed before its end, or this test sees nothing"
    assert rows(file, "select count(*) from cited_passages") == [(2 * len(kept),)]
    assert rows(file, "pragma integrity_check") == [("ok",)]


LEAVER = """
import asyncio, sys
from bot.session_log.store import SessionLog
from tests.session_log.samples import make_turn

async def main():
    log = await SessionLog.open(sys.argv[1])
    calls = [asyncio.create_task(log.keep(make_turn(number))) for number in range(50)]
    await calls[5]

asyncio.run(main())
"""


async def test_a_program_that_ends_in_the_middle_without_closing_ends_at_once_and_leaves_no_half_turn(
    address: str, file: Path
) -> None:
    child = await _child(LEAVER, address)
    await asyncio.wait_for(child.communicate(), timeout=60)
    kept = rows(file, "select update_id from turns order by update_id")
    assert 6 <= len(kept) < 50
    assert kept == rows(file, "select update_id from inbox where done_at is not null order by 1")
    assert rows(file, "select count(*) from cited_passages") == [(2 * len(kept),)]


HOLDER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("begin immediate")
print("held", flush=True)
sys.stdin.readline()
database.execute("commit")
database.close()
"""


async def test_another_process_that_holds_the_file_for_a_moment_is_waited_for(
    log: SessionLog, file: Path
) -> None:
    holder = await _child(HOLDER, str(file))
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    putting = asyncio.create_task(log.put(1, "{}"))
    await asyncio.wait({putting}, timeout=0.3)
    assert not putting.done(), "the file was free, so this test sees nothing"
    await holder.communicate(b"go on\n")
    assert await putting is True
