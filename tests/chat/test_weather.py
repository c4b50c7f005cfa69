"""The whole bot in bad weather: floods, failures, restarts, stops."""

import asyncio
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bot.chat import endurance, polling, webhook
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer
from bot.loopback.weather import Weather
from bot.session_log.store import SessionLog

from .conftest import Run, of_the_bot, rows, until, waiting_ids, waits
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE, UNKNOWN

THE_CALLS_OWN = 10.0
"""Seconds after which a call without an answer fails; a busy machine makes several of one for stopping."""
DELIVERIES = "SELECT delivery_status, delivery_reason FROM turns ORDER BY id"


async def test_a_flood_wait_is_waited_out_and_the_answer_comes_once(
    run: Run, client: Client, suad: Person, database: Path
) -> None:
    await client.weather(429, method="sendMessage", retry_after=1)
    async with run():
        question = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=question["message_id"])
    assert [call["status"] for call in await client.calls("sendMessage")] == [429, 200]
    assert len(await of_the_bot(suad)) == 1
    assert rows(database, DELIVERIES) == [("delivered", None)]


async def test_a_reader_who_blocked_the_bot_is_logged_as_refused(
    run: Run, suad: Person, database: Path
) -> None:
    await suad.send(text=CAPITAL)
    await suad.block()

    async def logged() -> bool:
        return bool(rows(database, DELIVERIES))

    async with run():
        await until(logged)
    ((status, reason),) = rows(database, DELIVERIES)
    assert status == "refused"
    assert "blocked" in reason


async def test_answers_of_a_chat_keep_their_order_and_other_chats_do_not_wait(
    run: Run, client: Client, server: LoopbackServer, suad: Person, karim: Person
) -> None:
    await client.weather(502, method="sendMessage", chat_id=suad.id, times=10_000)
    async with run():
        first = await suad.send(text=CAPITAL)
        second = await suad.send(text=NILE)
        other = await karim.send(text=CAPITAL)
        await karim.wait_for(reply_to=other["message_id"])
        assert await of_the_bot(suad) == []
        server.world.weather = Weather()  # it has cleared up
        await suad.wait_for(reply_to=second["message_id"])
    replied = [
        message["reply_to_message"]["message_id"]
        for message in await suad.messages()
        if message["from"]["is_bot"]
    ]
    assert replied == [first["message_id"], second["message_id"]]


async def test_questions_asked_while_the_bot_was_down_are_answered(run: Run, suad: Person) -> None:
    questions = [await suad.send(text=text) for text in (CAPITAL, NILE, UNKNOWN)]
    async with run():
        for question in questions:
            await suad.wait_for(reply_to=question["message_id"])
    assert len(await of_the_bot(suad)) == 3


async def offered(server: LoopbackServer) -> list[dict[str, object]]:
    """Return the updates that Telegram offers, without confirming them."""
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        response = await http.get(f"{server.url}/bot{server.token}/getUpdates")
    updates: list[dict[str, object]] = response.json()["result"]
    return updates


async def test_an_update_that_died_with_the_last_process_is_answered_once_though_offered_again(
    run: Run, server: LoopbackServer, log: SessionLog, suad: Person
) -> None:
    question = await suad.send(text=CAPITAL)
    (update,) = await offered(server)
    assert await log.put(int(str(update["update_id"])), json.dumps(update))
    async with run():
        await suad.wait_for(reply_to=question["message_id"])
        last = await suad.send(text=NILE)
        await suad.wait_for(reply_to=last["message_id"])
    assert len(await of_the_bot(suad)) == 2


async def test_an_update_done_before_is_not_answered_when_telegram_offers_it_again(
    run: Run, server: LoopbackServer, log: SessionLog, suad: Person
) -> None:
    await suad.send(text=CAPITAL)
    (update,) = await offered(server)
    await log.put(int(str(update["update_id"])), json.dumps(update))
    await log.done(int(str(update["update_id"])))
    async with run():
        last = await suad.send(text=NILE)
        await suad.wait_for(reply_to=last["message_id"])
    (only,) = await of_the_bot(suad)
    assert NILE_SENTENCE in only


async def test_chatter_and_failures_leave_nothing_in_the_inbox(
    run: Run, client: Client, log: SessionLog, suad: Person, karim: Person
) -> None:
    await client.post("privacy", enabled=False)
    club = await client.group("نادي", suad, karim)
    async with run():
        await suad.send(club, "صباح الخير")
        await suad.send(club, "/ask@other_bot سؤال")
        last = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=last["message_id"])
        await waits(log, 0)
    assert await waiting_ids(log) == []


async def test_stopping_finishes_what_is_under_way(run: Run, client: Client, suad: Person) -> None:
    await client.weather(502, method="sendMessage", times=1)
    async with run():
        await suad.send(text=CAPITAL)

        async def tried() -> bool:
            return bool(await client.calls("sendMessage"))

        await until(tried)
    (only,) = await of_the_bot(suad)
    assert CAPITAL_SENTENCE in only


