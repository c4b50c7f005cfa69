"""Route each message: a service command to its reply, everything else on its journey."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from typing import Any

import telegram

from bot.chat.activity import typing_shown
from bot.chat.redaction import named
from bot.chat.sender import TelegramSender
from bot.chat.updates import message_of
from bot.dialogue import replies
from bot.dialogue.addressing import ASK, addressed, is_for_another_bot
from bot.dialogue.language import Language, language_of
from bot.errors import IsnadError, ReloadBusyError
from bot.journey import Journey
from bot.records import ChatKind, Markup, Message, Target

logger = logging.getLogger(__name__)

Parts = tuple[Markup, ...]
RELOAD = "reload"


class Handlers:
    """What the bot does with messages; `admins` are the ids of the people who may reload."""

    def __init__(
        self, *, bot: telegram.Bot, sender: TelegramSender, journey: Journey, admins: Collection[int]
    ) -> None:
        self._bot = bot
        self._sender = sender
        self._journey = journey
        self._admins = frozenset(admins)
        self._reloads: set[asyncio.Task[None]] = set()
        self._replies: dict[str, Callable[[Message, Language], Parts]] = {
            "start": lambda _, language: replies.start(language),
            "help": self._help,
            "sources": lambda _, language: replies.sources(journey.library.sources(), language),
        }

    async def on_message(self, update: telegram.Update, _: object = None) -> None:
        """Handle an update that brings a message."""
        message = message_of(update)
        if message is None:
            return
        command = message.command
        if command is None or command.name == ASK:
            await self._ask(message)
        elif is_for_another_bot(message, self._journey.me):
            return
        elif command.name == RELOAD:
            await self._reload(message)
        elif command.name in self._replies:
            await self._say(message, self._replies[command.name](message, language_of(message)))
        elif message.chat_kind is ChatKind.PRIVATE or command.target is not None:
            await self._say(message, replies.unknown_command(language_of(message)))
        else:  # some other bot's, unless it also mentions us
            await self._ask(message)

    async def on_error(self, update: object, error: BaseException | None) -> None:
        """Log a failed handler in one line, and apologise to whoever waits for an answer."""
        update_id = update.update_id if isinstance(update, telegram.Update) else None
        logger.error("update %s failed: %s", update_id, named(error, self._bot.token) if error else "")
        message = message_of(update) if isinstance(update, telegram.Update) else None
        if message is not None and addressed(message, self._journey.me) is not None:
            await self._say(message, replies.failed(language_of(message)))

    async def finish(self, seconds: float) -> None:
        """Wait for reloads under way, at most so long, then leave them."""
        if self._reloads:
            _, late = await asyncio.wait(self._reloads, timeout=max(seconds, 0))
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _ask(self, message: Message) -> None:
        async with typing_shown(self._bot, message):
            await self._journey.take(message, self._sender)

    async def _say(self, message: Message, parts: Sequence[Markup]) -> None:
        await self._sender.send(Target(message.chat_id, message.thread_id, message.message_id), parts)

    def _help(self, message: Message, language: Language) -> Parts:
        return replies.help_text(language, self._journey.me.username, admin=self._is_admin(message))

    def _is_admin(self, message: Message) -> bool:
        """Say whether a person among the admins wrote it; the id of a chat, being negative, is nobody."""
        return message.sender_id > 0 and message.sender_id in self._admins

    async def _reload(self, message: Message) -> None:
        if not self._is_admin(message):
            await self._say(message, replies.not_admin(language_of(message)))
            return
        # On its own, so that questions of the same chat are answered meanwhile.
        task: asyncio.Task[Any] = asyncio.create_task(self._reload_and_report(message))
        self._reloads.add(task)
        task.add_done_callback(self._reloads.discard)

    async def _reload_and_report(self, message: Message) -> None:
        async with typing_shown(self._bot, message):
            report = await self._reloaded(language_of(message))
        await self._say(message, report)

    async def _reloaded(self, language: Language) -> Parts:
        try:
            return replies.reloaded(await self._journey.library.reload(), language)
        except ReloadBusyError:
            return replies.reload_busy(language)
        except IsnadError as error:
            return replies.reload_failed(str(error), language)
        except Exception as error:  # noqa: BLE001 - the admin waits for an answer; the log gets the cause
            logger.error("reload failed: %s", named(error, self._bot.token))
            return replies.reload_broke(language)
