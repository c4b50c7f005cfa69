"""Who is answered, how often and until when, as people in the chats see it."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.dialogue.admission import Door
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer
from bot.session_log.store import SessionLog

from .conftest import Run, of_the_bot, rows, waits
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE

LATE, TOO_MANY, NOT_OPEN = "متأخر", "أسئلة كثيرة", "ليس متاحًا للجميع"
TURNS = "SELECT count(*) FROM turns"


async def test_a_question_that_waited_too_long_gets_a_short_line_and_a_younger_one_its_answer(
    run: Run, suad: Person, database: Path, log: SessionLog
) -> None:
    now = int(time.time())
    await suad.send(text=CAPITAL, raw={"date": now - 7300})
    young = await suad.send(text=NILE, raw={"date": now - 7000})
    async with run(door=Door(stale_after=timedelta(hours=2))):
        await suad.wait_for(reply_to=young["message_id"])
        await waits(log, 0)
    line, answer = await of_the_bot(suad)
    assert LATE in line
    assert NILE_SENTENCE in answer
    assert rows(database, TURNS) == [(1,)]


async def test_a_clock_of_ours_that_is_wrong_makes_no_question_stale(
    run: Run, server: LoopbackServer, suad: Person
) -> None:
    """Telegram's clock, which dates its answers and its messages alike, is two days behind ours."""
    server.world.clock = lambda: time.time() - 2 * 86_400
    async with run():
        asked = await suad.send(text=CAPITAL)
        answer = await suad.wait_for(reply_to=asked["message_id"])
    assert CAPITAL_SENTENCE in answer["text"]


async def test_old_chatter_in_a_group_is_not_called_late(run: Run, client: Client, suad: Person) -> None:
    await client.post("privacy", enabled=False)
    club = await client.group("نادي", suad)
    await suad.send(club, "صباح الخير", raw={"date": 1})
    async with run():
        asked = await suad.send(club, f"/ask {CAPITAL}")
        await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
    assert not [text for text in await of_the_bot(suad, club) if LATE in text]


async def test_who_asks_too_much_in_a_group_is_told_so_once_and_others_are_answered(
    run: Run, client: Client, suad: Person, karim: Person, log: SessionLog
) -> None:
    club = await client.group("نادي", suad, karim)
    async with run(door=Door(group_limit=2)):
        for _ in range(5):
            await suad.send(club, f"/ask {CAPITAL}")
        other = await karim.send(club, f"/ask {NILE}")
        private = await suad.send(text=CAPITAL)
        await karim.wait_for(reply_to=other["message_id"], chat_id=club)
        await suad.wait_for(reply_to=private["message_id"])
        await waits(log, 0)
    said = await of_the_bot(suad, club)
    assert [sum(words in text for text in said) for words in (CAPITAL_SENTENCE, TOO_MANY, NILE_SENTENCE)] == [
        2,
        1,
        1,
    ]


def first_key(message: Any) -> str:
    keys = [key for row in message["reply_markup"]["inline_keyboard"] for key in row]
    return str(next(key["callback_data"] for key in keys if "callback_data" in key))


async def test_commands_and_buttons_spend_the_groups_messages_too(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    club = await client.group("نادي", suad)
    async with run(door=Door(group_limit=2)):
        asked = await suad.send(club, f"/ask {CAPITAL}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        await suad.tap(answer, first_key(answer))
        opened = await suad.wait_for(lambda message: "edit_date" in message, chat_id=club)
        note = await suad.tap(opened, first_key(opened))
        for _ in range(3):
            await suad.send(club, "/help@loopback_bot")
        await waits(log, 0)
    assert TOO_MANY in note["text"]
    assert len(await client.calls("editMessageText")) == 1
    assert [TOO_MANY in text for text in await of_the_bot(suad, club)] == [False]


async def test_commands_that_come_in_rows_get_one_line_and_then_silence(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    club = await client.group("نادي", suad)
    async with run(door=Door(group_limit=2)):
        for _ in range(5):
            await suad.send(club, "/help@loopback_bot")
        await suad.wait_for(lambda message: TOO_MANY in message.get("text", ""), chat_id=club)
        await waits(log, 0)
    assert [TOO_MANY in text for text in await of_the_bot(suad, club)] == [False, False, True]


async def test_who_is_not_on_the_list_is_told_his_number_once_and_gets_no_command_either(
    run: Run, suad: Person, karim: Person, log: SessionLog, database: Path
) -> None:
    async with run(door=Door(users=[suad.id])):
        for text in (CAPITAL, "/sources", "/start"):
            await karim.send(text=text)
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])
        await waits(log, 0)
    [line] = await of_the_bot(karim)
    assert NOT_OPEN in line
    assert str(karim.id) in line
    assert rows(database, TURNS) == [(1,)]


async def test_in_a_group_that_is_not_on_the_list_the_bot_is_silent_but_for_admins(
    run: Run, client: Client, suad: Person, karim: Person, log: SessionLog
) -> None:
    club, other_club = await client.group("نادي", suad, karim), await client.group("آخر", suad, karim)
    async with run(door=Door(chats=[club], admins=[karim.id])):
        await suad.send(other_club, f"/ask {CAPITAL}")
        asked = await suad.send(club, f"/ask {CAPITAL}")
        by_admin = await karim.send(other_club, f"/ask {NILE}")
        await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        await suad.wait_for(reply_to=by_admin["message_id"], chat_id=other_club)
        await waits(log, 0)
    [only] = await of_the_bot(suad, other_club)
    assert NILE_SENTENCE in only
