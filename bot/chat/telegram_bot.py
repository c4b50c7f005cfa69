"""The bot on Telegram: connect, start, receive, stop."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Coroutine
from typing import Any, NoReturn

import telegram
from telegram.error import InvalidToken

from bot.chat.application import build_application
from bot.chat.contact import Contact
from bot.chat.descriptions import set_descriptions
from bot.chat.doorkeeper import Doorkeeper
from bot.chat.edits import Edits
from bot.chat.endurance import Endurance
from bot.chat.guests import Guests
from bot.chat.handlers import Handlers
from bot.chat.inbox_queue import Inbox, InboxQueue, Payload
from bot.chat.inline_mode import InlineMode
from bot.chat.memberships import Memberships
from bot.chat.menu import Menus
from bot.chat.operators_chat import OperatorsChat, find_operators
from bot.chat.order import ChatOrder
from bot.chat.pace import ChatPace, is_group
from bot.chat.polling import Polling
from bot.chat.reactions import Reactions
from bot.chat.reloading import ReloadHandler
from bot.chat.routing import ALLOWED_UPDATES, route
from bot.chat.sender import TelegramSender
from bot.chat.tap_handler import TapHandler
from bot.chat.token_guard import TokenGuard
from bot.chat.uploads import Uploads
from bot.chat.webhook import Hook, WebhookKeeper
from bot.chat.wordless import Wordless
from bot.desk.desk import Desk
from bot.desk.people import People
from bot.desk.reloads import Doer
from bot.errors import NotTakingError, TelegramError
from bot.inline import Inline
from bot.journey import Journey
from bot.records import Identity

logger = logging.getLogger(__name__)

STOP_SECONDS = 8.0
_LONGEST_WAIT = 5.0  # seconds between two tries to reach Telegram at start
_LAST_ANSWERS, _LAST_CALLS = 4.0, 0.5
"""Seconds of the time to stop: for calls under way, beside which none is tried again, and for the last ones.

