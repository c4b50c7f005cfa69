"""Answer the methods that change what is already sent."""

from bot.loopback.access import BotCall, message_in, readable_chat
from bot.loopback.chats import Chat
from bot.loopback.formatting import fits_message, from_bot
from bot.loopback.keyboards import reply_markup
from bot.loopback.posting import remove, replace
from bot.loopback.refusals import NOT_MODIFIED, bad_request
from bot.loopback.wire import Json, present

DELETABLE_SECONDS = 48 * 3600
_SHOWN = ("text", "entities", "reply_markup", "link_preview_options")


async def edit_message_text(call: BotCall) -> Json | bool:
    """Give a message of the bot another text; buttons that are not sent again go."""
    chat, old = _own_message(call)
    if not call.params.text("text"):
        raise bad_request("message text is empty")
    parse_mode = call.params.text("parse_mode")
    text, entities = fits_message(
        from_bot(call.params.text("text"), parse_mode, call.params.entities("entities"))
    )
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    shown = {
        "text": text,
        **present(
            entities=entities or None,
            reply_markup=reply_markup(call.params, only_inline=True),
            link_preview_options=call.params.object("link_preview_options", "LinkPreviewOptions"),
        ),
    }
    return _replaced(call, chat, old, shown)


async def edit_message_reply_markup(call: BotCall) -> Json | bool:
    """Give a message of the bot other buttons, or none."""
    chat, old = _own_message(call)
    shown = {name: old[name] for name in _SHOWN if name in old and name != "reply_markup"}
    return _replaced(
        call, chat, old, shown | present(reply_markup=reply_markup(call.params, only_inline=True))
    )


async def delete_message(call: BotCall) -> bool:
    """Delete a message: the bot's own, anyone's in a private chat, or as an administrator."""
    chat = readable_chat(call)
    message = message_in(chat, call.params.integer("message_id"), "message to delete")
    own = message.get("from", {}).get("id") == call.bot.id or chat.type == "channel"
    if not (own or chat.type == "private" or chat.membership(call.bot.id).is_admin):
        raise bad_request("message can't be deleted for everyone")
    if call.world.now() - message["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    remove(call.world, chat, message["message_id"])
    return True


def _own_message(call: BotCall) -> tuple[Chat, Json]:
    inline_id = call.params.text("inline_message_id")
    if inline_id:
        found = call.world.inline_messages.get(inline_id)
        if found is None or found[1] not in found[0].messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return found[0], found[0].messages[found[1]]
    chat = readable_chat(call)
    if not call.params.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = message_in(chat, call.params.integer("message_id"), "message to edit")
    posted_here = chat.type == "channel" and chat.membership(call.bot.id).is_admin
    if message.get("from", {}).get("id") != call.bot.id and not posted_here:
        raise bad_request("message can't be edited")
    return chat, message


def _replaced(call: BotCall, chat: Chat, old: Json, shown: Json) -> Json | bool:
    compared = [name for name in _SHOWN if name != "link_preview_options"]
    if all(old.get(name) == shown.get(name) for name in compared):
        raise bad_request(NOT_MODIFIED)
    kept = {name: value for name, value in old.items() if name not in _SHOWN}
    message = replace(call.world, chat, kept | {"edit_date": call.world.now()} | shown, by_person=False)
    return True if call.params.text("inline_message_id") else message
