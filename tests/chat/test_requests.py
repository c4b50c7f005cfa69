"""What arrives of an answer counts, also when the rest of it does not."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
import telegram
from telegram.error import BadRequest, NetworkError

from bot.chat.contact import Contact
from bot.chat.requests import BrokenOffError, Requests
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer

from .conftest import Run, kept, of_the_bot, rows
from .corpus import CAPITAL, NILE


async def test_a_message_that_telegram_made_is_not_sent_again_though_its_answer_broke_off(
    run: Run, client: Client, suad: Person, database: Path
) -> None:
    await client.weather("truncated", method="sendMessage")
    async with run():
        asked = await suad.send(text=CAPITAL)
        answer = await suad.wait_for(reply_to=asked["message_id"])
        after = await suad.send(text=NILE)
        await suad.wait_for(reply_to=after["message_id"])
        await kept(database, 2)
    assert len(await of_the_bot(suad)) == 2
    first, _ = rows(database, "SELECT delivery_status, sent_message_ids FROM turns ORDER BY id")
    assert first == ("delivered", json.dumps([answer["message_id"]]))


async def test_updates_whose_answer_broke_off_are_fetched_again(
    run: Run, client: Client, suad: Person
) -> None:
    asked = await suad.send(text=CAPITAL)
    await client.weather("truncated", method="getUpdates")
    async with run():
        await suad.wait_for(reply_to=asked["message_id"])
    assert len(await of_the_bot(suad)) == 1


async def said(answer: bytes) -> telegram.error.TelegramError:
    """Return what a call to send raises when a server answers with these bytes and hangs up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        requests = Requests(1, Contact(), answer_seconds=30.0)
        bot = telegram.Bot("1:a", base_url=f"http://127.0.0.1:{port}/bot", request=requests)
        async with requests:
            with pytest.raises(telegram.error.TelegramError) as raised:
                await bot.send_message(5, "x")
    return raised.value


LENGTH = b"content-length: 500\r\n\r\n"


@pytest.mark.parametrize(
    "head", [LENGTH, b"\r\n"], ids=["with its length", "until the end of the connection"]
)
async def test_an_answer_that_told_the_messages_id_says_that_it_was_made(head: bytes) -> None:
    error = await said(b"HTTP/1.1 200 OK\r\n" + head + b'{"ok":true,"result":{"message_id":417,"fr')
    assert isinstance(error, BrokenOffError)
    assert error.message_id == 417


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\n" + LENGTH + b'{"ok":true,"result":{"message_id":41',
        b"HTTP/1.1 200 OK\r\n\r\n<html>hello",
        b"HTTP/1.1 500 Internal Server Error\r\n" + LENGTH + b'{"message_id":417,',
        b"HTTP/1.1 500 Internal Server Error\r\n\r\n" + b'{"message_id":417,',
        b"HTTP/1.1 2",
    ],
)
async def test_less_is_the_networks_fault_and_the_call_may_be_made_again(answer: bytes) -> None:
    error = await said(answer)
    assert isinstance(error, NetworkError)
    assert not isinstance(error, BrokenOffError | BadRequest)


async def test_the_answers_of_a_healthy_server_are_read_whole(server: LoopbackServer, suad: Person) -> None:
    bot = telegram.Bot(
        server.token,
        base_url=f"{server.url}/bot",
        request=Requests(1, Contact(), answer_seconds=30.0),
    )
    async with bot:
        sent = await bot.send_message(suad.id, "س" * 4000)
    assert (sent.chat_id, sent.text) == (suad.id, "س" * 4000)
