"""The people's side gives a page what it needs, as its contract says."""

import asyncio

import pytest

from bot.loopback.client import Client, ClientError, Person
from bot.loopback.sample import sample_world
from bot.loopback.server import LoopbackServer
from bot.loopback.wire import Json

from .caller import Caller


async def test_the_playgrounds_world_is_ready_and_nothing_waits_in_it() -> None:
    world = sample_world("123456:token")
    async with LoopbackServer(world) as server, Client(server.url) as client:
        suad = await client.known(1001)
        state = await suad.state()
        assert state["me"] == {
            "id": 1001,
            "is_bot": False,
            "first_name": "سعاد",
            "username": "suad",
            "language_code": "ar",
        }
        assert (state["bot"]["username"], state["bot"]["first_name"]) == ("isnad_playground_bot", "إسناد")
        assert [person["first_name"] for person in state["people"]] == ["سعاد", "كريم", "Emma"]
        private, club, operators, library = state["chats"]
        assert private["chat"] == {"id": 1001, "type": "private", "first_name": "سعاد", "username": "suad"}
        assert (club["chat"]["title"], club["chat"]["type"]) == ("نادي القرّاء", "group")
        assert club["roles"] == {"1001": "creator", "1002": "member", "123456": "member"}
        emma = await client.known(1003)
        assert [chat["chat"]["type"] for chat in (await emma.state())["chats"]] == ["private", "supergroup"]
        assert operators["roles"] == {"1001": "creator", "123456": "member"}
        assert library["chat"]["is_forum"]
        assert [topic["name"] for topic in library["topics"]] == ["أسئلة القرّاء", "Suggestions"]
        assert library["roles"] == {"1001": "creator", "1002": "member", "1003": "member", "123456": "member"}
        api = Caller(server.url, server.token)
        async with api.http:
            assert await api.ok("getUpdates") == []
            await api.ok("sendMessage", chat_id=1003, text="Hello")


async def test_events_tell_what_happened_in_order_to_those_in_the_chat(
    api: Caller, suad: Person, karim: Person
) -> None:
    start = (await suad.state())["seq"]
    sent = await api.ok("sendMessage", chat_id=suad.id, text="جواب")
    await api.ok("editMessageText", chat_id=suad.id, message_id=sent["message_id"], text="معدّل")
    await suad.react(suad.id, sent["message_id"], "👍")
    await api.ok("deleteMessage", chat_id=suad.id, message_id=sent["message_id"])
    told = await suad.events(start)
    assert [event["kind"] for event in told["events"]] == ["message", "edited", "reaction", "deleted"]
    assert [event["seq"] for event in told["events"]] == list(range(start + 1, told["seq"] + 1))
    assert told["events"][1]["message"]["text"] == "معدّل"
    assert told["events"][3]["message_id"] == sent["message_id"]
    assert (await suad.events(told["seq"]))["events"] == []
    assert (await karim.events(start))["events"] == []


async def test_events_wait_for_the_first(api: Caller, suad: Person) -> None:
    after = (await suad.state())["seq"]
    waiting = asyncio.create_task(suad.events(after, seconds=10))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await api.ok("sendMessage", chat_id=suad.id, text="جواب")
    assert (await waiting)["events"][0]["message"]["text"] == "جواب"


async def test_a_persons_message_can_carry_any_field_of_a_message(api: Caller, suad: Person) -> None:
    await suad.send(raw={"sticker": {"file_id": "x", "emoji": "🙂"}})
    await suad.send(text="سؤال قديم", raw={"date": 1_600_000_000})
    sticker, old = (update["message"] for update in await api.updates())
    assert sticker["sticker"]["emoji"] == "🙂"
    assert "text" not in sticker
    assert old["date"] == 1_600_000_000


async def test_a_person_edits_and_deletes_only_their_own(client: Client, suad: Person, karim: Person) -> None:
    group = await client.group("نادي", suad, karim)
    message = await suad.send(group, "سؤال")
    for act in (
        karim.edit(group, message["message_id"], "غيره"),
        karim.delete(group, message["message_id"]),
    ):
        with pytest.raises(ClientError, match="somebody else's"):
            await act
    assert (await suad.edit(group, message["message_id"], "غيره"))["text"] == "غيره"
    await suad.delete(group, message["message_id"])
    assert [each for each in await suad.messages(group) if "text" in each] == []


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("send", {"as": 31337, "chat_id": 31337, "text": "س"}, "no such person"),
        ("send", {"as": 1001, "chat_id": -5, "text": "س"}, "chat not found"),
        ("send", {"as": 1001, "chat_id": "x", "text": "س"}, '"chat_id" must be a whole number'),
        ("send", {"as": 1001, "chat_id": 1001, "text": ""}, "text must be non-empty"),
        (
            "send",
            {"as": 1001, "chat_id": 1001, "text": "س", "reply_to_message_id": 9},
            "message to be replied not found",
        ),
        (
            "send",
            {"as": 1001, "chat_id": 1001, "text": "س", "message_thread_id": 9},
            "message thread not found",
        ),
        ("chats", {"type": "planet", "title": "x", "members": [1001]}, "a chat's type is"),
        ("chats", {"type": "group", "title": "x", "members": []}, "a chat needs a creator"),
        ("topics", {"chat_id": -5, "name": "x"}, "chat not found"),
        ("edit", {"as": 1001, "chat_id": 1001, "message_id": 9, "text": "x"}, "message not found"),
        ("inline/choose", {"as": 1001, "chat_id": 1001, "query": "", "result_id": "9"}, "no such inline"),
    ],
)
async def test_what_cannot_be_is_refused_with_a_reason(
    client: Client, suad: Person, path: str, body: Json, reason: str
) -> None:
    assert suad.id == 1001
    with pytest.raises(ClientError) as refused:
        await client.post(path, **body)
    assert refused.value.status == 400
    assert reason in refused.value.description


async def test_a_person_outside_a_group_neither_sees_it_nor_writes_there(
    client: Client, suad: Person, karim: Person
) -> None:
    group = await client.group("نادي", suad)
    await suad.send(group, "سر")
    assert await karim.messages(group) == []
    with pytest.raises(ClientError, match="chat not found"):
        await karim.send(group, "سلام")


async def test_posts_must_be_json(server: LoopbackServer, api: Caller) -> None:
    response = await api.http.post("/client/people", data={"first_name": "س"})
    assert (response.status_code, response.json()["ok"]) == (400, False)
    assert response.json()["description"] == "Bad Request: the body must be JSON"
    assert not server.world.people


async def test_two_bots_have_private_chats_of_their_own(api: Caller, client: Client, suad: Person) -> None:
    other = await client.post("bots", username="other_bot", first_name="Other")
    await suad.send(other["user"]["id"], "سلام للآخر")
    assert await api.updates() == []
    other_api = Caller(str(api.http.base_url), other["token"])
    async with other_api.http:
        [update] = await other_api.updates()
        assert update["message"]["chat"]["id"] == suad.id
        await other_api.ok("sendMessage", chat_id=suad.id, text="أهلا")
    assert (await suad.messages(other["user"]["id"]))[-1]["text"] == "أهلا"
    assert await suad.messages() == []


async def test_who_left_a_group_hears_no_more_of_it(client: Client, suad: Person, karim: Person) -> None:
    group = await client.group("نادي", suad, karim)
    await client.post("members", chat_id=group, user_id=karim.id, status="left")
    after = (await karim.state())["seq"]
    await suad.send(group, "سر")
    assert (await karim.events(after))["events"] == []
    assert (await suad.events(after))["events"][0]["message"]["text"] == "سر"
