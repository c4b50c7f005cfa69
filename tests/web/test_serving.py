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


APP = Starlette(routes=[Route("/", _hello)])


def _slow(seconds: float) -> tuple[Starlette, asyncio.Event]:
    """Return an app that takes its time to answer, and the sign that it was asked."""
    begun = asyncio.Event()

    async def answer(_: Request) -> PlainTextResponse:
        begun.set()
        await asyncio.sleep(seconds)
        return PlainTextResponse("in time")

    return Starlette(routes=[Route("/", answer)]), begun


async def test_it_answers_on_the_port_it_names_and_no_longer_afterwards() -> None:
    async with serving(APP, "127.0.0.1", 0) as port, httpx.AsyncClient(timeout=60) as client:
        assert (await client.get(f"http://127.0.0.1:{port}/")).text == "hello"
    async with httpx.AsyncClient(timeout=60) as client:
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


async def test_a_long_poll_is_sent_away_long_before_its_end_and_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with httpx.AsyncClient(timeout=60) as client:
        app, begun = _slow(120)
        async with serving(app, "127.0.0.1", 0) as port:
            poll = asyncio.create_task(client.get(f"http://127.0.0.1:{port}/"))
            await begun.wait()
            stopping = time.perf_counter()
        assert time.perf_counter() - stopping < 60
        assert (await poll).status_code == 503
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_request_about_to_end_gets_its_answer() -> None:
    async with httpx.AsyncClient(timeout=60) as client:
        app, begun = _slow(0.2)
        async with serving(app, "127.0.0.1", 0) as port:
            request = asyncio.create_task(client.get(f"http://127.0.0.1:{port}/"))
            await begun.wait()
        assert (await request).text == "in time"
