"""Group manners: answer when addressed, in the right place, and never otherwise."""

import pytest

from bot.loopback.client import Client, Person

from .conftest import of_the_bot
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE

pytestmark = pytest.mark.usefixtures("bot")
US = "loopback_bot"


@pytest.fixture
async def club(client: Client, suad: Person, karim: Person) -> int:
    await client.post("privacy", enabled=False)  # the bot hears everything, and must still be silent
    return await client.group("نادي القرّاء", suad, karim)


async def said_after(person: Person, chat_id: int) -> list[str]:
    """Return what the bot said before the answer to a last question, which shows that it is through."""
    last = await person.send(chat_id, f"/ask {NILE}")
    await person.wait_for(reply_to=last["message_id"], chat_id=chat_id)
    return (await of_the_bot(person, chat_id))[:-1]


@pytest.mark.parametrize(
    "chatter",
    [
        "صباح الخير يا جماعة",
        CAPITAL,
        f"/ask@other_bot {CAPITAL}",
        "/help@other_bot",
        "/translate",
        f"@someone_else {CAPITAL}",
        f"mail@{US}.org {CAPITAL}",
        f"اكتب /ask {CAPITAL}",
    ],
)
async def test_chatter_is_not_answered(suad: Person, club: int, chatter: str) -> None:
    await suad.send(club, chatter)
    assert await said_after(suad, club) == []


@pytest.mark.parametrize(
    "text",
    [
        f"/ask {CAPITAL}",
        f"/ask@{US} {CAPITAL}",
        f"/ASK@{US.upper()} {CAPITAL}",
        f"@{US} {CAPITAL}",
        f"😀👨‍👩‍👧 @{US} {CAPITAL}",
        f"{CAPITAL} @{US.upper()}",
    ],
)
async def test_an_addressed_question_is_answered_as_a_reply(suad: Person, club: int, text: str) -> None:
    question = await suad.send(club, text)
    answer = await suad.wait_for(reply_to=question["message_id"], chat_id=club)
    assert CAPITAL_SENTENCE in answer["text"]
    assert len(await of_the_bot(suad, club)) == 1


async def test_a_reply_to_the_bot_is_answered_and_a_reply_to_a_person_is_not(
    suad: Person, karim: Person, club: int
) -> None:
    first = await suad.send(club, f"/ask {CAPITAL}")
    ours = await suad.wait_for(reply_to=first["message_id"], chat_id=club)
    await karim.send(club, NILE, reply_to=first["message_id"])
    again = await karim.send(club, NILE, reply_to=ours["message_id"])
    answer = await karim.wait_for(reply_to=again["message_id"], chat_id=club)
    assert NILE_SENTENCE in answer["text"]
    assert len(await of_the_bot(suad, club)) == 2


async def test_ask_in_reply_to_a_question_answers_that_question(
    suad: Person, karim: Person, club: int
) -> None:
    theirs = await karim.send(club, CAPITAL)
    command = await suad.send(club, "/ask", reply_to=theirs["message_id"])
    answer = await suad.wait_for(reply_to=command["message_id"], chat_id=club)
    assert CAPITAL_SENTENCE in answer["text"]


async def test_commands_and_replies_arrive_with_privacy_mode_on(
    client: Client, suad: Person, club: int
) -> None:
    await client.post("privacy", enabled=True)
    question = await suad.send(club, f"/ask@{US} {CAPITAL}")
    ours = await suad.wait_for(reply_to=question["message_id"], chat_id=club)
    reply = await suad.send(club, NILE, reply_to=ours["message_id"])
    assert NILE_SENTENCE in (await suad.wait_for(reply_to=reply["message_id"], chat_id=club))["text"]


async def test_an_unknown_command_is_answered_only_when_it_names_us(suad: Person, club: int) -> None:
    await suad.send(club, f"/wat@{US}")
    (reply,) = await said_after(suad, club)
    assert "لا أعرف هذا الأمر" in reply


async def test_known_commands_are_answered_in_groups(suad: Person, club: int) -> None:
    asked = await suad.send(club, f"/help@{US}")
    reply = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
    assert f"@{US}" in reply["text"]


