"""Tell Telegram which commands to offer, to whom, in which language."""

from __future__ import annotations

import logging
from collections.abc import Awaitable

import telegram
from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from bot.chat.redaction import named
from bot.desk.desk import Desk
from bot.dialogue.language import Language
from bot.dialogue.replies import Audience, command_menu

logger = logging.getLogger(__name__)

# Readers of other languages are answered in English, so their menu is English too.
_BY_APP = ((Language.ENGLISH, None), (Language.ENGLISH, "en"), (Language.ARABIC, "ar"))


class Menus:
    """Which commands Telegram offers: by the language of a person's app, or the one that they chose."""

    def __init__(self, bot: telegram.Bot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    async def set_all(self) -> None:
        """Set the menus of private chats, of groups and of each admin; a failure is only logged."""
        await self._set(BotCommandScopeDefault(), Audience.PERSON)
        await self._set(BotCommandScopeAllGroupChats(), Audience.GROUP)
        for admin_id in sorted(self._desk.admins):
            await self.follow(admin_id)

    async def follow(self, person_id: int) -> None:
        """Let the menu of a private chat be in the language that its person chose, if they chose one."""
        chosen = await self._desk.chosen_language(person_id)
        scope, is_admin = BotCommandScopeChat(person_id), person_id in self._desk.admins
        if chosen is not None or is_admin:
            await self._set(scope, Audience.ADMIN if is_admin else Audience.PERSON, chosen)
            return
        for _, code in _BY_APP:  # then the menu for all is theirs again
            if not await self._called(self._bot.delete_my_commands(scope, code), scope):
                return

    async def _set(self, scope: BotCommandScope, audience: Audience, chosen: Language | None = None) -> None:
        for by_app, code in _BY_APP:
            menu = command_menu(chosen or by_app, audience)
            commands = [BotCommand(name, about) for name, about in menu]
            if not await self._called(self._bot.set_my_commands(commands, scope, code), scope):
                return

    async def _called(self, call: Awaitable[object], scope: BotCommandScope) -> bool:
        """Make a call and say whether it went through."""
        try:
            await call
        except telegram.error.TelegramError as error:  # a person who never wrote to the bot, for one
            logger.info("menu for %s is not set: %s", scope.type, named(error, self._bot.token))
            return False
        return True
