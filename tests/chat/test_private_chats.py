"""What a person meets in the private chat, over real HTTP."""

import pytest

from bot.loopback.client import Client, Person

from .conftest import of_the_bot
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE, NOT_FOUND, UNKNOWN

pytestmark = pytest.mark.usefixtures("bot")


def entity_texts(message: dict[str, object], kind: str) -> list[str]:
    raw = str(message["text"]).encode("utf-16-le")
    entities: list[dict[str, object]] = message["entities"]  # type: ignore[assignment]  # JSON
    spans = [(int(str(e["offset"])), int(str(e["length"]))) for e in entities if e["type"] == kind]
    return [raw[2 * start : 2 * (start + length)].decode("utf-16-le") for start, length in spans]


async def test_a_question_is_answered_by_one_message_that_replies_and_quotes_and_cites(suad: Person) -> None:
    question = await suad.send(text=CAPITAL)
    answer = await suad.wait_for(reply_to=question["message_id"])
    assert entity_texts(answer, "bold") == [CAPITAL_SENTENCE]
    (quoted,) = entity_texts(answer, "blockquote")
    assert CAPITAL_SENTENCE in quoted
    assert quoted.startswith("تقع عمّان")
    (link, *_) = [entity for entity in answer["entities"] if entity["type"] == "text_link"]
    assert link["url"] == "https://docs.example/amman.md"
    assert "المصدر" in answer["text"]
    assert answer["link_preview_options"] == {"is_disabled": True}
    assert len(await of_the_bot(suad)) == 1


async def test_what_the_documents_do_not_hold_is_said_without_a_source(suad: Person) -> None:
    question = await suad.send(text=UNKNOWN)
    answer = await suad.wait_for(reply_to=question["message_id"])
    assert answer["text"].startswith(NOT_FOUND)
    assert "[1]" not in answer["text"]


@pytest.mark.parametrize(
    "odd",
    [
        "😀😀🤷‍♂️",
        "؟؟؟ ... !!!",
        "<b>ما</b> <script>alert(1)</script> & &amp; </blockquote>",
        "*ما* _عاصمة_ [الأردن](http://x) `؟`",
        "\u202eما عاصمة\u2066 الأردن؟",
        "كلمة " * 800,
    ],
)
async def test_an_odd_question_gets_one_polite_answer(suad: Person, odd: str) -> None:
    question = await suad.send(text=odd)
    answer = await suad.wait_for(reply_to=question["message_id"])
    assert "خلل" not in answer["text"]
    assert len(await of_the_bot(suad)) == 1


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/start", "إسناد"),
        ("/start payload", "إسناد"),
        ("/help", "في المجموعات"),
        ("/sources", "لديّ 6 وثائق:"),
        ("/wat", "لا أعرف هذا الأمر"),
        ("/ask", "اكتب سؤالك"),
        (f"/ask {NILE}", NILE_SENTENCE),
    ],
)
async def test_a_command_gets_its_reply(suad: Person, command: str, words: str) -> None:
    asked = await suad.send(text=command)
    reply = await suad.wait_for(reply_to=asked["message_id"])
    assert words in reply["text"]


async def test_a_reader_of_another_language_is_served_in_english(client: Client) -> None:
    emma = await client.person("Emma", language_code="en", started=True)
    asked = await emma.send(text="/help")
    assert "How to ask" in (await emma.wait_for(reply_to=asked["message_id"]))["text"]


async def test_a_command_for_another_bot_and_an_edit_are_left_alone(suad: Person) -> None:
    await suad.send(text=f"/ask@other_bot {NILE}")
    first = await suad.send(text=CAPITAL)
    await suad.wait_for(reply_to=first["message_id"])
    await suad.edit(suad.id, first["message_id"], NILE)
    last = await suad.send(text=UNKNOWN)
    await suad.wait_for(reply_to=last["message_id"])
    assert len(await of_the_bot(suad)) == 2


async def test_the_caption_of_a_file_is_a_question(suad: Person) -> None:
    upload = await suad.upload(suad.id, "x.txt", b"x", caption=CAPITAL)
    answer = await suad.wait_for(reply_to=upload["message_id"])
    assert CAPITAL_SENTENCE in answer["text"]
