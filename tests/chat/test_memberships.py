"""Coming into a group, growing with it, and leaving it."""

import logging
from pathlib import Path

import pytest

from bot.dialogue.admission import Door
from bot.loopback.client import Client, Person
from bot.session_log.store import SessionLog

from .conftest import GREETING, Run, of_the_bot, rows, waits
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE

SESSIONS = "SELECT s.chat_id, count(*) FROM turns JOIN sessions s ON s.id = session_id GROUP BY s.id"


async def greetings(person: Person, chat_id: int) -> list[str]:
    return [
        message["text"]
        for message in await person.messages(chat_id)
        if message.get("text", "").startswith((GREETING, "Hello!"))
    ]


async def after_all(person: Person, log: SessionLog) -> None:
    """Return when everything that came before is dealt with."""
    asked = await person.send(text=CAPITAL)
    await person.wait_for(reply_to=asked["message_id"])
    await waits(log, 0)


async def test_added_to_a_group_the_bot_says_once_how_to_ask(
    run: Run, client: Client, suad: Person, karim: Person, log: SessionLog
) -> None:
    async with run():
        club = await client.group("نادي", suad, karim)
        await suad.wait_for(lambda message: message.get("text", "").startswith(GREETING), chat_id=club)
        await client.post("members", chat_id=club, status="administrator")
        await after_all(suad, log)
    [greeting] = await greetings(suad, club)
    assert "/ask" in greeting
    assert "@loopback_bot" in greeting


async def test_who_reads_english_gets_the_greeting_in_english(run: Run, client: Client) -> None:
    emma = await client.person("Emma", language_code="en", started=True)
    async with run():
        club = await client.group("Club", emma)
        await emma.wait_for(lambda message: message.get("text", "").startswith("Hello!"), chat_id=club)


async def test_what_is_sent_to_a_group_makes_no_sound_where_the_operator_wants_that(
    run: Run, client: Client, suad: Person
) -> None:
    async with run(silent_groups=True):
        group = await client.group("مكتبة", suad)
        for chat_id in (group, suad.id):
            asked = await suad.send(chat_id, f"/ask {CAPITAL}")
            await suad.wait_for(reply_to=asked["message_id"], chat_id=chat_id)
    sent = [call["params"] for call in await client.calls("sendMessage")]
    sounds = [(int(each["chat_id"]), str(each.get("disable_notification")).lower()) for each in sent]
    assert sounds == [(group, "true"), (group, "true"), (suad.id, "none")]  # the greeting makes none either


async def test_a_channel_is_not_greeted(run: Run, client: Client, suad: Person, log: SessionLog) -> None:
    async with run():
        channel = await client.group("قناة", suad, kind="channel")
        await after_all(suad, log)
    assert await of_the_bot(suad, channel) == []
    assert {call["params"]["chat_id"] for call in await client.calls("sendMessage")} <= {
        suad.id,
        str(suad.id),
    }


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_removed_from_a_group_the_bot_says_nothing_there_or_in_its_log(
    run: Run, client: Client, suad: Person, log: SessionLog, caplog: pytest.LogCaptureFixture, status: str
) -> None:
    """Also when a question is still to be answered there."""
    club = await client.group("نادي", suad)
    async with run():
        await after_all(suad, log)
        asked = await suad.send(club, f"/ask {CAPITAL}")
        await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        await client.weather(403, method="sendMessage", chat_id=club)
        await suad.send(club, f"/ask {NILE}")
        await client.post("members", chat_id=club, status=status)
        await after_all(suad, log)
    assert len(await of_the_bot(suad, club)) == 1
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_where_writing_is_forbidden_there_is_no_greeting_and_no_noise(
    run: Run, client: Client, suad: Person, log: SessionLog, caplog: pytest.LogCaptureFixture
) -> None:
    async with run():
        club = await client.group("نادي", suad, bot_is_member=False)
        await client.post("members", chat_id=club, status="restricted")
        await after_all(suad, log)
    assert await of_the_bot(suad, club) == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_group_that_becomes_a_supergroup_keeps_its_sessions_and_is_not_greeted_again(
    run: Run, client: Client, suad: Person, karim: Person, log: SessionLog, database: Path
) -> None:
    club = await client.group("نادي", suad, karim)
    async with run():
        first = await suad.send(club, f"/ask {CAPITAL}")
        await suad.wait_for(reply_to=first["message_id"], chat_id=club)
        await waits(log, 0)
        grown = (await client.post("migrate", chat_id=club))["chat"]["id"]
        await after_all(karim, log)
        second = await suad.send(grown, f"/ask {NILE}")
        await suad.wait_for(reply_to=second["message_id"], chat_id=grown)
        await waits(log, 0)
    assert sorted(rows(database, SESSIONS)) == sorted([(grown, 2), (karim.id, 1)])
    assert await greetings(suad, grown) == []


async def test_a_group_on_the_list_is_still_let_in_as_a_supergroup_and_the_operator_is_told(
    run: Run, client: Client, suad: Person, log: SessionLog, caplog: pytest.LogCaptureFixture
) -> None:
    club = await client.group("نادي", suad)
    async with run(door=Door(chats=[club])):
        grown = (await client.post("migrate", chat_id=club))["chat"]["id"]
        await waits(log, 0)
        asked = await suad.send(grown, f"/ask {CAPITAL}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=grown)
    assert CAPITAL_SENTENCE in answer["text"]
    assert f"put {grown} on ISNAD_ALLOWED_CHATS" in caplog.text


async def test_a_group_that_is_not_on_the_list_is_not_greeted_and_named_in_the_log(
    run: Run, client: Client, suad: Person, log: SessionLog, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot.chat.doorkeeper")
    async with run(door=Door(chats=[-1, suad.id])):
        club = await client.group("نادي", suad)
        await after_all(suad, log)
    assert await greetings(suad, club) == []
    assert f"chat {club} is not let in" in caplog.text
