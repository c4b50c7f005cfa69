"""The webhook's endpoint over real HTTP: who is let in, with what, and what Telegram is told."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.errors import SessionLogError
from bot.web import webhook as endpoint
from bot.web.serving import serving
from bot.web.webhook import SECRET_HEADER, Webhook

SECRET = "a-secret_of-ours"
UPDATE = {"update_id": 7, "message": {"text": "سؤال"}}


class Taker:
    """What stands behind the endpoint: it takes updates, or says that it cannot keep them safe."""

    def __init__(self) -> None:
        self.taken: list[Mapping[str, Any]] = []
        self.broken = False

    async def take(self, update: Mapping[str, Any]) -> None:
        if self.broken:
            raise SessionLogError("the disk is full")
        self.taken.append(update)


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
async def telegram(taker: Taker) -> AsyncIterator[httpx.AsyncClient]:
    """Be Telegram: a client with the secret, to an endpoint at /hook."""
    app = Starlette(routes=[Route("/hook", Webhook(SECRET, taker.take).answer, methods=["POST"])])
    async with serving(app, "127.0.0.1", 0) as port:
        headers = {SECRET_HEADER: SECRET}
        async with httpx.AsyncClient(
            timeout=60, base_url=f"http://127.0.0.1:{port}", headers=headers
        ) as client:
            yield client


async def test_an_update_with_the_secret_is_taken(telegram: httpx.AsyncClient, taker: Taker) -> None:
    assert (await telegram.post("/hook", json=UPDATE)).status_code == 200
    assert taker.taken == [UPDATE]


@pytest.mark.parametrize("given", ["", "wrong", SECRET[:-1], SECRET + "x", SECRET.upper(), "سر".encode()])
async def test_a_wrong_secret_is_refused_and_its_update_not_even_read(
    telegram: httpx.AsyncClient, taker: Taker, given: str | bytes
) -> None:
    header = given if isinstance(given, bytes) else given.encode()
    refused = await telegram.post("/hook", content=b"{broken", headers={SECRET_HEADER.encode(): header})
    assert refused.status_code == 403
    assert SECRET not in refused.text
    assert taker.taken == []


async def test_no_secret_at_all_is_refused(telegram: httpx.AsyncClient, taker: Taker) -> None:
    del telegram.headers[SECRET_HEADER]
    assert (await telegram.post("/hook", json=UPDATE)).status_code == 403
    assert taker.taken == []


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"7", b"{}", b"[" * 100_000),
        *(b'{"update_id": "7"}', b'{"update_id": true}', b'{"update_id": -1}', b'{"update_id": 1%030d}' % 0),
    ],
)
async def test_what_is_no_update_is_refused(telegram: httpx.AsyncClient, taker: Taker, body: bytes) -> None:
    assert (await telegram.post("/hook", content=body)).status_code == 400
    assert taker.taken == []


async def test_a_body_that_is_too_large_is_refused_announced_or_not(
    telegram: httpx.AsyncClient, taker: Taker
) -> None:
    large = json.dumps(UPDATE | {"padding": "x" * endpoint.LARGEST}).encode()

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 1 << 16):
            yield large[start : start + (1 << 16)]

    assert (await telegram.post("/hook", content=large)).status_code == 413
    assert (await telegram.post("/hook", content=in_pieces())).status_code == 413
    assert taker.taken == []


async def test_a_body_that_does_not_arrive_in_time_is_given_up(
    telegram: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "BODY_SECONDS", 0.1)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(1)
        yield b"}"

    assert (await telegram.post("/hook", content=slow())).status_code == 408


async def test_an_update_that_is_not_safe_is_left_to_telegram_to_send_again(
    telegram: httpx.AsyncClient, taker: Taker, caplog: pytest.LogCaptureFixture
) -> None:
    taker.broken = True
    assert (await telegram.post("/hook", json=UPDATE)).status_code == 503
    taker.broken = False
    assert (await telegram.post("/hook", json=UPDATE)).status_code == 200
    assert taker.taken == [UPDATE]
    [line] = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert "update 7 is sent back" in line
    assert "the disk is full" in line


async def test_it_answers_at_its_own_address_and_to_posts_only(telegram: httpx.AsyncClient) -> None:
    assert (await telegram.get("/hook")).status_code == 405
    assert (await telegram.post("/", json=UPDATE)).status_code == 404
    assert (await telegram.post("/hook/x", json=UPDATE)).status_code == 404
