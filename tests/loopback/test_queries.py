"""Taps and inline queries reach the bot, and its answer reaches the person."""

import asyncio

import pytest

from bot.loopback.client import Client, ClientError, Person
from bot.loopback.server import LoopbackServer
from bot.loopback.wire import Json

from .caller import Caller

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
BUTTON: Json = {"inline_keyboard": [[{"text": "المزيد", "callback_data": "more:1"}]]}


async def next_update(api: Caller, kind: str) -> Json:
    """Wait for the next update, which must be of a kind."""
    [update] = await api.ok("getUpdates", timeout=5)
    await api.ok("getUpdates", offset=update["update_id"] + 1)
    found: Json = update[kind]
    return found


def article(result_id: str, text: str, **fields: object) -> Json:
    """Return an inline result that sends a text."""
    content = {"message_text": text, "parse_mode": "HTML"}
    return {
        "type": "article",
        "id": result_id,
        "title": "جواب",
        "input_message_content": content,
        **fields,
    }


async def test_a_tap_reaches_the_bot_and_its_note_the_person(api: Caller, suad: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=suad.id, text="جواب", reply_markup=BUTTON)
    tapping = asyncio.create_task(suad.tap(sent, "more:1"))
    query = await next_update(api, "callback_query")
    assert (query["data"], query["from"]["id"]) == ("more:1", suad.id)
    assert query["message"] == sent
    answered = {"callback_query_id": query["id"], "text": "حسنا", "show_alert": True}
    assert await api.ok("answerCallbackQuery", **answered) is True
    assert await tapping == {"text": "حسنا", "show_alert": True}
    assert await api.refusal("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD


async def test_a_tap_that_nobody_answers_ends_and_its_query_is_too_old(
    api: Caller, suad: Person, server: LoopbackServer
) -> None:
    server.world.query_seconds = 0.2
    sent = await api.ok("sendMessage", chat_id=suad.id, text="جواب", reply_markup=BUTTON)
    with pytest.raises(ClientError) as refused:
        await suad.tap(sent, "more:1")
    assert refused.value.status == 504
    query = await next_update(api, "callback_query")
    assert await api.refusal("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD


async def test_only_buttons_that_are_there_can_be_tapped(api: Caller, suad: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=suad.id, text="جواب", reply_markup=BUTTON)
    with pytest.raises(ClientError, match="no such button"):
        await suad.tap(sent, "less:1")


async def test_an_inline_query_is_answered_chosen_sent_and_edited(
    api: Caller, client: Client, suad: Person
) -> None:
    group = await client.group("نادي", suad)
    await api.updates()
    asking = asyncio.create_task(suad.inline("من؟"))
    query = await next_update(api, "inline_query")
    assert (query["query"], query["offset"], query["from"]["id"]) == ("من؟", "", suad.id)
    results = [article("1", "<b>جواب</b>", reply_markup=BUTTON), article("2", "آخر")]
    button = {"text": "اسأل في الخاص", "start_parameter": "inline"}
    await api.ok(
        "answerInlineQuery", inline_query_id=query["id"], results=results, cache_time=0, button=button
    )
    answer = await asking
    assert [result["id"] for result in answer["results"]] == ["1", "2"]
    assert (answer["button"], answer["next_offset"], answer["cache_time"]) == (button, "", 0)
    message = await suad.choose(group, "من؟", "1")
    assert (message["text"], message["entities"][0]["type"]) == ("جواب", "bold")
    assert message["via_bot"]["username"] == "loopback_bot"
    posted, chosen = await api.updates()
    assert posted["message"]["message_id"] == message["message_id"]
    inline_id = chosen["chosen_inline_result"]["inline_message_id"]
    assert chosen["chosen_inline_result"]["result_id"] == "1"
    assert await api.ok("editMessageText", inline_message_id=inline_id, text="معدّل") is True
    assert (await suad.messages(group))[-1]["text"] == "معدّل"


async def test_inline_answers_are_kept_as_long_as_the_bot_allows(
    api: Caller, suad: Person, karim: Person
) -> None:
    asking = asyncio.create_task(suad.inline("من؟"))
    query = await next_update(api, "inline_query")
    await api.ok("answerInlineQuery", inline_query_id=query["id"], results=[article("1", "أ")])
    first = await asking
    assert await karim.inline("من؟") == first
    assert await api.updates() == []
    asking = asyncio.create_task(suad.inline("متى؟"))
    query = await next_update(api, "inline_query")
    await api.ok("answerInlineQuery", inline_query_id=query["id"], results=[], is_personal=True)
    await asking
    asking = asyncio.create_task(karim.inline("متى؟"))
    query = await next_update(api, "inline_query")
    assert query["from"]["id"] == karim.id
    await api.ok("answerInlineQuery", inline_query_id=query["id"], results=[])
    assert (await asking)["results"] == []


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([article("1", "أ")] * 2, "RESULT_ID_DUPLICATE"),
        ([article(str(number), "أ") for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article("x" * 65, "أ")], "RESULT_ID_INVALID"),
        (
            [article("1", "<b>أ")],
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ([article("1", "ا" * 4097)], "message is too long"),
    ],
)
async def test_bad_inline_results_are_refused(api: Caller, results: list[Json], reason: str) -> None:
    refusal = await api.refusal("answerInlineQuery", inline_query_id="1", results=results)
    assert refusal == f"Bad Request: {reason}"


async def test_an_unknown_inline_query_is_too_old(api: Caller) -> None:
    assert await api.refusal("answerInlineQuery", inline_query_id="1", results=[]) == TOO_OLD


async def test_a_bot_cannot_answer_a_tap_meant_for_another(api: Caller, client: Client, suad: Person) -> None:
    other = await client.post("bots", username="other_bot", first_name="Other")
    sent = await api.ok("sendMessage", chat_id=suad.id, text="جواب", reply_markup=BUTTON)
    tapping = asyncio.create_task(suad.tap(sent, "more:1"))
    query = await next_update(api, "callback_query")
    other_api = Caller(str(api.http.base_url), other["token"])
    async with other_api.http:
        refusal = await other_api.refusal("answerCallbackQuery", callback_query_id=query["id"], text="x")
        assert refusal == TOO_OLD
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="حسنا")
    assert await tapping == {"text": "حسنا"}
