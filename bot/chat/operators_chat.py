"""Messages in reply to a question that went to the operators; every other message goes its usual way."""

from __future__ import annotations

import logging

import telegram
from telegram.ext import ApplicationHandlerStop

from bot.chat.sender import TelegramSender
from bot.chat.updates import edited_of, message_of, wordless_of
from bot.desk.desk import Desk
from bot.desk.people import People
from bot.dialogue.addressing import replies_to_us
from bot.dialogue.language import language_of
from bot.dialogue.replies import failed
from bot.errors import SessionLogError
from bot.journey import Journey
from bot.records import Message, Target

logger = logging.getLogger(__name__)


class OperatorsChat:
    """Stands before the handlers that take a reply to us for a question."""

    def __init__(self, sender: TelegramSender, journey: Journey, desk: Desk, people: People) -> None:
        self._sender = sender
        self._journey = journey
        self._desk = desk
        self._people = people

    async def on_message(self, update: telegram.Update, _: object = None) -> None:
        """Pass an operator's answer on to the asker, or let the message go its way."""
        message = message_of(update) or wordless_of(update)
        if message is not None and replies_to_us(message, self._journey.me):
            words = update.message is not None and update.message.text is not None
            await self._take(message, file=not words, again=False)

    async def on_edit(self, update: telegram.Update, _: object = None) -> None:
        """Change an answer as its operator did, or let the message go its way."""
        message, edited = edited_of(update), update.edited_message
        if message is not None and replies_to_us(message, self._journey.me):
            await self._take(message, file=edited is None or edited.text is None, again=True)

    async def _take(self, message: Message, *, file: bool, again: bool) -> None:
        operators = self._people.operators
        message = await self._desk.meet(message)
        take = operators.take_again if again else operators.take
        try:
            taken = await take(message, self._sender, file=file)
        except SessionLogError as error:
            logger.error("update %s may be an operator's answer: %s", message.update_id, error)
            if message.chat_id != self._people.place.target.chat_id:
                return  # then it is a question, which is answered without the log
            target = Target(message.chat_id, message.thread_id, message.message_id)
            await self._sender.send(target, failed(language_of(message)))
            raise ApplicationHandlerStop from None
        if taken:
            raise ApplicationHandlerStop
