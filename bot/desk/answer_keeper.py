"""Answers of people as documents: a file below the corpus for each question, taken in at once."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

from bot.acquisitions.collection import Collection
from bot.desk.answer_documents import as_document, document_name
from bot.desk.archive import Archive
from bot.desk.handovers import Handovers
from bot.desk.reloads import Doer, Reloads
from bot.dialogue.direction import isolated
from bot.dialogue.language import Language
from bot.dialogue.phrases import phrase
from bot.errors import AcquisitionError, IsnadError
from bot.journey import answer
from bot.memory import Action, AuditEntry, HandedOver, HumanAnswer
from bot.search.library import Library

logger = logging.getLogger(__name__)


class AnswerKeeper:
    """Writes what people answered into the corpus and has it taken in."""

    def __init__(
        self,
        *,
        collection: Collection,
        library: Library,
        reloads: Reloads,
        handovers: Handovers,
        archive: Archive,
        always: bool = False,
    ) -> None:
        """Take the edges; `always` says that every answer is kept, without being asked to."""
        self.always = always
        self.writing = asyncio.Lock()
        """Held by whoever writes such a document: of two answers to one question, the second must not write
        without the first, and none while its asker is being forgotten."""
        self._collection = collection
        self._library = library
        self._reloads = reloads
        self._handovers = handovers
        self._archive = archive

    async def keep(self, given: HumanAnswer, asked: HandedOver, person_id: int, language: Language) -> str:
        """Put an answer into the document of its question, take that in, and tell what came of it.

        Twice the same is once.  Raises SessionLogError.
        """
        name = document_name(asked)
        async with self.writing:
            if not await self._handovers.documented(given.id, name):
                return phrase("kept_forgotten", language)
            texts = await self._handovers.in_document(asked.id)
            try:
                await asyncio.to_thread(self._write, name, as_document(asked, texts), given.document)
            except AcquisitionError as error:
                await self._handovers.documented(given.id, None)
                await self._note(name, person_id, str(error))
                return phrase("kept_not", language, reason=isolated(str(error)))
        if given.document is None:  # else it is kept anew: changed, or taken up after a kill
            await self._note(name, person_id)
        taken_in = await self._taken_in(name, asked, Doer(f"operator {person_id}", person_id))
        return phrase(taken_in, language, name=isolated(name))

    async def catch_up(self) -> None:
        """See whether the documents kept before a restart fill their gaps.  Raises SessionLogError."""
        for asked in await self._handovers.unfilled():
            await self._fills(document_name(asked), asked)

    def _write(self, name: str, content: str, former: str | None) -> None:
        self._collection.place(name, content.encode())
        if former is not None and former != name:  # it was kept when names still held the question
            self._collection.erase(former)

    async def _taken_in(self, name: str, asked: HandedOver, doer: Doer) -> str:
        """Reload, and return the key of the phrase that says whether the question is answered from it."""
        try:
            report = await self._reloads.reload_in_turn(doer)
        except IsnadError as error:
            logger.warning("an answer is kept, but not taken in: %s", error)
            return "kept_later"
        if report.offer is not None or not await asyncio.to_thread(self._serves, name):
            return "kept_later"
        return "kept_answers" if await self._fills(name, asked) else "kept_unfound"

    async def _fills(self, name: str, asked: HandedOver) -> bool:
        """Say whether a question is now answered from its document; then it is a gap no more."""
        found = await asyncio.to_thread(answer, asked.question, self._library.index)
        if not found.answered or found.passages[0].document != name:
            return False
        await self._handovers.fill(asked.folded)
        return True

    def _serves(self, name: str) -> bool:
        """Say whether a document is in the index that serves: it may have been refused."""
        return any(source.document == name for source in self._library.sources())

    async def _note(self, name: str, person_id: int, failure: str | None = None) -> None:
        await self._archive.note(AuditEntry(Action.ADD, name, datetime.now(UTC), person_id, failure))
