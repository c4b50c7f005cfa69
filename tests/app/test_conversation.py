"""One bot for the whole file, talked to as people talk to it on Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.loopback.client import Person

from .documents import CAPITAL, CAPITAL_SENTENCE, HILLS, NILE, NILE_SENTENCE, NOT_FOUND, UNKNOWN
from .stage import PATIENCE, Stage, a_stage, replies, until

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with a_stage(tmp_path_factory.mktemp("conversation")) as stage:
        bot = await stage.bot(anew=True)
        yield stage
        assert await bot.stopped() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def suad(stage: Stage) -> Person:
    return await stage.person("سعاد")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def karim(stage: Stage) -> Person:
    return await stage.person("كريم")


async def test_a_question_gets_one_reply_with_the_sentence_in_bold_and_its_source(
    stage: Stage, suad: Person
) -> None:
    answer = await stage.answer(suad, CAPITAL)
    assert bold(answer) == CAPITAL_SENTENCE
    assert HILLS in answer["text"]
    assert "[1]" in answer["text"]
    assert "مدينة عمّان" in answer["text"]
    assert [each["url"] for each in answer["entities"] if each["type"] == "text_link"] == [
        "https://docs.example/amman.md"
    ]
    asked = answer["reply_to_message"]["message_id"]
    assert (await replies(suad))[asked] == 1


async def test_what_the_documents_do_not_hold_is_said_without_a_source(stage: Stage, suad: Person) -> None:
    answer = await stage.answer(suad, UNKNOWN)
    assert NOT_FOUND in answer["text"]
    assert "[1]" not in answer["text"]


@pytest.mark.parametrize(
    ("command", "words"),
    [("/start", "إسناد"), ("/help", "/ask"), ("/sources", "نهر النيل"), ("/reload", "لمشرفي البوت")],
)
async def test_a_command_gets_its_reply(stage: Stage, suad: Person, command: str, words: str) -> None:
    assert words in (await stage.answer(suad, command))["text"]


async def test_who_reads_english_gets_the_surface_in_english(stage: Stage) -> None:
    emma = await stage.person("Emma", language="en")
    assert "Welcome" in (await stage.answer(emma, "/start"))["text"]


@pytest.mark.parametrize(
    "odd",
    ["😀" * 50, "<b>" + CAPITAL + "</i> & <a href='x'>", "\u202e" + CAPITAL + "\u2066", CAPITAL * 300, "؟"],
    ids=["emoji", "html", "bidi", "long", "mark"],
)
async def test_odd_input_gets_a_polite_reply(stage: Stage, suad: Person, odd: str) -> None:
    """A reply comes, and it is not the apology for a fault of ours."""
    assert "بسبب خلل" not in (await stage.answer(suad, odd[:4096]))["text"]


async def test_in_a_group_only_who_addresses_the_bot_gets_an_answer(
    stage: Stage, suad: Person, karim: Person
) -> None:
    """Chatter, commands for other bots and replies to people are left alone; four ways of asking are not."""
    club = await stage.client.group("نادي", suad, karim)
    name = stage.server.world.bot.username
    asked = {
        "chatter": await suad.send(club, CAPITAL),
        "other bot": await suad.send(club, f"/ask@other_bot {CAPITAL}"),
        "other mention": await suad.send(club, f"@other_bot {CAPITAL}"),
        "command": await suad.send(club, f"/ask {CAPITAL}"),
        "named command": await suad.send(club, f"/ask@{name} {CAPITAL}"),
        "mention after an emoji": await karim.send(club, f"😀@{name} {CAPITAL}"),
    }
    asked["reply to a person"] = await karim.send(club, NILE, reply_to=asked["chatter"]["message_id"])
    answer = await suad.wait_for(reply_to=asked["command"]["message_id"], chat_id=club, timeout=PATIENCE)
    asked["reply to the bot"] = await karim.send(club, NILE, reply_to=answer["message_id"])
    last = await karim.wait_for(
        reply_to=asked["reply to the bot"]["message_id"], chat_id=club, timeout=PATIENCE
    )
    assert bold(last) == NILE_SENTENCE
    counted = await replies(suad, club)
    assert {case for case, message in asked.items() if counted[message["message_id"]]} == {
        "command",
        "named command",
        "mention after an emoji",
        "reply to the bot",
    }
    assert set(counted.values()) == {1}


async def test_an_answer_stays_in_the_topic_of_its_question(stage: Stage, suad: Person) -> None:
    forum = await stage.client.group("منتدى", suad, kind="supergroup", is_forum=True)
    topic = await stage.client.topic(forum, "جغرافيا")
    answer = await stage.answer(suad, f"/ask {CAPITAL}", forum, topic=topic)
    assert answer["message_thread_id"] == topic
    general = await stage.answer(suad, f"/ask {CAPITAL}", forum)
    assert "message_thread_id" not in general


async def test_a_turn_is_logged_with_all_that_is_known_of_it(stage: Stage) -> None:
    nour = await stage.person("نور")
    answer = await stage.answer(nour, "ما عاصِمة الأُردن؟")
    await until(lambda: bool(stage.rows("select 1 from sessions where sender_id = ?", nour.id)))
    [(turn_id, *turn)] = stage.rows(
        "select turns.id, chat_id, thread_id, question, folded, addressed_by, language, answered, silence, "
        "answer, delivery_status, delivery_reason, sent_message_ids, message_id "
        "from turns join sessions on sessions.id = session_id where sender_id = ?",
        nour.id,
    )
    assert turn == [
        *(nour.id, None),
        *("ما عاصِمة الأُردن؟", "ما عاصمه الاردن"),
        *("private", "ar", 1, None),
        CAPITAL_SENTENCE,
        *("delivered", None),
        f"[{answer['message_id']}]",
        answer["reply_to_message"]["message_id"],
    ]
    [(confidence, elapsed, total)] = stage.rows(
        "select confidence, elapsed_ms, total_ms from turns where id = ?", turn_id
    )
    assert 0 < confidence <= 1
    assert 0 < elapsed <= total
    [cited] = stage.rows(
        'select document, title, text, score > 0, "end" - start from cited_passages '
        "where rank = 1 and citation = 1 and turn_id = ?",
        turn_id,
    )
    assert cited == ("amman.md", "مدينة عمّان", CAPITAL_SENTENCE, 1, len(CAPITAL_SENTENCE))


async def test_a_flood_wait_is_honoured_and_the_answer_comes_once(stage: Stage, suad: Person) -> None:
    await stage.client.weather(429, method="sendMessage", chat_id=suad.id, retry_after=1)
    answer = await stage.answer(suad, CAPITAL)
    assert (await replies(suad))[answer["reply_to_message"]["message_id"]] == 1
    refused, taken = (await stage.client.calls("sendMessage"))[-2:]
    assert (refused["status"], taken["status"]) == (429, 200)
    assert taken["time"] - refused["time"] >= 1


async def test_fetching_goes_on_through_resets_and_bad_gateways(stage: Stage, suad: Person) -> None:
    """The poll that waits brings the first question; those after it meet the weather."""
    before = len(await stage.client.calls("getUpdates"))
    for status in ("reset", 502):
        await stage.client.weather(status, method="getUpdates")
    await stage.answer(suad, CAPITAL)
    answer = await stage.answer(suad, NILE)
    assert bold(answer) == NILE_SENTENCE
    met = {call["status"] for call in (await stage.client.calls("getUpdates"))[before:]}
    assert {0, 502} <= met
    assert "telegram.request" not in stage.runs[-1].log  # what the library says, we have said


def bold(message: Any) -> str:
    """Return the bold words of a message; entity offsets count UTF-16 units."""
    units = message["text"].encode("utf-16-le")
    return "".join(
        units[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in message["entities"]
        if each["type"] == "bold"
    )
