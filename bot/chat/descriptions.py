"""Tell Telegram what an empty chat and the bot's profile say of it, where the operator has not."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import telegram

from bot.chat.redaction import named
from bot.dialogue.language import Language
from bot.dialogue.phrases import is_reworded
from bot.dialogue.replies import description, short_description

logger = logging.getLogger(__name__)

# Readers of other languages are answered in English.
_LANGUAGES = ((None, Language.ENGLISH), ("en", Language.ENGLISH), ("ar", Language.ARABIC))


async def set_descriptions(bot: telegram.Bot) -> None:
    """Set the description and the short one where the operator set none; a failure is only logged."""

    async def long_one(code: str | None) -> str:
        return (await bot.get_my_description(code)).description

    async def short_one(code: str | None) -> str:
        return (await bot.get_my_short_description(code)).short_description

    async def set_long(text: str, code: str | None) -> object:
        return await bot.set_my_description(text, code)

    async def set_short(text: str, code: str | None) -> object:
        return await bot.set_my_short_description(text, code)

    try:
        await _set("description", description, long_one, set_long)
        await _set("short_description", short_description, short_one, set_short)
    except (telegram.error.TelegramError, TypeError, AttributeError) as error:  # or an answer of no sense
        logger.info("the bot's description is not set: %s", named(error, bot.token))


async def _set(
    key: str,
    wording: Callable[[Language], str],
    read: Callable[[str | None], Awaitable[str]],
    write: Callable[[str, str | None], Awaitable[object]],
) -> None:
    """Write a text in each language, unless BotFather was given one and the operator's file has none."""
    if not is_reworded(key) and await read(None) not in {"", wording(Language.ENGLISH)}:
        return
    for code, language in _LANGUAGES:
        if await read(code) != wording(language):
            await write(wording(language), code)
