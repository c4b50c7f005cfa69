"""Show that the bot is typing while an answer takes long."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import telegram
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.records import ChatKind, Message

SHOWN_AFTER = 1.0
"""Seconds of waiting that need no sign."""
_LASTS = 4.5  # seconds; Telegram shows an action for five


@asynccontextmanager
async def typing_shown(
    bot: telegram.Bot, message: Message, after: float = SHOWN_AFTER
) -> AsyncIterator[None]:
    """Show typing from `after` seconds on, until the block ends; in private chats only.

    In a group every call counts against its twenty messages a minute, which are for answers.
    """
    if message.chat_kind is not ChatKind.PRIVATE:
        yield
        return
    async with typing_in(bot, message.chat_id, message.thread_id, after):
        yield


@asynccontextmanager
async def typing_in(
    bot: telegram.Bot, chat_id: int, thread_id: int | None = None, after: float = SHOWN_AFTER
) -> AsyncIterator[None]:
    """Show typing in a private chat from `after` seconds on, until the block ends."""
    typing = asyncio.create_task(_type(bot, chat_id, thread_id, after))
    try:
        yield
    finally:
        typing.cancel()
        await asyncio.gather(typing, return_exceptions=True)


async def _type(bot: telegram.Bot, chat_id: int, thread_id: int | None, after: float) -> None:
    await asyncio.sleep(after)
    while True:
        with contextlib.suppress(TelegramError):  # a sign that is missing costs nothing
            await bot.send_chat_action(chat_id, ChatAction.TYPING, message_thread_id=thread_id)
        await asyncio.sleep(_LASTS)
