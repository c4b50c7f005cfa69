"""Connecting to Telegram: patience with the network, none with a wrong token."""

import asyncio
import json
import logging
from urllib.parse import urlsplit

import pytest
import telegram

from bot.chat.contact import Contact
from bot.chat.routing import ALLOWED_UPDATES
from bot.chat.telegram_bot import TelegramBot
from bot.chat.token_guard import TokenGuard
from bot.errors import TelegramError
from bot.loopback.client import PATIENCE, Client, Person
from bot.loopback.server import LoopbackServer
from bot.loopback.wire import Json
from bot.records import Identity
from bot.session_log.store import SessionLog

from .conftest import Run, until
from .keys import ask, press


@pytest.mark.parametrize("token", ["", "secret", "123:", "123:a b", "123:a\n", "١٢٣:abc", "123:a/../b"])
async def test_what_cannot_be_a_token_is_refused_without_repeating_it(log: SessionLog, token: str) -> None:
    with pytest.raises(TelegramError) as refused:
        TelegramBot(token=token, api_url="http://127.0.0.1:1", inbox=log)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)


async def test_a_token_that_telegram_does_not_know_is_one_clear_line(
    server: LoopbackServer, log: SessionLog, caplog: pytest.LogCaptureFixture
) -> None:
    bot = TelegramBot(token="123:wrong-secret", api_url=server.url, inbox=log)
    with pytest.raises(TelegramError, match="ISNAD_TELEGRAM_TOKEN") as refused:
        await bot.connect()
    await bot.stop()
    assert "wrong-secret" not in str(refused.value) + caplog.text
    assert "\n" not in str(refused.value)


async def test_connecting_tells_who_we_are(server: LoopbackServer, log: SessionLog) -> None:
    bot = TelegramBot(token=server.token, api_url=server.url, inbox=log)
    assert await bot.connect() == Identity(int(server.token.split(":")[0]), "loopback_bot")
    await bot.stop()


async def test_without_a_network_at_boot_the_bot_waits_for_it(
    server: LoopbackServer, log: SessionLog, caplog: pytest.LogCaptureFixture
) -> None:
    address = server.url
    await server.stop()
    bot = TelegramBot(token=server.token, api_url=address, inbox=log)
    connecting = asyncio.create_task(bot.connect())

    async def told() -> bool:
        return "next try in 1 s" in caplog.text

    await until(told)
    assert not connecting.done()
    assert server.token not in caplog.text
    await server.start(urlsplit(address).port or 0)
    async with asyncio.timeout(PATIENCE):
        assert (await connecting).username == "loopback_bot"
    await bot.stop()


async def test_stopping_before_the_connection_stands_is_harmless(log: SessionLog) -> None:
    bot = TelegramBot(token="123:abc", api_url="http://127.0.0.1:1", inbox=log)
    connecting = asyncio.create_task(bot.connect())
    await asyncio.sleep(0.1)
    connecting.cancel()
    await asyncio.wait({connecting})
    await bot.stop()
    await bot.stop()


async def test_the_menus_are_set_in_both_languages_for_people_groups_and_admins(
    run: Run, client: Client, suad: Person
) -> None:
    async with run(admins={suad.id}):

        async def all_set() -> bool:
            return len(await client.calls("setMyCommands")) == 9

        await until(all_set)
    menus = {
        (_scope(call), call["params"].get("language_code")): str(call["params"]["commands"])
        for call in await client.calls("setMyCommands")
    }
    scopes = ("default", "all_group_chats", "chat")
    assert set(menus) == {(scope, code) for scope in scopes for code in (None, "en", "ar")}
    for (scope, _), commands in menus.items():
        assert ("'stats'" in commands.replace('"', "'")) == (scope == "chat")
        assert ("'lang'" in commands.replace('"', "'")) == (scope != "all_group_chats")


async def test_the_menu_of_a_private_chat_follows_the_language_that_its_person_chose(
    run: Run, server: LoopbackServer, suad: Person
) -> None:
    scope = json.dumps({"chat_id": str(suad.id), "type": "chat"})

    def menus() -> dict[str, str]:
        set_for = {code: menu for (where, code), menu in server.world.bot.commands.items() if where == scope}
        return {code: menu[0]["description"] for code, menu in set_for.items()}

    async def are(description: str | None) -> bool:
        codes = ("", "en", "ar") if description else ()
        return menus() == dict.fromkeys(codes, description)

    async with run():
        await ask(suad, "/lang en")
        await until(lambda: are("Ask about what the documents say"))
        await press(suad, await ask(suad, "/lang"), "العربية")
        await until(lambda: are("سؤال عمّا في الوثائق"))
        await press(suad, await ask(suad, "/forget"), "نعم")
        await until(lambda: are(None))


