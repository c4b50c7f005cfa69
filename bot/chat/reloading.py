"""Take in a changed corpus at an admin's word, and tell the admins what nobody in the chat had asked for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import telegram

from bot.buttons import Reply
from bot.chat.activity import typing_shown
from bot.chat.progress import ProgressMessage
from bot.chat.redaction import named
from bot.chat.sender import TelegramSender
from bot.desk.desk import Desk
from bot.desk.reloads import Doer, admin
from bot.dialogue import reloading, replies
from bot.dialogue.language import Language, language_of
from bot.documents import ReloadReport
from bot.errors import IsnadError, ReloadBusyError
from bot.records import Message, Target
from bot.search.builder import Progress

logger = logging.getLogger(__name__)

Wording = Callable[[Language], Reply]
"""What somebody is told, in their language."""

BUSY_SECONDS = 1.0
"""Before an order is tried again that came while another reload ran."""
LAST_SECONDS = 1.0
"""For a reload that was left to clear up after itself."""


class ReloadHandler:
    """What the bot does with /reload, and with a reload that was ordered elsewhere."""

    def __init__(self, *, bot: telegram.Bot, sender: TelegramSender, desk: Desk) -> None:
        self._bot = bot
        self._sender = sender
        self._desk = desk
        self._under_way: set[asyncio.Task[Any]] = set()
        self._ordered = asyncio.Lock()
        """Held by an order from elsewhere until it is carried out."""

    async def on_command(self, message: Message) -> None:
        """Reload if an admin says so, aside, so that questions of the same chat are answered meanwhile."""
        if not self._desk.commands.is_admin(message.sender_id):
            await self._say(message, Reply(replies.not_admin(language_of(message))))
            return
        self._begin(self._reload_and_report(message))

    async def on_order(self, doer: Doer) -> None:
        """Reload for somebody outside of the chat; the admins are told of what went wrong, once.

        Telling them may take long, and the next order does not wait for it.
        """
        async with self._ordered:
            wording = await self._reloaded_unbidden(doer)
        self._begin(self._tell_admins(wording))

    async def finish(self, seconds: float) -> None:
        """Wait for reloads under way, at most so long, then leave them."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=max(seconds, 0))
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=LAST_SECONDS)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _tell_admins(self, wording: Wording | None) -> None:
        """Tell each admin who has begun a chat with the bot, in their language, what there is to tell."""
        if wording is not None:
            for person_id in sorted(self._desk.admins):
                reply = wording(await self._desk.language(person_id))
                await self._sender.send(Target(person_id, None, None), reply.parts, reply.keyboard)
        await asyncio.to_thread(self._desk.news.keep)

    async def _reload_and_report(self, message: Message) -> None:
        language = language_of(message)
        target = Target(message.chat_id, message.thread_id, message.message_id)
        async with (
            typing_shown(self._bot, message),
            ProgressMessage(
                self._sender,
                target,
                lambda done, of, seconds: reloading.under_way(done, of, seconds, language),
            ) as shown,
        ):
            reply = await self._reloaded(admin(message.sender_id), language, shown.tell)
        await self._say(message, reply)

    async def _reloaded(self, doer: Doer, language: Language, progress: Progress) -> Reply:
        try:
            report = await self._reloaded_in_turn(doer, progress)
        except ReloadBusyError:
            return reloading.busy(language)
        except IsnadError as error:
            return reloading.failed(str(error), language)
        except Exception as error:  # noqa: BLE001 - the admin waits for an answer; the log gets the cause
            logger.error("reload failed: %s", named(error, self._bot.token))
            return reloading.broke(language)
        self._desk.news.of(report)  # of which nobody has to be told any more
        await asyncio.to_thread(self._desk.news.keep)
        return reloading.reloaded(report, language)

    async def _reloaded_in_turn(self, doer: Doer, progress: Progress) -> ReloadReport:
        """Reload, after an order from elsewhere if one is carried out: the admin knows nothing of that."""
        while True:
            try:
                return await self._desk.reloads.reload(doer, progress)
            except ReloadBusyError:
                if not self._ordered.locked():
                    raise
                async with self._ordered:
                    pass

    async def _reloaded_unbidden(self, doer: Doer) -> Wording | None:
        """Reload for somebody who reads no report, and return what the admins are to be told, if anything."""
        news = self._desk.news
        while True:
            try:
                report = news.of(await self._desk.reloads.reload(doer))
            except ReloadBusyError:  # it may have read the corpus before it changed
                await asyncio.sleep(BUSY_SECONDS)
            except IsnadError as error:  # which the log says
                reason = str(error)
                return partial(reloading.failed, reason) if news.is_failure_new(reason) else None
            except Exception as error:  # noqa: BLE001 - the log gets the cause, and the next order its turn
                reason = named(error, self._bot.token)
                logger.error("reload failed: %s", reason)
                return reloading.broke if news.is_failure_new(reason) else None
            else:
                return partial(reloading.noticed, report) if report is not None else None

    async def _say(self, message: Message, reply: Reply) -> None:
        target = Target(message.chat_id, message.thread_id, message.message_id)
        await self._sender.send(target, reply.parts, reply.keyboard)
