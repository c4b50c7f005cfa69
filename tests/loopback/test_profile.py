"""A bot describes itself by scope and language, within Telegram's limits."""

import pytest

from bot.loopback.client import Person
from bot.loopback.wire import Json

from .caller import Caller

START = {"command": "start", "description": "ابدأ"}
HELP = {"command": "help", "description": "Help"}


async def test_commands_are_kept_by_scope_and_language(api: Caller, suad: Person) -> None:
    chat: Json = {"type": "chat", "chat_id": suad.id}
    await api.ok("setMyCommands", commands=[START])
    await api.ok("setMyCommands", commands=[HELP], language_code="en")
    await api.ok("setMyCommands", commands=[START, HELP], scope=chat)
    assert await api.ok("getMyCommands") == [START]
    assert await api.ok("getMyCommands", language_code="en") == [HELP]
    assert await api.ok("getMyCommands", scope=chat) == [START, HELP]
    assert await api.ok("getMyCommands", scope={"type": "all_private_chats"}) == []
    await api.ok("deleteMyCommands")
    assert await api.ok("getMyCommands") == []
    assert await api.ok("getMyCommands", language_code="en") == [HELP]


async def test_the_page_shows_the_commands_in_the_persons_language(api: Caller, suad: Person) -> None:
    await api.ok("setMyCommands", commands=[HELP])
    await api.ok("setMyCommands", commands=[START], language_code="ar")
    assert (await suad.state())["bot"]["commands"] == [START]
    assert (await suad.state())["bot"]["group_commands"] == [START]


async def test_the_page_shows_the_menu_of_the_narrowest_scope(
    api: Caller, suad: Person, karim: Person
) -> None:
    await api.ok("setMyCommands", commands=[HELP])
    await api.ok("setMyCommands", commands=[START], scope={"type": "all_group_chats"})
    await api.ok("setMyCommands", commands=[START, HELP], scope={"type": "chat", "chat_id": suad.id})
    menus = [(await person.state())["bot"] for person in (suad, karim)]
    assert [menu["commands"] for menu in menus] == [[START, HELP], [HELP]]
    assert [menu["group_commands"] for menu in menus] == [[START], [START]]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "start", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [START] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [START], "language_code": "arabic"}, "invalid language code specified"),
        (
            {"commands": [START], "scope": {"type": "planet"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
async def test_bad_commands_are_refused(api: Caller, params: Json, reason: str) -> None:
    assert await api.refusal("setMyCommands", **params) == f"Bad Request: {reason}"


async def test_names_and_descriptions_fall_back_to_the_ones_for_all(api: Caller) -> None:
    assert await api.ok("getMyName") == {"name": "Loopback"}
    await api.ok("setMyName", name="إسناد", language_code="ar")
    await api.ok("setMyDescription", description="Answers from documents.")
    await api.ok("setMyDescription", description="يجيب من الوثائق.", language_code="ar")
    await api.ok("setMyShortDescription", short_description="Isnad")
    assert await api.ok("getMyName", language_code="ar") == {"name": "إسناد"}
    assert await api.ok("getMyName", language_code="en") == {"name": "Loopback"}
    assert await api.ok("getMyDescription", language_code="ar") == {"description": "يجيب من الوثائق."}
    assert await api.ok("getMyDescription", language_code="en") == {"description": "Answers from documents."}
    assert await api.ok("getMyShortDescription") == {"short_description": "Isnad"}
    refusal = await api.refusal("setMyShortDescription", short_description="x" * 121)
    assert refusal == "Bad Request: bot short description is too long"
