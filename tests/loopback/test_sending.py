"""Bots send, edit and delete within Telegram's rules, and are refused in Telegram's words outside them."""

import pytest

from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer
from bot.loopback.wire import Json

from .caller import Caller

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)


def keyboard(**button: object) -> Json:
    """Return a keyboard of one button."""
    return {"inline_keyboard": [[{"text": "زر", **button}]]}


async def test_a_bot_cannot_write_first(api: Caller, client: Client) -> None:
    stranger = await client.person("غريب")
    refusal = "Forbidden: bot can't initiate conversation with a user"
    assert await api.refusal("sendMessage", chat_id=stranger.id, text="سلام") == refusal
    await stranger.send(text="/start")
    await api.ok("sendMessage", chat_id=stranger.id, text="سلام")


@pytest.mark.parametrize(
    ("chat_id", "reason"),
    [
        ("", "Bad Request: chat_id is empty"),
        (424242, "Bad Request: chat not found"),
        (-100999, "Bad Request: chat not found"),
        ("@nobody", "Bad Request: chat not found"),
        (500000001, "Forbidden: bots can't send messages to bots"),
    ],
)
async def test_a_chat_that_is_none_is_refused(api: Caller, chat_id: int | str, reason: str) -> None:
    assert await api.refusal("sendMessage", chat_id=chat_id, text="سلام") == reason


async def test_a_blocked_bot_is_told_and_hears_of_it_once(api: Caller, suad: Person) -> None:
    await suad.block()
    await suad.block()
    refusal = await api.refusal("sendMessage", chat_id=suad.id, text="سلام")
    assert refusal == "Forbidden: bot was blocked by the user"
    [update] = await api.updates()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await suad.block(blocked=False)
    await api.ok("sendMessage", chat_id=suad.id, text="سلام")


async def test_a_reply_carries_what_it_replies_to(api: Caller, suad: Person) -> None:
    asked = await suad.send(text="سؤال")
    reply = {"message_id": asked["message_id"], "quote": "سؤال"}
    message = await api.ok("sendMessage", chat_id=suad.id, text="جواب", reply_parameters=reply)
    assert message["reply_to_message"]["text"] == "سؤال"
    assert message["quote"] == {"text": "سؤال", "position": 0, "is_manual": True}
    assert (await suad.wait_for(reply_to=asked["message_id"]))["text"] == "جواب"


async def test_a_reply_to_nothing_is_refused_unless_it_may_go_without(api: Caller, suad: Person) -> None:
    reply: Json = {"message_id": 77}
    refusal = await api.refusal("sendMessage", chat_id=suad.id, text="جواب", reply_parameters=reply)
    assert refusal == "Bad Request: message to be replied not found"
    reply["allow_sending_without_reply"] = True
    message = await api.ok("sendMessage", chat_id=suad.id, text="جواب", reply_parameters=reply)
    assert "reply_to_message" not in message


async def test_a_quote_that_is_not_in_the_message_is_refused(api: Caller, suad: Person) -> None:
    asked = await suad.send(text="سؤال")
    reply = {"message_id": asked["message_id"], "quote": "غيره"}
    refusal = await api.refusal("sendMessage", chat_id=suad.id, text="جواب", reply_parameters=reply)
    assert refusal == "Bad Request: QUOTE_TEXT_INVALID"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (keyboard(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (keyboard(callback_data="س" * 33), "BUTTON_DATA_INVALID"),
        (keyboard(callback_data=""), "BUTTON_DATA_INVALID"),
        (
            keyboard(),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard(url="http://localhost/"),
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        (keyboard(callback_data="x", colour="red"), 'unknown field "colour" of InlineKeyboardButton'),
        ("[]", "object expected as reply markup"),
    ],
)
async def test_a_bad_button_is_refused(api: Caller, suad: Person, markup: Json | str, reason: str) -> None:
    refusal = await api.refusal("sendMessage", chat_id=suad.id, text="س", reply_markup=markup)
    assert refusal == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("address", "stored"),
    [
        ("https://example.com", "https://example.com/"),
        ("example.com/a?b=1", "http://example.com/a?b=1"),
        ("tg://user?id=1001", "tg://user?id=1001"),
        ("https://موقع.example/صفحة", "https://موقع.example/صفحة"),
    ],
)
async def test_a_link_button_keeps_its_address_as_telegram_stores_it(
    api: Caller, suad: Person, address: str, stored: str
) -> None:
    message = await api.ok("sendMessage", chat_id=suad.id, text="س", reply_markup=keyboard(url=address))
    assert message["reply_markup"]["inline_keyboard"][0][0]["url"] == stored


