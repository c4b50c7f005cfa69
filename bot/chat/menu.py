"""Tell Telegram which commands to offer, to whom, in which language."""

from __future__ import annotations

import logging
from collections.abc import Collection

import telegram
from telegram import BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault

from bot.chat.redaction import named
from bot.dialogue.language import Language
from bot.dialogue.replies import command_menu

logger = logging.getLogger(__name__)

# Readers of other languages are answered in English, so their menu is English too.
_MENUS = ((Language.ENGLISH, None), (Language.ENGLISH, "en"), (Language.ARABIC, "ar"))


async def set_commands(bot: telegram.Bot, admins: Collection[int]) -> None:
    """Set the menus of all chats, and of each admin's private chat; a failure is only logged."""
    await _set_menus(bot, BotCommandScopeDefault(), admin=False)
    for admin_id in sorted(admins):
        await _set_menus(bot, BotCommandScopeChat(admin_id), admin=True)


async def _set_menus(bot: telegram.Bot, scope: BotCommandScope, *, admin: bool) -> None:
    for language, code in _MENUS:
        commands = [BotCommand(name, wording) for name, wording in command_menu(language, admin=admin)]
        try:
            await bot.set_my_commands(commands, scope=scope, language_code=code)
        except telegram.error.TelegramError as error:  # an admin who never wrote to the bot, for one
            logger.info("menu for %s is not set: %s", scope.type, named(error, bot.token))
            return
