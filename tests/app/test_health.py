"""Health and figures of the real process, on the port that an operator sets."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import httpx

from .documents import CAPITAL, UNKNOWN
from .stage import Stage, until
from .webhook import behind, free_port


async def told(port: int) -> tuple[int, dict[str, Any]]:
    async with httpx.AsyncClient(timeout=60) as client:
        said = await client.get(f"http://127.0.0.1:{port}/healthz")
    return said.status_code, said.json()


async def figures(port: int) -> str:
    async with httpx.AsyncClient(timeout=60) as client:
        return (await client.get(f"http://127.0.0.1:{port}/metrics")).text


async def test_a_polling_bot_with_a_port_tells_its_health_and_counts_its_turns(stage: Stage) -> None:
    port = free_port()
    bot = await stage.bot(webhook_port=port)
    suad = await stage.person()
    for question in (CAPITAL, UNKNOWN):
        await stage.answer(suad, question)
    status, body = await told(port)
    assert (status, body["status"]) == (200, "ok")
    assert body["index"]["documents"] == 3
    await until(lambda: stage.rows("select count(*) from turns") == [(2,)])
    text = await figures(port)
    assert 'isnad_turns_total{addressed_by="private",delivery="delivered",outcome="answered"} 1.0' in text
    assert 'isnad_turns_total{addressed_by="private",delivery="delivered",outcome="not_found"} 1.0' in text
    assert (
        re.search(rf"(?<![\d.]){suad.id}(?![\d.])", text) is None
    )  # not by chance among the digits of a time
    assert await bot.stopped() == 0


async def test_a_bot_behind_a_webhook_serves_both_next_to_it(stage: Stage) -> None:
    port = free_port()
    await stage.bot(**behind(port))
    suad = await stage.person()
    await stage.answer(suad, CAPITAL)
    status, body = await told(port)
    assert (status, body["telegram"]["ok"]) == (200, True)
    assert 'isnad_webhook_requests_total{status="200"} 1.0' in await figures(port)


async def test_while_telegram_cannot_be_reached_at_the_start_it_is_there_and_unhealthy(stage: Stage) -> None:
    port = free_port()
    await stage.bot(ready="no answer from", telegram_api_url="http://127.0.0.1:9", webhook_port=port)
    status, body = await told(port)
    assert (status, body["status"]) == (503, "unhealthy")
    assert body["telegram"] == {"ok": False, "seconds_since_contact": None}
    assert body["database"]["ok"]


async def test_a_database_that_is_lost_while_it_runs_makes_it_unhealthy(stage: Stage) -> None:
    port = free_port()
    await stage.bot(webhook_port=port)
    with closing(sqlite3.connect(stage.database)) as other:
        other.executescript("drop table inbox")
    status, body = await told(port)
    assert status == 503
    assert not body["database"]["ok"]
    assert str(stage.data) not in str(body)
