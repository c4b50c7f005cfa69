"""Turn rows of buttons into those of Telegram."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.buttons import Keyboard


def inline_keyboard(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Return the rows as Telegram takes them, None for none."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(each.label, url=each.url, callback_data=each.data or None) for each in row]
            for row in keyboard
        ]
    )


def without_links(keyboard: Keyboard) -> Keyboard:
    """Return the rows without the buttons that open an address, at which Telegram may take offence."""
    rows = (tuple(each for each in row if each.url is None) for row in keyboard)
    return tuple(row for row in rows if row)
