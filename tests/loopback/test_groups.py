"""Groups, topics, channels and their members look to a bot as they do on Telegram."""

import pytest

from bot.loopback.client import Client, ClientError, Person
from bot.loopback.wire import Json

from .caller import Caller


def texts(updates: list[Json]) -> list[str]:
    """Return the texts of the messages among updates."""
    return [update["message"]["text"] for update in updates if "text" in update.get("message", {})]


@pytest.fixture
async def group(api: Caller, client: Client, suad: Person, karim: Person) -> int:
    chat_id = await client.group("نادي القرّاء", suad, karim)
    await api.updates()
    return chat_id


async def test_under_privacy_a_bot_hears_only_what_is_meant_for_it(
    api: Caller, suad: Person, group: int
) -> None:
    answer = await api.ok("sendMessage", chat_id=group, text="جواب")
    heard = ["/ask من؟", "/ask@loopback_bot من؟", "😀 @loopback_bot من؟", "@LOOPBACK_BOT"]
    ignored = ["من؟", "/ask@other_bot من؟", "قال /ask", "@other_bot", "loopback_bot"]
    for text in heard + ignored:
        await suad.send(group, text)
    await suad.send(group, "رد", reply_to=answer["message_id"])
    assert texts(await api.updates()) == [*heard, "رد"]


async def test_mentions_can_be_kept_from_a_private_bot(
    api: Caller, client: Client, suad: Person, group: int
) -> None:
    await client.post("privacy", mentions_pass=False)
    await suad.send(group, "@loopback_bot من؟")
    await suad.send(group, "/ask من؟")
    assert texts(await api.updates()) == ["/ask من؟"]


@pytest.mark.parametrize("how", ["privacy off", "administrator"])
async def test_without_privacy_or_as_administrator_a_bot_hears_everything(
    api: Caller, client: Client, suad: Person, group: int, how: str
) -> None:
    if how == "privacy off":
        await client.post("privacy", enabled=False)
        assert (await api.ok("getMe"))["can_read_all_group_messages"] is True
    else:
        await client.post("members", chat_id=group, status="administrator")
        await api.updates()
    await suad.send(group, "كلام عابر")
    await suad.send(group, "/ask@other_bot من؟")
    assert texts(await api.updates()) == ["كلام عابر", "/ask@other_bot من؟"]


async def test_a_command_for_nobody_goes_to_the_bot_that_spoke_last(
    api: Caller, client: Client, suad: Person, group: int
) -> None:
    other = await client.post("bots", username="other_bot", first_name="Other")
    await client.post("members", chat_id=group, user_id=other["user"]["id"], status="member")
    other_api = Caller(str(api.http.base_url), other["token"])
    async with other_api.http:
        await api.updates()
        await other_api.updates()
        await other_api.ok("sendMessage", chat_id=group, text="أنا آخر من تكلم")
        await suad.send(group, "/ask من؟")
        assert texts(await other_api.updates()) == ["/ask من؟"]
        assert await api.updates() == []


async def test_bots_never_hear_each_other(api: Caller, client: Client, group: int) -> None:
    other = await client.post("bots", username="other_bot", first_name="Other")
    await client.post("members", chat_id=group, user_id=other["user"]["id"], status="administrator")
    other_api = Caller(str(api.http.base_url), other["token"])
    async with other_api.http:
        await other_api.updates()
        await api.ok("sendMessage", chat_id=group, text="@other_bot")
        assert await other_api.updates() == []


async def test_an_edit_reaches_the_bot_that_may_see_it(api: Caller, suad: Person, group: int) -> None:
    message = await suad.send(group, "/ask من؟")
    await suad.edit(group, message["message_id"], "/ask متى؟")
    updates = await api.updates()
    assert updates[-1]["edited_message"]["text"] == "/ask متى؟"
    assert updates[-1]["edited_message"]["edit_date"]


