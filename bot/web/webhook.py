"""Take the updates that Telegram posts: nobody else's, and none that is not safe."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.errors import IsnadError

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name, no secret
MOST_IDS = 1 << 63
"""No database counts any further."""
LARGEST = 1 << 20
"""Bytes of the largest body; Telegram's updates have a few thousand."""
BODY_SECONDS = 10.0
"""How long a body may take to arrive."""

Take = Callable[[Mapping[str, Any]], Awaitable[None]]


class Webhook:
    """The endpoint; `take` returns once an update is safe and raises an IsnadError when it is not.

    A 200 makes Telegram forget the update; after anything else it posts it again.
    """

    def __init__(self, secret: str, take: Take, noticed: Callable[[int], None] = lambda _: None) -> None:
        """`noticed` is told the status of every answer."""
        self._secret = secret.encode()
        self._take = take
        self._noticed = noticed

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        response = await self._answer(request)
        self._noticed(response.status_code)
        return response

    async def _answer(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return _said(403, "Forbidden")
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
        except (TimeoutError, ClientDisconnect):
            return _said(408, "Request Timeout")
        if body is None:
            return _said(413, "Content Too Large")
        update = _update(body)
        if update is None:
            return _said(400, "Bad Request: not an update")
        try:
            await self._take(update)
        except IsnadError as error:
            logger.warning("update %s is sent back to Telegram for later: %s", update["update_id"], error)
            return _said(503, "Service Unavailable")
        return JSONResponse({})


async def _body(request: Request) -> bytes | None:
    """Return the body, or None when it is too large, without reading it to its end."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > LARGEST:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _update(body: bytes) -> Mapping[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(update, dict):
        return None
    update_id = update.get("update_id")
    return update if type(update_id) is int and 0 <= update_id < MOST_IDS else None


def _said(status: int, words: str) -> Response:
    return JSONResponse({"ok": False, "error_code": status, "description": words}, status)
