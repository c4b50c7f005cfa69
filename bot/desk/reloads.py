"""The one way in which a changed corpus is taken in, or an earlier index is gone back to, whoever wants it.

Everybody who wants it comes here: `/reload`, a document sent in the chat, a button, SIGHUP, the watcher.
So each is guarded alike, told of alike in the operator's log, and kept alike.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from bot.desk.archive import Archive
from bot.documents import Difference, Generation, ReloadReport
from bot.errors import IsnadError, ReloadBusyError, SessionLogError
from bot.memory import Action, AuditEntry
from bot.search.builder import Progress
from bot.search.generations import Order
from bot.search.library import Library
from bot.search.reload_lines import changes, described, refusal_line, report_lines
from bot.search.upkeep import BUSY_SECONDS, BUSY_TRIES

logger = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Doer:
    """Who wants the documents changed."""

    name: str
    """As the log says it."""
    person_id: int | None = None
    order: Order = Order.GIVEN
    noted: bool = True
    """False: what it is done for is kept by the one who wants it."""


START = Doer("the start", order=Order.NOBODY)
HANGUP = Doer("SIGHUP")
WATCHER = Doer("the watcher", order=Order.NOBODY)


def admin(person_id: int) -> Doer:
    """Return an admin in the chat."""
    return Doer(f"admin {person_id}", person_id)


class Reloads:
    """Changes what serves."""

    def __init__(self, library: Library, archive: Archive) -> None:
        self._library = library
        self._archive = archive

    async def reload(self, doer: Doer, progress: Progress | None = None) -> ReloadReport:
        """Take in what the corpus holds now; a suspicious loss is held back, which the report says.

        Raises ReloadBusyError, CorpusError, UnforeseenError; then the old index serves on.
        """

        def noticed(difference: Difference) -> None:
            logger.info(
                "reload by %s: %d files differ and are taken in; meanwhile serves the index %s",
                doer.name,
                difference.files,
                described(difference.serves),
            )

        work = self._library.reload(doer.order, progress, noticed)
        report = await self._kept(Action.RELOAD, doer, work)
        if report.is_news or doer.order is not Order.NOBODY:
            for line in report_lines(report):
                logger.info("reload by %s: %s", doer.name, line)
            failure = "more than half is gone: held back" if report.offer is not None else None
            await self._note(Action.RELOAD, changes(report), doer, failure)
        elif doer is START:
            logger.info("reload by %s: nothing has changed", doer.name)
            for refusal in report.refused:
                logger.info("reload by %s: %s", doer.name, refusal_line(refusal))
        if report.offer is not None:
            logger.warning("reload by %s: more than half is gone: the index before serves on", doer.name)
        return report

    async def reload_in_turn(self, doer: Doer) -> ReloadReport:
        """Do as `reload` does, after the reload that runs: it may have read the corpus before it changed.

        Raises ReloadBusyError when that takes long, CorpusError, UnforeseenError.
        """
        for _ in range(BUSY_TRIES):
            try:
                return await self.reload(doer)
            except ReloadBusyError:
                await asyncio.sleep(BUSY_SECONDS)
        return await self.reload(doer)

    async def expunge(self, files: Collection[str], doer: Doer) -> None:
        """Delete every index, but the one that serves, in which a file is not as the corpus has it now.

        Raises ReloadBusyError while somebody builds, OvertakenError when it serves as it was, CorpusError.
        """
        dropped = await self._library.expunge(files)
        if dropped:
            logger.info("%s: indexes that held former documents are deleted: %d", doer.name, dropped)

    async def accept(self, generation: str, doer: Doer) -> Generation:
        """Let a generation serve that was held back.  Raises OfferGoneError, CorpusError."""
        found = await self._kept(Action.RELOAD, doer, self._library.accept(generation))
        await self._done(Action.RELOAD, f"the loss is taken in: {described(found)}", doer)
        return found

    async def decline(self, generation: str, doer: Doer) -> Generation:
        """Drop a generation that was held back, and return the one that serves.

        Raises OfferGoneError when it serves already, CorpusError.
        """
        found = await self._kept(Action.RELOAD, doer, self._library.decline(generation))
        await self._done(Action.RELOAD, f"the loss is not taken in: {described(found)}", doer)
        return found

    async def roll_back(self, doer: Doer) -> Generation:
        """Let the index before this one serve again.  Raises NoEarlierIndexError, CorpusError."""
        found = await self._kept(Action.ROLLBACK, doer, self._library.roll_back())
        await self._done(Action.ROLLBACK, f"serves again: {described(found)}", doer)
        return found

    async def catch_up(self) -> None:
        """Serve what another process, such as `isnad reload`, has put in service; trouble is only logged."""
        try:
            if await self._library.catch_up():
                logger.info("another process changed the index: %d sentences serve", len(self._library.index))
        except IsnadError as error:
            logger.error("the index that another process made does not serve: %s", error)

    async def _kept(self, action: Action, doer: Doer, work: Awaitable[Result]) -> Result:
        """Do some work, and let its failure be known."""
        try:
            return await work
        except ReloadBusyError:
            raise
        except IsnadError as error:
            logger.warning("%s by %s failed: %s", action.value, doer.name, error)
            await self._note(action, "", doer, str(error))
            raise

    async def _done(self, action: Action, what: str, doer: Doer) -> None:
        logger.info("%s by %s: %s", action.value, doer.name, what)
        await self._note(action, what, doer)

    async def _note(self, action: Action, what: str, doer: Doer, failure: str | None = None) -> None:
        if not doer.noted:
            return
        try:
            await self._archive.note(AuditEntry(action, what, datetime.now(UTC), doer.person_id, failure))
        except SessionLogError as error:  # it is done all the same, and the lines above say so
            logger.error("what was done with the documents is not kept: %s", error)
