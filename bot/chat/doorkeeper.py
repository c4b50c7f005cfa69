"""Keep updates of those who may not use the bot from going any further."""

from __future__ import annotations

import logging
from contextlib import suppress

import telegram
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.chat.sender import TelegramSender
from bot.chat.updates import message_of, sender_id_of
from bot.dialogue.language import language_of
from bot.dialogue.replies import not_let_in
from bot.journey import Journey
from bot.records import ChatKind, Message, Target

logger = logging.getLogger(__name__)


class Doorkeeper:
    """Stands before all handlers, whatever the update brings: a question, a tap, an inline query."""

    def __init__(self, sender: TelegramSender, journey: Journey) -> None:
        self._sender = sender
        self._journey = journey

    async def on_update(self, update: telegram.Update, _: object = None) -> None:
        """Let an update pass, or end its way; who writes in private is told why."""
        chat, sender_id = update.effective_chat, sender_id_of(update)
        if update.guest_message is not None:  # its chat may have the id of another one
            chat = None
        if self._journey.door.lets_in(sender_id, chat.id if chat is not None else None):
            return
        if update.my_chat_member is not None and chat is not None:
            logger.info("chat %s is not let in: ISNAD_ALLOWED_CHATS does not name it", chat.id)
        message = message_of(update)
        if message is not None and message.chat_kind is ChatKind.PRIVATE:
            await self._turn_away(message)
        if update.callback_query is not None:  # lest the button looks busy
            with suppress(TelegramError):
                await update.callback_query.answer()
        raise ApplicationHandlerStop

    async def _turn_away(self, message: Message) -> None:
        if self._journey.door.says_why(message.sender_id, self._journey.now()):
            reason = not_let_in(message.sender_id, language_of(message))
            await self._sender.send(Target(message.chat_id, message.thread_id, message.message_id), reason)
