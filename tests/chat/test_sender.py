"""Replies reach the reader whatever Telegram says, or their fate is reported."""

import logging
from collections.abc import Sequence

import pytest
import telegram

from bot.buttons import Button, Reply
from bot.chat.endurance import Endurance
from bot.chat.redaction import named
from bot.chat.sender import TelegramSender
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer
from bot.records import Delivery, DeliveryStatus, Markup, Target

from .conftest import of_the_bot

HELLO = Markup("<b>أهلا</b>", "أهلا")


async def send(
    api: telegram.Bot, chat_id: int, *parts: Markup, reply_to: int | None = None, thread_id: int | None = None
) -> Delivery:
    return await sender(api).send(Target(chat_id, thread_id, reply_to), parts)


def sender(api: telegram.Bot) -> TelegramSender:
    endurance = Endurance(
        reachable=lambda: True, in_a_line=lambda error: named(error, api.token), delays=(0.01,), patience=0.02
    )
    return TelegramSender(api, endurance)


async def calls(client: Client) -> list[int]:
    """Return the status of each call to send a message."""
    return [call["status"] for call in await client.calls("sendMessage")]


async def test_parts_arrive_in_order_and_the_first_alone_is_a_reply(api: telegram.Bot, suad: Person) -> None:
    question = await suad.send(text="سؤال")
    parts: Sequence[Markup] = [Markup(f"<b>{n}</b>", f"{n}") for n in range(3)]
    delivery = await send(api, suad.id, *parts, reply_to=question["message_id"])
    sent = [message for message in await suad.messages() if message["from"]["is_bot"]]
    assert [message["text"] for message in sent] == ["0", "1", "2"]
    assert [
        (message.get("reply_to_message") or {}).get("message_id") == question["message_id"]
        for message in sent
    ] == [True, False, False]
    assert delivery == Delivery(DeliveryStatus.DELIVERED, tuple(message["message_id"] for message in sent))


async def test_markup_that_telegram_refuses_is_sent_as_plain_text(api: telegram.Bot, suad: Person) -> None:
    delivery = await send(api, suad.id, Markup("<b>أهلا", "أهلا"), HELLO)
    assert delivery.status is DeliveryStatus.DELIVERED
    first, second = (message for message in await suad.messages() if message["from"]["is_bot"])
    assert (first["text"], first.get("entities")) == ("أهلا", None)
    assert second["entities"], "the next part keeps its markup"


async def test_a_question_deleted_meanwhile_is_answered_without_a_reply(
    api: telegram.Bot, suad: Person
) -> None:
    question = await suad.send(text="سؤال")
    await suad.delete(suad.id, question["message_id"])
    delivery = await send(api, suad.id, HELLO, reply_to=question["message_id"])
    assert delivery.status is DeliveryStatus.DELIVERED


@pytest.mark.parametrize("weather", [500, 502, "reset"])
async def test_a_failing_network_is_tried_again(
    api: telegram.Bot, client: Client, suad: Person, weather: int | str
) -> None:
    await client.weather(weather, method="sendMessage", times=2)
    assert (await send(api, suad.id, HELLO)).status is DeliveryStatus.DELIVERED
    assert await of_the_bot(suad) == ["أهلا"]


async def test_a_message_whose_receipt_is_lost_comes_twice_rather_than_never(
    api: telegram.Bot, client: Client, suad: Person
) -> None:
    await client.weather("lost", method="sendMessage")
    assert (await send(api, suad.id, HELLO)).status is DeliveryStatus.DELIVERED
    assert await of_the_bot(suad) == ["أهلا", "أهلا"]