@pytest.mark.parametrize("address", ["", "no host", "ftp://example.com", "http://[x", "http:///a"])
async def test_a_link_button_to_no_address_is_refused(api: Caller, suad: Person, address: str) -> None:
    markup = keyboard(url=address)
    refusal = await api.refusal("sendMessage", chat_id=suad.id, text="س", reply_markup=markup)
    assert refusal.endswith("is invalid: Wrong HTTP URL")


async def test_other_keyboards_are_taken_for_a_new_message_and_refused_for_an_edit(
    api: Caller, suad: Person
) -> None:
    markup = {"keyboard": [[{"text": "أ"}]]}
    sent = await api.ok("sendMessage", chat_id=suad.id, text="س", reply_markup=markup)
    assert "reply_markup" not in sent
    place = {"chat_id": suad.id, "message_id": sent["message_id"]}
    refusal = await api.refusal("editMessageText", **place, text="ص", reply_markup=markup)
    assert refusal == "Bad Request: inline keyboard expected"


async def test_64_bytes_of_data_are_a_button(api: Caller, suad: Person) -> None:
    markup = keyboard(callback_data="س" * 32)
    message = await api.ok("sendMessage", chat_id=suad.id, text="س", reply_markup=markup)
    assert message["reply_markup"] == markup


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"parse": "HTML"}, 'unknown parameter "parse" of sendMessage'),
        ({"reply_to_message_id": 1}, 'unknown parameter "reply_to_message_id" of sendMessage'),
        ({"business_connection_id": "x"}, 'loopback does not carry "business_connection_id"'),
        ({"reply_parameters": {"message": 1}}, 'unknown field "message" of ReplyParameters'),
        ({"reply_parameters": {"message_id": "x"}}, "can't parse reply parameters JSON object"),
        ({"message_thread_id": 5}, "message thread not found"),
    ],
)
async def test_what_telegram_does_not_know_is_refused(
    api: Caller, suad: Person, params: Json, reason: str
) -> None:
    refusal = await api.refusal("sendMessage", chat_id=suad.id, text="س", **params)
    assert refusal == f"Bad Request: {reason}"


async def test_parameters_come_in_every_way_that_telegram_takes(
    api: Caller, suad: Person, server: LoopbackServer
) -> None:
    path = f"/bot{server.token}/SENDMESSAGE"
    fields = {
        "chat_id": str(suad.id),
        "text": "نص",
        "reply_markup": '{"inline_keyboard": [[{"text": "أ", "callback_data": "b"}]]}',
    }
    responses = [
        await api.http.get(path, params=fields),
        await api.http.post(path, params=fields),
        await api.http.post(path, data=fields),
        await api.http.post(path, files={name: (None, value) for name, value in fields.items()}),
        await api.http.post(path, json={**fields, "chat_id": suad.id}),
    ]
    for response in responses:
        message = response.json()["result"]
        assert message["text"] == "نص"
        assert message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "b"


async def test_a_body_that_is_no_json_is_refused(api: Caller, server: LoopbackServer) -> None:
    response = await api.http.post(
        f"/bot{server.token}/getMe", content="{", headers={"content-type": "application/json"}
    )
    assert response.json()["description"] == "Bad Request: can't parse JSON object"


