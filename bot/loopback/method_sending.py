"""Answer the methods that send: texts, documents, photos, typing and reactions."""

from bot.loopback.access import BotCall, message_in, readable_chat, writable_chat
from bot.loopback.chats import Chat
from bot.loopback.files import StoredFile
from bot.loopback.formatting import fits_caption, fits_message, from_bot
from bot.loopback.keyboards import reply_markup
from bot.loopback.posting import bot_author, post, tell
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json, present

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
GENERAL_TOPIC = 1


async def send_message(call: BotCall) -> Json:
    """Send a text."""
    chat = writable_chat(call)
    if not call.params.text("text"):
        raise bad_request("message text is empty")
    parse_mode = call.params.text("parse_mode")
    text, entities = fits_message(
        from_bot(call.params.text("text"), parse_mode, call.params.entities("entities"))
    )
    preview = call.params.object("link_preview_options", "LinkPreviewOptions")
    return _post(
        call, chat, {"text": text, **present(entities=entities or None, link_preview_options=preview)}
    )


async def send_document(call: BotCall) -> Json:
    """Send a file, new or known by its id."""
    chat = writable_chat(call)
    caption = _caption(call)
    return _post(call, chat, {"document": _file(call, "document").document(), **caption})


async def send_photo(call: BotCall) -> Json:
    """Send a picture, new or known by its id."""
    chat = writable_chat(call)
    caption = _caption(call)
    return _post(call, chat, {"photo": _file(call, "photo").photo(), **caption})


async def send_chat_action(call: BotCall) -> bool:
    """Show that the bot is typing."""
    chat = writable_chat(call)
    if call.params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread_id = call.params.integer("message_thread_id") or None
    # General is topic 1 for the typing note, and for nothing else.
    if thread_id is not None and thread_id not in {*chat.topics, GENERAL_TOPIC}:
        raise bad_request("message thread not found")
    tell(call.world, chat, "typing", user=call.bot.user(), message_thread_id=thread_id)
    return True


async def set_message_reaction(call: BotCall) -> bool:
    """Set or take back the bot's reaction to a message."""
    chat = readable_chat(call)
    message_id = call.params.integer("message_id")
    message_in(chat, message_id, "message to react")
    reactions = call.params.array("reaction") or []
    emoji = reactions[0].get("emoji") if reactions and isinstance(reactions[0], dict) else None
    if reactions and not emoji:
        raise bad_request("REACTION_INVALID")
    placed = chat.reactions.setdefault(message_id, {})
    placed.pop(call.bot.id, None)
    if emoji:
        placed[call.bot.id] = emoji
    tell(call.world, chat, "reaction", message_id=message_id, user=call.bot.user(), emoji=emoji)
    return True


def _post(call: BotCall, chat: Chat, content: Json) -> Json:
    thread_id = _thread_id(call, chat)
    reply_to, quote = _reply(call, chat)
    extra = present(
        quote=quote,
        reply_markup=reply_markup(call.params),
        has_protected_content=call.params.flag("protect_content"),
    )
    author = bot_author(call.bot, chat)
    return post(call.world, chat, author, content | extra, reply_to=reply_to, thread_id=thread_id)


def _thread_id(call: BotCall, chat: Chat) -> int | None:
    thread_id = call.params.integer("message_thread_id")
    if not thread_id:
        return None
    if thread_id not in chat.topics:
        message = chat.messages.get(thread_id)
        if message is not None and message.get("message_thread_id") == thread_id:
            raise bad_request("message thread is not a forum topic thread")
        raise bad_request("message thread not found")
    return thread_id


def _reply(call: BotCall, chat: Chat) -> tuple[int | None, Json | None]:
    reply = call.params.object("reply_parameters", "ReplyParameters")
    if reply is None:
        return None, None
    if str(reply.get("chat_id") or chat.id) != str(chat.id):
        raise bad_request("loopback does not carry replies to another chat")
    message_id = reply.get("message_id")
    if not isinstance(message_id, int):
        raise bad_request("can't parse reply parameters JSON object")
    if message_id not in chat.messages:
        if reply.get("allow_sending_without_reply"):
            return None, None
        raise bad_request("message to be replied not found")
    if not reply.get("quote"):
        return message_id, None
    text, entities = from_bot(
        str(reply["quote"]), str(reply.get("quote_parse_mode") or ""), reply.get("quote_entities")
    )
    replied = chat.messages[message_id]
    position = str(replied.get("text") or replied.get("caption") or "").find(text)
    if position < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    return message_id, {
        "text": text,
        "position": position,
        "is_manual": True,
        **present(entities=entities or None),
    }


def _caption(call: BotCall) -> Json:
    caption, entities = fits_caption(
        from_bot(
            call.params.text("caption"),
            call.params.text("parse_mode"),
            call.params.entities("caption_entities"),
        )
    )
    return present(caption=caption or None, caption_entities=entities or None)


def _file(call: BotCall, name: str) -> StoredFile:
    upload = call.params.upload(name)
    if upload is not None:
        return call.world.files.add(upload, photo=name == "photo")
    reference = call.params.text(name)
    if not reference:
        raise bad_request(f"there is no {name} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("loopback does not fetch files by URL")
    return call.world.files.by_id(reference)
