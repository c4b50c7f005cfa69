"""Show a person the world as their client would: their chats, topics, members and messages."""

import json

from bot.loopback.accounts import Account, BotAccount
from bot.loopback.chats import Chat
from bot.loopback.wire import Json
from bot.loopback.world import World

DEFAULT_SCOPE = json.dumps({"type": "default"}, sort_keys=True)
PRIVATE_SCOPE = json.dumps({"type": "all_private_chats"}, sort_keys=True)
GROUP_SCOPE = json.dumps({"type": "all_group_chats"}, sort_keys=True)


def state(world: World, person_id: int) -> Json:
    """Return everything that a person's client shows, and the number of the newest event."""
    person = world.person(person_id)
    world.private_chat(world.bot.id, person_id)
    theirs = [chat for (_, owner), chat in world.private.items() if owner == person_id]
    theirs += [
        chat
        for chat in world.groups.values()
        if chat.membership(person_id).is_present and chat.migrated_to is None
    ]
    return {
        "me": person.user(),
        "bot": world.bot.user() | _menus(world.bot, person),
        "people": [each.user() for each in world.people.values()],
        "chats": [_chat(world, chat) for chat in theirs],
        "seq": world.events.seq,
    }


def _chat(world: World, chat: Chat) -> Json:
    accounts = {each: world.account(each) for each in chat.present()}
    roles = {str(each): chat.membership(each).status for each in accounts}
    return {
        "chat": chat.chat() | {"id": world.client_chat_id(chat)},
        "topics": [{"message_thread_id": each, "name": name} for each, name in chat.topics.items()],
        "members": [account.user() for account in accounts.values() if account],
        "roles": roles,
        "messages": list(chat.messages.values()),
    }


def _menus(bot: BotAccount, person: Account) -> Json:
    """Return the command menus of the private chat and of groups: the narrowest scope first."""
    own_scope = json.dumps({"chat_id": str(person.id), "type": "chat"}, sort_keys=True)
    return {
        "commands": _commands(bot, person.language_code, own_scope, PRIVATE_SCOPE, DEFAULT_SCOPE),
        "group_commands": _commands(bot, person.language_code, GROUP_SCOPE, DEFAULT_SCOPE),
    }


def _commands(bot: BotAccount, language: str | None, *scopes: str) -> list[Json]:
    """Return the commands of the first scope that has any, the person's language first."""
    for scope in scopes:
        for code in ((language or "")[:2], ""):
            if bot.commands.get((scope, code)):
                return bot.commands[(scope, code)]
    return []
