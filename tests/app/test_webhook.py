"""Webhook mode as an operator runs it: a process of its own, to which Telegram posts."""

from __future__ import annotations

import signal

import httpx
import pytest

from bot.loopback.client import Person
from bot.loopback.weather import Weather

from .bot_process import BotProcess
from .documents import CAPITAL, CAPITAL_SENTENCE, NILE
from .stage import PATIENCE, Stage, replies, until
from .webhook import SECRET, behind, free_port

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PEOPLE, QUESTIONS = 10, 4


async def started(stage: Stage, port: int, stop_seconds: float = 8) -> BotProcess:
    stage.secrets.append(SECRET)
    return await stage.bot(**behind(port), stop_seconds=stop_seconds, log_level="DEBUG")


async def test_a_bot_behind_a_webhook_answers_and_stops_cleanly(stage: Stage) -> None:
    suad = await stage.person()
    bot = await started(stage, free_port())
    assert CAPITAL_SENTENCE in (await stage.answer(suad, CAPITAL))["text"]
    assert await stage.client.calls("getUpdates") == []
    assert await bot.stopped() == 0


@pytest.mark.parametrize("missing", ["webhook_secret", "webhook_url"])
async def test_it_does_not_start_without_a_secret_or_an_address(stage: Stage, missing: str) -> None:
    bot = await stage.bot(ready=None, **behind(free_port()) | {missing: None})
    assert await bot.ended() == 2
    [line] = bot.lines
    assert line.startswith(f"isnad: ISNAD_{missing.upper()} must be ")


async def test_a_forged_update_is_rejected_and_nobody_is_answered(stage: Stage) -> None:
    suad = await stage.person()
    port = free_port()
    bot = await started(stage, port)
    chat = {"id": suad.id, "type": "private"}
    message = {"message_id": 9, "date": 1767225600, "chat": chat, "from": suad.user, "text": CAPITAL}
    async with httpx.AsyncClient(timeout=60) as forger:
        for headers in ({}, {HEADER: "guess"}):
            forged = await forger.post(
                f"http://127.0.0.1:{port}/hook", json={"update_id": 1, "message": message}, headers=headers
            )
            assert forged.status_code == 403
    await stage.answer(suad, NILE)
    assert (await replies(suad)).total() == 1
    assert await bot.stopped() == 0


async def answered_once(asked: list[tuple[Person, int]]) -> None:
    for person, question in asked:
        await person.wait_for(reply_to=question, timeout=PATIENCE)
    for person, question in asked:
        assert (await replies(person))[question] == 1


async def test_told_to_stop_in_a_burst_it_loses_nothing_and_answers_nothing_twice(stage: Stage) -> None:
    people = [await stage.person(f"شخص {number}") for number in range(PEOPLE)]
    port = free_port()
    bot = await started(stage, port, stop_seconds=1)
    await stage.client.weather(502, method="sendMessage", chat_id=people[-1].id, times=10_000)
    asked = [
        (person, (await person.send(text=CAPITAL))["message_id"])
        for _ in range(QUESTIONS)
        for person in people
    ]
    await people[0].wait_for(reply_to=asked[0][1])
    assert await bot.stopped(signal.SIGTERM) == 0
    stage.server.world.weather = Weather()
    done = sum([(await replies(person)).total() for person in people])
    assert 0 < done < len(asked), "it was not stopped in the burst"
    await started(stage, port)
    await answered_once(asked)


async def test_killed_in_a_burst_it_answers_what_it_had_accepted(stage: Stage) -> None:
    people = [await stage.person(f"شخص {number}") for number in range(PEOPLE)]
    port = free_port()
    bot = await started(stage, port)
    await stage.client.weather("timeout", method="sendMessage", times=PEOPLE)
    asked = [(person, (await person.send(text=CAPITAL))["message_id"]) for person in people]
    await until(lambda: len(stage.server.world.bot.queue) == 0)  # all are accepted, none is answered
    await bot.killed()
    await started(stage, port)
    await answered_once(asked)