async def test_a_network_that_stays_away_is_reported_as_failed_without_the_token(
    api: telegram.Bot, server: LoopbackServer, client: Client, suad: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    await client.post("weather", status=500, times=3, description=f"oops {server.token}")
    delivery = await send(api, suad.id, HELLO)
    assert delivery.status is DeliveryStatus.FAILED
    assert delivery.reason is not None
    assert "oops" in delivery.reason
    assert server.token not in delivery.reason + caplog.text


async def test_a_reader_who_blocked_the_bot_has_refused(
    api: telegram.Bot, client: Client, suad: Person
) -> None:
    await suad.block()
    delivery = await send(api, suad.id, HELLO)
    assert delivery.status is DeliveryStatus.REFUSED
    assert "blocked" in str(delivery.reason)
    assert await calls(client) == [403]


async def test_a_group_that_forbids_writing_has_refused(
    api: telegram.Bot, client: Client, suad: Person
) -> None:
    group = await client.group("نادي", suad, kind="supergroup")
    await client.post("members", chat_id=group, status="restricted")
    assert (await send(api, group, HELLO)).status is DeliveryStatus.REFUSED
    assert await calls(client) == [400]


async def test_parts_that_arrived_before_a_refusal_are_reported(api: telegram.Bot, suad: Person) -> None:
    too_long = "ط" * 5000
    delivery = await send(api, suad.id, HELLO, Markup(too_long, too_long))
    assert delivery.status is DeliveryStatus.FAILED
    assert len(delivery.message_ids) == 1


async def test_an_answer_to_a_topic_that_is_gone_goes_to_the_chat(
    api: telegram.Bot, client: Client, suad: Person
) -> None:
    forum = await client.group("منتدى", suad, kind="supergroup", is_forum=True)
    delivery = await send(api, forum, HELLO, HELLO, thread_id=4711)
    assert delivery.status is DeliveryStatus.DELIVERED
    assert await calls(client) == [400, 200, 200]


async def test_a_group_that_became_a_supergroup_is_answered_there(
    api: telegram.Bot, client: Client, suad: Person
) -> None:
    group = await client.group("نادي", suad)
    question = await suad.send(group, "سؤال")
    moved = (await client.post("migrate", chat_id=group))["chat"]["id"]
    delivery = await send(api, group, HELLO, reply_to=question["message_id"])
    assert delivery.status is DeliveryStatus.DELIVERED
    assert await of_the_bot(suad, moved) == ["أهلا"]


class TestEditing:
    """A message of ours takes another look."""

    @pytest.fixture
    async def sent(self, api: telegram.Bot, suad: Person) -> int:
        return (await send(api, suad.id, HELLO)).message_ids[0]

    async def test_text_and_buttons_change_in_place(self, api: telegram.Bot, suad: Person, sent: int) -> None:
        look = Reply(
            (Markup("<i>جديد</i>", "جديد"),), ((Button("زر", "x"), Button("رابط", url="https://a.example")),)
        )
        delivery = await sender(api).edit(suad.id, sent, look)
        assert delivery == Delivery(DeliveryStatus.DELIVERED, (sent,))
        (message,) = [each for each in await suad.messages() if each["from"]["is_bot"]]
        assert message["text"] == "جديد"
        assert [button["text"] for button in message["reply_markup"]["inline_keyboard"][0]] == ["زر", "رابط"]

    async def test_the_same_look_again_is_no_fault(
        self, api: telegram.Bot, suad: Person, sent: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        delivery = await sender(api).edit(suad.id, sent, Reply((HELLO,)))
        assert delivery.status is DeliveryStatus.DELIVERED
        assert not [record for record in caplog.records if record.levelno >= logging.WARNING]

    async def test_a_look_whose_markup_is_refused_is_taken_as_plain_text(
        self, api: telegram.Bot, suad: Person, sent: int
    ) -> None:
        await sender(api).edit(suad.id, sent, Reply((Markup("<b>جديد", "جديد"),)))
        assert await of_the_bot(suad) == ["جديد"]

    async def test_a_button_whose_address_is_refused_is_left_out_and_the_words_arrive(
        self, api: telegram.Bot, suad: Person, sent: int
    ) -> None:
        refused = (Button("زر", "x"), Button("رابط", url="http://"))
        await sender(api).edit(suad.id, sent, Reply((Markup("<b>جديد</b>", "جديد"),), (refused,)))
        (message,) = [each for each in await suad.messages() if each["from"]["is_bot"]]
        assert [button["text"] for button in message["reply_markup"]["inline_keyboard"][0]] == ["زر"]
        assert message["entities"], "the markup was not to blame"

    async def test_a_message_that_is_gone_is_reported_and_not_tried_for_ever(
        self, api: telegram.Bot, suad: Person, sent: int
    ) -> None:
        await api.delete_message(suad.id, sent)
        delivery = await sender(api).edit(suad.id, sent, Reply((HELLO,)))
        assert delivery.status is DeliveryStatus.FAILED
        assert await of_the_bot(suad) == []

    async def test_in_a_group_that_became_a_supergroup_no_other_message_is_changed(
        self, api: telegram.Bot, client: Client, suad: Person
    ) -> None:
        club = await client.group("نادي", suad)
        (sent,) = (await send(api, club, HELLO)).message_ids
        moved = int((await client.post("migrate", chat_id=club))["chat"]["id"])
        for _ in range(sent + 1):
            await send(api, moved, Markup("غيرها", "غيرها"))
        await sender(api).edit(club, sent, Reply((Markup("جديد", "جديد"),)))
        assert "جديد" not in await of_the_bot(suad, moved)


async def test_buttons_go_under_the_last_part_alone(api: telegram.Bot, suad: Person) -> None:
    parts = [Markup("أول", "أول"), Markup("آخر", "آخر")]
    await sender(api).send(Target(suad.id, None, None), parts, ((Button("زر", "x"),),))
    first, last = (each for each in await suad.messages() if each["from"]["is_bot"])
    assert "reply_markup" not in first
    assert last["reply_markup"]["inline_keyboard"] == [[{"text": "زر", "callback_data": "x"}]]
