"""Documents taken in from the chat, by an admin, while people ask."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.loopback.client import Person
from bot.search.generations import Order, refresh, shelf

from .bot_process import BotProcess
from .documents import (
    CAPITAL,
    CAPITAL_SENTENCE,
    COFFEE,
    COFFEE_SENTENCE,
    NILE,
    NILE_SENTENCE,
    write_base,
    write_bulk,
    write_document,
)
from .stage import PATIENCE, Stage, a_stage, replies, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADMIN = 1001  # who comes first
PALM, PALM_SENTENCE = (
    "متى تثمر النخلة؟",
    "تثمر النخلة في أواخر الصيف بعد أن يُلقَّح طلعها في الربيع بأيدي الفلاحين.",
)
NEW_CAPITAL_SENTENCE = "عمّان هي عاصمة الأردن ومقر حكومته وفيها تُعقد جلسات البرلمان في كل عام."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with a_stage(tmp_path_factory.mktemp("reload")) as stage:
        bot = await stage.bot(admin_ids=ADMIN)
        assert (await stage.person("سعاد")).id == ADMIN
        yield stage
        assert await bot.stopped() == 0


@pytest_asyncio.fixture(loop_scope="module")
async def admin(stage: Stage) -> Person:
    """Return the admin, once the small corpus serves."""
    write_base(stage.corpus)
    await asyncio.to_thread(refresh, stage.corpus, shelf(stage.data, stage.corpus), order=Order.CONFIRMED)
    admin = await stage.client.known(ADMIN)
    await stage.answer(admin, "/reload")
    return admin


async def test_a_reload_takes_in_what_changed_and_says_what_it_refused(stage: Stage, admin: Person) -> None:
    write_document(stage.corpus, "palm.md", "النخلة", PALM_SENTENCE)
    write_document(stage.corpus, "amman.md", "مدينة عمّان", NEW_CAPITAL_SENTENCE)
    (stage.corpus / "coffee.md").unlink()
    (stage.corpus / "broken.txt").write_bytes("سطر سليم\n".encode() + b"\xff\xfe\xff\n")
    said = (await stage.answer(admin, "/reload"))["text"].splitlines()
    [added] = [line for line in said if "جديد" in line]
    [changed] = [line for line in said if "تغيّر" in line]
    [removed] = [line for line in said if "حُذف" in line]
    [refused] = [line for line in said if "UTF-8" in line]
    assert "palm.md" in added
    assert "amman.md" in changed
    assert "coffee.md" in removed
    assert "broken.txt:2" in refused
    assert PALM_SENTENCE in (await stage.answer(admin, PALM))["text"]
    assert NEW_CAPITAL_SENTENCE in (await stage.answer(admin, CAPITAL))["text"]
    assert COFFEE_SENTENCE not in (await stage.answer(admin, COFFEE))["text"]


async def test_who_is_no_admin_is_refused_and_nothing_is_taken_in(stage: Stage, admin: Person) -> None:
    karim = await stage.person("كريم")
    write_document(stage.corpus, "palm.md", "النخلة", PALM_SENTENCE)
    assert "لمشرفي البوت" in (await stage.answer(karim, "/reload"))["text"]
    assert PALM_SENTENCE not in (await stage.answer(admin, PALM))["text"]


async def test_while_a_reload_runs_a_second_one_is_told_so_and_questions_are_answered(
    stage: Stage, admin: Person
) -> None:
    karim = await stage.person("كريم")
    write_bulk(stage.corpus, 2)
    first = (await admin.send(text="/reload"))["message_id"]
    second = (await admin.send(text="/reload"))["message_id"]
    asked = [(await karim.send(text=text))["message_id"] for text in (CAPITAL, NILE, COFFEE) * 4]
    busy = await admin.wait_for(reply_to=second, timeout=PATIENCE)
    assert "يجري تحديث الوثائق الآن" in busy["text"]
    for question in asked:
        answer = await karim.wait_for(reply_to=question, timeout=PATIENCE)
        assert any(each in answer["text"] for each in (CAPITAL_SENTENCE, NILE_SENTENCE, COFFEE_SENTENCE))
    assert first not in await replies(admin), "the reload had ended before the questions were answered"
    report = await admin.wait_for(reply_to=first, timeout=PATIENCE)
    assert "bulk1.txt" in report["text"]


async def test_a_corpus_emptied_under_it_leaves_the_old_index_serving(stage: Stage, admin: Person) -> None:
    for path in stage.corpus.iterdir():
        path.unlink()
    failure = (await stage.answer(admin, "/reload"))["text"]
    assert "وما زلت أجيب من النسخة السابقة" in failure
    assert CAPITAL_SENTENCE in (await stage.answer(admin, CAPITAL))["text"]
    stage.corpus.rmdir()
    assert "وما زلت أجيب" in (await stage.answer(admin, "/reload"))["text"]
    assert CAPITAL_SENTENCE in (await stage.answer(admin, CAPITAL))["text"]


async def test_a_document_is_taken_in_from_the_chat_only(stage: Stage, admin: Person) -> None:
    """What changed on the disk is not served before a reload, and is after it."""
    write_document(stage.corpus, "palm.md", "النخلة", PALM_SENTENCE)
    assert PALM_SENTENCE not in (await stage.answer(admin, PALM))["text"]
    await stage.answer(admin, "/reload")
    assert PALM_SENTENCE in (await stage.answer(admin, PALM))["text"]


SMALL, LARGE = 1, 4
"""Megabytes that the bot has a minute for, and a second, when it is told to stop."""
Busy = tuple[Stage, Person, BotProcess, int]


@pytest.fixture
async def busy(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Busy]:
    """Have a bot of its own in the middle of a reload of so many megabytes, ordered by a message."""
    async with a_stage(tmp_path) as stage:
        suad = await stage.person()
        bot = await stage.bot(admin_ids=suad.id, stop_seconds=PATIENCE if request.param == SMALL else 1)
        write_bulk(stage.corpus, request.param)
        ordered = await suad.send(text="/reload")
        await until(lambda: any(map(_leads_a_group, bot.children())))
        yield stage, suad, bot, ordered["message_id"]


@pytest.mark.parametrize("busy", [SMALL], indirect=True)
@pytest.mark.asyncio(loop_scope="function")
async def test_a_reload_that_ends_in_time_is_reported_before_the_bot_stops(busy: Busy) -> None:
    """Also when Ctrl-C in a terminal reaches the process that builds."""
    _, suad, bot, ordered = busy
    assert await bot.interrupted() == 0
    assert "bulk0.txt" in (await suad.wait_for(reply_to=ordered))["text"]


@pytest.mark.parametrize("busy", [LARGE], indirect=True)
@pytest.mark.asyncio(loop_scope="function")
async def test_a_reload_that_takes_too_long_is_given_up_and_harms_nothing(busy: Busy) -> None:
    """The process that builds goes, too, and the next start answers."""
    stage, suad, bot, _ = busy
    building = bot.children()
    assert await bot.stopped() == 0
    assert not any("bulk0.txt" in str(message) for message in await suad.messages()), "it had the time"
    await until(lambda: not any(map(runs, building)))
    write_base(stage.corpus)
    await stage.bot()
    assert CAPITAL_SENTENCE in (await stage.answer(suad, CAPITAL))["text"]


@pytest.mark.parametrize("busy", [LARGE], indirect=True)
@pytest.mark.asyncio(loop_scope="function")
async def test_killed_in_the_middle_of_a_reload_it_leaves_no_process_and_starts_again(busy: Busy) -> None:
    stage, suad, bot, _ = busy
    building = bot.children()
    await bot.killed()
    await until(lambda: not any(map(runs, building)))
    write_base(stage.corpus)
    await stage.bot()
    assert CAPITAL_SENTENCE in (await stage.answer(suad, CAPITAL))["text"]


def _leads_a_group(pid: int) -> bool:
    """Say whether a process has left the group of its parent, which it does soon after its birth."""
    try:
        return os.getpgid(pid) == pid
    except ProcessLookupError:
        return False


def _status(pid: int) -> str:
    """Return what the kernel says of a process, nothing once it has gone."""
    try:
        return Path(f"/proc/{pid}/status").read_text("utf-8", "replace")
    except OSError:
        return ""


def runs(pid: int) -> bool:
    """Say whether a process does anything: a zombie that nobody has buried does not."""
    status = _status(pid)
    return status != "" and "\nState:\tZ" not in status
