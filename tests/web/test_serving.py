"""Serving an app: the port, the signals, and how it ends."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.errors import PortError
from bot.web.serving import serving


async def _hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


async def _poll(_: Request) -> PlainTextResponse:
    await asyncio.sleep(30)
    return PlainTextResponse("late")


async def _short(_: Request) -> PlainTextResponse:
    await asyncio.sleep(0.2)
    return PlainTextResponse("in time")


APP = Starlette(routes=[Route("/", _hello), Route("/poll", _poll), Route("/short", _short)])


async def test_it_answers_on_the_port_it_names_and_no_longer_afterwards() -> None:
    async with serving(APP, "127.0.0.1", 0) as port, httpx.AsyncClient() as client:
        assert (await client.get(f"http://127.0.0.1:{port}/")).text == "hello"
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://127.0.0.1:{port}/")


async def test_a_taken_port_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortError, match=rf"^port {port} of 127.0.0.1 is taken by another program[^\n]*$"):
            async with serving(APP, "127.0.0.1", port):
                pytest.fail("it served on a taken port")


async def test_an_address_of_another_computer_is_a_port_error_too() -> None:
    with pytest.raises(PortError, match=r"cannot listen on port 8080 of 203\.0\.113\.7"):
        async with serving(APP, "203.0.113.7", 8080):
            pytest.fail("it served on an address of another computer")


async def test_the_process_keeps_its_own_signal_handlers() -> None:
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    async with serving(APP, "127.0.0.1", 0):
        assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before


async def test_a_long_poll_is_sent_away_within_two_seconds_and_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with httpx.AsyncClient() as client:
        async with serving(APP, "127.0.0.1", 0) as port:
            poll = asyncio.create_task(client.get(f"http://127.0.0.1:{port}/poll"))
            await asyncio.sleep(0.2)
            stopping = time.perf_counter()
        assert time.perf_counter() - stopping < 2
        assert (await poll).status_code == 503
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_request_about_to_end_gets_its_answer() -> None:
    async with httpx.AsyncClient() as client:
        async with serving(APP, "127.0.0.1", 0) as port:
            request = asyncio.create_task(client.get(f"http://127.0.0.1:{port}/short"))
            await asyncio.sleep(0.1)
        assert (await request).text == "in time"
