"""Hand replies over to Telegram, whatever it says, and report what became of them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import telegram
from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.buttons import Keyboard, Reply
from bot.chat.endurance import Endurance
from bot.chat.keyboard import inline_keyboard, without_links
from bot.chat.redaction import named
from bot.chat.requests import BrokenOffError
from bot.records import Delivery, DeliveryStatus, Markup, Target

logger = logging.getLogger(__name__)

# Parts of the refusals that Telegram words as bad requests: it will not take a message of ours there.
_REFUSALS = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_plain_forbidden",
    "chat not found",
    "user is deactivated",
    "user not found",
    "peer_id_invalid",
    "topic_closed",
    "group chat was deactivated",
)
_TOPIC_IS_GONE = ("thread not found", "topic_deleted", "topic_id_invalid")
_NOTHING_NEW = ("message is not modified",)
_NOT_TO_BE_EDITED = (
    *_NOTHING_NEW,
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)
_A_BUTTON = ("button",)
_NO_MESSAGE_TO_REPLY_TO = ("replied not found", "reply message not found")


@dataclass(frozen=True, slots=True)
class _Envelope:
    """Where and how a part is sent; Telegram's answers may change it."""

    target: Target
    marked_up: bool = True
    links: bool = True
    migrated: bool = False


class TelegramSender:
    """Send replies through one bot; satisfies the journey's Sender."""

    def __init__(
        self, bot: telegram.Bot, endurance: Endurance, *, silent: Callable[[int], bool] = lambda _: False
    ) -> None:
        """`silent` says whether what goes to a chat arrives there without a sound."""
        self._bot = bot
        self._endurance = endurance
        self._silent = silent

    async def send(self, target: Target, parts: Sequence[Markup], keyboard: Keyboard = ()) -> Delivery:
        """Send the parts in order, the first as a reply, the buttons under the last.

        Report what became of them and never raise.
        """
        envelope = _Envelope(target)
        arrived: list[int] = []
        try:
            for place, part in enumerate(parts, 1):
                buttons = keyboard if place == len(parts) else ()
                envelope, message_id = await self._adapting(envelope, partial(self._once, part, buttons))
                arrived.append(message_id)
                envelope = replace(envelope, marked_up=True, target=replace(envelope.target, reply_to=None))
        except telegram.error.TelegramError as error:
            return self._undelivered(target.chat_id, tuple(arrived), error)
        moved_to = envelope.target.chat_id if envelope.migrated else None
        return Delivery(DeliveryStatus.DELIVERED, tuple(arrived), moved_to=moved_to)

    async def edit(self, chat_id: int, message_id: int, look: Reply) -> Delivery:
        """Give a message of ours another look, of one part; report what became of it and never raise."""
        # In a supergroup that the group became, the id would be another message's.
        envelope = _Envelope(Target(chat_id, None, None), migrated=True)
        try:
            await self._adapting(envelope, partial(self._edit_once, look, message_id))
        except telegram.error.TelegramError as error:
            if not _says(error, _NOTHING_NEW):
                return self._undelivered(chat_id, (), error)
        return Delivery(DeliveryStatus.DELIVERED, (message_id,))

    async def revise(
        self, target: Target, earlier: Sequence[int], parts: Sequence[Markup], keyboard: Keyboard = ()
    ) -> Delivery:
        """Put the parts in the place of the messages of an earlier reply, or send them should those be gone.

        Report what became of them and never raise.
        """
        revised: list[int] = []
        for message_id, part in zip(earlier, parts, strict=False):
            look = Reply((part,), keyboard if len(revised) + 1 == len(parts) else ())
            edited = await self.edit(target.chat_id, message_id, look)
            if edited.status is DeliveryStatus.REFUSED:
                return replace(edited, message_ids=tuple(revised))
            if edited.status is DeliveryStatus.FAILED:  # somebody deleted it
                break
            revised.append(message_id)
        for message_id in earlier[len(revised) :]:
            await self.remove(target.chat_id, message_id)
        if len(revised) == len(parts):
            return Delivery(DeliveryStatus.DELIVERED, tuple(revised))
        rest_target = replace(target, reply_to=None) if revised else target
        rest = await self.send(rest_target, parts[len(revised) :], keyboard)
        return replace(rest, message_ids=(*revised, *rest.message_ids))

    async def remove(self, chat_id: int, message_id: int) -> None:
        """Delete a message of ours; never raise."""
        try:
            await self._bot.delete_message(chat_id, message_id)
        except telegram.error.TelegramError as error:  # gone already, or too old to be deleted
            logger.info("message in chat %s is not deleted: %s", chat_id, self._in_a_line(error))

    def _undelivered(
        self, chat_id: int, arrived: tuple[int, ...], error: telegram.error.TelegramError
    ) -> Delivery:
        refused, reason = _refused(error), self._in_a_line(error)
        status = DeliveryStatus.REFUSED if refused else DeliveryStatus.FAILED
        level = logging.INFO if refused else logging.WARNING  # a reader's choice is no fault
        logger.log(level, "reply in chat %s %s: %s", chat_id, status.value, reason)
        return Delivery(status, arrived, reason)

    async def _adapting(
        self, envelope: _Envelope, call: Callable[[_Envelope], Awaitable[int]]
    ) -> tuple[_Envelope, int]:
        """Make a call in the way that Telegram takes it; return that way and the message's id."""
        while True:
            try:
                what = f"reply in chat {envelope.target.chat_id}"
                return envelope, await self._endurance.outlast(partial(call, envelope), what)
            except (BadRequest, ChatMigrated) as error:
                adapted = _adapted(envelope, error)
                if adapted is None:
                    raise
                logger.info(
                    "reply in chat %s is sent anew: %s", envelope.target.chat_id, self._in_a_line(error)
                )
                envelope = adapted

    def _in_a_line(self, error: telegram.error.TelegramError) -> str:
        return named(error, self._bot.token)

    async def _once(self, part: Markup, keyboard: Keyboard, envelope: _Envelope) -> int:
        target = envelope.target
        reply = None
        if target.reply_to is not None:
            reply = ReplyParameters(target.reply_to, allow_sending_without_reply=True)
        try:
            message = await self._bot.send_message(
                target.chat_id,
                part.html if envelope.marked_up else part.plain,
                parse_mode=ParseMode.HTML if envelope.marked_up else None,
                message_thread_id=target.thread_id,
                reply_parameters=reply,
                disable_notification=True if self._silent(target.chat_id) else None,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_markup=_buttons(keyboard, envelope),
            )
        except BrokenOffError as sent:
            return sent.message_id
        return message.message_id

    async def _edit_once(self, look: Reply, message_id: int, envelope: _Envelope) -> int:
        part = look.parts[0]
        await self._bot.edit_message_text(
            part.html if envelope.marked_up else part.plain,
            envelope.target.chat_id,
            message_id,
            parse_mode=ParseMode.HTML if envelope.marked_up else None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=_buttons(look.keyboard, envelope),
        )
        return message_id


