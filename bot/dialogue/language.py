"""Choose the language of the surface for one reader."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.records import Message

_ARABIC_LETTER = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]"
)


class Language(StrEnum):
    """A language that the surface speaks."""

    ARABIC = "ar"
    ENGLISH = "en"


def holds_arabic(text: str) -> bool:
    """Say whether a text has at least one Arabic letter."""
    return _ARABIC_LETTER.search(text) is not None


def language_of(message: Message) -> Language:
    """Return the language to reply in: the sender's choice, else the one written, else their Telegram's."""
    if message.chosen_language is not None:
        return Language(message.chosen_language)
    return Language.ARABIC if holds_arabic(message.text) else spoken(message.sender_language)


def spoken(code: str | None) -> Language:
    """Return the language for a person whose Telegram speaks a language, such as `ar` or `pt-br`."""
    return Language.ARABIC if code is None or code.lower().startswith("ar") else Language.ENGLISH
