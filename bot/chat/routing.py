"""Which update goes to whom."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import telegram
from telegram.ext import (
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    ChosenInlineResultHandler,
    InlineQueryHandler,
    MessageHandler,
    MessageReactionHandler,
    TypeHandler,
    filters,
)

from bot.chat.application import PtbApplication
from bot.chat.doorkeeper import Doorkeeper
from bot.chat.edits import Edits
from bot.chat.guests import Guests
from bot.chat.handlers import Handlers
from bot.chat.inline_mode import InlineMode
from bot.chat.memberships import Memberships
from bot.chat.operators_chat import OperatorsChat
from bot.chat.reactions import Reactions
from bot.chat.tap_handler import TapHandler
from bot.chat.uploads import Uploads, from_admins
from bot.chat.wordless import WORDLESS, Wordless

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "message_reaction",
    "guest_message",
    "my_chat_member",
    "inline_query",
    "chosen_inline_result",
)
"""The sorts of updates that are handled; Telegram sends no others."""
# `UpdateType.MESSAGE` keeps out edited messages, channel posts and business messages.
_MESSAGES = filters.UpdateType.MESSAGE
_BEFORE_THE_DOOR, _AT_THE_DOOR, _TO_PEOPLE = -3, -2, -1


def route(
    application: PtbApplication,
    *,
    doorkeeper: Doorkeeper,
    edits: Edits,
    guests: Guests,
    handlers: Handlers,
    reactions: Reactions,
    taps: TapHandler,
    inline: InlineMode,
    memberships: Memberships,
    operators: OperatorsChat | None,
    uploads: Uploads,
    admins: Collection[int],
    wordless: Wordless,
) -> None:
    """Give the application its handlers; within one group the first that fits takes an update."""
    # A group grows whoever sees to it, also somebody who may not ask.
    application.add_handler(
        MessageHandler(_MESSAGES & filters.StatusUpdate.MIGRATE, memberships.on_migration),
        group=_BEFORE_THE_DOOR,
    )
    application.add_handler(TypeHandler(telegram.Update, doorkeeper.on_update), group=_AT_THE_DOOR)
    if operators is not None:
        edited = filters.UpdateType.EDITED_MESSAGE & filters.REPLY
        application.add_handler(
            MessageHandler(_MESSAGES & filters.REPLY, operators.on_message), group=_TO_PEOPLE
        )
        application.add_handler(MessageHandler(edited, operators.on_edit), group=_TO_PEOPLE)
    application.add_handlers(
        [
            MessageHandler(_MESSAGES & from_admins(admins), uploads.on_message),
            MessageHandler(_MESSAGES & (filters.TEXT | filters.CAPTION), handlers.on_message),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE & from_admins(admins), uploads.on_edit),
            MessageHandler(filters.UpdateType.EDITED_MESSAGE, edits.on_edit),
            MessageHandler(_MESSAGES & WORDLESS, wordless.on_message),
            MessageHandler(filters.UpdateType.GUEST_MESSAGE, guests.on_message),
            CallbackQueryHandler(taps.on_tap),
            MessageReactionHandler(
                reactions.on_reaction,
                message_reaction_types=MessageReactionHandler.MESSAGE_REACTION_UPDATED,
            ),
            ChatMemberHandler(memberships.on_change, ChatMemberHandler.MY_CHAT_MEMBER),
            InlineQueryHandler(inline.on_query),
            ChosenInlineResultHandler(inline.on_choice),
        ]
    )

    async def on_error(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        await handlers.on_error(update, context.error)
        if isinstance(update, telegram.Update):
            await taps.on_error(update)

    application.add_error_handler(on_error)
