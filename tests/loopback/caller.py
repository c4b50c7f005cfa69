"""Call the Bot API as a bot would, without any library of bots."""

import ssl
from typing import Any

import httpx

from bot.loopback.wire import Json


class Caller:
    """One bot's raw calls to one server."""

    def __init__(self, url: str, token: str) -> None:
        nothing_trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.http = httpx.AsyncClient(base_url=url, timeout=60, trust_env=False, verify=nothing_trusted)
        self.token = token

    async def answer(self, method: str, **params: Any) -> httpx.Response:
        """Return the whole response to a call with a JSON body."""
        return await self.http.post(f"/bot{self.token}/{method}", json=params)

    async def ok(self, method: str, **params: Any) -> Any:
        """Return the result of a call that must succeed."""
        body: Json = (await self.answer(method, **params)).json()
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """Return the description of a call that must be refused, and check the envelope."""
        response = await self.answer(method, **params)
        body: Json = response.json()
        assert body["ok"] is False, body
        assert body["error_code"] == response.status_code
        return str(body["description"])

    async def updates(self, **params: Any) -> list[Json]:
        """Return the updates that wait, confirming them."""
        updates: list[Json] = await self.ok("getUpdates", **params)
        if updates:
            await self.ok("getUpdates", offset=updates[-1]["update_id"] + 1)
        return updates
