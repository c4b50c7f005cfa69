"""Do what people do with messages: send, edit, delete, upload, react."""

from dataclasses import dataclass, field

from bot.loopback.accounts import ANONYMOUS_ADMIN, CHANNEL_SENDER
from bot.loopback.chats import Chat
from bot.loopback.files import Upload
from bot.loopback.formatting import fits_caption, fits_message, from_person
from bot.loopback.guests import summon
from bot.loopback.posting import post, remove, replace, tell
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json, present
from bot.loopback.world import World


@dataclass(frozen=True)
class Draft:
    """What a person is about to send.

    `raw` holds further fields of a Message, put in as they are: a sticker, a forward's origin, another date.
    """

    person_id: int
    chat_id: object
    text: str = ""
    reply_to: int | None = None
    thread_id: int | None = None
    entities: list[Json] | None = None
    quote: str | None = None
    anonymous: bool = False
    sender_chat_id: int | None = None
    raw: Json = field(default_factory=dict)


def send(world: World, draft: Draft) -> Json:
    """Send a text and return the message.

    Raises:
        ApiError: no such chat, or the person may not write there, or the text is no message.

    """
    content: Json = {}
    if draft.text or not draft.raw:
        text, entities = fits_message(from_person(draft.text, draft.entities))
        content = {"text": text, **present(entities=entities or None)}
    return _post(world, draft, content)


def upload(world: World, draft: Draft, file: Upload, *, photo: bool = False) -> Json:
    """Send a file, with the draft's text as its caption."""
    caption, entities = fits_caption(from_person(draft.text, draft.entities))
    stored = world.files.add(file, photo=photo)
    content: Json = {"photo": stored.photo()} if photo else {"document": stored.document()}
    return _post(world, draft, content | present(caption=caption or None, caption_entities=entities or None))


def edit(world: World, person_id: int, chat_id: object, message_id: int, text: str) -> Json:
    """Give a person's message another text."""
    chat = world.chat_of(person_id, chat_id)
    old = _own(chat, person_id, message_id)
    what, marks = ("text", "entities") if "text" in old else ("caption", "caption_entities")
    fits = fits_message if what == "text" else fits_caption
    new_text, entities = fits(from_person(text))
    kept = {name: value for name, value in old.items() if name not in {what, marks}}
    changed = kept | {"edit_date": world.now(), what: new_text} | present(**{marks: entities or None})
    return replace(world, chat, changed, by_person=True)


def delete(world: World, person_id: int, chat_id: object, message_id: int) -> None:
    """Delete a message, one's own or any as an administrator or in a private chat."""
    chat = world.chat_of(person_id, chat_id)
    if message_id not in chat.messages:
        raise bad_request("message not found")
    if chat.type != "private" and not chat.membership(person_id).is_admin:
        _own(chat, person_id, message_id)
    remove(world, chat, message_id)


def react(world: World, person_id: int, chat_id: object, message_id: int, emoji: str | None) -> None:
    """Set or take back a person's reaction; bots that may see it and asked for it hear of it."""
    chat = world.chat_of(person_id, chat_id)
    if message_id not in chat.messages:
        raise bad_request("message not found")
    placed = chat.reactions.setdefault(message_id, {})
    old = placed.pop(person_id, None)
    if emoji:
        placed[person_id] = emoji
    user = world.person(person_id).user()
    tell(world, chat, "reaction", message_id=message_id, user=user, emoji=emoji)
    update = {
        "chat": chat.chat(),
        "message_id": message_id,
        "user": user,
        "date": world.now(),
        "old_reaction": _reaction(old),
        "new_reaction": _reaction(emoji),
    }
    for bot in world.bots.values():
        member = chat.membership(bot.id)
        if member.is_admin or (chat.type == "private" and member.is_present):
            bot.queue.add("message_reaction", update)


def _reaction(emoji: str | None) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def _own(chat: Chat, person_id: int, message_id: int) -> Json:
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message not found")
    posted_here = chat.type == "channel" and chat.membership(person_id).is_admin
    if message.get("from", {}).get("id") != person_id and not posted_here:
        raise bad_request("this is somebody else's message")
    return message


def _post(world: World, draft: Draft, content: Json) -> Json:
    chat = world.chat_of(draft.person_id, draft.chat_id)
    _check_place(chat, draft)
    chat.started = True
    author = _author(world, chat, draft)
    extra = dict(draft.raw)
    if draft.quote is not None:
        extra["quote"] = {"text": draft.quote, "position": 0, "is_manual": True}
    message = post(world, chat, author, content | extra, reply_to=draft.reply_to, thread_id=draft.thread_id)
    summon(world, chat, message)
    return message


def _check_place(chat: Chat, draft: Draft) -> None:
    if draft.reply_to is not None and draft.reply_to not in chat.messages:
        raise bad_request("message to be replied not found")
    if draft.thread_id is not None and draft.thread_id not in chat.topics:
        raise bad_request("message thread not found")
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat")
    if chat.bot_id is not None and not chat.membership(chat.bot_id).is_present:
        raise bad_request("you have blocked the bot")
    if chat.type == "channel" and not chat.membership(draft.person_id).is_admin:
        raise bad_request("need administrator rights in the channel chat")


def _author(world: World, chat: Chat, draft: Draft) -> Json:
    """Return who the message comes from: a person, the group itself, or a channel."""
    if chat.type == "channel":
        return {"sender_chat": chat.chat()}
    if draft.anonymous:
        if not chat.membership(draft.person_id).is_admin:
            raise bad_request("only administrators can be anonymous")
        return {"from": ANONYMOUS_ADMIN, "sender_chat": chat.chat()}
    if draft.sender_chat_id is not None:
        channel = world.chat_of(draft.person_id, draft.sender_chat_id)
        return {"from": CHANNEL_SENDER, "sender_chat": channel.chat()}
    return {"from": world.person(draft.person_id).user()}
