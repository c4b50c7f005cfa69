"""Put a message into a chat: its id, its thread, what it replies to, and everyone who hears of it."""

from bot.loopback.accounts import BotAccount
from bot.loopback.chats import Chat
from bot.loopback.delivery import offer
from bot.loopback.wire import Json
from bot.loopback.world import World


def post(
    world: World,
    chat: Chat,
    author: Json,
    content: Json,
    *,
    reply_to: int | None = None,
    thread_id: int | None = None,
) -> Json:
    """Post a message and return it.

    Args:
        world: where it happens.
        chat: the chat it goes to.
        author: the fields that say who sent it (`from`, `sender_chat`).
        content: the other fields: text and entities, a document, a service note.
        reply_to: the id of an existing message.
        thread_id: an existing topic's id.

    """
    message_id = chat.next_message_id()
    content = _with_known_users(world, content)
    replied = chat.messages.get(reply_to) if reply_to is not None else None
    message: Json = {
        "message_id": message_id,
        **author,
        "chat": chat.chat(),
        "date": world.now(),
        **_thread(chat, replied, thread_id),
        **content,
    }
    if replied is None and message.get("is_topic_message"):
        replied = chat.messages.get(message["message_thread_id"])
    if replied is not None:
        message["reply_to_message"] = {
            name: value for name, value in replied.items() if name != "reply_to_message"
        }
    chat.messages[message_id] = message
    sender_id = author.get("from", {}).get("id")
    if sender_id in world.bots:
        chat.last_bot_id = sender_id
    tell(world, chat, "message", message=message)
    offer(world, chat, message)
    return message


def replace(world: World, chat: Chat, message: Json, *, by_person: bool) -> Json:
    """Put an edited message in the place of the old one and return it."""
    message = _with_known_users(world, message)
    chat.messages[message["message_id"]] = message
    tell(world, chat, "edited", message=message)
    if by_person:
        offer(world, chat, message, edited=True)
    return message


def remove(world: World, chat: Chat, message_id: int) -> None:
    """Delete a message. Telegram tells bots nothing of it."""
    del chat.messages[message_id]
    tell(world, chat, "deleted", message_id=message_id)


def tell(world: World, chat: Chat, kind: str, **body: object) -> None:
    """Tell the people in a chat what happened."""
    world.events.add(kind, chat.audience(), chat_id=world.client_chat_id(chat), **body)


def bot_author(bot: BotAccount, chat: Chat) -> Json:
    """Return the sender's fields of a bot's message; in a channel the channel speaks."""
    return {"sender_chat": chat.chat()} if chat.type == "channel" else {"from": bot.user()}


def _with_known_users(world: World, message: Json) -> Json:
    """Give a mention by id its whole user, and drop the mention of someone unknown."""
    for name in ("entities", "caption_entities"):
        if any(entity["type"] == "text_mention" for entity in message.get(name, [])):
            entities = [_known(world, entity) for entity in message[name]]
            message = message | {name: [entity for entity in entities if entity]}
    return message


def _known(world: World, entity: Json) -> Json | None:
    if entity["type"] != "text_mention":
        return entity
    account = world.account(entity.get("user", {}).get("id", 0))
    return entity | {"user": account.user()} if account else None


def _thread(chat: Chat, replied: Json | None, thread_id: int | None) -> Json:
    """Return the thread's fields: a topic's, or in a plain supergroup those of a message's replies."""
    if chat.is_forum:
        topic = thread_id or (replied or {}).get("message_thread_id")
        return {"message_thread_id": topic, "is_topic_message": True} if topic in chat.topics else {}
    if chat.type == "supergroup" and replied is not None:
        return {"message_thread_id": replied.get("message_thread_id", replied["message_id"])}
    return {}
