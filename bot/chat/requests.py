"""Make Telegram's calls, and keep what was heard of an answer that broke off."""

from __future__ import annotations

import re
import ssl
from collections.abc import AsyncIterator
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpx
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.chat.contact import Contact

_DONE = 200
_KEPT = 4096
"""Bytes of each answer; a file may be a download."""
# Telegram's answer to a message begins with that message's id; those of other messages come later.
_MESSAGE_ID = re.compile(rb'"message_id"\s*:\s*([0-9]+)\s*[,}]')


_heard: ContextVar[_Heard | None] = ContextVar("heard", default=None)
"""The answer to the call under way."""


class BrokenOffError(NetworkError):
    """Telegram made a message of ours and told its id; the rest of its answer was lost.

    The call is done: to make it again would show the reader the message twice.
    """

    def __init__(self, message_id: int) -> None:
        super().__init__(f"the answer broke off after the id of message {message_id}")
        self.message_id = message_id


class Requests(HTTPXRequest):
    """PTB's requests, with Telegram's clock told to `contact`.

    Raises BrokenOffError in the place of another NetworkError where a status and a message's id arrived.  A
    body that cannot be read is a NetworkError here, too; to the library it is no fault of the network's.
    """

    def __init__(self, connections: int, contact: Contact, *, answer_seconds: float) -> None:
        async def answered(response: httpx.Response) -> None:
            contact.told(response.headers.get("date"))
            if response.status_code == _DONE and isinstance(response.stream, httpx.AsyncByteStream):
                response.stream = heard = _Heard(response.stream)
                _heard.set(heard)

        super().__init__(
            connection_pool_size=connections,
            connect_timeout=10.0,
            read_timeout=answer_seconds,
            write_timeout=20.0,
            pool_timeout=30.0,
            httpx_kwargs={"event_hooks": {"response": [answered]}, "verify": _trusted()},
        )

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make one call, as PTB does."""
        _heard.set(None)
        try:
            return await super().do_request(*args, **kwargs)
        except NetworkError as error:
            heard = _heard.get()
            broken_off = None if heard is None else _broken_off(heard.body)
            if broken_off is None:
                raise
            raise broken_off from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read a body."""
        try:
            return HTTPXRequest.parse_json_payload(payload)
        except TelegramError as error:
            raise _broken_off(payload) or NetworkError(error.message) from error


class _Heard(httpx.AsyncByteStream):
    """The body of an answer, which keeps what it has brought so far."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream
        self.body = bytearray()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            self.body += chunk[: _KEPT - len(self.body)]
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


def _broken_off(body: bytes | bytearray) -> BrokenOffError | None:
    found = _MESSAGE_ID.search(body)
    return None if found is None else BrokenOffError(int(found[1]))


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom we trust, read once: reading the certificates takes longer than all else of a client."""
    return httpx.create_ssl_context()
