"""A question that its writer changes after it was asked."""

from __future__ import annotations

import telegram

from bot.chat.activity import typing_shown
from bot.chat.sender import TelegramSender
from bot.chat.updates import edited_of
from bot.desk.desk import Desk
from bot.dialogue.addressing import ASK
from bot.journey import Journey


class Edits:
    """Has an edited question answered where it was answered before."""

    def __init__(self, bot: telegram.Bot, sender: TelegramSender, journey: Journey, desk: Desk) -> None:
        self._bot = bot
        self._sender = sender
        self._journey = journey
        self._desk = desk

    async def on_edit(self, update: telegram.Update, _: object = None) -> None:
        """Handle an edited message; a command that is edited stays as it was given."""
        message, edited = edited_of(update), update.edited_message
        if message is None or edited is None:
            return
        if message.command is None or message.command.name == ASK:
            async with typing_shown(self._bot, message):
                edited_at = edited.edit_date or message.sent_at
                known = await self._desk.meet(message)
                await self._journey.take_again(known, edited_at, self._sender)
