"""Texts are tidied and searched for entities as Telegram's servers do it, counting in UTF-16 units."""

import pytest

from bot.loopback.client import ClientError, Person
from bot.loopback.entities import detect
from bot.loopback.formatting import from_person
from bot.loopback.wire import Json, utf16_slice

from .caller import Caller

FOUND = [
    ("😀 @isnad_bot ما الخبر؟", [("mention", "@isnad_bot")]),
    ("سؤال@isnad_bot", []),
    ("me@example.com", [("email", "me@example.com")]),
    ("/ask@isnad_bot من؟", [("bot_command", "/ask@isnad_bot")]),
    ("انظر /help، ثم /start.", [("bot_command", "/help"), ("bot_command", "/start")]),
    ("and/or 1/2 /سؤال", []),
    ("#قهوة_عربية و#2021 و #الأخبار", [("hashtag", "#قهوة_عربية"), ("hashtag", "#الأخبار")]),
    (
        "https://example.com/أ?b=1، (http://a.co/x).",
        [("url", "https://example.com/أ?b=1"), ("url", "http://a.co/x")],
    ),
    ("t.me/isnad_bot و example.org", [("url", "t.me/isnad_bot"), ("url", "example.org")]),
    ("بلغ 2.49 في 46.6 د.", []),
    ("سعر $USD", [("cashtag", "$USD")]),
    ("https://example.com/@isnad_bot", [("url", "https://example.com/@isnad_bot")]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_entities_are_found_where_telegram_finds_them(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(each["type"], utf16_slice(text, each["offset"], each["length"])) for each in detect(text)]
    assert found == expected


def test_nothing_is_found_inside_code() -> None:
    code: Json = {"type": "code", "offset": 0, "length": 10}
    assert detect("@isnad_bot", [code]) == [code]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  نص \n ", "نص"),
        ("a\tb\x07c\r\n", "a b c"),
        ("\u202bنص\u202c \u202e", "نص"),
        ("\u2067نص\u2069", "\u2067نص\u2069"),
        ("نص\u200f", "نص\u200f"),
        ("\u200f\u200f\u200eنص", "\u200c\u200c\u200eنص"),
    ],
)
def test_controls_go_and_isolates_stay(text: str, kept: str) -> None:
    assert from_person(text)[0] == kept


def test_entities_move_with_the_text_that_was_tidied() -> None:
    bold: Json = {"type": "bold", "offset": 4, "length": 9}
    text, entities = from_person(" \u202b😀نص عريض  ", [bold])
    assert text == "😀نص عريض"
    assert entities == [{"type": "bold", "offset": 2, "length": 7}]


@pytest.mark.parametrize("text", ["😀" * 2048, "<b>" + "ا" * 4096 + "</b>", "ا" * 4096 + "\n "])
async def test_4096_utf16_units_after_parsing_are_a_message(api: Caller, suad: Person, text: str) -> None:
    await api.ok("sendMessage", chat_id=suad.id, text=text, parse_mode="HTML")


@pytest.mark.parametrize("text", ["😀" * 2048 + "ا", "<b>" + "ا" * 4097 + "</b>"])
async def test_one_unit_more_is_too_long(api: Caller, suad: Person, text: str) -> None:
    refusal = await api.refusal("sendMessage", chat_id=suad.id, text=text, parse_mode="HTML")
    assert refusal == "Bad Request: message is too long"


async def test_a_persons_text_has_the_same_limit(suad: Person) -> None:
    await suad.send(text="ا" * 4096)
    with pytest.raises(ClientError, match="message is too long"):
        await suad.send(text="ا" * 4097)


async def test_only_a_hundred_entities_are_kept(api: Caller, suad: Person) -> None:
    message = await api.ok("sendMessage", chat_id=suad.id, text="<b>a</b> " * 101, parse_mode="HTML")
    assert len(message["entities"]) == 100


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n\u200f "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        (
            {"text": "<b>a</i>", "parse_mode": "HTML"},
            'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        (
            {"text": "*a*", "parse_mode": "MarkdownV2"},
            "loopback does not parse MarkdownV2; send HTML or entities",
        ),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        (
            {"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 1, "colour": "red"}]},
            'unknown field "colour" of MessageEntity',
        ),
        ({"text": "a", "entities": "[{"}, "can't parse entities JSON object"),
    ],
)
async def test_a_text_that_is_no_message_is_refused_in_telegrams_words(
    api: Caller, suad: Person, params: Json, reason: str
) -> None:
    assert await api.refusal("sendMessage", chat_id=suad.id, **params) == f"Bad Request: {reason}"


async def test_a_mention_by_id_carries_the_user_and_a_strangers_is_dropped(api: Caller, suad: Person) -> None:
    text = f'<a href="tg://user?id={suad.id}">سعاد</a> <a href="tg://user?id=999">أحد</a>'
    message = await api.ok("sendMessage", chat_id=suad.id, text=text, parse_mode="HTML")
    assert [each["user"]["first_name"] for each in message["entities"]] == ["سعاد"]
