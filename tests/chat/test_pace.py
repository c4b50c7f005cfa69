"""The pace of sending: a flood in one chat holds up that chat alone."""

import asyncio
import itertools
import time

import pytest

from bot.chat.pace import ChatPace, is_group, is_message
from bot.loopback.client import Client, Person

from .conftest import Run, of_the_bot
from .corpus import CAPITAL, NILE

WAIT = 2


async def test_while_one_chat_waits_out_a_flood_others_are_answered_and_its_own_order_stays(
    run: Run, client: Client, suad: Person, karim: Person
) -> None:
    await client.weather(429, method="sendMessage", chat_id=suad.id, retry_after=WAIT)
    async with run():
        first = await suad.send(text=CAPITAL)
        second = await suad.send(text=NILE)
        for _ in range(3):
            other = await karim.send(text=CAPITAL)
            await karim.wait_for(reply_to=other["message_id"], timeout=WAIT / 2)
        assert await of_the_bot(suad) == []
        await suad.wait_for(reply_to=second["message_id"])
    replied = [
        each["reply_to_message"]["message_id"] for each in await suad.messages() if each["from"]["is_bot"]
    ]
    assert replied == [first["message_id"], second["message_id"]]


async def test_a_flood_is_waited_out_again_and_again_as_often_as_telegram_says(
    run: Run, client: Client, suad: Person
) -> None:
    await client.weather(429, method="sendMessage", retry_after=1, times=3)
    async with run() as bot:
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"], timeout=6)
        calls = dict(bot.pace.calls)
    times = [call["time"] for call in await client.calls("sendMessage")]
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(times))
    assert len(await of_the_bot(suad)) == 1
    assert (calls["sendMessage", "RetryAfter"], calls["sendMessage", "ok"]) == (3, 1)


async def test_stopping_does_not_wait_for_the_end_of_a_flood(run: Run, client: Client, suad: Person) -> None:
    await client.weather(429, method="sendMessage", retry_after=60)
    async with run(stop_seconds=2):
        await suad.send(text=CAPITAL)
        await asyncio.sleep(0.3)
        stopping = time.monotonic()
    assert time.monotonic() - stopping < 2.5


async def calls_made(pace: ChatPace, endpoint: str, chat_id: int, times: int, seconds: float) -> int:
    """Return how many calls got through within a time."""
    made = 0

    async def call() -> bool:
        nonlocal made
        made += 1
        return True

    waiting = [
        asyncio.create_task(pace.process_request(call, (), {}, endpoint, {"chat_id": chat_id}, None))
        for _ in range(times)
    ]
    await asyncio.sleep(seconds)
    for task in waiting:
        task.cancel()
    return made


async def test_a_group_gets_twenty_messages_at_once_and_then_one_every_three_seconds() -> None:
    assert await calls_made(ChatPace(), "sendMessage", -100, 40, 0.5) == 20
    assert await calls_made(ChatPace(), "sendMessage", 100, 25, 0.5) == 25


async def test_typing_spends_nothing_of_a_groups_twenty_messages() -> None:
    pace = ChatPace()
    assert await calls_made(pace, "sendChatAction", -100, 40, 0.1) == 40
    assert await calls_made(pace, "sendMessage", -100, 40, 0.5) == 20


async def test_thirty_messages_a_second_go_out_in_all() -> None:
    pace = ChatPace()
    made = await asyncio.gather(*(calls_made(pace, "sendMessage", chat, 1, 0.5) for chat in range(1, 101)))
    assert 30 <= sum(made) <= 50


async def test_many_groups_are_forgotten_once_they_are_quiet() -> None:
    pace = ChatPace()
    for group in range(2000):
        pace._bucket(-group)
    assert len(pace._groups) < 600


@pytest.mark.parametrize(
    ("endpoint", "counts"),
    [("sendMessage", True), ("editMessageText", True), ("sendChatAction", False), ("getChat", False)],
)
def test_what_counts_as_a_message(endpoint: str, counts: bool) -> None:  # noqa: FBT001 - a parameter of a test
    assert is_message(endpoint) is counts


def test_groups_and_channels_are_told_from_people() -> None:
    assert [is_group(chat) for chat in (-5, "-5", "@club", 5, "5")] == [True, True, True, False, False]
