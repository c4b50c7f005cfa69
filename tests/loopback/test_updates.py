"""Updates wait until they are confirmed, by long polling or by webhook."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.loopback.client import Person
from bot.loopback.update_queue import UpdateQueue
from bot.loopback.wire import Json

from .caller import Caller


async def test_an_update_comes_back_until_an_offset_after_it_confirms_it(api: Caller, suad: Person) -> None:
    await suad.send(text="سؤال")
    first = await api.ok("getUpdates")
    assert [update["message"]["text"] for update in first] == ["سؤال"]
    assert await api.ok("getUpdates") == first
    assert await api.ok("getUpdates", offset=first[0]["update_id"]) == first
    assert await api.ok("getUpdates", offset=first[0]["update_id"] + 1) == []
    assert await api.ok("getUpdates") == []


async def test_limit_takes_the_oldest_and_a_negative_offset_keeps_the_newest(
    api: Caller, suad: Person
) -> None:
    for number in range(5):
        await suad.send(text=str(number))
    assert [u["message"]["text"] for u in await api.ok("getUpdates", limit=2)] == ["0", "1"]
    assert [u["message"]["text"] for u in await api.ok("getUpdates", offset=-2)] == ["3", "4"]
    assert [u["message"]["text"] for u in await api.ok("getUpdates")] == ["3", "4"]


async def test_a_long_poll_returns_as_soon_as_something_happens(api: Caller, suad: Person) -> None:
    waiting = asyncio.create_task(api.ok("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    started = time.monotonic()
    await suad.send(text="سؤال")
    assert len(await waiting) == 1
    assert time.monotonic() - started < 1


async def test_a_long_poll_ends_empty_after_its_timeout(api: Caller) -> None:
    started = time.monotonic()
    assert await api.ok("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - started < 3


async def test_of_two_pollers_the_older_is_told_of_the_conflict(api: Caller, suad: Person) -> None:
    older = asyncio.create_task(api.answer("getUpdates", timeout=10))
    await asyncio.sleep(0.1)
    newer = asyncio.create_task(api.ok("getUpdates", timeout=10))
    refused = await older
    assert refused.status_code == 409
    assert refused.json()["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await suad.send(text="سؤال")
    assert len(await newer) == 1


async def test_allowed_updates_hold_until_they_are_set_again(api: Caller, suad: Person) -> None:
    await api.ok("getUpdates", allowed_updates=["edited_message"])
    message = await suad.send(text="سؤال")
    await suad.edit(suad.id, message["message_id"], "سؤال آخر")
    assert [list(update)[1] for update in await api.updates()] == ["edited_message"]
    await api.ok("getUpdates", allowed_updates=[])
    await suad.send(text="سؤال")
    assert [list(update)[1] for update in await api.updates()] == ["message"]


async def test_reactions_come_only_to_a_bot_that_asks_for_them(api: Caller, suad: Person) -> None:
    message = await api.ok("sendMessage", chat_id=suad.id, text="جواب")
    await suad.react(suad.id, message["message_id"], "👍")
    assert await api.updates() == []
    await api.ok("getUpdates", allowed_updates=["message_reaction"])
    await suad.react(suad.id, message["message_id"], "👎")
    [update] = await api.updates()
    assert update["message_reaction"]["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👎"}]
    assert update["message_reaction"]["user"]["id"] == suad.id


class Hook:
    """A webhook that refuses as often as it is told to."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.secrets: list[str | None] = []
        self.taken: list[Json] = []
        self.url = ""

    async def take(self, request: Request) -> Response:
        """Take one update, or refuse it."""
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
        if self.refusals:
            self.refusals -= 1
            return Response(status_code=500)
        self.taken.append(await request.json())
        return Response()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator["Hook"]:
        """Serve the webhook on a free port."""
        app = Starlette(routes=[Route("/hook", self.take, methods=["POST"])])
        config = uvicorn.Config(app, port=0, log_config=None, log_level="critical", lifespan="off")
        hook = uvicorn.Server(config)
        serving = asyncio.create_task(hook.serve())
        while not hook.started:  # noqa: ASYNC110  uvicorn tells of its start by a flag only
            await asyncio.sleep(0.01)
        self.url = f"http://127.0.0.1:{hook.servers[0].sockets[0].getsockname()[1]}/hook"
        try:
            yield self
        finally:
            hook.should_exit = True
            await serving


async def until(condition: str, hook: Hook, count: int) -> None:
    """Wait until the hook took so many updates."""
    for _ in range(300):
        if len(hook.taken) >= count:
            return
        await asyncio.sleep(0.01)
    pytest.fail(condition)


async def test_a_webhook_gets_each_update_in_order_with_the_secret_and_again_after_a_refusal(
    api: Caller, suad: Person
) -> None:
    async with Hook(refusals=2).listening() as hook:
        await suad.send(text="قبل")
        await api.ok("setWebhook", url=hook.url, secret_token="s3cret")
        await suad.send(text="بعد")
        await until("both updates arrive", hook, 2)
        assert [update["message"]["text"] for update in hook.taken] == ["قبل", "بعد"]
        assert hook.secrets == ["s3cret"] * 4
        info = await api.ok("getWebhookInfo")
        assert info["url"] == hook.url
        assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
        assert info["pending_update_count"] == 0


async def test_getupdates_is_refused_while_a_webhook_is_set_and_works_after(
    api: Caller, suad: Person
) -> None:
    async with Hook().listening() as hook:
        await api.ok("setWebhook", url=hook.url)
        assert (await api.refusal("getUpdates")).startswith("Conflict: can't use getUpdates method while")
        await api.ok("deleteWebhook")
    await suad.send(text="سؤال")
    assert len(await api.ok("getUpdates")) == 1
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1
    await api.ok("deleteWebhook", drop_pending_updates=True)
    assert await api.ok("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "ftp://example.com"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.com", "secret_token": "سر"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_bad_webhook_is_refused(api: Caller, params: Json, reason: str) -> None:
    assert await api.refusal("setWebhook", **params) == f"Bad Request: {reason}"


async def test_a_world_made_soon_after_another_numbers_its_updates_on() -> None:
    """A bot remembers which it has seen, also when it is started again within a second."""
    first = UpdateQueue()
    await asyncio.sleep(0.01)
    second = UpdateQueue()
    ids = []
    for queue in (first, second):
        queue.add("message", {})
        ids += [update["update_id"] for update in await queue.poll(0, 1, 0)]
    assert ids[0] < ids[1]
