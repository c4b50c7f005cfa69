"""Another app can carry the loopback server among its own pages."""

import asyncio
import socket

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from bot.loopback.client import Client
from bot.loopback.sample import sample_world
from bot.loopback.server import asgi

from .caller import Caller


async def test_a_mounted_world_serves_both_sides_beside_the_apps_own_pages() -> None:
    world = sample_world()
    page = Route("/", lambda _: PlainTextResponse("page"))
    app = Starlette(routes=[page, Mount("/", asgi(world))])
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    config = uvicorn.Config(app, log_config=None, log_level="critical")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    api = Caller(url, world.bot.token)
    async with api.http, Client(url) as client:
        assert (await api.http.get("/")).text == "page"
        suad = await client.known(1001)
        await suad.send(text="سؤال")
        [update] = await api.updates(timeout=5)
        assert update["message"]["from"]["first_name"] == "سعاد"
        # Under a plain HTTP protocol a reset is an answer that breaks off.
        await client.weather("reset")
        with pytest.raises(httpx.RemoteProtocolError):
            await api.answer("getMe")
        polling = asyncio.create_task(api.ok("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        world.close()
        assert await polling == []
    server.should_exit = True
    await serving
