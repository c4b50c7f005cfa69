"""A question on its way to people, and an answer on its way back, outlive the process that carries them."""

from __future__ import annotations

from typing import Any

from bot.loopback.client import Person

from .documents import UNKNOWN
from .stage import PATIENCE, Stage, until

ANSWER = "توماس إديسون عام 1879، وسبقه آخرون."
ASK, SEND = "اسأل إنسانًا", "نعم، أرسل السؤال"


def button(message: dict[str, Any], label: str) -> str:
    keyboard = message["reply_markup"]["inline_keyboard"]
    return next(str(each["callback_data"]) for row in keyboard for each in row if label in each["text"])


async def consent(suad: Person, silence: dict[str, Any]) -> dict[str, Any]:
    await suad.tap(silence, button(silence, ASK))
    return await suad.wait_for(lambda message: "أأرسل هذا السؤال" in message.get("text", ""))


async def written_in(person: Person, chat_id: int, words: str) -> list[dict[str, Any]]:
    """Return the bot's messages in a chat that hold some words."""
    return [
        message
        for message in await person.messages(chat_id)
        if message["from"]["is_bot"] and words in message.get("text", "")
    ]


async def test_killed_before_the_question_left_and_before_its_answer_arrived_both_arrive_once(
    stage: Stage,
) -> None:
    suad, huda = await stage.person(), await stage.person("هدى")
    office = await stage.client.group("المشرفون", huda)
    bot = await stage.bot(operators_chat=office)
    agreed = await consent(suad, await stage.answer(suad, UNKNOWN))
    await stage.client.weather(429, method="sendMessage", chat_id=office, retry_after=30)
    await suad.tap(agreed, button(agreed, SEND))
    await until(lambda: stage.rows("select count(*) from handovers") == [(1,)])
    assert await written_in(huda, office, UNKNOWN) == []
    await bot.killed()

    bot = await stage.bot(operators_chat=office)
    post = await huda.wait_for(
        lambda message: UNKNOWN in message.get("text", ""), chat_id=office, timeout=PATIENCE
    )
    await suad.wait_for(lambda message: "أُرسل سؤالك إلى" in message.get("text", ""))
    await stage.client.weather(429, method="sendMessage", chat_id=suad.id, retry_after=30)
    reply = await huda.send(office, ANSWER, reply_to=post["message_id"])
    await until(lambda: stage.rows("select count(*) from human_answers") == [(1,)])
    assert await written_in(suad, suad.id, ANSWER) == []
    await bot.killed()

    await stage.bot(operators_chat=office)
    await huda.wait_for(reply_to=reply["message_id"], chat_id=office, timeout=PATIENCE)
    assert len(await written_in(suad, suad.id, ANSWER)) == 1
    assert len(await written_in(huda, office, UNKNOWN)) == 1


async def test_what_operators_answer_while_it_is_down_is_delivered_when_it_is_back_and_kept(
    stage: Stage,
) -> None:
    suad, huda = await stage.person(), await stage.person("هدى")
    office = await stage.client.group("المشرفون", huda)
    bot = await stage.bot(operators_chat=office, keep_human_answers=1)
    agreed = await consent(suad, await stage.answer(suad, UNKNOWN))
    await suad.tap(agreed, button(agreed, SEND))
    post = await huda.wait_for(lambda message: UNKNOWN in message.get("text", ""), chat_id=office)
    assert await bot.stopped() == 0
    reply = await huda.send(office, ANSWER, reply_to=post["message_id"])
    await stage.bot(operators_chat=office, keep_human_answers=1)
    await huda.wait_for(reply_to=reply["message_id"], chat_id=office, timeout=PATIENCE)
    assert len(await written_in(suad, suad.id, ANSWER)) == 1
    await until(lambda: stage.rows("select filled_at is not null from turns") == [(1,)])
    assert ANSWER in (await stage.answer(suad, UNKNOWN))["text"]


async def test_a_wrong_operators_chat_is_one_clear_line(stage: Stage) -> None:
    bot = await stage.bot(ready=None, operators_chat="@our_group")
    assert await bot.ended() == 2
    assert len(bot.lines) == 1
    assert "ISNAD_OPERATORS_CHAT: must be the id of a chat" in bot.log
