"""A web site of our own: pages by path, and a note of every call."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

ARTICLE = """<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>ميناء صور</title></head>
<body><main><h1>ميناء صور</h1>
<p>يقع ميناء صور على الساحل، وكان أهله صيّادين يخرجون قبل الفجر ويعودون مع الظهر كل يوم.</p>
<p>في عام 1936 رُمّم الميناء القديم ووُسّع حوضه، فصار يستقبل السفن الكبيرة في فصل الشتاء.</p>
</main></body></html>"""
TEXT = "ميناء صور\nيقع ميناء صور على الساحل. في عام 1936 رُمّم الميناء القديم ووُسّع حوضه.\n"


@dataclass
class Answer:
    """What the site says at a path."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    hangs: bool = False
    endless: bool = False
    held: asyncio.Event | None = None
    """What it waits for."""


class Site:
    """An ASGI app; paths that are not known are 404, robots.txt among them."""

    def __init__(self) -> None:
        self.url = ""
        self.answers: dict[str, Answer] = {}
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.sent = 0

    def put(self, path: str, content: str | bytes = "", kind: str = "text/plain", **headers: str) -> str:
        """Put a page at a path and return its address; `_` in a header's name stands for `-`."""
        body = content.encode() if isinstance(content, str) else content
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = Answer(body, headers={"content-type": kind} | named)
        return self.url + path

    def say(self, path: str, answer: Answer) -> str:
        """Put any answer at a path and return its address."""
        self.answers[path] = answer
        return self.url + path

    @property
    def paths(self) -> list[str]:
        """Return the paths that were called, in order, without robots.txt."""
        return [path for path, _ in self.calls if path != "/robots.txt"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope)
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        self.calls.append((path, dict(request.headers)))
        answer = self.answers.get(path, Answer(status=404))
        if answer.held is not None:
            await answer.held.wait()
        await self._response(request, answer)(scope, receive, send)

    def _response(self, request: Request, answer: Answer) -> Response:
        etag = answer.headers.get("etag")
        if etag and request.headers.get("if-none-match") == etag:
            return Response(status_code=304)
        if answer.hangs:
            return StreamingResponse(self._silence(), headers=answer.headers)
        if answer.endless:
            return StreamingResponse(self._flood(), headers=answer.headers)
        return Response(answer.content, answer.status, answer.headers)

    async def _silence(self) -> AsyncIterator[bytes]:
        yield b"<html>"
        await asyncio.sleep(60)

    async def _flood(self) -> AsyncIterator[bytes]:
        while True:
            self.sent += 10_000
            yield b"x" * 10_000
            await asyncio.sleep(0)  # let the end of the call be seen
