"""Typing is shown while it takes long, in private chats only."""

import asyncio

import telegram

from bot.chat.activity import typing_shown
from bot.chat.updates import message_of
from bot.loopback.client import Client, Person
from bot.records import Message

from .conftest import until


def from_(person: Person, kind: str = "private") -> Message:
    chat = {"id": person.id, "type": kind}
    raw = {"message_id": 1, "date": 1767225600, "chat": chat, "from": person.user, "text": "x"}
    message = message_of(telegram.Update.de_json({"update_id": 1, "message": raw}, None))
    assert message is not None
    return message


async def shown(client: Client) -> int:
    return len(await client.calls("sendChatAction"))


async def has_shown(client: Client) -> bool:
    return await shown(client) > 0


async def test_a_long_wait_shows_typing(api: telegram.Bot, client: Client, suad: Person) -> None:
    async with typing_shown(api, from_(suad), after=0.01):
        await until(lambda: has_shown(client))
    assert await shown(client) == 1


async def test_a_short_wait_shows_nothing(api: telegram.Bot, client: Client, suad: Person) -> None:
    async with typing_shown(api, from_(suad), after=60):
        pass
    assert await shown(client) == 0


async def test_a_group_is_never_shown_typing(api: telegram.Bot, client: Client, suad: Person) -> None:
    async with typing_shown(api, from_(suad, "group"), after=0):
        await asyncio.sleep(0.05)
    assert await shown(client) == 0


async def test_typing_that_fails_costs_nothing(api: telegram.Bot, client: Client, suad: Person) -> None:
    await client.weather(500, method="sendChatAction", times=9)
    async with typing_shown(api, from_(suad), after=0):
        await until(lambda: has_shown(client))
    assert await shown(client) == 1
