"""The server starts, carries a load, stops without a trace, and comes back."""

import asyncio
import logging

import httpx
import pytest

from bot.loopback.client import Client, ClientError
from bot.loopback.server import LoopbackServer

from .caller import Caller


async def test_stopping_ends_long_polls_and_leaves_no_task_behind() -> None:
    before = asyncio.all_tasks()
    server = LoopbackServer()
    await server.start()
    api, client = Caller(server.url, server.token), Client(server.url)
    suad = await client.person("سعاد")
    waiting = [
        asyncio.create_task(api.ok("getUpdates", timeout=50)),
        asyncio.create_task(suad.events(seconds=50)),
        asyncio.create_task(suad.inline("سؤال")),
    ]
    assert server._server is not None
    async with asyncio.timeout(60):
        while len(server._server.server_state.connections) < len(waiting):  # noqa: ASYNC110 - no bell
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)  # for the last request to be read
        await server.stop()  # long before any of them would end by itself
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert isinstance(results[2], ClientError)
    await api.http.aclose()
    await client.close()
    assert asyncio.all_tasks() == before


async def test_a_stopped_server_refuses_and_comes_back_with_its_world() -> None:
    server = LoopbackServer()
    await server.start()
    port = int(server.url.rpartition(":")[2])
    async with Client(server.url) as client:
        suad = await client.person("سعاد", started=True)
        await suad.send(text="قبل")
        await server.stop()
        with pytest.raises(httpx.ConnectError):
            await suad.send(text="أثناء")
        await server.start(port)
        await suad.send(text="بعد")
        api = Caller(server.url, server.token)
        async with api.http:
            texts = [update["message"]["text"] for update in await api.updates(timeout=1)]
            assert texts == ["قبل", "بعد"]
    await server.stop()


async def test_a_taken_port_is_an_error_of_the_system() -> None:
    async with LoopbackServer() as server:
        with pytest.raises(OSError, match="in use"):
            await LoopbackServer().start(int(server.url.rpartition(":")[2]))


async def test_a_thousand_messages_at_once_are_kept_in_order_and_none_lost() -> None:
    async with LoopbackServer() as server, Client(server.url) as client:
        people = [await client.person(f"قارئ {number}", started=True) for number in range(5)]

        async def ask(index: int) -> None:
            for number in range(200):
                await people[index].send(text=f"{index}:{number}")

        asking = asyncio.gather(*(ask(index) for index in range(5)))
        api = Caller(server.url, server.token)
        heard: list[str] = []
        async with api.http, asyncio.timeout(60):
            offset = 0
            while len(heard) < 1000:
                for update in await api.ok("getUpdates", offset=offset, timeout=5):
                    heard.append(update["message"]["text"])
                    offset = update["update_id"] + 1
        await asking
    assert len(set(heard)) == 1000
    for index in range(5):
        own = [text for text in heard if text.startswith(f"{index}:")]
        assert own == [f"{index}:{number}" for number in range(200)]


async def test_the_token_is_in_no_log_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with caplog.at_level(logging.DEBUG, logger="uvicorn"):
        async with LoopbackServer() as server:
            api = Caller(server.url, server.token)
            async with api.http:
                await api.ok("getMe")
                await api.refusal("sendMessage")
            assert server.token not in repr(server.world.bot)
            assert server.token not in caplog.text
