"""Take taps on buttons: answer the person at once, then change what the message shows."""

from __future__ import annotations

import asyncio
import logging

import telegram
from telegram.error import TelegramError

from bot.buttons import Outcome, Tap
from bot.chat.menu import Menus
from bot.chat.redaction import named
from bot.chat.sender import TelegramSender
from bot.chat.updates import tap_of
from bot.desk.desk import Desk
from bot.dialogue.admission import Admission
from bot.dialogue.callbacks import parse_command
from bot.dialogue.language import spoken
from bot.dialogue.phrases import phrase
from bot.dialogue.settling import FORGET, LANG
from bot.errors import SessionLogError
from bot.journey import Journey
from bot.records import ChatKind, Target

logger = logging.getLogger(__name__)

ORDER_SECONDS = 1.5
"""An order (/forget in a large log) that takes longer is answered without a word, lest its button looks
busy: the message itself tells in the end."""
NOTE_SECONDS = 8.0
"""Under an answer the note is all that comes of a tap (its source, our thanks); Telegram takes it for some
fifteen seconds."""


class TapHandler:
    """What the bot does when a button under a message of its own is tapped."""

    def __init__(
        self, *, bot: telegram.Bot, sender: TelegramSender, journey: Journey, desk: Desk, menus: Menus
    ) -> None:
        self._bot = bot
        self._sender = sender
        self._journey = journey
        self._desk = desk
        self._menus = menus

    async def on_tap(self, update: telegram.Update, _: object = None) -> None:
        """Handle an update that brings a tap."""
        query = update.callback_query
        if query is None:
            return
        tap = tap_of(update)
        if tap is None:  # under a message that went out by inline mode, which has no buttons of ours
            await self._answer(query, Outcome(phrase("note_stale", spoken(query.from_user.language_code))))
            return
        press = parse_command(tap.data)
        patience = NOTE_SECONDS if press is None else ORDER_SECONDS
        working = asyncio.create_task(self._outcome(tap))
        try:
            done, _ = await asyncio.wait({working}, timeout=patience)
            if not done:
                await self._answer(query, Outcome())
            outcome = await working
        finally:
            working.cancel()
        if done:
            await self._answer(query, outcome)
        await self._show(tap, outcome)
        if press is not None and press.command in {LANG, FORGET}:
            await self._menus.follow(tap.person_id)

    def _may_change(self, tap: Tap) -> bool:
        """Count another look of a message in a group; a note costs the group nothing."""
        if tap.chat_kind is not ChatKind.GROUP:
            return True
        door, now = self._journey.door, self._journey.now()
        return door.spend(tap.chat_id, tap.person_id, now) is Admission.GRANTED

    async def on_error(self, update: telegram.Update) -> None:
        """Apologise for a tap that went wrong through a fault of ours, lest the button looks busy."""
        query = update.callback_query
        if query is not None:
            await self._answer(query, Outcome(phrase("failed", spoken(query.from_user.language_code))))

    async def _outcome(self, tap: Tap) -> Outcome:
        try:
            outcome = await self._desk.take(tap, self._sender)
        except SessionLogError as error:
            logger.error("tap of update %s: %s", tap.update_id, error)
            return Outcome(phrase("failed", spoken(tap.person_language)))
        if outcome.look is not None and not self._may_change(tap):
            too_many = phrase("not_answered_too_many", spoken(tap.person_language))
            return Outcome(outcome.note or too_many)  # what was noted, was
        return outcome

    async def _answer(self, query: telegram.CallbackQuery, outcome: Outcome) -> None:
        """Answer the tap, lest the button looks busy; one that waited too long needs no answer any more."""
        try:
            await self._bot.answer_callback_query(query.id, outcome.note or None, show_alert=outcome.window)
        except TelegramError as error:
            logger.info("a tap is not answered: %s", named(error, self._bot.token))

    async def _show(self, tap: Tap, outcome: Outcome) -> None:
        look = outcome.look
        if look is None:
            return
        if len(look.parts) == 1:
            await self._sender.edit(tap.chat_id, tap.message_id, look)
        else:  # a sentence longer than a message
            await self._sender.send(
                Target(tap.chat_id, tap.thread_id, tap.message_id), look.parts, look.keyboard
            )
