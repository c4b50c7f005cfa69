"""A loopback Bot API server for each test, and the real bot against it."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path
from typing import Any, Protocol

import pytest
import telegram

from bot.acquisitions.acquisitions import Acquisitions
from bot.chat.telegram_bot import TelegramBot
from bot.desk.archive import Archive
from bot.desk.desk import Desk
from bot.desk.people import People
from bot.desk.reloads import Reloads
from bot.dialogue.admission import Door
from bot.dialogue.handing_over import nobody_to_ask
from bot.journey import Journey
from bot.loopback.client import PATIENCE, Client, Person
from bot.loopback.server import LoopbackServer
from bot.records import Target
from bot.search.library import DiskLibrary, Library, open_index
from bot.session_log.archive import SessionArchive
from bot.session_log.handover_archive import SessionHandovers
from bot.session_log.store import SessionLog

from . import corpus

GREETING = "أهلًا بكم!"


class Run(Protocol):
    """Run the bot until the block ends."""

    def __call__(
        self,
        library: Library | None = None,
        admins: Collection[int] = (),
        stop_seconds: float = 8.0,
        door: Door | None = None,
        archive: Archive | None = None,
        operators: Target | None = None,
        *,
        silent_groups: bool = False,
        keep_always: bool = False,
    ) -> AbstractAsyncContextManager[TelegramBot]: ...


@pytest.fixture(scope="session")
def shared_library(tmp_path_factory: pytest.TempPathFactory) -> DiskLibrary:
    """Open the library of the tests that do not reload."""
    return library_in(tmp_path_factory.mktemp("library"))


@pytest.fixture
def library(tmp_path: Path) -> DiskLibrary:
    """Open a library whose corpus the test may change."""
    return library_in(tmp_path)


def library_in(folder: Path) -> DiskLibrary:
    documents = corpus.write(folder)
    return DiskLibrary(documents, folder / "data", open_index(documents, folder / "data"))


@pytest.fixture(scope="session")
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


@pytest.fixture
async def client(server: LoopbackServer) -> AsyncIterator[Client]:
    async with Client(server.url) as driver:
        yield driver


@pytest.fixture
async def suad(client: Client) -> Person:
    return await client.person("سعاد", language_code="ar", started=True)


@pytest.fixture
async def karim(client: Client) -> Person:
    return await client.person("كريم", language_code="ar", started=True)


@pytest.fixture
async def api(server: LoopbackServer) -> AsyncIterator[telegram.Bot]:
    """Open the bot's account without the bot."""
    async with telegram.Bot(server.token, base_url=f"{server.url}/bot") as bot:
        yield bot


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have a session log made once; to copy it is faster than all its migrations."""
    path = tmp_path_factory.mktemp("database") / "isnad.sqlite3"

    async def make() -> None:
        await (await SessionLog.open(f"sqlite+aiosqlite:///{path}")).close()

    asyncio.run(make())
    return path


@pytest.fixture
def database(tmp_path: Path, empty_database: Path) -> Path:
    return Path(shutil.copy(empty_database, tmp_path))


@pytest.fixture
async def log(database: Path) -> AsyncIterator[SessionLog]:
    log = await SessionLog.open(f"sqlite+aiosqlite:///{database}")
    yield log
    await log.close()


@pytest.fixture
def run(
    server: LoopbackServer,
    log: SessionLog,
    shared_library: DiskLibrary,
    threads: ThreadPoolExecutor,
    tmp_path: Path,
) -> Run:
    @asynccontextmanager
    async def running(
        library: Library | None = None,
        admins: Collection[int] = (),
        stop_seconds: float = 8.0,
        door: Door | None = None,
        archive: Archive | None = None,
        operators: Target | None = None,
        *,
        silent_groups: bool = False,
        keep_always: bool = False,
    ) -> AsyncIterator[TelegramBot]:
        bot = TelegramBot(token=server.token, api_url=server.url, inbox=log, silent_groups=silent_groups)
        polling: list[asyncio.Task[None]] = []
        try:
            me = await bot.connect()
            library = library or shared_library
            archive = archive or SessionArchive(log)
            corpus_dir = getattr(library, "corpus_dir", tmp_path / "corpus")
            acquisitions = Acquisitions(corpus_dir, tmp_path / "data", private=True, pause=0.0)
            people, reloads = None, Reloads(library, archive)
            if operators is not None:
                people = People(
                    place=operators,
                    handovers=SessionHandovers(log),
                    archive=archive,
                    library=library,
                    reloads=reloads,
                    collection=acquisitions.collection,
                    keep_always=keep_always,
                )
            journey = Journey(
                me=me,
                library=library,
                log=log,
                threads=threads,
                door=door,
                now=lambda: bot.contact.now,
                offer=people.hand_over.offer if people is not None else nobody_to_ask,
            )
            desk = Desk(
                journey=journey,
                archive=archive,
                admins=admins,
                acquisitions=acquisitions,
                reloads=reloads,
                people=people,
            )
            await bot.start(journey, desk)
            polling.append(asyncio.create_task(bot.poll()))
            yield bot
        finally:
            for task in polling:
                task.cancel()
                await asyncio.wait({task})
            await bot.stop(stop_seconds)

    return running


@pytest.fixture
async def bot(run: Run) -> AsyncIterator[TelegramBot]:
    """Run the bot for the whole test."""
    async with run() as running:
        yield running


def rows(database: Path, statement: str) -> list[tuple[Any, ...]]:
    """Return what a statement finds in the session log."""
    with closing(sqlite3.connect(database, timeout=20)) as connection, connection:
        return connection.execute(statement).fetchall()


async def alter(database: Path, *statements: str) -> None:
    """Change the session log behind the bot's back, which may have a transaction to finish first."""
    for statement in statements:
        await asyncio.to_thread(rows, database, statement)


async def waiting_ids(log: SessionLog) -> list[int]:
    """Return the ids of the updates that wait in the inbox."""
    return [json.loads(payload)["update_id"] for payload in await log.waiting()]


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait until a condition holds that nothing announces."""
    async with asyncio.timeout(PATIENCE):
        while not await condition():  # noqa: ASYNC110 - a database rings no bell
            await asyncio.sleep(0.02)


async def kept(database: Path, count: int) -> None:
    """Wait until so many turns are in the log, where each is soon after its reply."""

    async def there() -> bool:
        return rows(database, "select count(*) from turns") == [(count,)]

    await until(there)


async def waits(log: SessionLog, count: int) -> None:
    """Wait until so many updates are in the inbox."""

    async def as_many() -> bool:
        return len(await log.waiting()) == count

    await until(as_many)


async def of_the_bot(person: Person, chat_id: int | None = None) -> list[str]:
    """Return the texts that the bot has written in a chat, oldest first, without its greeting of a group."""
    texts = [
        message["text"]
        for message in await person.messages(chat_id)
        if message.get("from", {}).get("is_bot") and "text" in message
    ]
    return [text for text in texts if not text.startswith(GREETING)]
