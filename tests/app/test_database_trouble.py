"""A session log that fails while the bot runs never costs a reader the reply."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

from .documents import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE
from .stage import Stage, until

HELD_SECONDS = 1.0


async def test_while_another_program_holds_the_database_a_question_waits_and_is_answered(
    stage: Stage,
) -> None:
    suad = await stage.person()
    await stage.bot()
    with closing(sqlite3.connect(stage.database, isolation_level=None)) as other:
        other.execute("begin exclusive")
        answering = asyncio.create_task(stage.answer(suad, CAPITAL))
        await asyncio.sleep(HELD_SECONDS)
        other.execute("rollback")
    assert CAPITAL_SENTENCE in (await answering)["text"]
    await until(lambda: stage.rows("select count(*) from turns") == [(1,)])


async def test_without_its_tables_or_its_file_the_bot_still_answers_and_complains_in_its_log(
    stage: Stage,
) -> None:
    suad = await stage.person()
    bot = await stage.bot()
    with closing(sqlite3.connect(stage.database)) as other:
        other.executescript("drop table cited_passages; drop table turns; drop table inbox")
    assert CAPITAL_SENTENCE in (await stage.answer(suad, CAPITAL))["text"]
    assert "no such table" in await bot.said("is not in the inbox")
    assert "no such table" in await bot.said("is not in the log")
    for path in stage.data.glob("isnad.sqlite3*"):
        path.unlink()
    assert NILE_SENTENCE in (await stage.answer(suad, NILE))["text"]
    assert await bot.stopped() == 0
