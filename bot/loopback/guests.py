"""Guest mode: a bot named in a chat that it is not in may answer there, once."""

from bot.loopback.access import BotCall
from bot.loopback.accounts import BotAccount
from bot.loopback.chats import Chat
from bot.loopback.method_queries import checked_result, result_content
from bot.loopback.posting import bot_author, post
from bot.loopback.refusals import QUERY_TOO_OLD, bad_request
from bot.loopback.wire import Json, present, utf16_slice
from bot.loopback.world import World


def summon(world: World, chat: Chat, message: Json) -> None:
    """Pass a message on to each bot that it names, if that takes guest queries and is not in the chat."""
    if chat.type == "private":
        return
    for bot in world.bots.values():
        if bot.guest_queries and not chat.membership(bot.id).is_present and _names(bot, message):
            query_id = str(8_000_000_000 + len(world.guest_queries))
            world.guest_queries[query_id] = (bot.id, chat, message["message_id"])
            bot.queue.add("guest_message", message | {"guest_query_id": query_id})


async def answer_guest_query(call: BotCall) -> Json:
    """Post a bot's one answer where it was named, and return its inline id.

    Raises:
        ApiError: no such query of this bot waits, or the result is none that can be sent.

    """
    result = checked_result(call.params.parsed("result"))
    query = call.world.guest_queries.pop(call.params.text("guest_query_id"), None)
    if query is None or query[0] != call.bot.id:
        raise bad_request(QUERY_TOO_OLD)
    _, chat, asked_id = query
    text, entities = result_content(result)
    caller = chat.messages.get(asked_id, {}).get("from")
    content = {"text": text, **present(entities=entities or None, guest_bot_caller_user=caller)}
    replied = asked_id if asked_id in chat.messages else None
    message = post(call.world, chat, bot_author(call.bot, chat), content, reply_to=replied)
    inline_id = f"guest-{len(call.world.inline_messages) + 1}"
    call.world.inline_messages[inline_id] = (chat, message["message_id"])
    return {"inline_message_id": inline_id}


def _names(bot: BotAccount, message: Json) -> bool:
    text = message.get("text") or ""
    mentions = (each for each in message.get("entities", []) if each["type"] == "mention")
    named = {utf16_slice(text, each["offset"], each["length"]).lower() for each in mentions}
    return f"@{bot.username}".lower() in named
