"""Break a connection as real networks do: reset it, break off, or never answer."""

import asyncio
import socket
import struct
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.loopback.world import World

LONGEST_SILENCE = 300.0
_TRANSPORT = "loopback.transport"
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)

Result = TypeVar("Result")


class ResettableProtocol(H11Protocol):
    """HTTP/1.1 without delay, whose requests know the connection they came by, so that it can be reset."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let every request of this connection find its transport."""
        super().connection_made(transport)
        # asyncio leaves Nagle's delay on where the listening socket was made by hand: 40 ms for each answer.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        app = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            await app({**scope, _TRANSPORT: transport}, receive, send)

        self.app = with_transport


class ConnectionReset:
    """An ASGI answer that is none: the connection ends with a reset.

    Under another HTTP protocol than `ResettableProtocol` the answer breaks off in the middle instead.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Break the connection."""
        transport = scope.get(_TRANSPORT)
        if transport is None:
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
            return
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        transport.abort()
        await receive()


class BrokenOff:
    """An ASGI answer that ends in the middle of its body, and the connection with it."""

    def __init__(self, answer: Response) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head and half of the body."""
        head, body = self._answer.raw_headers, bytes(self._answer.body)
        await send({"type": "http.response.start", "status": self._answer.status_code, "headers": head})
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        transport = scope.get(_TRANSPORT)
        if transport is not None:  # else the server breaks the connection off once we return
            transport.close()
            await receive()


async def silence(world: World, request: Request) -> None:
    """Return when the caller has given up, or the server stops."""
    await while_connected(request, world.closing.wait(LONGEST_SILENCE))


async def while_connected(request: Request, work: Coroutine[Any, Any, Result]) -> Result | None:
    """Return what the work gives, or None as soon as the caller has hung up; the work is dropped then."""
    working = asyncio.ensure_future(work)
    listening = asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait({working, listening}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, listening):
            if not task.done():
                task.cancel()
        await asyncio.gather(working, listening, return_exceptions=True)


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
