"""Do what people do with buttons and inline mode, and wait for the bot's answer."""

from bot.loopback.chats import Chat
from bot.loopback.method_queries import result_content
from bot.loopback.posting import post
from bot.loopback.queries import CachedResults
from bot.loopback.refusals import ApiError, bad_request
from bot.loopback.wire import Json, present
from bot.loopback.world import World


async def tap(world: World, person_id: int, chat_id: object, message_id: int, data: str) -> Json:
    """Tap a button and return the bot's answer.

    Raises:
        ApiError: 400 where there is no such button, 504 where the bot does not answer in time.

    """
    chat = world.chat_of(person_id, chat_id)
    message = chat.messages.get(message_id)
    if message is None or not _has_button(message, data):
        raise bad_request("no such button")
    sender = message.get("via_bot") or message.get("from") or {}
    bot = world.bots.get(sender.get("id", 0)) or world.bot
    query = world.queries.open("callback", bot.id)
    inline_id = _inline_id(world, chat, message_id)
    shown: Json = {"inline_message_id": inline_id} if inline_id else {"message": message}
    bot.queue.add(
        "callback_query",
        {
            "id": query.id,
            "from": world.person(person_id).user(),
            "chat_instance": str(abs(chat.id) * 31 + bot.id),
            "data": data,
            **shown,
        },
    )
    answer = await world.queries.answered(query, world.query_seconds)
    if answer is None:
        raise ApiError(504, "the bot did not answer the tap")
    return answer


async def ask_inline(world: World, person_id: int, text: str, offset: str) -> Json:
    """Ask the bot inline and return its results, or those it allowed to be kept.

    Raises:
        ApiError: 504 where the bot does not answer in time.

    """
    bot = world.bot
    if not bot.inline_queries:
        raise bad_request("the bot has inline mode switched off")
    now = world.clock()
    for asker in (0, person_id):
        cached = world.queries.inline_cache.get((bot.id, asker, text, offset))
        if cached is not None and cached.until > now:
            _show(world, person_id, cached.results)
            return cached.results
    query = world.queries.open("inline", bot.id)
    user = world.person(person_id).user()
    bot.queue.add("inline_query", {"id": query.id, "from": user, "query": text, "offset": offset})
    answer = await world.queries.answered(query, world.query_seconds)
    if answer is None:
        raise ApiError(504, "the bot did not answer the inline query")
    asker = person_id if answer.pop("is_personal") else 0
    kept_until = now + answer["cache_time"]
    world.queries.inline_cache[(bot.id, asker, text, offset)] = CachedResults(answer, kept_until)
    _show(world, person_id, answer)
    return answer


def choose(world: World, person_id: int, chat_id: object, text: str, result_id: str) -> Json:
    """Send one of the results that the person was shown, and return the message."""
    bot = world.bot
    result = world.queries.shown_results.get((person_id, result_id))
    if result is None:
        raise bad_request("no such inline result")
    chat = world.chat_of(person_id, chat_id)
    sent, entities = result_content(result)
    user = world.person(person_id).user()
    preview = result["input_message_content"].get("link_preview_options")
    content = {
        "via_bot": bot.user(),
        "text": sent,
        **present(
            entities=entities or None, reply_markup=result.get("reply_markup"), link_preview_options=preview
        ),
    }
    chat.started = True
    message = post(world, chat, {"from": user}, content)
    inline_id = None
    if result.get("reply_markup"):
        inline_id = f"inline-{len(world.inline_messages) + 1}"
        world.inline_messages[inline_id] = (chat, message["message_id"])
    if bot.inline_feedback:
        chosen = {"result_id": result_id, "from": user, "query": text}
        bot.queue.add("chosen_inline_result", chosen | present(inline_message_id=inline_id))
    return message


def _show(world: World, person_id: int, answer: Json) -> None:
    for result in answer["results"]:
        world.queries.shown_results[(person_id, result["id"])] = result


def _has_button(message: Json, data: str) -> bool:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)


def _inline_id(world: World, chat: Chat, message_id: int) -> str | None:
    place = (chat, message_id)
    return next((inline_id for inline_id, known in world.inline_messages.items() if known == place), None)
