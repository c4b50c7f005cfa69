"""All of a person is forgotten: what operators made of their questions, then what the session log has.

A step that was done is done again without harm, so a tap that is taken up after a kill goes on where it was;
and the log, which knows what is still to do, is the last to forget.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager

from bot.acquisitions.collection import Collection as Corpus
from bot.buttons import Tap
from bot.desk.answer_documents import document_name, title_of, without_question
from bot.desk.archive import Archive
from bot.desk.hand_over import HandOver
from bot.desk.handovers import Messenger
from bot.desk.intake import Intake
from bot.desk.reloads import Doer, Reloads
from bot.dialogue import settling
from bot.dialogue.language import Language
from bot.errors import IsnadError, LossError, OvertakenError, ReloadBusyError
from bot.memory import KeptDocument, Unasked
from bot.search.apart import UnforeseenError
from bot.search.upkeep import BUSY_SECONDS, BUSY_TRIES

logger = logging.getLogger(__name__)

FORGET = Doer("/forget")
"""The log does not name who is forgotten."""
EXPIRY_SECONDS = 3600.0
"""Between two looks at which documents say a question whose time is over."""


@asynccontextmanager
async def expiring(forgetting: Forgetting) -> AsyncIterator[None]:
    """Take out of the documents, while the block runs, the questions whose time is over."""
    work = asyncio.create_task(_expired(forgetting))
    try:
        yield
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def _expired(forgetting: Forgetting) -> None:
    while True:
        try:
            await forgetting.expire()
        except (IsnadError, UnforeseenError) as error:
            logger.error("questions whose time is over are in documents still: %s", error)
        await asyncio.sleep(EXPIRY_SECONDS)


class Forgetting:
    """Forgets people."""

    def __init__(
        self,
        *,
        archive: Archive,
        corpus: Corpus,
        reloads: Reloads,
        intake: Intake,
        hand_over: HandOver | None,
        changing: asyncio.Lock,
        writing: asyncio.Lock,
    ) -> None:
        """Take the edges; `changing` is held by who changes the corpus, `writing` by who writes answers."""
        self._archive = archive
        self._corpus = corpus
        self._reloads = reloads
        self._intake = intake
        self._hand_over = hand_over
        self._changing = changing
        self._writing = writing

    async def forget(self, tap: Tap, messenger: Messenger, language: Language) -> None:
        """Leave nothing of who tapped; the update is done with that.

        Raises IsnadError, UnforeseenError; then the session log has all of them still.
        """
        person_id = tap.person_id
        await self._intake.forget(person_id)
        if not await self._archive.documents_of(person_id):
            await self._withdraw(person_id, messenger)
            if await self._archive.forget(person_id, tap.update_id):
                return
        await messenger.edit(tap.chat_id, tap.message_id, settling.forgetting(language))  # it takes its time
        async with self._writing:  # from now on no answer to them becomes a document
            unasked = await self._unasked(await self._archive.documents_of(person_id))
            await self._withdraw(person_id, messenger)
            await self._archive.forget(person_id, tap.update_id, unasked)

    async def expire(self) -> None:
        """Take the questions whose time is over out of their documents, and out of the log.

        Raises IsnadError, UnforeseenError; then they are in the log still.
        """
        async with self._writing:
            outdated = await self._archive.outdated()
            if outdated:
                await self._archive.expire(await self._unasked(outdated))

    async def _withdraw(self, person_id: int, messenger: Messenger) -> None:
        if self._hand_over is not None:
            await self._hand_over.withdraw(person_id, messenger)

    async def _unasked(self, kept: Sequence[KeptDocument]) -> list[Unasked]:
        """Take questions out of their documents, and out of every index."""
        async with self._changing:
            unasked = [each for one in kept for each in await asyncio.to_thread(self._rewritten, one)]
        await self._taken_in({name for each in unasked for name in (each.former, each.document)})
        return unasked

    def _rewritten(self, kept: KeptDocument) -> list[Unasked]:
        """Write a document without its question, wherever somebody moved it; leave no copy of before."""
        now = document_name(kept.asked)
        unasked = []
        for former in self._corpus.wherever([*kept.files, now]):
            self._corpus.purge(former)
            place = now if former in kept.files else former
            written = self._corpus.content(former)
            title, content = without_question(written or b"", kept)
            if written is not None:
                self._corpus.rewrite(place, content.encode())
            if place != former:
                self._corpus.erase(former)
            unasked.append(Unasked(former, place, title_of(kept.asked), title))
        return unasked

    async def _taken_in(self, files: Collection[str]) -> None:
        """Let the corpus serve as it is now, and no other index be left that holds former documents."""
        await self._serve_what_is_there()
        for _ in range(BUSY_TRIES):
            try:
                return await self._reloads.expunge(files, FORGET)
            except OvertakenError:  # another process has gone back
                await self._serve_what_is_there()
            except ReloadBusyError:  # another process builds
                await asyncio.sleep(BUSY_SECONDS)
        return await self._reloads.expunge(files, FORGET)

    async def _serve_what_is_there(self) -> None:
        report = await self._reloads.reload_in_turn(FORGET)
        if report.offer is not None:
            raise LossError("more than half is gone: an index with former documents serves on")
