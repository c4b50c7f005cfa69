"""Answer the methods by which a bot describes itself: commands, name, descriptions."""

import json
import re

from bot.loopback.access import BotCall
from bot.loopback.parameters import check_object
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json, utf16_length

COMMAND_LIMIT = 100
DESCRIPTION_OF_COMMAND = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_LIMITS = {"name": 64, "description": 512, "short_description": 120}
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
_SCOPES = (
    frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}) | _CHAT_SCOPES
)


async def get_me(call: BotCall) -> Json:
    """Return the bot itself."""
    return call.bot.me()


async def set_my_commands(call: BotCall) -> bool:
    """Set the commands of a scope and language."""
    key = (_scope(call), _language(call))
    commands = call.params.array("commands") or []
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(command) for command in commands]
    call.bot.commands[key] = checked
    return True


async def get_my_commands(call: BotCall) -> list[Json]:
    """Return the commands of a scope and language; nothing is inherited from wider ones."""
    return call.bot.commands.get((_scope(call), _language(call)), [])


async def delete_my_commands(call: BotCall) -> bool:
    """Forget the commands of a scope and language."""
    call.bot.commands.pop((_scope(call), _language(call)), None)
    return True


async def set_my_name(call: BotCall) -> bool:
    """Set the bot's name in a language."""
    return _set(call, "name")


async def set_my_description(call: BotCall) -> bool:
    """Set what an empty chat with the bot shows."""
    return _set(call, "description")


async def set_my_short_description(call: BotCall) -> bool:
    """Set what the bot's profile shows."""
    return _set(call, "short_description")


async def get_my_name(call: BotCall) -> Json:
    """Return the bot's name in a language."""
    default = call.bot.profile.get(("name", ""), call.bot.first_name)
    return {"name": call.bot.profile.get(("name", _language(call)), default)}


async def get_my_description(call: BotCall) -> Json:
    """Return the description in a language, or the one for all."""
    return {"description": _get(call, "description")}


async def get_my_short_description(call: BotCall) -> Json:
    """Return the short description in a language, or the one for all."""
    return {"short_description": _get(call, "short_description")}


def _get(call: BotCall, what: str) -> str:
    profile = call.bot.profile
    return profile.get((what, _language(call))) or profile.get((what, ""), "")


def _set(call: BotCall, what: str) -> bool:
    value = call.params.text(what)
    if utf16_length(value) > _LIMITS[what]:
        raise bad_request(f"bot {what.replace('_', ' ')} is too long")
    if what == "name" and not value and not _language(call):
        raise bad_request("bot name can't be empty")
    key = (what, _language(call))
    call.bot.profile.pop(key, None)
    if value:
        call.bot.profile[key] = value
    if key == ("name", ""):
        call.bot.first_name = value
    return True


def _command(value: object) -> Json:
    command = check_object(value, "BotCommand")
    name = str(command.get("command", "")).removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(command.get("description", "")).strip()
    if not 1 <= utf16_length(description) <= DESCRIPTION_OF_COMMAND:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _language(call: BotCall) -> str:
    code = call.params.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(call: BotCall) -> str:
    """Return the scope as a key: its JSON with the fields in order."""
    scope = call.params.parsed("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if kind in _CHAT_SCOPES and not scope.get("chat_id"):
        raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
    if kind == "chat_member" and not scope.get("user_id"):
        raise bad_request("can't parse BotCommandScope: Can't find field \"user_id\"")
    return json.dumps({name: str(value) for name, value in scope.items()}, sort_keys=True)
