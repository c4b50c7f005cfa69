"""Guest queries: a bot named in a chat that it is not in answers there, once."""

import pytest

from bot.loopback.client import Client, ClientError, Person
from bot.loopback.server import LoopbackServer
from bot.loopback.wire import Json

from .caller import Caller
from .test_queries import TOO_OLD, article

US = "@loopback_bot"


async def summons(api: Caller) -> list[Json]:
    """Return the guest messages that wait."""
    return [update["guest_message"] for update in await api.updates() if "guest_message" in update]


async def elsewhere(client: Client, *people: Person) -> int:
    return await client.group("بلا بوت", *people, bot_is_member=False)


async def test_a_bot_that_takes_guest_queries_hears_its_name_where_it_is_not_and_nothing_else(
    api: Caller, client: Client, suad: Person
) -> None:
    await client.post("guests")
    chat = await elsewhere(client, suad)
    await suad.send(chat, "صباح الخير")
    await suad.send(chat, "@somebody_else سؤال")
    named = await suad.send(chat, f"{US} سؤال")
    [heard] = await summons(api)
    assert heard["guest_query_id"]
    assert {name: value for name, value in heard.items() if name != "guest_query_id"} == named
    me = await api.ok("getMe")
    assert (me["supports_guest_queries"], me["supports_inline_queries"]) == (True, False)


async def test_its_answer_is_posted_there_once_as_a_reply(api: Caller, client: Client, suad: Person) -> None:
    await client.post("guests")
    chat = await elsewhere(client, suad)
    named = await suad.send(chat, f"{US} سؤال")
    [heard] = await summons(api)
    answer = {"guest_query_id": heard["guest_query_id"], "result": article("1", "<b>نعم</b>")}
    assert (await api.ok("answerGuestQuery", **answer))["inline_message_id"]
    posted = (await suad.messages(chat))[-1]
    assert (posted["text"], posted["entities"][0]["type"]) == ("نعم", "bold")
    assert posted["reply_to_message"]["message_id"] == named["message_id"]
    assert posted["guest_bot_caller_user"]["id"] == suad.id
    assert await api.refusal("answerGuestQuery", **answer) == TOO_OLD


async def test_a_result_that_cannot_be_sent_is_refused_and_the_query_still_waits(
    api: Caller, client: Client, suad: Person
) -> None:
    await client.post("guests")
    chat = await elsewhere(client, suad)
    await suad.send(chat, f"{US} سؤال")
    [heard] = await summons(api)
    spoilt = {"guest_query_id": heard["guest_query_id"], "result": article("1", "<b>نعم")}
    assert "can't parse entities" in await api.refusal("answerGuestQuery", **spoilt)
    assert await api.ok("answerGuestQuery", **spoilt | {"result": article("1", "نعم")})


async def test_a_bot_without_guest_mode_or_in_the_chat_gets_no_guest_message(
    api: Caller, client: Client, suad: Person
) -> None:
    await suad.send(await elsewhere(client, suad), f"{US} سؤال")
    await client.post("guests")
    await suad.send(await client.group("نادي", suad), f"{US} سؤال")
    assert await summons(api) == []


async def test_guest_mode_takes_the_place_of_inline_mode_until_it_is_switched_off(
    server: LoopbackServer, client: Client, suad: Person
) -> None:
    server.world.query_seconds = 0.1
    await client.post("guests")
    with pytest.raises(ClientError, match="inline mode switched off"):
        await suad.inline("سؤال")
    await client.post("guests", enabled=False)
    with pytest.raises(ClientError, match="504"):
        await suad.inline("سؤال")