async def test_stopping_keeps_its_deadline_and_leaves_the_rest_for_the_next_run(
    run: Run, client: Client, log: SessionLog, suad: Person, karim: Person
) -> None:
    await client.weather("timeout", method="sendMessage", chat_id=suad.id)
    async with run(stop_seconds=1) as bot:
        stuck = await suad.send(text=CAPITAL)
        behind = await suad.send(text=NILE)
        fine = await karim.send(text=CAPITAL)
        await karim.wait_for(reply_to=fine["message_id"])
        await waits(log, 2)
        stopping = time.monotonic()
    assert time.monotonic() - stopping < THE_CALLS_OWN
    assert bot.order.chats == 0, "nothing goes on behind the back of the next run"
    assert len(await waiting_ids(log)) == 2
    async with run():
        await suad.wait_for(reply_to=stuck["message_id"])
        await suad.wait_for(reply_to=behind["message_id"])
    assert len(await of_the_bot(suad)) == 2
    assert len(await of_the_bot(karim)) == 1


async def test_a_slow_answer_is_awaited_at_the_stop_lest_its_message_comes_twice(
    run: Run, server: LoopbackServer, client: Client, log: SessionLog, suad: Person, karim: Person
) -> None:
    """A try that began in the last moment would be broken off, done or not."""
    await client.weather("slow", method="sendMessage", chat_id=suad.id, seconds=2)
    await client.weather(502, method="sendMessage", chat_id=karim.id, times=99)
    async with run(stop_seconds=4):
        slow = await suad.send(text=CAPITAL)
        stuck = await karim.send(text=CAPITAL)
        await suad.wait_for(reply_to=slow["message_id"])
        await waits(log, 2)
    assert [json.loads(payload)["message"]["chat"]["id"] for payload in await log.waiting()] == [karim.id]
    server.world.weather = Weather()
    async with run():
        await karim.wait_for(reply_to=stuck["message_id"])
    assert len(await of_the_bot(suad)) == len(await of_the_bot(karim)) == 1


async def test_stopping_while_telegram_is_away_keeps_its_deadline(
    run: Run, server: LoopbackServer, suad: Person
) -> None:
    async with run(stop_seconds=1):
        question = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=question["message_id"])
        await server.stop()
        await asyncio.sleep(0.3)
        stopping = time.monotonic()
    assert time.monotonic() - stopping < THE_CALLS_OWN


async def test_a_night_without_a_network_costs_no_answer_and_doubles_none(
    run: Run, server: LoopbackServer, client: Client, suad: Person, karim: Person, log: SessionLog
) -> None:
    """One question has reached the bot before the network goes; nothing can be sent until it is back."""
    port = urlsplit(server.url).port or 0
    await client.weather(502, method="sendMessage", chat_id=suad.id)
    async with run():
        first = await suad.send(text=CAPITAL)
        await waits(log, 1)
        await server.stop()
        await asyncio.sleep(2)
        await server.start(port)
        second = await suad.send(text=NILE)
        other = await karim.send(text=CAPITAL)
        await suad.wait_for(reply_to=second["message_id"])
        await karim.wait_for(reply_to=other["message_id"])
        await waits(log, 0)
    replied = [
        each["reply_to_message"]["message_id"] for each in await suad.messages() if each["from"]["is_bot"]
    ]
    assert replied == [first["message_id"], second["message_id"]]
    assert len(await of_the_bot(karim)) == 1


async def test_a_poll_that_is_never_answered_is_given_up_for_another(
    run: Run, client: Client, suad: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead connection looks like one on which there is nothing to say."""
    monkeypatch.setattr(polling, "LONG_POLL", 1)
    monkeypatch.setattr(polling, "ANSWER_SECONDS", 0.2)
    await client.weather("timeout", method="getUpdates")
    async with run():
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])
    assert len(await of_the_bot(suad)) == 1
    assert (await client.calls("getUpdates"))[0]["result"] == "timeout"


@pytest.mark.parametrize("pauses", [endurance.DELAYS, polling.PAUSES, webhook.PAUSES])
def test_no_pause_between_two_tries_is_longer_than_a_reader_would_wait(pauses: Sequence[float]) -> None:
    assert max(pauses) <= 5


async def test_the_clock_that_counts_is_telegrams(run: Run, server: LoopbackServer, suad: Person) -> None:
    server.world.clock = lambda: time.time() + 86_400 * 40
    async with run() as bot:
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])
        ahead = bot.contact.now - datetime.now(UTC)
    assert timedelta(days=39.9) < ahead < timedelta(days=40.1)


async def test_thirty_chats_at_once_are_all_answered_once(
    run: Run, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    people = [await client.person(f"قارئ {number}", language_code="ar", started=True) for number in range(30)]
    async with run():
        asked = await asyncio.gather(*(person.send(text=CAPITAL) for person in people))
        for person, question in zip(people, asked, strict=True):
            await person.wait_for(reply_to=question["message_id"])
    assert [len(await of_the_bot(person)) for person in people] == [1] * 30
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
