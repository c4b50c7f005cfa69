"""Files and links from admins, in private: fetched, looked at, and offered back with a question."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Collection
from functools import partial
from typing import Any

import telegram
from telegram.error import BadRequest, TelegramError
from telegram.ext import filters

from bot.acquisitions.staging import Offer
from bot.buttons import Reply
from bot.chat.activity import typing_in
from bot.chat.endurance import Endurance
from bot.chat.progress import ProgressMessage
from bot.chat.redaction import named
from bot.chat.sender import TelegramSender
from bot.chat.updates import changed_of, message_of, wordless_of
from bot.desk.desk import Desk
from bot.dialogue import candidates
from bot.dialogue.language import Language, language_of
from bot.errors import AcquisitionError
from bot.records import Message, Target

logger = logging.getLogger(__name__)

Begun = Callable[[Message, Language, str, str | None], Awaitable[Offer | None]]
"""Keeps what a message offers: the message, the language to speak, the source, and the id of a file."""

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that Telegram hands over to a bot."""
_MEGABYTES = 20
_LINK = re.compile(r"^\s*https?://\S+\s*$", re.IGNORECASE)


def from_admins(admins: Collection[int]) -> filters.BaseFilter:
    """Return the filter for what this module takes: a document, or a message that is one link."""
    offers = filters.Document.ALL | filters.Regex(_LINK)
    return filters.ChatType.PRIVATE & filters.User(user_id=list(admins)) & offers


class Uploads:
    """Takes what admins send; questions of the same chat are answered meanwhile."""

    def __init__(
        self, *, bot: telegram.Bot, sender: TelegramSender, desk: Desk, endurance: Endurance
    ) -> None:
        self._bot = bot
        self._sender = sender
        self._desk = desk
        self._intake = desk.intake
        self._endurance = endurance
        self._under_way: dict[str, asyncio.Task[Any]] = {}

    async def on_message(self, update: telegram.Update, _: object = None) -> None:
        """Keep what a message brings, and look at it aside."""
        message = message_of(update) or wordless_of(update)
        if message is not None and update.message is not None:
            await self._take(await self._desk.meet(message), update.message.document, self._intake.begin)

    async def on_edit(self, update: telegram.Update, _: object = None) -> None:
        """Look at what a message brings since its writer changed it, in the place of what it brought."""
        message = changed_of(update)
        if message is not None and update.edited_message is not None:
            await self._take(
                await self._desk.meet(message), update.edited_message.document, self._begun_again
            )

    async def _begun_again(
        self, message: Message, language: Language, source: str, file_id: str | None
    ) -> Offer | None:
        former, offer = await self._intake.begin_again(message, language, source, file_id)
        looking = self._under_way.get(former.key) if former is not None else None
        if looking is not None:
            looking.cancel()
        return offer

    async def _take(self, message: Message, file: telegram.Document | None, begun: Begun) -> None:
        language = language_of(message)
        if file is not None and (file.file_size or 0) > LARGEST:
            await self._say(message, candidates.too_large(_MEGABYTES, language))
            return
        source = (file.file_name or "document") if file is not None else message.text.strip()
        try:
            file_id = file.file_id if file is not None else None
            offer = await begun(message, language, source, file_id)
        except AcquisitionError as error:
            await self._say(message, candidates.not_added(str(error), language))
            return
        if offer is not None:
            self._begin(offer)

    async def resume(self) -> None:
        """Look at what the last run was told of and did not come to show."""
        for offer in await self._intake.unfinished():
            self._begin(offer)

    async def finish(self, seconds: float) -> None:
        """Wait for what is under way, at most so long; the next run takes up the rest."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=max(seconds, 0))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _begin(self, offer: Offer) -> None:
        task = asyncio.create_task(self._look(offer))
        self._under_way[offer.key] = task
        task.add_done_callback(lambda _: self._under_way.pop(offer.key, None))

    async def _look(self, offer: Offer) -> None:
        target, language = Target(offer.chat_id, None, offer.message_id), Language(offer.language)
        looking = candidates.looking(offer.source, language)
        async with (
            typing_in(self._bot, offer.chat_id),
            ProgressMessage(self._sender, target, lambda _done, _of, _seconds: looking),
        ):
            reply = await self._seen(offer)
        if offer.shown_in:
            sent = await self._sender.revise(target, offer.shown_in, reply.parts, reply.keyboard)
        else:
            sent = await self._sender.send(target, reply.parts, reply.keyboard)
        await self._intake.shown(offer, reply, sent.message_ids)

    async def _seen(self, offer: Offer) -> Reply:
        language = Language(offer.language)
        try:
            content = None
            if offer.file_id is not None:
                fetch = partial(self._downloaded, offer.file_id)
                content = await self._endurance.outlast(fetch, f"a file in chat {offer.chat_id}")
            return await self._intake.look(offer, content)
        except BadRequest as error:
            if "too big" in error.message.lower():
                return candidates.too_large(_MEGABYTES, language)
            return candidates.not_added(self._in_a_line(error), language)
        except TelegramError as error:
            return candidates.not_added(self._in_a_line(error), language)
        except Exception as error:  # noqa: BLE001 - the admin waits for an answer; the log gets the cause
            logger.error("what an admin sent cannot be looked at: %s", named(error, self._bot.token))
            return candidates.broke(language)

    async def _downloaded(self, file_id: str) -> bytes:
        file = await self._bot.get_file(file_id)
        return bytes(await file.download_as_bytearray())

    async def _say(self, message: Message, reply: Reply) -> None:
        target = Target(message.chat_id, message.thread_id, message.message_id)
        await self._sender.send(target, reply.parts, reply.keyboard)

    def _in_a_line(self, error: TelegramError) -> str:
        return named(error, self._bot.token)
