"""Guest mode: a question in a chat that the bot is not in."""

from pathlib import Path

import pytest

from bot.dialogue.admission import Door
from bot.loopback.client import Client, Person
from bot.session_log.store import SessionLog

from .conftest import Run, of_the_bot, rows, until, waits
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, UNKNOWN

US = "loopback_bot"
TURNS = (
    "SELECT question, answered, addressed_by, delivery_status, chat_id, sender_id "
    "FROM turns JOIN sessions ON sessions.id = session_id ORDER BY turns.id"
)


@pytest.fixture
async def elsewhere(client: Client, suad: Person, karim: Person) -> int:
    """Open a group that the bot is not in, and let it come as a guest."""
    await client.post("guests")
    return await client.group("بلا بوت", suad, karim, bot_is_member=False)


async def test_named_in_a_chat_of_others_the_bot_answers_there_once_with_its_source(
    run: Run, suad: Person, elsewhere: int, database: Path, log: SessionLog
) -> None:
    async with run():
        asked = await suad.send(elsewhere, f"@{US} {CAPITAL}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=elsewhere)
        await waits(log, 0)
    assert CAPITAL_SENTENCE in answer["text"]
    assert "مدينة عمّان" in answer["text"]
    assert any(entity["type"] == "bold" for entity in answer["entities"])
    assert len(await of_the_bot(suad, elsewhere)) == 1
    assert rows(database, TURNS) == [(CAPITAL, 1, "guest", "delivered", 0, suad.id)]


async def test_a_guest_asked_about_somebody_elses_message_answers_that(
    run: Run, suad: Person, karim: Person, elsewhere: int
) -> None:
    question = await karim.send(elsewhere, NILE)
    async with run():
        asked = await suad.send(elsewhere, f"@{US}", reply_to=question["message_id"])
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=elsewhere)
    assert "6650" in answer["text"]


async def test_what_is_not_in_the_documents_is_said_by_a_guest_too(
    run: Run, suad: Person, elsewhere: int
) -> None:
    async with run():
        asked = await suad.send(elsewhere, f"@{US} {UNKNOWN}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=elsewhere)
    assert "لم أجد جوابًا" in answer["text"]


async def test_a_guest_points_to_nothing_near_since_it_has_no_buttons_for_it(
    run: Run, suad: Person, elsewhere: int
) -> None:
    near = "كيف أطبخ المنسف والكبسة والملوخية والمقلوبة والمندي مع القهوة؟"
    async with run():
        at_home = await suad.send(text=near)
        shown = await suad.wait_for(reply_to=at_home["message_id"], chat_id=suad.id)
        assert "أقرب ما فيها" in shown["text"]
        asked = await suad.send(elsewhere, f"@{US} {near}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=elsewhere)
    assert answer["text"] == "لم أجد جوابًا عن هذا السؤال في الوثائق المتاحة لي."


async def test_markup_that_telegram_refuses_is_sent_by_a_guest_as_plain_text(
    run: Run, client: Client, suad: Person, elsewhere: int
) -> None:
    refusal = "Bad Request: can't parse entities: unsupported start tag"
    await client.post("weather", status=400, method="answerGuestQuery", description=refusal)
    async with run():
        asked = await suad.send(elsewhere, f"@{US} {CAPITAL}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=elsewhere)
    assert CAPITAL_SENTENCE in answer["text"]
    assert not [each for each in answer.get("entities", []) if each["type"] == "bold"]


async def test_a_query_that_telegram_no_longer_waits_for_is_logged_as_failed(
    run: Run, client: Client, suad: Person, elsewhere: int, database: Path
) -> None:
    refusal = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await client.post("weather", status=400, method="answerGuestQuery", description=refusal)
    async with run():
        await suad.send(elsewhere, f"@{US} {CAPITAL}")

        async def logged() -> bool:
            return bool(rows(database, TURNS))

        await until(logged)
    assert rows(database, TURNS)[0][3] == "failed"


async def test_who_is_not_let_in_is_not_answered_by_a_guest(
    run: Run, client: Client, suad: Person, karim: Person, elsewhere: int, log: SessionLog
) -> None:
    """Nor does it count that the chat's id is on the list: it may be another chat's."""
    async with run(door=Door(users=[suad.id], chats=[elsewhere])):
        await karim.send(elsewhere, f"@{US} {CAPITAL}")
        asked = await suad.send(elsewhere, f"@{US} {NILE}")
        await suad.wait_for(reply_to=asked["message_id"], chat_id=elsewhere)
        await waits(log, 0)
    assert len(await client.calls("answerGuestQuery")) == 1