async def test_the_descriptions_are_set_in_both_languages(
    run: Run, client: Client, api: telegram.Bot
) -> None:
    async with run():

        async def all_set() -> bool:
            return len(await client.calls("setMyShortDescription")) == 2

        await until(all_set)
    assert (await api.get_my_description("ar")).description.startswith("أجيب من الوثائق")
    assert (await api.get_my_short_description("ar")).short_description == "يجيب من وثائقه، بنصّها ومصدرها."
    for code in (None, "en", "fr"):
        assert (await api.get_my_description(code)).description.startswith("I answer from the documents")
        assert "quoted and cited" in (await api.get_my_short_description(code)).short_description


async def test_what_the_operator_wrote_about_the_bot_stays_and_what_is_ours_is_written_once(
    run: Run, client: Client, api: telegram.Bot
) -> None:
    await api.set_my_description("بوت مكتبة الحي")
    for _ in range(2):
        before = len(await client.calls("getMyShortDescription"))
        async with run():

            async def all_read(before: int = before) -> bool:
                return len(await client.calls("getMyShortDescription")) == before + 4

            await until(all_read)
            await asyncio.sleep(0.1)
    assert (await api.get_my_description("ar")).description == "بوت مكتبة الحي"
    assert len(await client.calls("setMyDescription")) == 1
    assert len(await client.calls("setMyShortDescription")) == 2  # for all and in Arabic: "en" is as for all


def _scope(call: Json) -> str:
    scope = call["params"]["scope"]
    return str((json.loads(scope) if isinstance(scope, str) else scope)["type"])


async def test_telegram_is_asked_for_what_is_handled_alone_and_to_drop_nothing(
    run: Run, client: Client, suad: Person
) -> None:
    async with run():
        asked = await suad.send(text="/start")
        await suad.wait_for(reply_to=asked["message_id"])
    polls = await client.calls("getUpdates")
    assert {str(call["params"]["allowed_updates"]) for call in polls} == {str(list(ALLOWED_UPDATES))}
    (webhook,) = await client.calls("deleteWebhook")
    assert str(webhook["params"].get("drop_pending_updates", False)).lower() == "false"


@pytest.mark.parametrize("status", [400, 404])
async def test_a_server_that_will_not_hear_of_webhooks_is_polled_all_the_same(
    run: Run, client: Client, suad: Person, status: int
) -> None:
    await client.weather(status, method="deleteWebhook", times=99)
    async with run():
        asked = await suad.send(text="/start")
        await suad.wait_for(reply_to=asked["message_id"])


async def test_a_menu_that_cannot_be_set_is_only_logged(
    run: Run, client: Client, suad: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot.chat.menu")
    await client.weather(500, method="setMyCommands", times=9)
    async with run():
        asked = await suad.send(text="/start")
        await suad.wait_for(reply_to=asked["message_id"])
    assert "is not set" in caplog.text


async def test_a_token_revoked_while_the_bot_runs_ends_it_with_one_clear_line(
    server: LoopbackServer, log: SessionLog, caplog: pytest.LogCaptureFixture
) -> None:
    bot = TelegramBot(token=server.token, api_url=server.url, inbox=log)
    bot.guard = TokenGuard(bot.application.bot, token=server.token, api_url=server.url, doubts=(0.05, 0.05))
    await bot.connect()
    server.world.bot.token = "500000001:another-one-by-now"
    with pytest.raises(TelegramError, match=r"does not know this Telegram token \(ISNAD_TELEGRAM_TOKEN\)$"):
        await bot.poll()
    await bot.stop()
    assert [record for record in caplog.records if record.name.startswith("bot")] == []


@pytest.mark.parametrize("status", [401, 404])
async def test_a_server_that_denies_the_token_for_a_moment_is_forgiven(
    run: Run, client: Client, suad: Person, status: int
) -> None:
    """A proxy's 404, or a bad minute of Telegram's, is no reason to end."""
    await client.weather(status, method="getUpdates")
    async with run():
        asked = await suad.send(text="/start")
        await suad.wait_for(reply_to=asked["message_id"])


async def test_trouble_with_telegram_is_told_once_then_seldom_then_its_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A night without a network is a few lines, not thousands."""
    now = 0.0
    contact = Contact(lambda: now)
    for _ in range(8 * 60 * 2):  # eight hours, a try every half minute
        contact.failed("NetworkError: no route")
        now += 30
    contact.heard()
    lines = [record.getMessage() for record in caplog.records]
    assert lines[0] == "fetching updates failed, it goes on: NetworkError: no route"
    assert lines[-1] == "Telegram is back after 28800 s"
    assert 5 < len(lines) < 12


async def test_a_second_poller_is_named_as_what_it_is(
    run: Run, client: Client, suad: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await client.weather(409, method="getUpdates")
    async with run():
        asked = await suad.send(text="/start")
        await suad.wait_for(reply_to=asked["message_id"])
    assert "does another process poll with this token?" in caplog.text
    assert "Telegram is back" in caplog.text
