"""Turn an update of Telegram into a message of ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

import telegram
from telegram.constants import ChatType, MessageEntityType

from bot.buttons import Reaction, Tap
from bot.records import ChatKind, Command, Mention, Message

_KINDS: dict[str, ChatKind] = {ChatType.PRIVATE: ChatKind.PRIVATE, ChatType.CHANNEL: ChatKind.CHANNEL}
_FIRST_OF_TWO_UNITS = "\U00010000"


def message_of(update: telegram.Update) -> Message | None:
    """Return the new text, or caption, that an update brings, or None when it brings none.

    Edited messages, channel posts and business messages bring none; nor do other bots, lest two of them
    answer one another for ever.
    """
    message = update.message
    if message is None or _by_a_bot(message):
        return None
    return _with_words(update.update_id, message)


def edited_of(update: telegram.Update) -> Message | None:
    """Return a text, or caption, as its writer changed it, under the id and date it had before."""
    message = update.edited_message
    return None if message is None or _by_a_bot(message) else _with_words(update.update_id, message)


def changed_of(update: telegram.Update) -> Message | None:
    """Return a message as its writer changed it, whether or not it holds words."""
    message = update.edited_message
    if message is None or _by_a_bot(message):
        return None
    return _with_words(update.update_id, message) or _record(update.update_id, message, "")


def guest_of(update: telegram.Update) -> Message | None:
    """Return the text that names us in a chat which we are not in, or None when it brings none."""
    message = update.guest_message
    return None if message is None or _by_a_bot(message) else _with_words(update.update_id, message)


def wordless_of(update: telegram.Update) -> Message | None:
    """Return a new message that holds neither text nor caption, with an empty text; None for others."""
    message = update.message
    if message is None or _by_a_bot(message) or message.text or message.caption:
        return None
    return _record(update.update_id, message, "")


def _with_words(update_id: int, message: telegram.Message) -> Message | None:
    raw = message.text or message.caption
    if not raw:
        return None
    entities = message.entities or message.caption_entities
    text = _sound(raw)
    places = _code_points(text)
    return replace(
        _record(update_id, message, text),
        command=_command(text, entities, places),
        mentions=tuple(_mentions(text, entities, places)),
    )


def _record(update_id: int, message: telegram.Message, text: str) -> Message:
    sender, replied = message.from_user, _replied(message)
    return Message(
        update_id=update_id,
        chat_id=message.chat.id,
        chat_kind=_KINDS.get(message.chat.type, ChatKind.GROUP),
        thread_id=message.message_thread_id if message.is_topic_message else None,
        message_id=message.message_id,
        sender_id=_sender_id(message),
        sender_language=sender.language_code if sender else None,
        text=text,
        sent_at=message.date,
        reply_to_sender_id=_sender_id(replied) if replied else None,
        reply_to_message_id=replied.message_id if replied else None,
        reply_to_text=_asked_text(message, replied),
        via_bot_id=message.via_bot.id if message.via_bot is not None else None,
    )


def tap_of(update: telegram.Update) -> Tap | None:
    """Return the tap on a button that an update brings; None when its message is in no chat of ours."""
    query = update.callback_query
    if query is None or query.message is None:
        return None
    message = query.message
    thread_id = None  # an old message's is not told
    if isinstance(message, telegram.Message) and message.is_topic_message:
        thread_id = message.message_thread_id
    return Tap(
        update_id=update.update_id,
        chat_id=message.chat.id,
        chat_kind=_KINDS.get(message.chat.type, ChatKind.GROUP),
        thread_id=thread_id,
        message_id=message.message_id,
        person_id=query.from_user.id,
        person_language=query.from_user.language_code,
        data=query.data or "",
    )


def reaction_of(update: telegram.Update) -> Reaction | None:
    """Return a person's reaction to a message; None for that of an anonymous administrator, who is nobody."""
    changed = update.message_reaction
    if changed is None or changed.user is None or changed.user.is_bot:
        return None
    return Reaction(
        chat_id=changed.chat.id,
        message_id=changed.message_id,
        person_id=changed.user.id,
        before=_emojis(changed.old_reaction),
        after=_emojis(changed.new_reaction),
    )


def sender_id_of(update: telegram.Update) -> int | None:
    """Return who is behind an update of any kind: a person, or the chat that they write as."""
    message = update.message or update.edited_message
    if message is not None:
        return _sender_id(message)
    user = update.effective_user
    return user.id if user is not None else None


def _emojis(reactions: Sequence[telegram.ReactionType]) -> tuple[str, ...]:
    return tuple(each.emoji for each in reactions if isinstance(each, telegram.ReactionTypeEmoji))


def _by_a_bot(message: telegram.Message) -> bool:
    """Say whether another bot wrote it, and not a person who writes as a chat (by way of a service bot)."""
    return message.from_user is not None and message.from_user.is_bot and message.sender_chat is None


def _sender_id(message: telegram.Message) -> int:
    """Return the person, or the chat that an anonymous admin or a channel writes as."""
    if message.sender_chat is not None:
        return message.sender_chat.id
    return message.from_user.id if message.from_user is not None else message.chat.id


def _replied(message: telegram.Message) -> telegram.Message | None:
    """Return the message that its writer chose to reply to.

    In a forum's topic every message comes as a reply to the one that opened the topic and gave it its id.
    """
    replied = message.reply_to_message
    if replied is None or (message.is_topic_message and replied.message_id == message.message_thread_id):
        return None
    return replied


def _asked_text(message: telegram.Message, replied: telegram.Message | None) -> str | None:
    """Return what a reply is about: the words its writer marked, else the whole text."""
    if replied is None:
        return None
    if message.quote is not None and message.quote.is_manual:
        return _sound(message.quote.text)
    whole = replied.text or replied.caption
    return _sound(whole) if whole else None


def _sound(text: str) -> str:
    """Return a text without halves of surrogate pairs, which nothing could send or store; lengths stay."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _code_points(text: str) -> list[int]:
    """Return, for every offset in UTF-16 units, the offset in code points; one past the end included."""
    ends = accumulate(2 if character >= _FIRST_OF_TWO_UNITS else 1 for character in text)
    places, start = [], 0
    for number, end in enumerate(ends):
        places += [number] * (end - start)
        start = end
    return [*places, len(text)]


def _span(entity: telegram.MessageEntity, places: Sequence[int]) -> tuple[int, int]:
    last = len(places) - 1
    return places[min(entity.offset, last)], places[min(entity.offset + entity.length, last)]


def _command(text: str, entities: Sequence[telegram.MessageEntity], places: Sequence[int]) -> Command | None:
    for entity in entities:
        if entity.type == MessageEntityType.BOT_COMMAND and entity.offset == 0:
            _, end = _span(entity, places)
            name, _, target = text[1:end].partition("@")
            return Command(name.lower(), target or None, text[end:].strip())
    return None


def _mentions(text: str, entities: Sequence[telegram.MessageEntity], places: Sequence[int]) -> list[Mention]:
    mentions = []
    for entity in entities:
        start, end = _span(entity, places)
        if entity.type == MessageEntityType.MENTION:
            mentions.append(Mention(start, end, text[start + 1 : end]))
        elif entity.type == MessageEntityType.TEXT_MENTION and entity.user is not None:
            mentions.append(Mention(start, end, entity.user.username, entity.user.id))
    return mentions
