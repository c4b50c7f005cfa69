"""Check the buttons under a bot's message."""

from typing import Any

from bot.loopback.links import checked_link
from bot.loopback.parameters import Parameters, check_object
from bot.loopback.refusals import ApiError, bad_request
from bot.loopback.wire import Json

DATA_LIMIT = 64
BUTTON_LIMIT = 100
_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")


def reply_markup(params: Parameters, *, only_inline: bool = False) -> Json | None:
    """Return the inline keyboard of a call, checked; other keyboards are taken and not shown.

    Raises:
        ApiError: Telegram would not take the keyboard.

    """
    value = params.parsed("reply_markup")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return inline_keyboard(value)
    if only_inline:
        raise bad_request("inline keyboard expected")
    if value and not any(name in value for name in _OTHER_KEYBOARDS):
        raise bad_request("can't parse reply markup: unknown keyboard")
    return None


def inline_keyboard(value: Json) -> Json | None:
    """Return an inline keyboard without its empty rows, or None where nothing is left."""
    check_object(value, "InlineKeyboardMarkup")
    rows = value["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(len(row) for row in rows) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    checked = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": checked} if checked else None


def _button(value: Any) -> Json:
    button = check_object(value, "InlineKeyboardButton")
    if not isinstance(button.get("text"), str):
        raise _unparsed('Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("inline keyboard button text can't be empty")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise _unparsed("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unparsed("a button has exactly one action")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= DATA_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        address = checked_link(str(button["url"]))
        if address is None:
            raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
        button = {**button, "url": address}
    return button


def _unparsed(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
