"""Webhook mode: Telegram posts, the inbox keeps, the bot answers once."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from bot.acquisitions.acquisitions import Acquisitions
from bot.chat.routing import ALLOWED_UPDATES
from bot.chat.telegram_bot import TelegramBot
from bot.chat.webhook import Hook, WebhookKeeper
from bot.desk.desk import Desk
from bot.desk.reloads import Reloads
from bot.errors import TelegramError
from bot.journey import Journey
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer
from bot.search.library import DiskLibrary
from bot.session_log.archive import SessionArchive
from bot.session_log.store import SessionLog
from bot.web.serving import serving
from bot.web.webhook import SECRET_HEADER, Webhook

from .conftest import of_the_bot, until, waiting_ids, waits
from .corpus import CAPITAL, NILE

SECRET = "a-secret_of-ours"


def behind_the_secret(bot: TelegramBot) -> Starlette:
    return Starlette(routes=[Route("/hook", Webhook(SECRET, bot.take).answer, methods=["POST"])])


class Hosted:
    """A bot behind a webhook, and the address that Telegram posts to."""

    def __init__(self, bot: TelegramBot, url: str) -> None:
        self.bot = bot
        self.hook = Hook(url, SECRET)


class Host:
    """Run bots behind webhooks on this machine."""

    def __init__(
        self, server: LoopbackServer, log: SessionLog, library: DiskLibrary, threads: ThreadPoolExecutor
    ) -> None:
        self._server = server
        self._log = log
        self._library = library
        self._threads = threads

    @asynccontextmanager
    async def running(self, port: int = 0, stop_seconds: float = 8.0) -> AsyncIterator[Hosted]:
        bot = TelegramBot(token=self._server.token, api_url=self._server.url, inbox=self._log)
        app = behind_the_secret(bot)
        async with serving(app, "127.0.0.1", port) as served:
            hosted = Hosted(bot, f"http://127.0.0.1:{served}/hook")
            keeping: list[asyncio.Task[None]] = []
            try:
                me = await bot.connect()
                journey = Journey(me=me, library=self._library, log=self._log, threads=self._threads)
                archive = SessionArchive(self._log)
                desk = Desk(
                    journey=journey,
                    archive=archive,
                    reloads=Reloads(self._library, archive),
                    admins=(),
                    acquisitions=Acquisitions(
                        self._library.corpus_dir, self._library.corpus_dir.parent / "data"
                    ),
                )
                await bot.start(journey, desk)
                keeping.append(asyncio.create_task(bot.keep_webhook(hosted.hook)))
                yield hosted
            finally:
                for task in keeping:
                    task.cancel()
                await bot.stop(stop_seconds)


@pytest.fixture
def host(
    server: LoopbackServer, log: SessionLog, shared_library: DiskLibrary, threads: ThreadPoolExecutor
) -> Host:
    return Host(server, log, shared_library, threads)


def change(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(statement)


async def test_a_question_that_telegram_posts_is_answered(host: Host, client: Client, suad: Person) -> None:
    async with host.running():
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])
    [call] = await client.calls("setWebhook")
    assert call["params"]["secret_token"] == SECRET
    assert str(call["params"]["allowed_updates"]) == str(list(ALLOWED_UPDATES))
    assert str(call["params"].get("drop_pending_updates", False)).lower() == "false"
    assert await client.calls("getUpdates") == []


async def test_an_update_posted_twice_is_answered_once(host: Host, suad: Person) -> None:
    """Its 200 may get lost on the way, and then Telegram posts it again."""
    async with host.running() as hosted, httpx.AsyncClient(timeout=60) as telegram:
        chat = {"id": suad.id, "type": "private"}
        message = {"message_id": 900, "date": 1767225600, "chat": chat, "from": suad.user, "text": CAPITAL}
        for _ in range(3):
            posted = await telegram.post(
                hosted.hook.url,
                json={"update_id": 77, "message": message},
                headers={SECRET_HEADER: SECRET},
            )
            assert posted.status_code == 200
        last = await suad.send(text=NILE)
        await suad.wait_for(reply_to=last["message_id"])
    assert len(await of_the_bot(suad)) == 2


async def test_forty_calls_at_once_are_all_taken_and_answered_once(
    host: Host, client: Client, log: SessionLog
) -> None:
    """Telegram opens up to forty connections, and posts what nobody confirmed again on another one."""
    people = [await client.person(f"قارئ {number}", language_code="ar", started=True) for number in range(40)]
    updates = [
        {
            "update_id": 1000 + number,
            "message": {
                "message_id": 900,
                "date": int(time.time()),
                "chat": {"id": person.id, "type": "private"},
                "from": person.user,
                "text": CAPITAL,
            },
        }
        for number, person in enumerate(people)
    ]
    async with host.running() as hosted, httpx.AsyncClient(timeout=60) as telegram:
        headers = {SECRET_HEADER: SECRET}
        posts = [telegram.post(hosted.hook.url, json=update, headers=headers) for update in updates * 2]
        assert {posted.status_code for posted in await asyncio.gather(*posts)} == {200}
        await waits(log, 0)
    assert [len(await of_the_bot(person)) for person in people] == [1] * 40


async def test_while_the_inbox_cannot_be_written_nothing_is_confirmed_and_afterwards_all_is_answered(
    host: Host, server: LoopbackServer, database: Path, suad: Person
) -> None:
    async with host.running() as hosted:

        async def is_set() -> bool:
            return server.world.bot.webhook is not None

        await until(is_set)
        change(database, "alter table inbox rename to inbox_elsewhere")
        asked = await suad.send(text=CAPITAL)

        async def refused() -> bool:
            hook = server.world.bot.webhook
            return hook is not None and hook.last_error is not None

        await until(refused)
        port = httpx.URL(hosted.hook.url).port or 0
    assert len(server.world.bot.queue) == 1
    assert await of_the_bot(suad) == []
    change(database, "alter table inbox_elsewhere rename to inbox")
    async with host.running(port):
        await suad.wait_for(reply_to=asked["message_id"])
    assert len(await of_the_bot(suad)) == 1


async def test_before_the_start_updates_are_sent_back(log: SessionLog, server: LoopbackServer) -> None:
    bot = TelegramBot(token=server.token, api_url=server.url, inbox=log)
    app = behind_the_secret(bot)
    async with serving(app, "127.0.0.1", 0) as port, httpx.AsyncClient(timeout=60) as telegram:
        posted = await telegram.post(
            f"http://127.0.0.1:{port}/hook", json={"update_id": 1}, headers={SECRET_HEADER: SECRET}
        )
    await bot.stop()
    assert posted.status_code == 503
    assert await waiting_ids(log) == []


async def test_an_address_that_telegram_does_not_take_is_one_clear_line(
    client: Client, server: LoopbackServer, log: SessionLog
) -> None:
    await client.weather(400, method="setWebhook")
    bot = TelegramBot(token=server.token, api_url=server.url, inbox=log)
    await bot.connect()
    with pytest.raises(TelegramError, match=r"^Telegram does not take ISNAD_WEBHOOK_URL: [^\n]+$") as refused:
        await bot.keep_webhook(Hook("http://127.0.0.1:1/hook", SECRET))
    await bot.stop()
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("weather", [502, "reset"])
async def test_the_webhook_is_set_as_soon_as_telegram_can_be_reached(
    host: Host, client: Client, suad: Person, weather: int | str
) -> None:
    await client.weather(weather, method="setWebhook")
    async with host.running():
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])


def keeper(bot: TelegramBot, hook: Hook) -> WebhookKeeper:
    return WebhookKeeper(
        bot.application.bot, hook, contact=bot.contact, guard=bot.guard, kinds=["message"], every=0.05
    )


async def test_a_webhook_that_somebody_removes_is_set_again_and_told(
    server: LoopbackServer, client: Client, log: SessionLog, caplog: pytest.LogCaptureFixture
) -> None:
    bot = TelegramBot(token=server.token, api_url=server.url, inbox=log)
    await bot.connect()
    keeping = asyncio.create_task(keeper(bot, Hook("http://127.0.0.1:1/hook", SECRET)).run())

    async def set_times(times: int) -> bool:
        return len(await client.calls("setWebhook")) >= times

    await until(lambda: set_times(1))
    server.world.bot.webhook = None
    await until(lambda: set_times(2))
    keeping.cancel()
    await bot.stop()
    assert "somebody else changed the webhook" in caplog.text


async def test_when_telegram_cannot_reach_us_the_log_says_why_once(
    server: LoopbackServer, log: SessionLog, suad: Person, caplog: pytest.LogCaptureFixture
) -> None:
    bot = TelegramBot(token=server.token, api_url=server.url, inbox=log)
    await bot.connect()
    keeping = asyncio.create_task(keeper(bot, Hook("http://127.0.0.1:9/hook", SECRET)).run())
    await suad.send(text=CAPITAL)

    async def told() -> bool:
        return "cannot reach ISNAD_WEBHOOK_URL: Connection refused" in caplog.text

    await until(told)
    keeping.cancel()
    await bot.stop()
    assert caplog.text.count("fetching updates failed") == 1
    assert SECRET not in caplog.text


async def test_what_was_accepted_and_not_answered_is_answered_after_the_restart_once(
    host: Host, client: Client, log: SessionLog, suad: Person
) -> None:
    await client.weather("timeout", method="sendMessage", chat_id=suad.id)
    async with host.running(stop_seconds=2) as hosted:
        asked = [await suad.send(text=text) for text in (CAPITAL, NILE)]
        await waits(log, 2)
        port = httpx.URL(hosted.hook.url).port or 0
    assert len(await waiting_ids(log)) == 2
    async with host.running(port):
        for question in asked:
            await suad.wait_for(reply_to=question["message_id"])
    assert len(await of_the_bot(suad)) == 2
