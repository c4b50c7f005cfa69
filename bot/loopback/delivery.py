"""Decide which bots hear of a message: group privacy, administrators, channels."""

from bot.loopback.accounts import ANONYMOUS_ADMIN, CHANNEL_SENDER, BotAccount
from bot.loopback.chats import Chat
from bot.loopback.wire import Json, utf16_slice
from bot.loopback.world import World

_STAND_INS = {ANONYMOUS_ADMIN["id"], CHANNEL_SENDER["id"]}
_SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "group_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "forum_topic_created",
    }
)


def offer(world: World, chat: Chat, message: Json, *, edited: bool = False) -> None:
    """Queue a message for the bots that may see it. Bots never hear other bots."""
    sender = message.get("from", {})
    if sender.get("is_bot") and sender["id"] not in _STAND_INS:
        return
    kind = ("edited_" if edited else "") + ("channel_post" if chat.type == "channel" else "message")
    for account_id in chat.present():
        bot = world.bots.get(account_id)
        if bot and sees(bot, chat, message):
            bot.queue.add(kind, message)


def sees(bot: BotAccount, chat: Chat, message: Json) -> bool:
    """Say whether a bot in the chat is shown a message."""
    if chat.type in {"private", "channel"} or not bot.privacy or chat.membership(bot.id).is_admin:
        return True
    if _SERVICE & message.keys() or message.get("via_bot", {}).get("id") == bot.id:
        return True
    replied = message.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == bot.id:
        return True
    return _names(bot, chat, message)


def _names(bot: BotAccount, chat: Chat, message: Json) -> bool:
    """Say whether a text calls the bot: by a command at its start, or by a mention."""
    text = message.get("text") or message.get("caption") or ""
    name = f"@{bot.username}".lower()
    for entity in message.get("entities") or message.get("caption_entities") or []:
        part = utf16_slice(text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            if part.endswith(name):
                return True
            # A command for nobody in particular goes to the bot that spoke last.
            if "@" not in part and chat.last_bot_id in {None, bot.id}:
                return True
        if entity["type"] == "mention" and part == name and bot.mentions_pass_privacy:
            return True
    return False