async def test_an_anonymous_admin_is_answered(suad: Person, club: int) -> None:
    question = await suad.send(club, f"/ask {CAPITAL}", anonymous=True)
    assert "sender_chat" in question
    assert await suad.wait_for(reply_to=question["message_id"], chat_id=club)


async def test_a_channel_that_writes_in_a_group_is_answered(client: Client, suad: Person, club: int) -> None:
    channel = await client.group("قناة الأخبار", suad, kind="channel", bot_is_member=False)
    asked = await suad.send(club, f"/ask {CAPITAL}", sender_chat_id=channel)
    assert asked["sender_chat"]["id"] == channel
    answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
    assert CAPITAL_SENTENCE in answer["text"]


async def test_among_several_bots_each_minds_its_own(client: Client, suad: Person, club: int) -> None:
    other = await client.post("bots", first_name="آخر", username="other_bot")
    await client.post("members", chat_id=club, status="member", user_id=other["user"]["id"])
    theirs = await suad.send(club, f"/ask@other_bot {CAPITAL}")
    asked = await suad.send(club, f"@{US} @other_bot {CAPITAL}")
    answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
    assert CAPITAL_SENTENCE in answer["text"]
    replied = [each.get("reply_to_message", {}).get("message_id") for each in await suad.messages(club)]
    assert theirs["message_id"] not in replied


async def test_another_bot_is_never_answered_even_when_it_replies_to_us(
    client: Client, suad: Person, club: int
) -> None:
    other = await client.post("bots", first_name="Other", username="other_bot")
    question = await suad.send(club, f"/ask {CAPITAL}")
    ours = await suad.wait_for(reply_to=question["message_id"], chat_id=club)
    await suad.send(club, NILE, reply_to=ours["message_id"], raw={"from": other["user"]})
    # The other bot's message and our two answers; not a third.
    assert len(await said_after(suad, club)) == 2


async def test_no_typing_is_shown_in_groups(client: Client, suad: Person, club: int) -> None:
    await said_after(suad, club)
    assert await client.calls("sendChatAction") == []


@pytest.fixture
async def forum(client: Client, suad: Person, karim: Person) -> int:
    await client.post("privacy", enabled=False)
    return await client.group("منتدى", suad, karim, kind="supergroup", is_forum=True)


async def test_in_a_topic_the_answer_stays_in_the_topic(client: Client, suad: Person, forum: int) -> None:
    topic = await client.topic(forum, "جغرافيا")
    question = await suad.send(forum, f"/ask {CAPITAL}", topic=topic)
    answer = await suad.wait_for(reply_to=question["message_id"], chat_id=forum)
    assert answer["message_thread_id"] == topic


async def test_in_general_the_answer_has_no_thread(client: Client, suad: Person, forum: int) -> None:
    await client.topic(forum, "جغرافيا")
    question = await suad.send(forum, f"/ask {CAPITAL}")
    answer = await suad.wait_for(reply_to=question["message_id"], chat_id=forum)
    assert not answer.get("is_topic_message")
    call = (await client.calls("sendMessage"))[-1]
    assert "message_thread_id" not in call["params"]


async def test_chatter_in_a_topic_is_no_reply_to_us_though_it_comes_as_a_reply(
    client: Client, suad: Person, forum: int
) -> None:
    topic = await client.topic(forum, "جغرافيا")
    chatter = await suad.send(forum, CAPITAL, topic=topic)
    assert "reply_to_message" in chatter
    assert await said_after(suad, forum) == []


async def test_a_thread_of_replies_in_a_plain_supergroup_is_no_topic(
    client: Client, suad: Person, karim: Person
) -> None:
    group = await client.group("مجموعة كبيرة", suad, karim, kind="supergroup")
    first = await karim.send(group, "صباح الخير")
    question = await suad.send(group, f"/ask {CAPITAL}", reply_to=first["message_id"])
    assert "message_thread_id" in question
    await suad.wait_for(reply_to=question["message_id"], chat_id=group)
    call = (await client.calls("sendMessage"))[-1]
    assert "message_thread_id" not in call["params"]
