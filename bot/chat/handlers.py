"""Route each message: a service command to its reply, everything else on its journey."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import telegram

from bot.buttons import Keyboard, Reply
from bot.chat.activity import typing_shown
from bot.chat.menu import Menus
from bot.chat.redaction import named
from bot.chat.reloading import ReloadHandler
from bot.chat.sender import TelegramSender
from bot.chat.updates import message_of
from bot.desk.desk import Desk
from bot.dialogue import replies
from bot.dialogue.addressing import ASK, addressed, is_for_another_bot
from bot.dialogue.admission import Admission
from bot.dialogue.language import language_of
from bot.dialogue.reloading import RELOAD
from bot.dialogue.settling import LANG
from bot.errors import SessionLogError
from bot.journey import Journey
from bot.records import ChatKind, Command, Markup, Message, Target

logger = logging.getLogger(__name__)


class Handlers:
    """What the bot does with messages."""

    def __init__(
        self,
        *,
        bot: telegram.Bot,
        sender: TelegramSender,
        journey: Journey,
        desk: Desk,
        reloading: ReloadHandler,
        menus: Menus,
    ) -> None:
        self._bot = bot
        self._sender = sender
        self._journey = journey
        self._desk = desk
        self._commands = desk.commands
        self._reloading = reloading
        self._menus = menus

    async def on_message(self, update: telegram.Update, _: object = None) -> None:
        """Handle an update that brings a message."""
        message = message_of(update)
        if message is None:
            return
        message = await self._desk.meet(message)
        command = message.command
        if command is None or command.name == ASK:
            await self._ask(message)
        elif is_for_another_bot(message, self._journey.me):
            return
        elif not self._is_ours(message, command):  # some other bot's, unless it also mentions us
            await self._ask(message)
        elif await self._may_go_on(message):
            await self._obey(message, command)

    async def on_error(self, update: object, error: BaseException | None) -> None:
        """Log a failed handler in one line, and apologise to whoever waits for an answer."""
        update_id = update.update_id if isinstance(update, telegram.Update) else None
        logger.error("update %s failed: %s", update_id, named(error, self._bot.token) if error else "")
        message = message_of(update) if isinstance(update, telegram.Update) else None
        if message is not None and addressed(message, self._journey.me) is not None:
            await self._say(message, replies.failed(language_of(message)))

    def _is_ours(self, message: Message, command: Command) -> bool:
        known = command.name == RELOAD or self._commands.knows(command.name)
        return known or message.chat_kind is ChatKind.PRIVATE or command.target is not None

    async def _may_go_on(self, message: Message) -> bool:
        """Count a command in a group, and say so once where somebody gives too many."""
        if message.chat_kind is not ChatKind.GROUP:
            return True
        admission = self._journey.door.spend(message.chat_id, message.sender_id, message.sent_at)
        await self._say(message, replies.not_answered(admission, language_of(message)))
        return admission is Admission.GRANTED

    async def _obey(self, message: Message, command: Command) -> None:
        if command.name == RELOAD:
            await self._reloading.on_command(message)
        elif self._commands.knows(command.name):
            await self._reply(message)
        else:
            await self._say(message, replies.unknown_command(language_of(message)))

    async def _ask(self, message: Message) -> None:
        async with typing_shown(self._bot, message):
            await self._journey.take(message, self._sender)

    async def _say(self, message: Message, parts: Sequence[Markup], keyboard: Keyboard = ()) -> None:
        target = Target(message.chat_id, message.thread_id, message.message_id)
        await self._sender.send(target, parts, keyboard)

    async def _reply(self, message: Message) -> None:
        try:
            reply = await self._commands.reply(message)
        except SessionLogError as error:
            logger.error("update %s: %s", message.update_id, error)
            reply = Reply(replies.failed(language_of(message)))
        await self._say(message, reply.parts, reply.keyboard)
        if message.command is not None and message.command.name == LANG and message.sender_id > 0:
            await self._menus.follow(message.sender_id)
