"""Calls fail on demand, as often, where and how a test orders it; every call is in the log."""

import asyncio
import time

import httpx
import pytest

from bot.loopback.client import Client, ClientError, Person
from bot.loopback.server import LoopbackServer

from .caller import Caller


async def test_a_flood_wait_names_its_seconds_and_passes(api: Caller, client: Client, suad: Person) -> None:
    await client.weather(429, method="sendMessage", retry_after=7, times=2)
    for _ in range(2):
        response = await api.answer("sendMessage", chat_id=suad.id, text="س")
        assert response.status_code == 429
        assert response.json() == {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 7",
            "parameters": {"retry_after": 7},
        }
    await api.ok("sendMessage", chat_id=suad.id, text="س")


async def test_weather_keeps_to_its_method_and_chat(
    api: Caller, client: Client, suad: Person, karim: Person
) -> None:
    await client.weather(500, method="sendMessage", chat_id=karim.id)
    await api.ok("getMe")
    await api.ok("sendMessage", chat_id=suad.id, text="س")
    assert await api.refusal("sendMessage", chat_id=karim.id, text="س") == "Internal Server Error"
    await api.ok("sendMessage", chat_id=karim.id, text="س")


async def test_a_gateway_answers_with_a_page_that_is_no_json(api: Caller, client: Client) -> None:
    await client.weather(502)
    response = await api.answer("getMe")
    assert response.status_code == 502
    assert response.text.startswith("<html>")


@pytest.mark.parametrize(("status", "arrived"), [("reset", 0), ("lost", 1)])
async def test_a_reset_loses_the_call_or_only_its_answer(
    api: Caller, client: Client, suad: Person, status: str, arrived: int
) -> None:
    await client.weather(status)
    with pytest.raises(httpx.ReadError):
        await api.answer("sendMessage", chat_id=suad.id, text="س")
    assert len(await suad.messages()) == arrived


async def test_an_answer_breaks_off_in_the_middle_of_what_was_done(
    api: Caller, client: Client, suad: Person
) -> None:
    await client.weather("truncated")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message body"):
        await api.answer("sendMessage", chat_id=suad.id, text="س")
    assert len(await suad.messages()) == 1
    assert [(call["status"], call["weather"]) for call in await client.calls("sendMessage")] == [
        (200, "truncated")
    ]


async def test_a_slow_answer_comes_late_to_what_was_done_at_once(
    api: Caller, client: Client, suad: Person
) -> None:
    await client.weather("slow", seconds=1)
    started = time.monotonic()
    asking = asyncio.create_task(api.ok("sendMessage", chat_id=suad.id, text="س"))
    await suad.wait_for()
    assert not asking.done()
    await asking
    assert time.monotonic() - started >= 1


async def test_a_timeout_never_answers(api: Caller, client: Client, suad: Person) -> None:
    await client.weather("timeout", method="sendMessage")
    with pytest.raises(httpx.ReadTimeout):
        await api.http.post(f"/bot{api.token}/sendMessage", json={"chat_id": suad.id}, timeout=0.2)


async def test_a_silence_does_not_hold_up_the_stop_of_the_server() -> None:
    async with LoopbackServer() as server, Client(server.url) as client:
        await client.weather("timeout")
        api = Caller(server.url, server.token)
        async with api.http:
            with pytest.raises(httpx.ReadTimeout):
                await api.http.get(f"/bot{server.token}/getMe", timeout=0.1)
        started = time.monotonic()
    assert time.monotonic() - started < 1


async def test_other_weather_is_refused(client: Client) -> None:
    for status in ("storm", 200):
        with pytest.raises(ClientError, match="status"):
            await client.weather(status)


async def test_every_call_is_logged_with_its_outcome_and_without_the_token(
    api: Caller, client: Client, server: LoopbackServer, suad: Person
) -> None:
    await api.ok("getMe")
    await api.ok("sendMessage", chat_id=suad.id, text="س", reply_markup='{"inline_keyboard": []}')
    await api.refusal("sendMessage", chat_id=suad.id, text="")
    await client.weather("reset")
    with pytest.raises(httpx.ReadError):
        await api.answer("sendMessage", chat_id=suad.id, text="ضاع")
    good, empty, lost = await client.calls("sendMessage")
    assert good["params"] == {
        "chat_id": suad.id,
        "text": "س",
        "reply_markup": {"inline_keyboard": []},
    }
    assert (good["status"], good["result"]["text"]) == (200, "س")
    assert (empty["status"], empty["result"]) == (400, "Bad Request: message text is empty")
    assert (lost["status"], lost["result"], lost["params"]["text"]) == (0, "reset", "ضاع")
    assert server.world.calls.counts == {"getMe": 1, "sendMessage": 3}
    assert (await client.get("calls"))["counts"] == {"getMe": 1, "sendMessage": 3}
    assert server.token not in str(await client.get("calls"))
