"""Guest mode: named in a chat that the bot is not in, it may answer there, once a question."""

from __future__ import annotations

import logging
from functools import partial

import telegram
from telegram.error import TelegramError

from bot.chat.articles import article, with_markup_or_without
from bot.chat.endurance import Endurance
from bot.chat.redaction import named
from bot.chat.updates import guest_of
from bot.inline import Inline
from bot.records import Delivery, DeliveryStatus, Markup

logger = logging.getLogger(__name__)


class Guests:
    """Answers questions that name us in the chats of others; nothing else of those reaches us."""

    def __init__(self, bot: telegram.Bot, inline: Inline, endurance: Endurance) -> None:
        self._bot = bot
        self._inline = inline
        self._endurance = endurance

    async def on_message(self, update: telegram.Update, _: object = None) -> None:
        """Handle a message in which somebody names us as a guest."""
        message = guest_of(update)
        if message is not None and update.guest_message is not None and update.guest_message.guest_query_id:
            await self._inline.answer_guest(
                message, partial(self._reply, update.guest_message.guest_query_id)
            )

    async def _reply(self, query_id: str, markup: Markup) -> Delivery:
        """Send the one reply there is; report what became of it and never raise."""

        async def answer(*, marked_up: bool) -> None:
            result = article(query_id, "…", markup, marked_up=marked_up)
            answering = partial(self._bot.answer_guest_query, query_id, result)
            await self._endurance.outlast(answering, "reply as a guest")

        try:
            await with_markup_or_without(answer)
        except TelegramError as error:
            reason = named(error, self._bot.token)
            logger.info("reply as a guest failed: %s", reason)
            return Delivery(DeliveryStatus.FAILED, (), reason)
        return Delivery(DeliveryStatus.DELIVERED)
