"""The session log and the inbox: one database, because a turn and its update are done together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SessionLogError
from bot.memory import Answered, KeptDocument, Topic, Turn, Unasked
from bot.records import Message
from bot.session_log import citing, forgetting, human_answers, inbox, recall, topics, turns
from bot.session_log.engine import make_engine, parse_address, place_of
from bot.session_log.failures import in_our_words
from bot.session_log.pragmas import scrub
from bot.session_log.schema import bring_up_to_date

PURGE_SECONDS = 3600.0
EXPIRY = timedelta(days=1)
"""How often turns are looked for that are older than is allowed; the file is rebuilt then."""

Found = TypeVar("Found")


class SessionLog:
    """Keep turns and waiting updates in a database; both the journey's `TurnLog` and the chat's `Inbox`.

    Many coroutines may call it at once.  Each call is one transaction in a task of its own: whoever is
    cancelled while waiting leaves at once, what was begun is finished, and `close` waits for it.
    """

    def __init__(self, engine: AsyncEngine, place: str, keep_for: timedelta | None = None) -> None:
        self.place = place
        """The database's name for a person: a path, or a server; no password."""
        self._keep_for = keep_for
        self._expire_at = datetime.min.replace(tzinfo=UTC)
        self._engine = engine
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False
        self._purge_at = 0.0
        self._unasked: dict[str, Unasked] = {}

    @classmethod
    async def open(cls, address: str, keep_for: timedelta | None = None) -> SessionLog:
        """Open the database at an address such as `sqlite:////folder/file`, made and migrated if need be.

        Turns older than `keep_for` are deleted from then on, once a day.
        Raises SessionLogError with one line when it cannot be used: no database, no permission, a newer
        schema than ours.
        """
        url = parse_address(address)
        place = place_of(url)
        with in_our_words(place):
            log = cls(make_engine(url), place, keep_for)
        try:
            await log._to_the_end(log._migrate())
            await log._purge_if_due()  # it writes, so a database that is only readable is found out now
        except BaseException:
            await log.close()
            raise
        return log

    async def close(self) -> None:
        """Finish what was begun, then let go of the database; closing twice is harmless."""
        self._closed = True
        while self._running:
            await asyncio.wait(self._running)
        await self._engine.dispose()

    async def keep(self, turn: Turn) -> None:
        """Store the turn and take its update out of the inbox, both or neither.  Raises SessionLogError."""

        def both(connection: Connection) -> None:
            turns.keep(connection, turn)
            for each in self._unasked_in(turn):
                citing.unask(connection, each)
            inbox.done(connection, turn.message.update_id, datetime.now(UTC))

        await self.transact(both)

    async def answered(self, message: Message) -> Answered | None:
        """Return how a message was answered last, if it was.  Raises SessionLogError."""
        return await self.transact(lambda connection: recall.to_message(connection, message))

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Let the sessions of a group be those of the supergroup it became.  Raises SessionLogError."""
        await self.transact(lambda connection: turns.move(connection, old_chat_id, new_chat_id))

    async def topics(self, message: Message) -> list[Topic]:
        """Return what a message may go on from, the nearest first.  Raises SessionLogError."""
        return await self.transact(lambda connection: topics.before(connection, message))

    async def forget(self, person_id: int, update_id: int, unasked: Sequence[Unasked] = ()) -> bool:
        """Delete all that is kept of a person, and leave no byte of it in the file or its log.

        The update that asks for it is done with that.  Return False, and delete nothing, while there is a
        document of theirs that is not among `unasked`.  Raises SessionLogError; then it may be asked again.
        """
        now = datetime.now(UTC)

        def all_of_it(connection: Connection) -> bool:
            if not forgetting.person(connection, person_id, now, unasked):
                return False
            inbox.done(connection, update_id, now)
            return True

        self._unasked |= {each.former: each for each in unasked}
        if not await self.transact(all_of_it):
            return False
        await self._to_the_end(self._scrub())
        return True

    def _unasked_in(self, turn: Turn) -> list[Unasked]:
        """Return the documents that a turn found before their askers were forgotten: it was under way."""
        named = {(passage.document, passage.title) for passage in turn.answer.passages}
        return [each for each in self._unasked.values() if (each.former, each.former_title) in named]

    async def outdated(self) -> list[KeptDocument]:
        """Return the documents that say a question of before the time that turns are kept.

        Raises SessionLogError.
        """
        if self._keep_for is None:
            return []
        oldest = datetime.now(UTC) - self._keep_for
        return await self.transact(lambda connection: human_answers.documents_before(connection, oldest))

    async def expire(self, unasked: Sequence[Unasked] = ()) -> None:
        """Delete turns of before the time that they are kept, but those that a document says.

        Documents that are among `unasked` no longer do.  Raises SessionLogError.
        """
        if self._keep_for is None:
            return
        oldest = datetime.now(UTC) - self._keep_for
        self._unasked |= {each.former: each for each in unasked}
        if await self.transact(lambda connection: forgetting.older_than(connection, oldest, unasked)):
            await self._to_the_end(self._scrub())

    async def put(self, update_id: int, payload: str) -> bool:
        """Store an update as JSON; return False when it was seen before.  Raises SessionLogError."""
        await self._purge_if_due()
        now = datetime.now(UTC)
        try:
            await self.transact(lambda connection: inbox.put(connection, update_id, payload, now))
        except inbox.SeenBeforeError:
            return False
        return True

    async def done(self, update_id: int) -> None:
        """Forget the payload, remember the id.  Raises SessionLogError."""
        now = datetime.now(UTC)
        await self.transact(lambda connection: inbox.done(connection, update_id, now))

    async def waiting(self) -> list[str]:
        """Return the payloads not yet dealt with, oldest first.  Raises SessionLogError."""
        return await self.transact(inbox.waiting)

    async def waiting_count(self) -> int:
        """Return how many updates are not yet dealt with.  Raises SessionLogError."""
        return await self.transact(inbox.count)

    async def transact(self, work: Callable[[Connection], Found]) -> Found:
        """Do some work in a transaction of its own.  Raises SessionLogError."""
        if self._closed:  # the engine would quietly connect again
            raise SessionLogError(f"session log {self.place}: it is closed")
        return await self._to_the_end(self._in_one_transaction(work))

    async def _migrate(self) -> None:
        with in_our_words(self.place):
            async with self._engine.connect() as connection:
                await connection.run_sync(bring_up_to_date, self.place)

    async def _purge_if_due(self) -> None:
        if time.monotonic() < self._purge_at:
            return
        self._purge_at = time.monotonic() + PURGE_SECONDS
        now = datetime.now(UTC)
        await self.transact(lambda connection: inbox.purge(connection, now))
        if self._keep_for is not None and now >= self._expire_at:
            self._expire_at = now + EXPIRY
            await self.expire()

    async def _scrub(self) -> None:
        with in_our_words(self.place):
            async with self._engine.connect() as connection:
                await connection.run_sync(scrub)

    async def _to_the_end(self, work: Coroutine[Any, Any, Found]) -> Found:
        # A call cancelled in the middle of a statement costs SQLAlchemy's pool its only connection, or
        # leaves a closed one that still holds SQLite's lock: the caller may go, the transaction may not.
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _in_one_transaction(self, work: Callable[[Connection], Found]) -> Found:
        with in_our_words(self.place):
            async with self._engine.begin() as connection:
                return await connection.run_sync(work)
