"""The bot on Telegram: connect, start, stop."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Collection, Coroutine
from typing import Any

import telegram
from telegram.error import Conflict, InvalidToken
from telegram.ext import CallbackContext, MessageHandler

from bot.chat.application import ALLOWED_UPDATES, QUESTIONS, build_application
from bot.chat.handlers import Handlers
from bot.chat.inbox_queue import InboxQueue
from bot.chat.menu import set_commands
from bot.chat.order import ChatOrder
from bot.chat.redaction import named
from bot.errors import TelegramError
from bot.journey import Inbox, Journey
from bot.records import Identity

logger = logging.getLogger(__name__)

STOP_SECONDS = 8.0
_LONG_POLL = 25  # seconds
_LONGEST_WAIT = 30.0  # seconds between two tries to reach Telegram at start
_END_POLLING, _LAST_ANSWERS, _LAST_CALLS = 2.0, 2.0, 0.5  # seconds of the time to stop
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class TelegramBot:
    """One bot account.  `connect`, then `start_polling`; `stop` is right after either, or after none."""

    def __init__(self, *, token: str, api_url: str, inbox: Inbox) -> None:
        """Raise TelegramError when the token cannot be one."""
        if not _TOKEN.fullmatch(token):
            raise TelegramError("the Telegram token is not of the form 123456:ABC...; BotFather shows it")
        self._token = token
        self._api_url = api_url
        self.queue = InboxQueue(inbox)
        self.order = ChatOrder(self.queue.done)
        self.application = build_application(token=token, api_url=api_url, queue=self.queue, order=self.order)
        self._handlers: Handlers | None = None
        self._menu: asyncio.Task[None] | None = None

    async def connect(self) -> Identity:
        """Ask Telegram who we are, as often as it takes.  Raises TelegramError for an unknown token."""
        wait = 1.0
        while True:
            try:
                await self.application.initialize()
            except InvalidToken:
                raise self._wrong_token() from None
            except telegram.error.TelegramError as error:
                reason = self._in_a_line(error)
                logger.warning("no answer from %s, next try in %g s: %s", self._api_url, wait, reason)
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                return Identity(self.application.bot.id, self.application.bot.username)

    async def start_polling(self, journey: Journey, admins: Collection[int]) -> None:
        """Take up what the last run left, then fetch updates.  Raises TelegramError."""
        await self._start_handling(journey, admins)
        updater = self.application.updater
        assert updater is not None  # noqa: S101 - the builder makes one
        try:
            await updater.start_polling(
                timeout=_LONG_POLL,
                bootstrap_retries=-1,
                allowed_updates=ALLOWED_UPDATES,
                drop_pending_updates=False,
                error_callback=self._polling_failed,
            )
        except InvalidToken:
            raise self._wrong_token() from None
        self._menu = asyncio.create_task(set_commands(self.application.bot, admins))

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Stop fetching, finish what is under way, and leave what takes too long in the inbox."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        updater = self.application.updater
        if self._menu is not None:
            self._menu.cancel()
        if updater is not None and updater.running:
            await self._within(updater.stop(), min(_END_POLLING, seconds / 2))
        if self.application.running:
            stopping = asyncio.create_task(self.application.stop())
            await asyncio.wait({stopping}, timeout=max(end - _LAST_ANSWERS - clock(), 0))
            self.order.give_up_waiting()
            await asyncio.wait({stopping}, timeout=max(end - _LAST_CALLS - clock(), 0))
            self.order.give_up_all()
            await self._within(stopping, _LAST_CALLS)
        if self._handlers is not None:
            await self._handlers.finish(end - clock())
        await self._within(self._let_go(), max(end - clock(), _LAST_CALLS))

    async def _start_handling(self, journey: Journey, admins: Collection[int]) -> None:
        handlers = Handlers(bot=self.application.bot, journey=journey, admins=admins)
        self._handlers = handlers
        self.application.add_handler(MessageHandler(QUESTIONS, handlers.on_message))

        async def on_error(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
            await handlers.on_error(update, context.error)

        self.application.add_error_handler(on_error)
        restored = await self.queue.restore(self.application.bot)
        if restored:
            logger.info("%d updates of the last run are taken up", restored)
        await self.application.start()

    async def _let_go(self) -> None:
        await self.application.shutdown()
        await self.application.bot.shutdown()  # the former leaves it open when it never got through

    def _polling_failed(self, error: telegram.error.TelegramError) -> None:
        hint = "; does another process poll with this token?" if isinstance(error, Conflict) else ""
        logger.warning("fetching updates failed, it goes on: %s%s", self._in_a_line(error), hint)

    def _wrong_token(self) -> TelegramError:
        return TelegramError(f"{self._api_url} does not know this Telegram token (ISNAD_TELEGRAM_TOKEN)")

    def _in_a_line(self, error: BaseException) -> str:
        return named(error, self._token)

    async def _within(self, work: Coroutine[Any, Any, None] | asyncio.Task[None], seconds: float) -> None:
        """Await work for a limited time, then cancel it; twice, for PTB's updater swallows the first time."""
        task = work if isinstance(work, asyncio.Task) else asyncio.create_task(work)
        for patience in (seconds, _LAST_CALLS / 2, _LAST_CALLS / 2):
            if (await asyncio.wait({task}, timeout=patience))[0]:
                break
            task.cancel()
        if task.done() and not task.cancelled() and (error := task.exception()) is not None:
            logger.warning("while stopping: %s", self._in_a_line(error))
