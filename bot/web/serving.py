"""Serve an ASGI app inside our own event loop: signals stay ours, a bad port is one clear line."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import PortError

_GRACE_SECONDS = 0.5  # what a request may still take once we stop; a long poll would take half a minute


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, host: str, port: int) -> AsyncIterator[int]:
    """Serve inside the `async with` block, whose value is the port (of use when `port` is 0).

    On leaving, requests get half a second to end and long polls are sent away.
    Raises PortError when the port is taken, forbidden, or not of this computer.
    """
    listener = _bound(host, port)
    drain = _Drain(app)
    server = _Server(
        uvicorn.Config(
            drain,
            log_config=None,
            access_log=False,
            date_header=False,  # the loopback server's answers bring the date of their own world
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
    )
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await _until_up(server, task)
        yield int(listener.getsockname()[1])
    finally:
        drain.stop()
        server.should_exit = True
        await task


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: who stops, and in which order, is the app's business."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.up.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Drain:
    """Let every request through; after `stop`, give those that run a moment and answer 503 for them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        self._stopping.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched_send(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        work = asyncio.ensure_future(self._app(scope, receive, watched_send))
        stop = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                await asyncio.wait({work}, timeout=_GRACE_SECONDS)
            if work.done():
                await work
            elif not begun:
                answer = {"ok": False, "error_code": 503, "description": "Service Unavailable: stopping"}
                await JSONResponse(answer, 503)(scope, receive, send)
        finally:
            stop.cancel()
            work.cancel()


async def _until_up(server: _Server, task: asyncio.Task[None]) -> None:
    up = asyncio.create_task(server.up.wait())
    await asyncio.wait({up, task}, return_when=asyncio.FIRST_COMPLETED)
    up.cancel()
    if task.done():
        await task


def _bound(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise PortError(_in_words(error, host, port)) from None
    return listener


def _in_words(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} of {host} is taken by another program: stop it or choose another port"
    if error.errno == errno.EACCES:
        return f"port {port} of {host} is not allowed to this user: choose one above 1023"
    return f"cannot listen on port {port} of {host}: {error.strerror or error}"
