"""The bot comes into a group, or the group gets another id; of its going nobody needs to hear."""

from __future__ import annotations

import logging

import telegram
from telegram import ChatMember
from telegram.constants import ChatType

from bot.chat.sender import TelegramSender
from bot.desk.desk import Desk
from bot.dialogue.language import spoken
from bot.dialogue.replies import greeting
from bot.journey import Journey
from bot.records import Target

logger = logging.getLogger(__name__)

_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
_THERE = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}
_AWAY = {ChatMember.LEFT, ChatMember.BANNED}


class Memberships:
    """Greets a group once when the bot is added, and keeps sessions when it becomes a supergroup."""

    def __init__(self, sender: TelegramSender, journey: Journey, desk: Desk) -> None:
        self._sender = sender
        self._journey = journey
        self._desk = desk
        self._grown: set[int] = set()

    async def on_change(self, update: telegram.Update, _: object = None) -> None:
        """Greet a group that the bot was added to; a rise to administrator, say, is no arrival."""
        change = update.my_chat_member
        if change is None or change.chat.type not in _GROUPS or change.chat.id in self._grown:
            return
        if change.old_chat_member.status in _AWAY and change.new_chat_member.status in _THERE:
            logger.info("the bot was added to chat %s", change.chat.id)  # an operator may need its number
            language = spoken(change.from_user.language_code)
            await self._sender.send(
                Target(change.chat.id, None, None), greeting(language, self._journey.me.username)
            )

    async def on_migration(self, update: telegram.Update, _: object = None) -> None:
        """Follow a group to its new id; Telegram tells of it in the old chat and in the new one."""
        message = update.message
        if message is None:
            return
        if message.migrate_to_chat_id is not None:
            old, new = message.chat.id, message.migrate_to_chat_id
        elif message.migrate_from_chat_id is not None:
            old, new = message.migrate_from_chat_id, message.chat.id
        else:
            return
        self._grown.add(new)
        await self._journey.follow(old, new)
        if self._desk.people is not None:
            await self._desk.people.hand_over.follow(old, new, self._sender)
