"""A question that its writer changes is answered where it was answered before."""

import time
from pathlib import Path
from typing import Any

import pytest
import telegram

from bot.chat.endurance import Endurance
from bot.chat.sender import TelegramSender
from bot.dialogue.admission import Door
from bot.loopback.client import Client, Person
from bot.records import Delivery, DeliveryStatus, Markup, Target
from bot.session_log.store import SessionLog

from .conftest import Run, of_the_bot, rows, waits
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE, NOT_FOUND, UNKNOWN

TURNS = "SELECT question, answered, sent_message_ids FROM turns ORDER BY id"


async def ours(person: Person, chat_id: int | None = None) -> list[Any]:
    return [each for each in await person.messages(chat_id) if each["from"]["is_bot"]]


async def says(person: Person, words: str) -> Any:
    """Wait until a message of ours, sent or edited, holds the words."""
    return await person.wait_for(
        lambda message: message["from"]["is_bot"] and words in message.get("text", "")
    )


def first_key(message: Any) -> str:
    key: str = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    return key


async def test_the_answer_of_an_edited_question_is_edited_and_both_turns_are_kept(
    run: Run, suad: Person, database: Path, log: SessionLog
) -> None:
    async with run():
        asked = await suad.send(text=CAPITAL)
        answer = await suad.wait_for(reply_to=asked["message_id"])
        await suad.edit(suad.id, asked["message_id"], NILE)
        await says(suad, NILE_SENTENCE)
        await waits(log, 0)
    [only] = await ours(suad)
    assert only["message_id"] == answer["message_id"]
    assert NILE_SENTENCE in only["text"]
    assert CAPITAL_SENTENCE not in only["text"]
    assert any(entity["type"] == "bold" for entity in only["entities"])
    place = f"[{answer['message_id']}]"
    assert rows(database, TURNS) == [(CAPITAL, 1, place), (NILE, 1, place)]


async def test_the_buttons_under_an_edited_answer_are_those_of_the_new_one(
    run: Run, suad: Person, log: SessionLog
) -> None:
    async with run():
        asked = await suad.send(text=CAPITAL)
        before = await suad.wait_for(reply_to=asked["message_id"])
        await suad.edit(suad.id, asked["message_id"], NILE)
        after = await says(suad, NILE_SENTENCE)
        await waits(log, 0)
        old, new = (
            each["reply_markup"]["inline_keyboard"][0][0]["callback_data"] for each in (before, after)
        )
        assert old != new
        await suad.tap(after, new)
        opened = await suad.wait_for(
            lambda message: "edit_date" in message and NILE_SENTENCE in message["text"]
        )
    assert "نهر النيل" in opened["text"]


async def test_a_question_may_be_edited_again_and_to_one_that_is_not_answered(
    run: Run, suad: Person, log: SessionLog
) -> None:
    async with run():
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])
        for text, words in ((UNKNOWN, NOT_FOUND), (NILE, NILE_SENTENCE)):
            await suad.edit(suad.id, asked["message_id"], text)
            await says(suad, words)
            await waits(log, 0)
    assert len(await ours(suad)) == 1


async def test_an_edit_that_asks_the_same_changes_nothing(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    """Telegram also tells of an edit when only the look of a message changed."""
    async with run():
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])
        await suad.edit(suad.id, asked["message_id"], f"{CAPITAL} ")
        await waits(log, 0)
    assert await client.calls("editMessageText") == []


