"""Messages without words: voices, pictures, stickers, polls."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

import telegram
from telegram.ext import filters

from bot.chat.sender import TelegramSender
from bot.chat.updates import wordless_of
from bot.desk.desk import Desk
from bot.dialogue.addressing import replies_to_us
from bot.dialogue.language import language_of
from bot.dialogue.replies import words_only
from bot.journey import Journey
from bot.records import ChatKind, Message, Target

# Somebody may mean a question by these; a sticker or a dice under an answer is a nod.
_TELLING = (
    filters.VOICE
    | filters.AUDIO
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.PHOTO
    | filters.Document.ALL
    | filters.POLL
)
_NODS = (
    filters.Sticker.ALL
    | filters.ANIMATION
    | filters.Dice.ALL
    | filters.CONTACT
    | filters.LOCATION
    | filters.VENUE
    | filters.STORY
)
WORDLESS = (_TELLING | _NODS) & ~filters.CAPTION
_AGAIN = timedelta(minutes=1)
_MOST_REMEMBERED = 1000


class Wordless:
    """Says that only words are read: in private, and in a group to a voice or picture in reply to us.

    Once a minute in a chat at most: an album comes as many messages, and stickers come in rows.
    """

    def __init__(self, sender: TelegramSender, journey: Journey, desk: Desk) -> None:
        self._sender = sender
        self._journey = journey
        self._desk = desk
        self._said: OrderedDict[int, datetime] = OrderedDict()

    async def on_message(self, update: telegram.Update, _: object = None) -> None:
        """Handle a message without a text or caption."""
        message = wordless_of(update)
        if message is not None and self._is_meant(update, message) and self._is_time(message):
            target = Target(message.chat_id, message.thread_id, message.message_id)
            await self._sender.send(target, words_only(language_of(await self._desk.meet(message))))

    def _is_meant(self, update: telegram.Update, message: Message) -> bool:
        if message.chat_kind is ChatKind.PRIVATE:
            return True
        return replies_to_us(message, self._journey.me) and bool(_TELLING.check_update(update))

    def _is_time(self, message: Message) -> bool:
        said = self._said.get(message.chat_id)
        if said is not None and message.sent_at - said < _AGAIN:
            return False
        self._said[message.chat_id] = message.sent_at
        self._said.move_to_end(message.chat_id)
        if len(self._said) > _MOST_REMEMBERED:
            self._said.popitem(last=False)
        return True
