"""A start over documents that changed while the bot was off: what served before serves at once."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from bot.search.generations import Order, refresh, shelf
from bot.search.serving import current

from .documents import CAPITAL, CAPITAL_SENTENCE, write_bulk, write_document
from .stage import Stage, until
from .test_following import PALM, PALM_SENTENCE, plant_palm
from .test_health import told
from .test_reload import runs
from .webhook import free_port

LONG = 60.0
"""Seconds that only end a hang."""


async def indexed(stage: Stage) -> Path:
    """Have the small corpus indexed by a run that is over; return the folder of that index."""
    folder = shelf(stage.data, stage.corpus)
    await asyncio.to_thread(refresh, stage.corpus, folder, order=Order.CONFIRMED)
    generation = current(folder)
    assert generation is not None
    return generation


async def test_the_index_of_the_last_run_answers_at_once_and_the_changes_come_in_behind_it(
    stage: Stage,
) -> None:
    await indexed(stage)
    plant_palm(stage)
    write_bulk(stage.corpus, 6)
    port = free_port()
    bot = await stage.bot(webhook_port=port)
    said = await bot.said("7 files differ and are taken in; meanwhile serves the index built", LONG)
    assert "3 documents" in said
    status, body = await told(port)
    assert (status, body["index"]["documents"], body["index"]["refreshing"]) == (200, 3, True)
    suad = await stage.person()
    assert CAPITAL_SENTENCE in (await stage.answer(suad, CAPITAL))["text"]
    assert "reload by the start: added" not in bot.log, "the build was over before anybody was answered"
    await bot.said("reload by the start: added: palm.md", LONG)
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]
    status, body = await told(port)
    assert (status, body["index"]["documents"], body["index"]["refreshing"]) == (200, 10, False)


async def test_told_to_stop_while_changes_come_in_it_ends_in_time_and_the_next_start_goes_on(
    stage: Stage,
) -> None:
    await indexed(stage)
    plant_palm(stage)
    write_bulk(stage.corpus, 4)
    bot = await stage.bot(stop_seconds=1)
    await bot.said("5 files differ", LONG)
    building = bot.children()
    assert building
    assert await bot.stopped() == 0
    await until(lambda: not any(map(runs, building)))
    for bulk in stage.corpus.glob("bulk*"):
        bulk.unlink()
    again = await stage.bot()
    await again.said("reload by the start: added: palm.md", LONG)
    suad = await stage.person()
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]


async def test_a_damaged_index_is_built_again_before_anybody_is_answered(stage: Stage) -> None:
    generation = await indexed(stage)
    write_document(stage.corpus, "palm.md", "النخلة", PALM_SENTENCE)
    with (generation / "arrays").open("r+b") as file:
        file.truncate(100)
    bot = await stage.bot()
    assert "built again from the corpus" in bot.log
    suad = await stage.person()
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]


async def test_without_its_folder_of_documents_it_answers_from_the_index_and_says_what_is_wrong(
    stage: Stage,
) -> None:
    await indexed(stage)
    shutil.rmtree(stage.corpus)
    bot = await stage.bot()
    await bot.said("reload by the start failed: لا يوجد مجلد وثائق هنا", LONG)
    suad = await stage.person()
    assert CAPITAL_SENTENCE in (await stage.answer(suad, CAPITAL))["text"]


async def test_a_start_over_documents_that_are_as_they_were_takes_nothing_in(stage: Stage) -> None:
    generation = await indexed(stage)
    bot = await stage.bot()
    await bot.said("reload by the start: nothing has changed")
    assert current(shelf(stage.data, stage.corpus)) == generation


async def test_what_a_start_refuses_is_told_the_admins_once_however_often_it_starts(stage: Stage) -> None:
    suad = await stage.person()
    (stage.corpus / "broken.txt").write_bytes(b"\xff\xfe\xff")
    first = await stage.bot(admin_ids=suad.id)
    await first.said("reload by the start: refused: broken.txt")
    told = await suad.wait_for(timeout=LONG)
    assert "broken.txt" in told["text"]
    assert await first.stopped() == 0
    again = await stage.bot(admin_ids=suad.id)
    await again.said("reload by the start: refused: broken.txt")
    await stage.answer(suad, CAPITAL)
    assert await again.stopped() == 0
    news = [each for each in await suad.messages() if "broken.txt" in each.get("text", "")]
    assert len(news) == 1
