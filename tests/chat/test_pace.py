"""The pace of sending: a flood in one chat holds up that chat alone."""

import asyncio
import itertools
import time

import pytest

from bot.chat.pace import ChatPace, is_group, is_message
from bot.loopback.client import PATIENCE, Client, Person

from .conftest import Run, of_the_bot, until
from .corpus import CAPITAL, NILE

LONG = 3600  # seconds, which no test waits out


async def test_while_one_chat_waits_out_a_flood_others_are_answered(
    run: Run, client: Client, suad: Person, karim: Person
) -> None:
    await client.weather(429, method="sendMessage", chat_id=suad.id, retry_after=LONG)
    async with run(stop_seconds=1):
        await suad.send(text=CAPITAL)
        for _ in range(3):
            other = await karim.send(text=CAPITAL)
            await karim.wait_for(reply_to=other["message_id"])
        assert await of_the_bot(suad) == []


async def test_after_a_flood_the_answers_of_a_chat_keep_their_order(
    run: Run, client: Client, suad: Person
) -> None:
    await client.weather(429, method="sendMessage", chat_id=suad.id, retry_after=1)
    async with run():
        first = await suad.send(text=CAPITAL)
        second = await suad.send(text=NILE)
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
        await suad.wait_for(reply_to=asked["message_id"])
        calls = dict(bot.pace.calls)
    times = [call["time"] for call in await client.calls("sendMessage")]
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(times))
    assert len(await of_the_bot(suad)) == 1
    assert (calls["sendMessage", "RetryAfter"], calls["sendMessage", "ok"]) == (3, 1)


async def test_stopping_does_not_wait_for_the_end_of_a_flood(run: Run, client: Client, suad: Person) -> None:
    await client.weather(429, method="sendMessage", retry_after=LONG)
    async with run(stop_seconds=2):
        await suad.send(text=CAPITAL)

        async def refused() -> bool:
            return await client.calls("sendMessage") != []

        await until(refused)
        stopping = time.monotonic()
    assert time.monotonic() - stopping < PATIENCE


async def calls_made(
    pace: ChatPace, endpoint: str, chat_id: int, times: int, seconds: float
) -> tuple[int, float]:
    """Return how many calls got through within a time, and that time: a busy machine makes it longer."""
    made, started = 0, time.monotonic()

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
    return made, time.monotonic() - started


async def test_a_group_gets_twenty_messages_at_once_and_then_one_every_three_seconds() -> None:
    made, seconds = await calls_made(ChatPace(), "sendMessage", -100, 40, 0.5)
    assert 20 <= made <= 20 + seconds / 3
    made, _ = await calls_made(ChatPace(), "sendMessage", 100, 25, 0.5)
    assert made == 25


async def test_typing_spends_nothing_of_a_groups_twenty_messages() -> None:
    pace = ChatPace()
    made, _ = await calls_made(pace, "sendChatAction", -100, 40, 0.1)
    assert made == 40
    made, seconds = await calls_made(pace, "sendMessage", -100, 40, 0.5)
    assert 20 <= made <= 20 + seconds / 3


async def test_thirty_messages_a_second_go_out_in_all() -> None:
    pace = ChatPace()
    calls = await asyncio.gather(*(calls_made(pace, "sendMessage", chat, 1, 0.5) for chat in range(1, 101)))
    assert 30 <= sum(made for made, _ in calls) <= 30 + 30 * max(seconds for _, seconds in calls)


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
