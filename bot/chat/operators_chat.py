"""Messages in reply to a question that went to the operators; every other message goes its usual way."""

from __future__ import annotations

import logging

import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.chat.redaction import named
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


async def find_operators(bot: telegram.Bot, people: People, sender: TelegramSender) -> None:
    """Follow the operators' chat if it has become another, and warn when the bot cannot reach it."""
    chat_id = people.place.target.chat_id
    try:
        await bot.get_chat(chat_id)
    except ChatMigrated as error:
        try:
            await people.hand_over.follow(chat_id, error.new_chat_id, sender)
        except SessionLogError as failure:
            logger.error("open questions are not asked again in %s: %s", error.new_chat_id, failure)
    except (BadRequest, Forbidden) as error:
        line = named(error, bot.token)
        logger.warning("ISNAD_OPERATORS_CHAT %s is out of reach; is the bot in it? %s", chat_id, line)
    except TelegramError as error:  # the network: the first question will tell
        logger.info("the operators' chat was not looked at: %s", named(error, bot.token))


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
