"""python-telegram-bot, which knows nothing of this server, gets along with it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer


@pytest.fixture
async def bot(server: LoopbackServer) -> AsyncIterator[Bot]:
    async with Bot(
        server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot"
    ) as running:
        yield running


async def test_a_question_is_heard_answered_and_the_answer_edited(bot: Bot, suad: Person) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=5, allowed_updates=Update.ALL_TYPES))
    await asyncio.sleep(0.05)
    asked = await suad.send(text="😀 @loopback_bot من كتب المقال؟")
    [update] = await polling
    assert update.message is not None
    assert update.message.parse_entities() == {update.message.entities[0]: "@loopback_bot"}
    await bot.send_chat_action(suad.id, ChatAction.TYPING)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("المزيد", callback_data="more")]])
    answer = await bot.send_message(
        suad.id,
        '<b>جواب</b> <a href="https://example.com/">[1]</a>',
        parse_mode=ParseMode.HTML,
        reply_parameters=ReplyParameters(update.message.message_id, allow_sending_without_reply=True),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=True,
        reply_markup=keyboard,
    )
    assert answer.reply_to_message is not None
    assert answer.text_html == '<b>جواب</b> <a href="https://example.com/">[1]</a>'
    assert answer.reply_markup == keyboard
    edited = await bot.edit_message_text("جواب آخر", suad.id, answer.message_id)
    assert not isinstance(edited, bool)
    assert (edited.text, edited.reply_markup) == ("جواب آخر", None)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_text("جواب آخر", suad.id, answer.message_id)
    seen = await suad.wait_for(lambda each: each.get("text") == "جواب آخر", reply_to=asked["message_id"])
    assert seen["message_id"] == answer.message_id


async def test_a_tap_and_an_inline_query_are_answered(bot: Bot, suad: Person) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("👍", callback_data="up")]])
    sent = await bot.send_message(suad.id, "جواب", reply_markup=keyboard)
    tapping = asyncio.create_task(suad.tap({"chat": suad.user, "message_id": sent.message_id}, "up"))
    [update] = await bot.get_updates(timeout=5)
    assert update.callback_query is not None
    assert update.callback_query.message == sent
    await bot.answer_callback_query(update.callback_query.id, "شكرا")
    assert await tapping == {"text": "شكرا"}
    asking = asyncio.create_task(suad.inline("من؟"))
    [update] = await bot.get_updates(offset=update.update_id + 1, timeout=5)
    assert update.inline_query is not None
    content = InputTextMessageContent("<b>جواب</b>", parse_mode=ParseMode.HTML)
    results = [InlineQueryResultArticle("1", "عنوان", content)]
    await bot.answer_inline_query(update.inline_query.id, results, cache_time=5)
    assert [result["title"] for result in (await asking)["results"]] == ["عنوان"]


async def test_files_go_round(bot: Bot, suad: Person) -> None:
    sent = await bot.send_document(suad.id, "نص".encode(), filename="ملف.txt", caption="وثيقة")
    assert sent.document is not None
    assert sent.document.file_name == "ملف.txt"
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == "نص".encode()
    again = await bot.send_document(suad.id, sent.document.file_id)
    assert again.document == sent.document


async def test_members_and_profile_are_read_and_set(bot: Bot, client: Client, suad: Person) -> None:
    group = await client.group("نادي", suad)
    assert (await bot.get_chat(group)).title == "نادي"
    assert (await bot.get_chat_member(group, suad.id)).status == "creator"
    assert [each.user.id for each in await bot.get_chat_administrators(group)] == [suad.id]
    assert await bot.get_chat_member_count(group) == 2
    await bot.set_my_commands([BotCommand("start", "ابدأ")], language_code="ar")
    assert [each.command for each in await bot.get_my_commands(language_code="ar")] == ["start"]
    await bot.set_my_description("وصف", language_code="ar")
    assert (await bot.get_my_description(language_code="ar")).description == "وصف"
    await bot.set_message_reaction(group, (await suad.send(group, "سلام"))["message_id"], "👍")
    assert await bot.leave_chat(group) is True


@pytest.mark.filterwarnings("ignore:.*retry_after.*")
async def test_refusals_become_the_librarys_errors(
    bot: Bot, client: Client, server: LoopbackServer, suad: Person
) -> None:
    stranger = await client.person("غريب")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "س")
    with pytest.raises(BadRequest, match="too long"):
        await bot.send_message(suad.id, "ا" * 4097)
    await client.weather(429, retry_after=3)
    with pytest.raises(RetryAfter) as flood:
        await bot.send_message(suad.id, "س")
    assert "3" in flood.value.message
    for status, error in ((500, NetworkError), (502, NetworkError), ("reset", NetworkError)):
        await client.weather(status)
        with pytest.raises(error):
            await bot.send_message(suad.id, "س")
    await client.weather("timeout")
    with pytest.raises(TimedOut):
        await bot.send_message(suad.id, "س", read_timeout=0.1)
    group = await client.group("نادي", suad)
    new = (await client.post("migrate", chat_id=group))["chat"]["id"]
    with pytest.raises(ChatMigrated) as migrated:
        await bot.send_message(group, "س")
    assert migrated.value.new_chat_id == new
    wrong = Bot("1:wrong", base_url=f"{server.url}/bot")
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()


async def test_the_older_of_two_pollers_meets_a_conflict(
    bot: Bot, server: LoopbackServer, suad: Person
) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    async with Bot(server.token, base_url=f"{server.url}/bot") as second:
        newer = asyncio.create_task(second.get_updates(timeout=5))
        with pytest.raises(Conflict):
            await older
        await suad.send(text="سؤال")
        assert len(await newer) == 1
