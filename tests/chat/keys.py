"""Buttons under a message, as a person finds them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.loopback.client import PATIENCE, Person
from bot.loopback.wire import Json


def rows(message: Json) -> list[list[str]]:
    """Return the labels of a message's buttons, row by row, from left to right."""
    return [[button["text"] for button in row] for row in _keyboard(message)]


def data(message: Json, label: str) -> str:
    """Return what the button whose label begins so tells the bot."""
    for row in _keyboard(message):
        for button in row:
            if button["text"].strip("\u2068\u2069").startswith(label):
                return str(button["callback_data"])
    raise AssertionError(f"no button {label!r} among {rows(message)}")


async def ask(person: Person, text: str, chat_id: int | None = None) -> Json:
    """Ask and return the bot's reply."""
    asked = await person.send(chat_id, text)
    return await person.wait_for(reply_to=asked["message_id"], chat_id=chat_id)


async def press(person: Person, message: Json, label: str) -> Json:
    """Tap the button whose label begins so and return the bot's note."""
    return await person.tap(message, data(message, label))


async def seen(person: Person, message: Json) -> Json:
    """Return a message as it stands now."""
    of_its_id = (
        each
        for each in await person.messages(message["chat"]["id"])
        if each["message_id"] == message["message_id"]
    )
    return next(of_its_id)


async def changed(person: Person, message: Json, until: Callable[[Json], bool] | None = None) -> Json:
    """Wait until a message is another than it was, or fits, and return it."""
    async with asyncio.timeout(PATIENCE):
        while True:
            now = await seen(person, message)
            if until(now) if until is not None else _look(now) != _look(message):
                return now
            await asyncio.sleep(0.02)  # an edit without a change rings no bell


async def turned(person: Person, message: Json, label: str) -> Json:
    """Tap a button and return what the message then shows."""
    await press(person, message, label)
    return await changed(person, message)


def _keyboard(message: Json) -> list[list[Json]]:
    keyboard: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return keyboard


def _look(message: Json) -> tuple[object, ...]:
    return message["text"], message.get("entities"), message.get("reply_markup")
