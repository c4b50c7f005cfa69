"""A reaction to an answer is an opinion, where it says one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.loopback.client import Client, Person
from bot.loopback.wire import Json

from .conftest import Run, alter, kept, rows, until
from .corpus import CAPITAL
from .keys import ask

VOTES = "select person_id, vote from votes"


async def votes_are(database: Path, *expected: tuple[int, int]) -> None:
    async def so() -> bool:
        return sorted(rows(database, VOTES)) == sorted(expected)

    await until(so)


async def answered(person: Person, database: Path) -> Json:
    answer = await ask(person, CAPITAL)
    await kept(database, 1)
    return answer


@pytest.mark.parametrize(("emoji", "vote"), [("👍", 1), ("❤", 1), ("❤\ufe0f", 1), ("👎", -1), ("💩", -1)])
async def test_a_reaction_that_says_something_is_an_opinion(
    run: Run, suad: Person, database: Path, emoji: str, vote: int
) -> None:
    async with run():
        answer = await answered(suad, database)
        await suad.react(suad.id, answer["message_id"], emoji)
        await votes_are(database, (suad.id, vote))


async def test_it_may_change_and_be_taken_back(run: Run, suad: Person, database: Path) -> None:
    async with run():
        answer = await answered(suad, database)
        for emoji, expected in (("👍", [(suad.id, 1)]), ("👎", [(suad.id, -1)]), (None, [])):
            await suad.react(suad.id, answer["message_id"], emoji)
            await votes_are(database, *expected)


async def test_a_reaction_taken_back_does_not_take_a_later_tap_with_it(
    run: Run, suad: Person, database: Path
) -> None:
    async with run():
        answer = await answered(suad, database)
        await suad.react(suad.id, answer["message_id"], "👍")
        await votes_are(database, (suad.id, 1))
        bad = next(
            button["callback_data"]
            for row in answer["reply_markup"]["inline_keyboard"]
            for button in row
            if button["text"] == "👎"
        )
        await suad.tap(answer, bad)
        await suad.react(suad.id, answer["message_id"], None)
        await ask(suad, "/help")  # the reactions of a chat come in line with its messages
        assert rows(database, VOTES) == [(suad.id, -1)]


async def test_faces_that_may_mean_anything_and_other_messages_say_nothing(
    run: Run, suad: Person, database: Path
) -> None:
    async with run():
        question = await suad.send(text=CAPITAL)
        answer = await suad.wait_for(reply_to=question["message_id"])
        await suad.react(suad.id, answer["message_id"], "🤔")
        await suad.react(suad.id, question["message_id"], "👍")
        helped = await ask(suad, "/help")
        await suad.react(suad.id, helped["message_id"], "👎")
        await ask(suad, "/help")
        assert rows(database, VOTES) == []


async def test_in_a_group_where_the_bot_is_an_administrator_everybodys_reaction_counts(
    run: Run, client: Client, suad: Person, karim: Person, database: Path
) -> None:
    club = await client.group("نادي القرّاء", suad, karim)
    await client.post("members", chat_id=club, status="administrator", **{"as": suad.id})
    async with run():
        answer = await ask(suad, f"/ask {CAPITAL}", club)
        await kept(database, 1)
        await asyncio.gather(
            suad.react(club, answer["message_id"], "🔥"), karim.react(club, answer["message_id"], "👎")
        )
        await votes_are(database, (suad.id, 1), (karim.id, -1))


async def test_a_log_that_cannot_be_written_costs_one_line(
    run: Run, suad: Person, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with run():
        answer = await answered(suad, database)
        await alter(database, "drop table votes")
        await suad.react(suad.id, answer["message_id"], "👍")
        await ask(suad, "/help")
    (line,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "is not kept" in line.getMessage()