async def test_a_bot_hears_that_it_was_added_and_removed(api: Caller, client: Client, suad: Person) -> None:
    group = await client.group("جديد", suad)
    joined, service = await api.updates()
    assert joined["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["my_chat_member"]["from"]["id"] == suad.id
    assert service["message"]["new_chat_members"][0]["username"] == "loopback_bot"
    await client.post("members", chat_id=group, status="kicked")
    [left] = await api.updates()
    assert left["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refusal = await api.refusal("sendMessage", chat_id=group, text="وداعا")
    assert refusal == "Forbidden: bot was kicked from the group chat"


async def test_a_bot_can_leave(api: Caller, suad: Person, group: int) -> None:
    assert await api.ok("leaveChat", chat_id=group) is True
    refusal = await api.refusal("sendMessage", chat_id=group, text="وداعا")
    assert refusal == "Forbidden: bot is not a member of the group chat"
    await suad.send(group, "/ask من؟")
    assert not texts(await api.updates())


async def test_a_restricted_bot_may_not_write(api: Caller, client: Client, group: int) -> None:
    await client.post("members", chat_id=group, status="restricted")
    refusal = await api.refusal("sendMessage", chat_id=group, text="سلام")
    assert refusal == "Bad Request: not enough rights to send text messages to the chat"


async def test_members_are_told_by_role(
    api: Caller, client: Client, suad: Person, karim: Person, group: int
) -> None:
    status = (await api.ok("getChatMember", chat_id=group, user_id=suad.id))["status"]
    assert status == "creator"
    assert (await api.ok("getChatMember", chat_id=group, user_id=karim.id))["status"] == "member"
    emma = await client.person("Emma")
    assert (await api.ok("getChatMember", chat_id=group, user_id=emma.id))["status"] == "left"
    refusal = await api.refusal("getChatMember", chat_id=group, user_id=31337)
    assert refusal == "Bad Request: user not found"
    await client.post("members", chat_id=group, user_id=karim.id, status="administrator")
    admins = await api.ok("getChatAdministrators", chat_id=group)
    assert {admin["user"]["id"] for admin in admins} == {suad.id, karim.id}
    assert await api.ok("getChatMemberCount", chat_id=group) == 3
    chat = await api.ok("getChat", chat_id=group)
    assert (chat["title"], chat["type"]) == ("نادي القرّاء", "group")


async def test_an_administrator_bot_hears_of_members_if_it_asks(
    api: Caller, client: Client, karim: Person, group: int
) -> None:
    await client.post("members", chat_id=group, status="administrator")
    await api.ok("getUpdates", allowed_updates=["chat_member"])
    await client.post("members", chat_id=group, user_id=karim.id, status="left")
    updates = await api.updates()
    assert updates[-1]["chat_member"]["new_chat_member"]["user"]["id"] == karim.id


@pytest.fixture
async def forum(api: Caller, client: Client, suad: Person) -> int:
    chat_id = await client.group("منتدى", suad, kind="supergroup", is_forum=True)
    await api.updates()
    return chat_id


async def test_a_topics_messages_carry_its_thread_and_generals_do_not(
    api: Caller, client: Client, suad: Person, forum: int
) -> None:
    topic = await client.topic(forum, "التاريخ")
    [opened] = await api.updates()
    assert opened["message"]["forum_topic_created"]["name"] == "التاريخ"
    assert opened["message"]["message_id"] == topic
    await suad.send(forum, "/ask في الموضوع", topic=topic)
    await suad.send(forum, "/ask في العام")
    in_topic, in_general = (update["message"] for update in await api.updates())
    assert (in_topic["message_thread_id"], in_topic["is_topic_message"]) == (topic, True)
    assert in_topic["reply_to_message"]["message_id"] == topic
    assert in_topic["chat"]["is_forum"] is True
    assert {"message_thread_id", "is_topic_message", "reply_to_message"} & in_general.keys() == set()


async def test_a_bots_answer_stays_in_the_topic_and_a_wrong_thread_is_refused(
    api: Caller, client: Client, suad: Person, forum: int
) -> None:
    topic = await client.topic(forum, "التاريخ")
    asked = await suad.send(forum, "/ask من؟", topic=topic)
    reply = {"message_id": asked["message_id"]}
    answer = await api.ok("sendMessage", chat_id=forum, text="جواب", reply_parameters=reply)
    assert answer["message_thread_id"] == topic
    await api.ok("sendMessage", chat_id=forum, text="جواب", message_thread_id=topic)
    for wrong in (1, 999, asked["message_id"]):
        refusal = await api.refusal("sendMessage", chat_id=forum, text="جواب", message_thread_id=wrong)
        assert refusal == "Bad Request: message thread not found"
    assert await api.ok("sendChatAction", chat_id=forum, action="typing", message_thread_id=1) is True


async def test_in_a_plain_supergroup_a_replys_thread_is_no_topic(
    api: Caller, client: Client, suad: Person
) -> None:
    chat = await client.group("كبيرة", suad, kind="supergroup")
    asked = await suad.send(chat, "/ask من؟")
    reply = {"message_id": asked["message_id"]}
    answer = await api.ok("sendMessage", chat_id=chat, text="جواب", reply_parameters=reply)
    assert answer["message_thread_id"] == asked["message_id"]
    assert "is_topic_message" not in answer
    thread = answer["message_thread_id"]
    refusal = await api.refusal("sendMessage", chat_id=chat, text="جواب", message_thread_id=thread)
    assert refusal == "Bad Request: message thread not found"


async def test_an_anonymous_administrator_comes_as_the_group(
    api: Caller, suad: Person, karim: Person, group: int
) -> None:
    await suad.send(group, "/ask من؟", anonymous=True)
    [update] = await api.updates()
    assert update["message"]["from"]["username"] == "GroupAnonymousBot"
    assert update["message"]["sender_chat"]["id"] == group
    with pytest.raises(ClientError, match="only administrators"):
        await karim.send(group, "/ask من؟", anonymous=True)


async def test_a_channel_speaks_for_itself_in_posts_and_in_groups(
    api: Caller, client: Client, suad: Person, karim: Person, group: int
) -> None:
    channel = await client.group("قناة", suad, karim, kind="channel", username="news")
    await api.updates()
    await suad.send(channel, "خبر")
    await suad.send(group, "/ask من؟", sender_chat_id=channel)
    post, question = await api.updates()
    assert post["channel_post"]["sender_chat"]["id"] == channel
    assert "from" not in post["channel_post"]
    assert question["message"]["sender_chat"]["type"] == "channel"
    assert question["message"]["from"]["username"] == "Channel_Bot"
    with pytest.raises(ClientError, match="need administrator rights"):
        await karim.send(channel, "خبر")
    sent = await api.ok("sendMessage", chat_id="@news", text="من البوت")
    assert sent["sender_chat"]["id"] == channel
    await client.post("members", chat_id=channel, status="member")
    refusal = await api.refusal("sendMessage", chat_id=channel, text="من البوت")
    assert refusal == "Bad Request: need administrator rights in the channel chat"


async def test_a_group_that_became_a_supergroup_is_told_by_both_ids(
    api: Caller, client: Client, suad: Person, group: int
) -> None:
    new = (await client.post("migrate", chat_id=group))["chat"]["id"]
    old_note, new_note = (update["message"] for update in await api.updates())
    assert (old_note["chat"]["id"], old_note["migrate_to_chat_id"]) == (group, new)
    assert (new_note["chat"]["id"], new_note["migrate_from_chat_id"]) == (new, group)
    response = await api.answer("sendMessage", chat_id=group, text="سلام")
    assert response.json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": new},
    }
    await api.ok("sendMessage", chat_id=new, text="سلام")
    assert (await suad.messages(new))[-1]["text"] == "سلام"
