"""Building in another process: heard from as it goes on, and gone whenever it or we are."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import CorpusError
from bot.search import apart
from bot.search.apart import UnforeseenError, refresh_apart
from bot.search.generations import Order, shelf

from .folders import COFFEE, LIBRARY, open_current, put

MANY = 400


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return put(tmp_path / "corpus", coffee=COFFEE, library=LIBRARY)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Return a corpus that takes some seconds to build."""
    texts = {f"text{number}": " ".join([COFFEE, LIBRARY] * 20) for number in range(MANY)}
    return put(tmp_path / "corpus", **texts)


async def refreshed(corpus: Path, progress: Callable[[int, int], None] | None = None) -> int:
    folder = shelf(corpus.parent / "data", corpus)
    return (await refresh_apart(corpus, folder, Order.GIVEN, progress)).documents


def builders() -> list[int]:
    """Return the builders that we have started and not yet buried."""
    tasks = Path("/proc/self/task").glob("*/children")
    pids = [int(pid) for task in tasks for pid in task.read_text("ascii").split()]
    return [pid for pid in pids if b"bot.search.apart" in Path(f"/proc/{pid}/cmdline").read_bytes()]


async def builder() -> int:
    async with asyncio.timeout(60):
        while not (found := builders()):  # noqa: ASYNC110 - a birth rings no bell
            await asyncio.sleep(0.005)
    return found[0]


async def test_the_report_and_the_index_come_from_the_other_process(corpus: Path) -> None:
    assert await refreshed(corpus) == 2
    assert len(open_current(shelf(corpus.parent / "data", corpus))) == 2
    assert builders() == []


async def test_progress_is_heard_as_it_is_made_and_ends_with_all_of_it(large: Path) -> None:
    heard: list[tuple[int, int]] = []
    await refreshed(large, lambda done, of: heard.append((done, of)))
    assert heard == sorted(heard)
    assert heard[0] < heard[-1]
    assert heard[-1][0] == heard[-1][1]
    assert len(heard) < MANY


async def test_what_a_person_can_mend_is_said_as_if_it_had_happened_here(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus folder"):
        await refreshed(tmp_path / "nowhere")


async def test_a_fault_of_ours_over_there_is_named_in_one_line(corpus: Path) -> None:
    with pytest.raises(UnforeseenError, match=r"^TypeError: [^\n]*$"):
        await refresh_apart(corpus, None, Order.GIVEN)  # type: ignore[arg-type]  # what the test is about


async def test_a_builder_that_is_killed_is_an_error_of_one_line(large: Path) -> None:
    building = asyncio.create_task(refreshed(large))
    os.kill(await builder(), signal.SIGKILL)
    with pytest.raises(CorpusError, match="cut off"):
        await building


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 1.0])
async def test_wherever_a_builder_is_killed_the_old_index_serves_and_the_next_build_is_whole(
    large: Path, share: float
) -> None:
    folder = shelf(large.parent / "data", large)
    await refreshed(large)
    put(large, **{f"text{number}": LIBRARY for number in range(MANY // 3)})

    def kill(done: int, of: int) -> None:
        if done >= share * of:
            for pid in builders():
                os.kill(pid, signal.SIGKILL)

    try:
        await refreshed(large, kill)
    except CorpusError:
        assert COFFEE in open_current(folder).text(0)
    else:  # it was quicker than we
        assert share == 1.0
    assert await refreshed(large) == MANY
    assert open_current(folder).text(0) == LIBRARY
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


async def test_a_builder_goes_with_whoever_no_longer_wants_it(large: Path) -> None:
    building = asyncio.create_task(refreshed(large))
    await builder()
    building.cancel()
    await asyncio.wait({building})
    assert builders() == []


@pytest.mark.parametrize("order", [b"", b"\0\0", b"\0\0\0\x09cut"])
def test_a_builder_whose_bot_dies_while_it_is_born_goes_without_a_word(order: bytes) -> None:
    command = [sys.executable, "-c", apart._START, *sys.path]
    born = subprocess.run(command, input=order, capture_output=True, timeout=60, check=False)
    assert (born.stdout, born.stderr) == (b"", b"")


def test_a_builder_whose_bot_dies_while_it_builds_goes_without_a_word(large: Path) -> None:
    folder = shelf(large.parent / "data", large)
    born = subprocess.Popen(
        [sys.executable, "-c", apart._START, *sys.path],
        process_group=0,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert born.stdin is not None
    assert born.stdout is not None
    assert born.stderr is not None
    born.stdin.write(apart._frame((large, folder, Order.GIVEN)))
    born.stdin.flush()
    assert born.stdout.read(1) != b""  # the first word of progress
    born.stdin.close()
    born.stdout.close()
    assert born.wait(timeout=60) == -signal.SIGKILL
    assert born.stderr.read() == b""
    born.stderr.close()
    assert not (folder / "current").exists()
