"""Serve a world over HTTP: as an app to mount, or as a server of its own."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from types import TracebackType

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.loopback.bot_api import BotApi
from bot.loopback.broken_wire import ResettableProtocol
from bot.loopback.client_api import ClientApi
from bot.loopback.control_api import ControlApi
from bot.loopback.sample import empty_world
from bot.loopback.webhooks import WebhookSender
from bot.loopback.world import World

GRACE_SECONDS = 2.0


def asgi(world: World) -> Starlette:
    """Return the app that serves a world: /bot<token>/..., /file/bot<token>/... and /client/...

    An app that mounts this one calls `world.close()` when it stops, so that no long poll holds it up.
    """
    sender = WebhookSender(world)
    bot_api = BotApi(world, sender)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        world.close()
        await sender.stop()

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", bot_api.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", bot_api.file, methods=["GET"]),
            *ClientApi(world).routes(),
            *ControlApi(world).routes(),
        ],
        lifespan=lifespan,
    )


class _QuietServer(uvicorn.Server):
    """A server that says when it listens, and leaves the process's signals to whoever runs it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()
        self.stopping = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        # The parent looks every tenth of a second whether to stop; a test should not pay for that.
        await self.stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # As the parent does it, without its fixed tenth of a second.
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE_SECONDS):
                # The parent tells of neither by an event.
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
        for task in self.server_state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class LoopbackServer:
    """A Telegram Bot API server on this machine, running on the loop that starts it.

    Use it as an async context manager, or with `start` and `stop`. Without a world it serves an empty one
    with a single bot.
    """

    def __init__(self, world: World | None = None) -> None:
        self.world = world or empty_world()
        self.url = ""
        self._server: _QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def token(self) -> str:
        """Return the token of the first bot."""
        return self.world.bot.token

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Listen on a port, any free one by default, and set `url`; after `stop`, serve the same world again.

        Raises:
            OSError: the port is taken.

        """
        listening = socket.create_server((host, port))
        self.world.open()
        self.url = f"http://{host}:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            asgi(self.world),
            http=ResettableProtocol,
            log_config=None,
            log_level="critical",
            access_log=False,
            date_header=False,
        )
        server = _QuietServer(config)
        self._server = server
        self._serving = asyncio.create_task(server.serve(sockets=[listening]))
        await server.listening.wait()

    async def stop(self) -> None:
        """Answer what waits, close every connection and end."""
        if self._server is None or self._serving is None:
            return
        self.world.close()
        self._server.stopping.set()
        await self._serving
        self._server = self._serving = None

    async def __aenter__(self) -> "LoopbackServer":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()
