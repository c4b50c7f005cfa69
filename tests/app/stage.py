"""A Telegram of our own, a corpus, a data folder, and the bot's processes between them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer

from .bot_process import READY, BotProcess
from .documents import write_base

PATIENCE = 60.0  # seconds that end a hang alone: a busy machine is slow


class Stage:
    """Everything around the bot; `bot` starts it, once or again."""

    def __init__(self, folder: Path, server: LoopbackServer, client: Client) -> None:
        self.server = server
        self.client = client
        self.corpus = folder / "corpus"
        self.data = folder / "data"
        self.database = self.data / "isnad.sqlite3"
        self.prefix: Sequence[str] = ()
        """A command that runs the bot's."""
        self.runs: list[BotProcess] = []
        self.secrets = [server.token]
        write_base(self.corpus)

    async def bot(self, *, ready: str | None = READY, anew: bool = False, **settings: object) -> BotProcess:
        """Start the bot and wait until it says so, and has begun to take in what had changed.

        `settings` are ISNAD_ ones without the prefix.  `anew` starts Python, too, as a newcomer would; else a
        process is forked that has loaded the bot.
        """
        own = {
            "telegram_token": self.server.token,
            "telegram_api_url": self.server.url,
            "corpus_dir": self.corpus,
            "data_dir": self.data,
        } | settings
        environment = {
            f"ISNAD_{name.upper()}": str(value) for name, value in own.items() if value is not None
        }
        process = await BotProcess.start(environment, prefix=self.prefix, anew=anew)
        self.runs.append(process)
        if ready is not None:
            await process.said(ready)
        if ready == READY:
            await process.said("reload by the start", seconds=60)
        return process

    async def person(self, first_name: str = "سعاد", language: str = "ar") -> Person:
        """Let somebody in who has begun a private chat with the bot."""
        return await self.client.person(first_name, language_code=language, started=True)

    async def answer(self, person: Person, text: str, chat_id: int | None = None, **fields: Any) -> Any:
        """Send a text and return the bot's reply to it."""
        asked = await person.send(chat_id, text, **fields)
        return await person.wait_for(reply_to=asked["message_id"], chat_id=chat_id, timeout=PATIENCE)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds in the session log."""
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(statement, values).fetchall()

    async def end(self) -> None:
        """End what still runs."""
        for run in self.runs:
            await run.killed()

    def assert_clean(self) -> None:
        """Fail if any run's log holds a secret or a traceback."""
        for run in self.runs:
            run.assert_clean(self.secrets)


@asynccontextmanager
async def a_stage(folder: Path) -> AsyncIterator[Stage]:
    """Set a stage up; on leaving, end every process on it and read its log."""
    async with LoopbackServer() as server, Client(server.url) as client:
        stage = Stage(folder, server, client)
        try:
            yield stage
        finally:
            await stage.end()
    stage.assert_clean()


async def replies(person: Person, chat_id: int | None = None) -> Counter[int]:
    """Count the bot's replies in a chat by the id of the message replied to."""
    return Counter(
        message["reply_to_message"]["message_id"]
        for message in await person.messages(chat_id)
        if message["from"]["is_bot"] and "reply_to_message" in message
    )


async def until(fact: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait for something that rings no bell, such as a row in a database."""
    async with asyncio.timeout(seconds):
        while not fact():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.02)