async def test_an_answer_deleted_meanwhile_is_sent_anew_as_a_reply(run: Run, suad: Person) -> None:
    async with run():
        asked = await suad.send(text=CAPITAL)
        answer = await suad.wait_for(reply_to=asked["message_id"])
        await suad.delete(suad.id, answer["message_id"])
        await suad.edit(suad.id, asked["message_id"], NILE)
        anew = await says(suad, NILE_SENTENCE)
    assert anew["message_id"] != answer["message_id"]
    assert anew["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_message_that_names_us_only_after_an_edit_is_answered_then(
    run: Run, client: Client, suad: Person
) -> None:
    await client.post("privacy", enabled=False)
    club = await client.group("نادي", suad)
    async with run():
        asked = await suad.send(club, CAPITAL)
        await suad.edit(club, asked["message_id"], f"@loopback_bot {CAPITAL}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
    assert CAPITAL_SENTENCE in answer["text"]


async def test_a_message_that_no_longer_names_us_keeps_its_answer(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    await client.post("privacy", enabled=False)
    club = await client.group("نادي", suad)
    async with run():
        asked = await suad.send(club, f"@loopback_bot {CAPITAL}")
        await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        await suad.edit(club, asked["message_id"], NILE)
        await waits(log, 0)
    [only] = await of_the_bot(suad, club)
    assert CAPITAL_SENTENCE in only


async def test_who_edits_too_often_in_a_group_keeps_the_last_answer(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    club = await client.group("نادي", suad)
    async with run(door=Door(group_limit=1)):
        asked = await suad.send(club, f"/ask {CAPITAL}")
        await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        for number in range(3):
            await suad.edit(club, asked["message_id"], f"/ask {NILE} {number}")
        await waits(log, 0)
    answer, line = await of_the_bot(suad, club)
    assert CAPITAL_SENTENCE in answer
    assert "أسئلة كثيرة" in line


async def test_edited_commands_stay_as_they_were_given(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    async with run():
        asked = await suad.send(text="/start")
        await suad.wait_for(reply_to=asked["message_id"])
        await suad.edit(suad.id, asked["message_id"], "/help")
        await waits(log, 0)
    assert len(await ours(suad)) == 1
    assert await client.calls("editMessageText") == []


async def test_an_edit_right_after_the_question_waits_for_its_answer_and_then_changes_it(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    await client.weather(502, method="sendMessage")
    async with run():
        asked = await suad.send(text=CAPITAL)
        await suad.edit(suad.id, asked["message_id"], NILE)
        await says(suad, NILE_SENTENCE)
        await waits(log, 0)
    assert len(await ours(suad)) == 1


async def test_a_question_that_waited_too_long_may_be_edited_to_be_asked_again(
    run: Run, suad: Person, log: SessionLog
) -> None:
    asked = await suad.send(text=CAPITAL, raw={"date": int(time.time()) - 86_400})
    async with run(door=Door()):
        await suad.wait_for(reply_to=asked["message_id"])
        await suad.edit(suad.id, asked["message_id"], NILE)
        await says(suad, NILE_SENTENCE)
        await waits(log, 0)
    assert [sum(words in text for text in await of_the_bot(suad)) for words in ("متأخر", NILE_SENTENCE)] == [
        1,
        1,
    ]


def parts(*texts: str) -> list[Markup]:
    return [Markup(f"<b>{text}</b>", text) for text in texts]


@pytest.mark.parametrize(
    ("before", "after"), [(["1"], ["2", "3"]), (["1", "2"], ["3"]), (["1", "2"], ["3", "4"])]
)
async def test_a_reply_of_several_messages_grows_and_shrinks_with_the_new_one(
    api: telegram.Bot, suad: Person, before: list[str], after: list[str]
) -> None:
    endurance = Endurance(reachable=lambda: True, in_a_line=str)
    sender, target = TelegramSender(api, endurance), Target(suad.id, None, None)
    sent = await sender.send(target, parts(*before))
    revised = await sender.revise(target, sent.message_ids, parts(*after))
    shown = await ours(suad)
    assert [message["text"] for message in shown] == after
    assert revised == Delivery(DeliveryStatus.DELIVERED, tuple(each["message_id"] for each in shown))
    assert shown[0]["message_id"] == sent.message_ids[0]


async def test_a_person_who_blocked_the_bot_meanwhile_is_sent_nothing(
    api: telegram.Bot, client: Client, suad: Person
) -> None:
    endurance = Endurance(reachable=lambda: True, in_a_line=str)
    sender, target = TelegramSender(api, endurance), Target(suad.id, None, None)
    sent = await sender.send(target, parts("1"))
    await client.weather(403, method="editMessageText")
    revised = await sender.revise(target, sent.message_ids, parts("2"))
    assert revised.status is DeliveryStatus.REFUSED
    assert len(await client.calls("sendMessage")) == 1