def _buttons(keyboard: Keyboard, envelope: _Envelope) -> InlineKeyboardMarkup | None:
    return inline_keyboard(keyboard if envelope.links else without_links(keyboard))


def _refused(error: telegram.error.TelegramError) -> bool:
    return isinstance(error, Forbidden) or (isinstance(error, BadRequest) and _says(error, _REFUSALS))


def _says(error: telegram.error.TelegramError, wordings: Sequence[str]) -> bool:
    said = error.message.lower()
    return any(wording in said for wording in wordings)


def _adapted(envelope: _Envelope, error: telegram.error.TelegramError) -> _Envelope | None:
    """Return the envelope to try after an answer of Telegram's, or None when there is no other way."""
    target = envelope.target
    if isinstance(error, ChatMigrated):
        # The supergroup numbers its messages anew, so there the message to reply to has another id.
        moved = Target(error.new_chat_id, None, None)
        return None if envelope.migrated else replace(envelope, target=moved, migrated=True)
    if _refused(error) or _says(error, _NOT_TO_BE_EDITED):
        return None
    if target.thread_id is not None and _says(error, _TOPIC_IS_GONE):
        return replace(envelope, target=replace(target, thread_id=None))
    if target.reply_to is not None and _says(error, _NO_MESSAGE_TO_REPLY_TO):
        return replace(envelope, target=replace(target, reply_to=None))
    if envelope.links and _says(error, _A_BUTTON):
        return replace(envelope, links=False)
    # What is left is about the text: without markup it is taken.
    return replace(envelope, marked_up=False) if envelope.marked_up else None
