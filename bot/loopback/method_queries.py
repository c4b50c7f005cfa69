"""Answer the methods by which a bot answers taps and inline queries, and asks for files."""

from bot.loopback.access import BotCall
from bot.loopback.formatting import fits_message, from_bot
from bot.loopback.keyboards import inline_keyboard
from bot.loopback.parameters import Parameters, check_object
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json, present

RESULT_LIMIT = 50
NOTE_LIMIT = 200
DEFAULT_CACHE_SECONDS = 300
ID_LIMIT = 64


async def answer_callback_query(call: BotCall) -> bool:
    """Answer a tap, with a note or without one."""
    text = call.params.text("text")
    if len(text) > NOTE_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = present(
        text=text or None, show_alert=call.params.flag("show_alert"), url=call.params.optional("url")
    )
    call.world.queries.settle("callback", call.params.text("callback_query_id"), call.bot.id, answer)
    return True


async def answer_inline_query(call: BotCall) -> bool:
    """Answer an inline query with up to 50 results."""
    results = call.params.array("results")
    if results is None:
        raise bad_request("can't parse inline query results: expected an Array")
    if len(results) > RESULT_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    checked = [checked_result(result) for result in results]
    if len({result["id"] for result in checked}) != len(checked):
        raise bad_request("RESULT_ID_DUPLICATE")
    answer = {
        "results": checked,
        "next_offset": call.params.text("next_offset"),
        "cache_time": call.params.integer("cache_time", DEFAULT_CACHE_SECONDS),
        "is_personal": call.params.flag("is_personal"),
        **present(button=_button(call.params)),
    }
    call.world.queries.settle("inline", call.params.text("inline_query_id"), call.bot.id, answer)
    return True


async def get_file(call: BotCall) -> Json:
    """Return where a file can be downloaded."""
    return call.world.files.by_id(call.params.text("file_id")).file()


def result_content(result: Json) -> tuple[str, list[Json]]:
    """Return the text that an inline result sends, formatted as any text of a bot."""
    content = check_object(result.get("input_message_content"), "InputTextMessageContent")
    formatted = from_bot(
        str(content.get("message_text", "")), str(content.get("parse_mode") or ""), content.get("entities")
    )
    return fits_message(formatted)


def checked_result(value: object) -> Json:
    """Return an inline result that this server can send, or refuse it."""
    if not isinstance(value, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    result_id = value.get("id")
    if not isinstance(result_id, str) or not 1 <= len(result_id.encode()) <= ID_LIMIT:
        raise bad_request("RESULT_ID_INVALID")
    if value.get("type") != "article":
        raise bad_request("loopback carries inline results of type article only")
    if not value.get("title"):
        raise bad_request("RESULT_TITLE_EMPTY")
    result_content(value)
    if value.get("reply_markup"):
        inline_keyboard(value["reply_markup"])
    return value


def _button(params: Parameters) -> Json | None:
    button = params.object("button", "InlineQueryResultsButton")
    if button is not None and not button.get("text"):
        raise bad_request('can\'t parse inline query results button: Field "text" must be of type String')
    return button
