"""Decide whether a message is for us, and what it asks.

In private everything is for us.  In a group only four things are: `/ask`, `/ask@us`, a mention of us, and a
reply to a message of ours.  Everything else, commands for other bots above all, is left alone.
"""

from __future__ import annotations

from bot.records import Addressed, AddressedBy, ChatKind, Identity, Mention, Message

ASK = "ask"
# What people write between an address and the question: "@bot: ...", "@bot، ...".
_AROUND_ADDRESS = " \t\r\n,،:;؛-–—\u200e\u200f"


def addressed(message: Message, me: Identity) -> Addressed | None:
    """Return how a message is for us and its question, or None when it is not for us."""
    if message.chat_kind is ChatKind.CHANNEL or is_for_another_bot(message, me) or _is_ours(message, me):
        return None
    if message.command is not None and message.command.name == ASK:
        by = AddressedBy.PRIVATE if message.chat_kind is ChatKind.PRIVATE else AddressedBy.COMMAND
        return Addressed(by, _or_replied(message.command.arguments.strip(), message, me))
    if message.chat_kind is ChatKind.PRIVATE:
        return Addressed(AddressedBy.PRIVATE, _without_mentions(message, me))
    if any(_names(mention, me) for mention in message.mentions):
        return Addressed(AddressedBy.MENTION, _or_replied(_without_mentions(message, me), message, me))
    # A bare command in reply to us, `/translate` say, is meant for a bot that knows it.
    if replies_to_us(message, me) and message.command is None:
        return Addressed(AddressedBy.REPLY, message.text.strip())
    return None


def asked_in_passing(message: Message, me: Identity) -> str:
    """Return what a message that names us somewhere asks, whatever kind of chat it stands in."""
    return _or_replied(_without_mentions(message, me), message, me)


def replies_to_us(message: Message, me: Identity) -> bool:
    """Say whether a message is a reply to one of ours."""
    return message.reply_to_sender_id == me.user_id


def is_for_another_bot(message: Message, me: Identity) -> bool:
    """Say whether a message is a command that names a bot other than us."""
    command = message.command
    return command is not None and command.target is not None and not names_us(command.target, me)


def names_us(username: str, me: Identity) -> bool:
    """Say whether a username, without its `@`, is ours in any letter case."""
    return username.casefold() == me.username.casefold()


def _is_ours(message: Message, me: Identity) -> bool:
    """Say whether a message is an answer of ours that its sender chose from the inline list."""
    return message.via_bot_id == me.user_id


def _names(mention: Mention, me: Identity) -> bool:
    if mention.user_id is not None:
        return mention.user_id == me.user_id
    return mention.username is not None and names_us(mention.username, me)


def _without_mentions(message: Message, me: Identity) -> str:
    """Return the text without every mention of us."""
    ours = sorted((mention.start, mention.end) for mention in message.mentions if _names(mention, me))
    if not ours:
        return message.text.strip()
    pieces, position = [], 0
    for start, end in ours:
        pieces.append(message.text[position:start].rstrip())
        position = end
    pieces.append(message.text[position:])
    return " ".join(piece.strip(_AROUND_ADDRESS) for piece in pieces).strip()


def _or_replied(question: str, message: Message, me: Identity) -> str:
    """Return the question, or the text of the message replied to when there is none: it is what is asked."""
    if question or message.reply_to_text is None or message.reply_to_sender_id == me.user_id:
        return question
    return message.reply_to_text.strip()