async def test_a_wrong_token_and_an_unknown_method_are_refused(api: Caller, server: LoopbackServer) -> None:
    response = await api.http.get("/bot1:wrong/getMe")
    assert (response.status_code, response.json()) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    response = await api.http.get(f"/bot{server.token}/getLucky")
    assert (response.status_code, response.json()["description"]) == (404, "Not Found")


async def test_an_edit_changes_the_text_and_drops_buttons_not_sent_again(api: Caller, suad: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=suad.id, text="أول", reply_markup=keyboard(callback_data="x"))
    place = {"chat_id": suad.id, "message_id": sent["message_id"]}
    edited = await api.ok("editMessageText", **place, text="<i>ثان</i>", parse_mode="HTML")
    assert edited["text"] == "ثان"
    assert edited["entities"][0]["type"] == "italic"
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= edited["date"]
    assert (await suad.messages())[-1] == edited


async def test_an_edit_that_changes_nothing_is_refused(api: Caller, suad: Person) -> None:
    markup = keyboard(callback_data="x")
    sent = await api.ok("sendMessage", chat_id=suad.id, text="أول", reply_markup=markup)
    place = {"chat_id": suad.id, "message_id": sent["message_id"]}
    refusal = await api.refusal("editMessageText", **place, text="أول", reply_markup=markup)
    assert refusal == NOT_MODIFIED
    assert await api.refusal("editMessageReplyMarkup", **place, reply_markup=markup) == NOT_MODIFIED
    assert "reply_markup" not in await api.ok("editMessageReplyMarkup", **place)


async def test_what_is_not_there_or_not_the_bots_cannot_be_edited(api: Caller, suad: Person) -> None:
    asked = await suad.send(text="سؤال")
    for message_id, reason in (
        (99, "message to edit not found"),
        (asked["message_id"], "message can't be edited"),
        ("", "message identifier is not specified"),
    ):
        refusal = await api.refusal("editMessageText", chat_id=suad.id, message_id=message_id, text="جديد")
        assert refusal == f"Bad Request: {reason}"


async def test_a_message_is_deleted_once(api: Caller, suad: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=suad.id, text="خطأ")
    place = {"chat_id": suad.id, "message_id": sent["message_id"]}
    assert await api.ok("deleteMessage", **place) is True
    assert await api.refusal("deleteMessage", **place) == "Bad Request: message to delete not found"
    assert await suad.messages() == []


async def test_in_a_group_a_plain_bot_deletes_only_its_own(api: Caller, client: Client, suad: Person) -> None:
    group = await client.group("نادي", suad)
    asked = await suad.send(group, "سؤال")
    place = {"chat_id": group, "message_id": asked["message_id"]}
    refusal = await api.refusal("deleteMessage", **place)
    assert refusal == "Bad Request: message can't be deleted for everyone"
    await client.post("members", chat_id=group, status="administrator")
    assert await api.ok("deleteMessage", **place) is True


async def test_typing_is_shown_and_an_unknown_action_refused(api: Caller, suad: Person) -> None:
    assert await api.ok("sendChatAction", chat_id=suad.id, action="typing") is True
    [event] = (await suad.events())["events"]
    assert (event["kind"], event["chat_id"]) == ("typing", suad.id)
    refusal = await api.refusal("sendChatAction", chat_id=suad.id, action="thinking")
    assert refusal == "Bad Request: wrong parameter action in request"


async def test_a_bots_reaction_is_shown(api: Caller, suad: Person) -> None:
    asked = await suad.send(text="سؤال")
    place = {"chat_id": suad.id, "message_id": asked["message_id"]}
    await api.ok("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👀"}])
    event = (await suad.events())["events"][-1]
    assert (event["kind"], event["emoji"]) == ("reaction", "👀")
    refusal = await api.refusal("setMessageReaction", chat_id=suad.id, message_id=99, reaction=[])
    assert refusal == "Bad Request: message to react not found"
