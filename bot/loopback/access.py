"""Find the chat, message or member that a bot's call names, and check that the bot may."""

from dataclasses import dataclass

from bot.loopback.accounts import BotAccount
from bot.loopback.chats import Chat
from bot.loopback.parameters import Parameters
from bot.loopback.refusals import bad_request, forbidden, upgraded
from bot.loopback.wire import Json
from bot.loopback.world import World


@dataclass(frozen=True)
class BotCall:
    """One Bot API call under way."""

    world: World
    bot: BotAccount
    params: Parameters


def readable_chat(call: BotCall) -> Chat:
    """Return the chat that the call names, if the bot is in it.

    Raises:
        ApiError: no such chat, or the bot has no access, in Telegram's words.

    """
    chat = _named_chat(call)
    if chat.migrated_to is not None:
        raise upgraded(chat.migrated_to)
    membership = chat.membership(call.bot.id)
    if chat.type != "private" and not membership.is_present:
        state = "was kicked from" if membership.status == "kicked" else "is not a member of"
        raise forbidden(f"bot {state} the {chat.type} chat")
    return chat


def writable_chat(call: BotCall) -> Chat:
    """Return the chat that the call names, if the bot may write there.

    Raises:
        ApiError: as `readable_chat`; or the person never started or blocked the bot; or it lacks the right.

    """
    chat = readable_chat(call)
    membership = chat.membership(call.bot.id)
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    if chat.type == "private" and not membership.is_present:
        raise forbidden("bot was blocked by the user")
    if chat.type == "channel" and not membership.is_admin:
        raise bad_request("need administrator rights in the channel chat")
    if not membership.can_send:
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def message_in(chat: Chat, message_id: int, what: str) -> Json:
    """Return a message by id, or refuse naming what was looked for."""
    if message_id not in chat.messages:
        raise bad_request(f"{what} not found")
    return chat.messages[message_id]


def _named_chat(call: BotCall) -> Chat:
    name = call.params.text("chat_id")
    if not name:
        raise bad_request("chat_id is empty")
    if name.startswith("@"):
        for chat in call.world.groups.values():
            if chat.username and chat.username.lower() == name[1:].lower():
                return chat
        raise bad_request("chat not found")
    chat_id = call.params.integer("chat_id")
    if chat_id in call.world.groups:
        return call.world.groups[chat_id]
    if chat_id in call.world.bots:
        raise forbidden("bots can't send messages to bots")
    if chat_id not in call.world.people:
        raise bad_request("chat not found")
    return call.world.private_chat(call.bot.id, chat_id)
