"""Give each test a server of its own, a driver of people and a caller of methods."""

from collections.abc import AsyncIterator

import pytest

from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer

from .caller import Caller


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


@pytest.fixture
async def client(server: LoopbackServer) -> AsyncIterator[Client]:
    async with Client(server.url) as driver:
        yield driver


@pytest.fixture
async def api(server: LoopbackServer) -> AsyncIterator[Caller]:
    caller = Caller(server.url, server.token)
    async with caller.http:
        yield caller


@pytest.fixture
async def suad(client: Client) -> Person:
    return await client.person("سعاد", language_code="ar", started=True)


@pytest.fixture
async def karim(client: Client) -> Person:
    return await client.person("كريم", language_code="ar", started=True)
