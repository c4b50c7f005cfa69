"""Articles: what is sent for a person rather than by us."""

from __future__ import annotations

from typing import Protocol

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.records import Markup


def article(
    key: str, title: str, markup: Markup, *, description: str = "", marked_up: bool
) -> InlineQueryResultArticle:
    """Return a text as an inline result."""
    content = InputTextMessageContent(
        markup.html if marked_up else markup.plain,
        parse_mode=ParseMode.HTML if marked_up else None,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(key, title, content, description=description or None)


class Call(Protocol):
    """A call that sends texts with their markup, or plain."""

    async def __call__(self, *, marked_up: bool) -> None:
        """Make it.  Raises TelegramError."""


async def with_markup_or_without(call: Call) -> None:
    """Make a call with markup, and without it should Telegram refuse that.  Raises TelegramError."""
    try:
        await call(marked_up=True)
    except BadRequest as error:
        if "entit" not in error.message.lower():
            raise
        await call(marked_up=False)
