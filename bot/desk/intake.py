"""Files and links that admins send: what they would give, and what a yes makes of them.

Everything is on disk between two messages, so a restart loses no offer, and no yes is carried out twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.acquisitions.acquisitions import Acquisitions, changed
from bot.acquisitions.collection import Placed, is_of
from bot.acquisitions.staging import Offer, Stage
from bot.buttons import Outcome, Reply, Tap
from bot.desk.stock import Stock
from bot.dialogue import candidates
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.language import Language
from bot.dialogue.phrases import phrase
from bot.errors import AcquisitionError, IsnadError
from bot.memory import Action
from bot.records import Message
from bot.search.library import Library

logger = logging.getLogger(__name__)


class Intake:
    """Takes what admins offer."""

    def __init__(
        self, *, library: Library, stock: Stock, acquisitions: Acquisitions, admins: Collection[int]
    ) -> None:
        self._library = library
        self._stock = stock
        self._acquisitions = acquisitions
        self._admins = frozenset(admins)
        self._under_way: set[str] = set()

    async def begin(self, message: Message, language: Language, source: str, file_id: str | None) -> Offer:
        """Keep what an admin sent before anything is done with it.  Raises AcquisitionError."""
        try:
            return await asyncio.to_thread(
                self._acquisitions.staging.begin,
                person_id=message.sender_id,
                chat_id=message.chat_id,
                message_id=message.message_id,
                language=language,
                source=source,
                file_id=file_id,
            )
        except OSError as error:
            raise AcquisitionError(f"تعذر الحفظ على القرص (the disk refuses: {error.strerror})") from None

    async def begin_again(
        self, message: Message, language: Language, source: str, file_id: str | None
    ) -> tuple[Offer | None, Offer | None]:
        """Keep what a message offers since its writer changed it.

        Return the offer that it made before, which is over, and the new one, which is shown where that one
        was; none where it offers the same, or was said yes to meanwhile.  Raises AcquisitionError.
        """
        former = await asyncio.to_thread(
            self._acquisitions.staging.of_message, message.chat_id, message.message_id
        )
        if former is not None:
            is_same = (former.source, former.file_id) == (source, file_id)
            if is_same or former.stage is Stage.TAKEN or former.key in self._under_way:
                return None, None
            await self.drop(former)
        offer = await self.begin(message, language, source, file_id)
        return former, offer if former is None else replace(offer, shown_in=former.shown_in)

    async def unfinished(self) -> list[Offer]:
        """Return the offers that the last run did not come to show."""
        staging = self._acquisitions.staging
        await asyncio.to_thread(staging.drop_old)
        return [each for each in await asyncio.to_thread(staging.all) if each.stage is Stage.FETCHING]

    async def look(self, offer: Offer, content: bytes | None) -> Reply:
        """Return what an offer would give; `content` is its file's, None for a link."""
        language = Language(offer.language)
        try:
            found = await self._acquisitions.prepare(offer, content)
        except IsnadError as error:
            return candidates.not_added(str(error), language)
        return candidates.offered(found, offer.key, language)

    async def shown(self, offer: Offer, reply: Reply, message_ids: Sequence[int]) -> None:
        """Note that an offer was shown in these messages; one without buttons is over."""
        if reply.keyboard:
            await self._advance(replace(offer, shown_in=tuple(message_ids)), Stage.SHOWN)
        else:
            await self.drop(offer)

    async def drop(self, offer: Offer) -> None:
        """Forget an offer."""
        await asyncio.to_thread(self._acquisitions.staging.drop, offer.key)

    async def forget(self, person_id: int) -> None:
        """Forget what a person offered and has not yet said yes to."""
        await asyncio.to_thread(self._acquisitions.staging.drop_of, person_id)

    async def take(self, tap: Tap, press: CommandPress, language: Language) -> Outcome:
        """Do what a button under an offer is for."""
        key, _, said = press.argument.partition(":")
        offer = await asyncio.to_thread(self._acquisitions.staging.find, key)
        if offer is None:
            return Outcome(phrase("add_stale", language))
        if tap.person_id != offer.person_id or tap.chat_id != offer.chat_id:
            return Outcome(phrase("add_not_yours", language))
        if tap.person_id not in self._admins:
            return Outcome(phrase("not_admin", language))
        if key in self._under_way:
            return Outcome(phrase("add_busy", language))
        self._under_way.add(key)
        try:
            if said == "yes":
                return Outcome(look=await self._taken(offer, language))
            if offer.stage is not Stage.TAKEN:
                await self.drop(offer)
            return Outcome(look=candidates.declined(language))
        finally:
            self._under_way.discard(key)

    async def _taken(self, offer: Offer, language: Language) -> Reply:
        await self._advance(offer, Stage.TAKEN)
        placed: list[Placed] = []
        async with self._stock.changing:
            try:
                placed = await asyncio.to_thread(self._acquisitions.take, offer)
                await self._stock.reloaded(offer.person_id)
                await asyncio.to_thread(self._check_served, placed)
            except IsnadError as error:
                await asyncio.to_thread(self._acquisitions.give_back, placed)
                await self._stock.note(Action.ADD, offer.source, offer.person_id, str(error))
                await self.drop(offer)
                return candidates.not_added(str(error), language)
        again = offer.stage is Stage.TAKEN  # the last run was stopped in the middle of this
        new = placed if again else changed(placed)
        for each in new:
            await self._stock.note(Action.ADD, each.name, offer.person_id)
        await self.drop(offer)
        if not new:
            return candidates.already(language)
        names = [each.name for each in new]
        [first, *_] = await asyncio.to_thread(self._documents_of, names[0])
        return candidates.added(names, first, self._documents, language)

    @property
    def _documents(self) -> int:
        return self._library.index.manifest.documents

    def _documents_of(self, file: str) -> list[str]:
        """Return the documents that serve from a file."""
        return [each.document for each in self._library.sources() if is_of(each.document, file)]

    def _check_served(self, placed: Sequence[Placed]) -> None:
        """Raise AcquisitionError for a file that could be looked at and yet not be taken in."""
        for each in placed:
            if not self._documents_of(each.name):
                refused = self._library.index.manifest.refused
                reason = next((refusal.reason for refusal in refused if refusal.file == each.name), "")
                raise AcquisitionError(f"لم يُفهرس (it was not indexed): {each.name}: {reason}")

    async def _advance(self, offer: Offer, stage: Stage) -> None:
        try:
            await asyncio.to_thread(self._acquisitions.staging.save, replace(offer, stage=stage))
        except OSError as error:
            logger.error("an offer stays %s: %s", offer.stage, error)