A call that is broken off may have been done, and then its message comes again after the restart.
"""
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class TelegramBot:
    """One bot account.

    `connect`, then `start`, then `poll` or `keep_webhook`, which last until they are cancelled; `stop` is
    right after any of them, or after none.
    """

    def __init__(self, *, token: str, api_url: str, inbox: Inbox, silent_groups: bool = False) -> None:
        """Raise TelegramError when the token cannot be one."""
        if not _TOKEN.fullmatch(token):
            raise TelegramError("the Telegram token is not of the form 123456:ABC...; BotFather shows it")
        self._api_url = api_url
        self._silent_groups = silent_groups
        self.contact = Contact()
        self.queue = InboxQueue(inbox)
        self.order = ChatOrder(self.queue.done)
        self.pace = ChatPace()
        self.application = build_application(
            token=token,
            api_url=api_url,
            contact=self.contact,
            queue=self.queue,
            order=self.order,
            pace=self.pace,
        )
        self.guard = TokenGuard(self.application.bot, token=token, api_url=api_url)
        self._endurance = Endurance(reachable=lambda: self.contact.recent, in_a_line=self.guard.in_a_line)
        self._taking = False
        self._reloading: ReloadHandler | None = None
        self._uploads: Uploads | None = None
        self._profile: asyncio.Task[None] | None = None
        self._people: People | None = None

    async def connect(self) -> Identity:
        """Ask Telegram who we are, as often as it takes.  Raises TelegramError for an unknown token."""
        wait = 1.0
        while True:
            try:
                await self.application.initialize()
            except InvalidToken:
                raise self.guard.unknown() from None
            except telegram.error.TelegramError as error:
                reason = self.guard.in_a_line(error)
                logger.warning("no answer from %s, next try in %g s: %s", self._api_url, wait, reason)
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                self.contact.heard()
                return Identity(self.application.bot.id, self.application.bot.username)

    async def start(self, journey: Journey, desk: Desk) -> None:
        """Handle updates from now on, those that the last run left first."""
        self._people = desk.people
        sender = TelegramSender(self.application.bot, self._endurance, silent=self._is_silent)
        self._reloading = ReloadHandler(bot=self.application.bot, sender=sender, desk=desk)
        menus = Menus(self.application.bot, desk)
        handlers = Handlers(
            menus=menus,
            bot=self.application.bot,
            sender=sender,
            journey=journey,
            desk=desk,
            reloading=self._reloading,
        )
        uploads = Uploads(bot=self.application.bot, sender=sender, desk=desk, endurance=self._endurance)
        self._uploads = uploads
        inline = Inline(journey)
        route(
            self.application,
            doorkeeper=Doorkeeper(sender, journey),
            edits=Edits(self.application.bot, sender, journey, desk),
            guests=Guests(self.application.bot, inline, self._endurance),
            handlers=handlers,
            reactions=Reactions(desk),
            taps=TapHandler(bot=self.application.bot, sender=sender, journey=journey, desk=desk, menus=menus),
            inline=InlineMode(self.application.bot, inline, journey),
            memberships=Memberships(sender, journey, desk),
            operators=OperatorsChat(sender, journey, desk, desk.people) if desk.people is not None else None,
            uploads=uploads,
            admins=desk.admins,
            wordless=Wordless(sender, journey, desk),
        )
        restored = await self.queue.restore(self.application.bot)
        if restored:
            logger.info("%d updates of the last run are taken up", restored)
        await uploads.resume()
        await self.application.start()
        self._taking = True
        if self._people is not None:
            self._people.begin()
        self._profile = asyncio.create_task(self._set_profile(desk, sender, menus))

    async def poll(self) -> NoReturn:
        """Fetch updates until cancelled.  Raises TelegramError once the token is revoked."""
        polling = Polling(
            self.application.bot,
            self.queue,
            contact=self.contact,
            guard=self.guard,
            kinds=ALLOWED_UPDATES,
        )
        await polling.run()

    async def keep_webhook(self, hook: Hook) -> NoReturn:
        """Have Telegram post updates, which `take` then takes, until cancelled.

        Raises TelegramError when Telegram does not take the address, or once the token is revoked.
        """
        keeper = WebhookKeeper(
            self.application.bot, hook, contact=self.contact, guard=self.guard, kinds=ALLOWED_UPDATES
        )
        await keeper.run()

    async def reload(self, doer: Doer) -> None:
        """Take in a changed corpus for somebody outside of the chat, between `start` and `stop`."""
        if self._reloading is not None:
            await self._reloading.on_order(doer)

    async def take(self, payload: Payload) -> None:
        """Take an update that Telegram posted; when this returns, it is safe.

        Raises NotTakingError before `start` and from `stop` on, SessionLogError when the inbox cannot be
        written.
        """
        if not self._taking:
            raise NotTakingError("the bot is starting or stopping")
        await self.queue.take(payload, self.application.bot)
        self.contact.heard()

    async def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Take no more, finish what is under way, and leave what takes too long in the inbox."""
        clock = asyncio.get_running_loop().time
        end = clock() + seconds
        self._taking = False
        self.queue.close()
        if self._profile is not None:
            self._profile.cancel()
        if self.application.running:
            stopping = asyncio.create_task(self.application.stop())
            await asyncio.wait({stopping}, timeout=max(end - _LAST_ANSWERS - clock(), 0))
            self.order.give_up_waiting()
            self._endurance.close()
            await asyncio.wait({stopping}, timeout=max(end - _LAST_CALLS - clock(), 0))
            self.order.give_up_all()
            await self._within(stopping, _LAST_CALLS)
        if self._reloading is not None:
            await self._reloading.finish(end - clock())
        if self._uploads is not None:
            await self._uploads.finish(end - clock())
        if self._people is not None:
            await self._people.finish(end - clock())
        await self._within(self._let_go(), max(end - clock(), _LAST_CALLS))

    async def _set_profile(self, desk: Desk, sender: TelegramSender, menus: Menus) -> None:
        if desk.people is not None:
            await find_operators(self.application.bot, desk.people, sender)
        await menus.set_all()
        await set_descriptions(self.application.bot)

    def _is_silent(self, chat_id: int) -> bool:
        """Say whether a chat is spared the sound: a group is if the operator wants it, but not their own."""
        theirs = self._people is not None and self._people.place.target.chat_id == chat_id
        return self._silent_groups and is_group(chat_id) and not theirs

    async def _let_go(self) -> None:
        await self.application.shutdown()
        await self.application.bot.shutdown()  # the former leaves it open when it never got through

    async def _within(self, work: Coroutine[Any, Any, None] | asyncio.Task[None], seconds: float) -> None:
        """Await work for a limited time, then cancel it."""
        task = work if isinstance(work, asyncio.Task) else asyncio.create_task(work)
        if not (await asyncio.wait({task}, timeout=seconds))[0]:
            task.cancel()
            await asyncio.wait({task}, timeout=_LAST_CALLS)
        if task.done() and not task.cancelled() and (error := task.exception()) is not None:
            logger.warning("while stopping: %s", self.guard.in_a_line(error))
