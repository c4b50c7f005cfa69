"""Tell Telegram which commands to offer, to whom, in which language."""

from __future__ import annotations

import logging
from collections.abc import Collection

import telegram
from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from bot.chat.redaction import named
from bot.dialogue.language import Language
from bot.dialogue.replies import Audience, command_menu

logger = logging.getLogger(__name__)

# Readers of other languages are answered in English, so their menu is English too.
_MENUS = ((Language.ENGLISH, None), (Language.ENGLISH, "en"), (Language.ARABIC, "ar"))


async def set_commands(bot: telegram.Bot, admins: Collection[int]) -> None:
    """Set the menus of private chats, of groups and of each admin; a failure is only logged."""
    await _set_menus(bot, BotCommandScopeDefault(), Audience.PERSON)
    await _set_menus(bot, BotCommandScopeAllGroupChats(), Audience.GROUP)
    for admin_id in sorted(admins):
        await _set_menus(bot, BotCommandScopeChat(admin_id), Audience.ADMIN)


async def _set_menus(bot: telegram.Bot, scope: BotCommandScope, audience: Audience) -> None:
    for language, code in _MENUS:
        commands = [BotCommand(name, about) for name, about in command_menu(language, audience)]
        try:
            await bot.set_my_commands(commands, scope=scope, language_code=code)
        except telegram.error.TelegramError as error:  # an admin who never wrote to the bot, for one
            logger.info("menu for %s is not set: %s", scope.type, named(error, bot.token))
            return
