"""/docs: the documents as those who look after them see them, what is removed, and who did what."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.acquisitions.acquisitions import Acquisitions
from bot.acquisitions.collection import is_of
from bot.acquisitions.finding import matching
from bot.acquisitions.inspection import OPENING
from bot.buttons import Outcome, Reply, Tap
from bot.desk.archive import Archive
from bot.desk.reloads import Doer, Reloads
from bot.dialogue import curation
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.language import Language
from bot.dialogue.phrases import phrase
from bot.dialogue.shelves import Shelf, mark_of, parse_shelf, shelf_for
from bot.documents import Holding, Removed
from bot.errors import AcquisitionError, IsnadError, ReloadBusyError, SessionLogError
from bot.memory import Action, AuditEntry
from bot.search.library import Library

logger = logging.getLogger(__name__)

_OF_ONE = frozenset({"s", "r", "y"})
BUSY_SECONDS = 0.5
"""Before a reload is tried again that met another one."""


class Stock:
    """Shows and changes what the corpus holds; everything here is for admins, in private."""

    def __init__(
        self, *, library: Library, reloads: Reloads, archive: Archive, acquisitions: Acquisitions
    ) -> None:
        self._library = library
        self._reloads = reloads
        self._archive = archive
        self._acquisitions = acquisitions
        self.changing = asyncio.Lock()
        """Held by whoever changes the corpus until that serves, so that one undoing meets no other change."""

    async def listed(self, words: str, language: Language) -> Reply:
        """Return the documents, or those with some words."""
        return await self._list(shelf_for(words), language)

    async def take(self, tap: Tap, press: CommandPress, language: Language) -> Outcome:
        """Do what a button under the documents is for.  Raises SessionLogError."""
        act, _, rest = press.argument.partition(":")
        if act.isdecimal():  # a page, as buttons of an older version say it
            act, rest = "p", act
        if act in _OF_ONE:
            return await self._of_one(act, rest, tap.person_id, language)
        lists: dict[str, Callable[[], Awaitable[Reply]]] = {
            "p": lambda: self._list(parse_shelf(rest), language),
            "t": lambda: self._trash(_page(rest), language),
            "l": lambda: self._log(_page(rest), tap.person_id, language),
            "b": lambda: self._restore(rest, tap.person_id, language),
        }
        if act not in lists:
            return Outcome(phrase("note_stale", language))
        return Outcome(look=await lists[act]())

    async def reloaded(self, actor_id: int, removed: str | None = None) -> None:
        """Take in what an admin changed, however often another reload is in the way.

        A loss of more than half is theirs only where it is the file that they removed.
        Raises IsnadError.
        """
        doer = Doer(f"admin {actor_id}", actor_id, noted=False)
        report = None
        while report is None:
            try:
                report = await self._reloads.reload(doer)
            except ReloadBusyError:  # it may have read the corpus before it changed
                await asyncio.sleep(BUSY_SECONDS)
        if report.offer is None:
            return
        if set(report.removed) != {removed}:
            raise AcquisitionError(
                "أكثر من نصف الوثائق مفقود، فانظر أولًا في التحديث "
                "(more than half of the documents is gone: reload first)"
            )
        await self._reloads.accept(report.offer, doer)

    async def note(self, action: Action, document: str, actor_id: int, failure: str | None = None) -> None:
        """Keep what was done; a log that cannot be written undoes nothing."""
        try:
            await self._archive.note(AuditEntry(action, document, datetime.now(UTC), actor_id, failure))
        except SessionLogError as error:
            logger.error("%s of %s is not in the log: %s", action, document, error)

    async def _of_one(self, act: str, rest: str, actor_id: int, language: Language) -> Outcome:
        """Show a document, ask whether it is to go, or let it go."""
        mark, _, shelf = rest.partition(":")
        held = await asyncio.to_thread(self._holding, mark)
        if held is None:
            return Outcome(phrase("docs_gone", language))
        if act == "y":
            return Outcome(look=await self._remove(held, actor_id, language))
        shown = curation.ask_removal if act == "r" else curation.holding
        return Outcome(look=shown(held, parse_shelf(shelf), language))

    async def _list(self, shelf: Shelf, language: Language) -> Reply:
        refused = self._library.index.manifest.refused
        found = await asyncio.to_thread(self._library.sources)
        if shelf.words:
            found = await asyncio.to_thread(matching, found, shelf.words)
        removed = await asyncio.to_thread(self._acquisitions.collection.trash.all)
        return curation.docs(found, refused, shelf, len(removed), language)

    def _holding(self, mark: str) -> Holding | None:
        """Return the document of a button, if it serves and its file is there."""
        index = self._library.index
        source = next((each for each in self._library.sources() if mark_of(each.document) == mark), None)
        extent = index.extent(source.document) if source is not None else None
        file = self._acquisitions.collection.file_of(source.document) if source is not None else None
        if source is None or extent is None or file is None:
            return None
        opening = ""
        if extent[0] < extent[1]:
            quote = index.surroundings(extent[0], OPENING)
            opening = quote.sentence + quote.after
        beside = sum(is_of(each.document, file) for each in self._library.sources())
        return Holding(source, file, beside, extent[1] - extent[0], opening)

    async def _remove(self, held: Holding, actor_id: int, language: Language) -> Reply:
        async with self.changing:
            try:
                kept = await asyncio.to_thread(self._acquisitions.collection.remove, held.file)
            except IsnadError as error:
                return await self._failed(Action.REMOVE, held.file, actor_id, error, language)
            try:
                await self.reloaded(actor_id, held.file)
            except IsnadError as error:  # the last document, for one: without any nothing could be served
                await asyncio.to_thread(self._acquisitions.collection.restore, kept.key)
                return await self._failed(Action.REMOVE, held.file, actor_id, error, language)
        await self.note(Action.REMOVE, held.file, actor_id)
        return curation.removed(held.file, kept.key, self._library.index.manifest.documents, language)

    async def _restore(self, key: str, actor_id: int, language: Language) -> Reply:
        async with self.changing:
            kept = await asyncio.to_thread(self._acquisitions.collection.trash.find, key)
            if kept is None:
                return curation.failed(phrase("docs_gone", language), language)
            try:
                await asyncio.to_thread(self._acquisitions.collection.restore, key)
                await self.reloaded(actor_id)
            except IsnadError as error:
                return await self._failed(Action.RESTORE, kept.name, actor_id, error, language)
        await self.note(Action.RESTORE, kept.name, actor_id)
        return curation.restored(kept.name, self._library.index.manifest.documents, language)

    async def _failed(
        self, action: Action, file: str, actor_id: int, error: IsnadError, language: Language
    ) -> Reply:
        await self.note(action, file, actor_id, str(error))
        return curation.failed(str(error), language)

    async def _trash(self, page: int, language: Language) -> Reply:
        kept = await asyncio.to_thread(self._acquisitions.collection.trash.all)
        files = [Removed(each.key, each.name, each.removed_at) for each in kept]
        return curation.trash(files, page, language)

    async def _log(self, page: int, me: int, language: Language) -> Reply:
        page = max(page, 1)
        entries, total = await self._archive.audit((page - 1) * curation.PAGE, curation.PAGE)
        return curation.audit(entries, page, total, me, language)


def _page(written: str) -> int:
    return int(written) if written.isdecimal() else 1
