"""Answer the methods that ask about chats and members, and the one that leaves."""

from bot.loopback.access import BotCall, readable_chat
from bot.loopback.chats import Chat
from bot.loopback.members import change_membership, member_json
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json

_FULL = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}


async def get_chat(call: BotCall) -> Json:
    """Return a chat in full."""
    chat = readable_chat(call)
    if not chat.started:
        raise bad_request("chat not found")
    return chat.chat() | _FULL


async def get_chat_member(call: BotCall) -> Json:
    """Return what someone is in a chat."""
    chat = readable_chat(call)
    user_id = call.params.integer("user_id")
    if call.world.account(user_id) is None:
        raise bad_request("user not found")
    return member_json(call.world, chat, user_id)


async def get_chat_administrators(call: BotCall) -> list[Json]:
    """Return the administrators; other bots only if asked for."""
    chat = _group(call)
    with_bots = call.params.flag("return_bots")
    return [
        member_json(call.world, chat, account_id)
        for account_id, member in chat.members.items()
        if member.is_admin and (with_bots or account_id not in call.world.bots or account_id == call.bot.id)
    ]


async def get_chat_member_count(call: BotCall) -> int:
    """Return how many are in a chat, bots included."""
    return len(readable_chat(call).present())


async def leave_chat(call: BotCall) -> bool:
    """Take the bot out of a chat."""
    chat = readable_chat(call)
    if chat.type == "private":
        raise bad_request("chat not found")
    change_membership(call.world, chat, call.bot.user(), call.bot.id, "left")
    return True


def _group(call: BotCall) -> Chat:
    chat = readable_chat(call)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return chat
