"""A playground with a scripted bot, in a thread of its own, for tests that drive it from outside."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Any

import httpx

from bot.loopback.sample import operators_group, sample_world
from bot.loopback.server import asgi
from bot.web.playground import playground
from bot.web.serving import serving

from .scripted_bot import ScriptedBot

SAMPLES = ("كم بلغ حجم التبادل التجاري بين البلدين في 2021؟", "متى بدأت زراعة البن؟", "ما أطول الأنهار؟")
SUAD, KARIM, EMMA = 1001, 1002, 1003


class Site:
    """Start with `start`, end with `stop`; a later `start` on the same port is another, empty world."""

    def __init__(self, *, query_seconds: float = 10) -> None:
        self.port = 0
        self._query_seconds = query_seconds
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._live(up)))
        self._thread.start()
        assert up.wait(60), "the playground did not start"

    def stop(self) -> None:
        if self._thread is None or self._loop is None or self._stop is None:
            return
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(60)
        self._thread = None

    def post(self, path: str, **fields: Any) -> Any:
        """Do what another client would: a call to the client side, as JSON."""
        answer = httpx.post(f"{self.url}/client/{path}", json=fields, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def state(self, person_id: int) -> Any:
        return httpx.get(f"{self.url}/client/state", params={"as": person_id}, timeout=60).json()

    def messages(self, person_id: int, chat_id: int) -> list[Any]:
        chats = {entry["chat"]["id"]: entry["messages"] for entry in self.state(person_id)["chats"]}
        return list(chats[chat_id])

    def group_id(self) -> int:
        chats = [entry["chat"] for entry in self.state(SUAD)["chats"]]
        return next(int(chat["id"]) for chat in chats if chat["type"] == "group")

    async def _live(self, up: threading.Event) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        world = sample_world()
        world.query_seconds = self._query_seconds
        app = playground(
            asgi(world),
            SAMPLES,
            people=list(world.people),
            files=world.files,
            admins={SUAD},
            operators=operators_group(world),
            documents=lambda: 24,
            version="0.1.0",
        )
        async with serving(app, "127.0.0.1", self.port) as self.port:
            answering = asyncio.create_task(ScriptedBot(self.url, world.bot.token).run())
            up.set()
            await self._stop.wait()
            answering.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await answering
