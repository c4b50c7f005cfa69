"""An update of Telegram becomes a message of ours."""

from typing import Any

import pytest
import telegram

from bot.chat.updates import message_of
from bot.records import ChatKind, Command, Mention, Message

PERSON = {"id": 42, "is_bot": False, "first_name": "سعاد", "language_code": "ar"}
GROUP = {"id": -100, "type": "supergroup", "title": "نادي"}
SERVICE_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def raw(**changes: Any) -> dict[str, Any]:
    plain = {"message_id": 5, "date": 1767225600, "chat": GROUP, "from": PERSON, "text": "سؤال؟"}
    return {**plain, **changes}


def read(kind: str = "message", **changes: Any) -> Message | None:
    return message_of(telegram.Update.de_json({"update_id": 1, kind: raw(**changes)}, None))


def whole(**changes: Any) -> Message:
    message = read(**changes)
    assert message is not None
    return message


def entity(kind: str, offset: int, length: int, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **fields}


@pytest.mark.parametrize(
    "kind",
    ["edited_message", "channel_post", "edited_channel_post", "business_message", "edited_business_message"],
)
def test_only_new_messages_bring_a_message(kind: str) -> None:
    assert read() is not None
    assert read(kind) is None


def test_a_message_without_words_brings_none() -> None:
    assert read(text=None, sticker=None) is None
    assert read(text="") is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("private", ChatKind.PRIVATE), ("group", ChatKind.GROUP), ("supergroup", ChatKind.GROUP)],
)
def test_the_kind_of_chat_is_told(kind: str, expected: ChatKind) -> None:
    assert whole(chat={"id": 1, "type": kind}).chat_kind is expected


def test_a_mention_after_emoji_is_placed_in_code_points() -> None:
    text = "😀👍 @isnad_bot سؤال"
    message = whole(text=text, entities=[entity("mention", 5, 10)])
    assert message.mentions == (Mention(3, 13, "isnad_bot"),)
    assert text[3:13] == "@isnad_bot"


def test_a_mention_by_id_names_its_user() -> None:
    user = {"id": 7, "is_bot": True, "first_name": "B"}
    message = whole(text="😀 إسناد", entities=[entity("text_mention", 3, 5, user=user)])
    assert message.mentions == (Mention(2, 7, None, 7),)


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("/ask ما النيل؟", 4, Command("ask", None, "ما النيل؟")),
        ("/ASK@Isnad_Bot\nما النيل؟", 14, Command("ask", "Isnad_Bot", "ما النيل؟")),
        ("/start", 6, Command("start", None, "")),
    ],
)
def test_a_command_is_read_at_the_very_start(text: str, length: int, expected: Command) -> None:
    assert whole(text=text, entities=[entity("bot_command", 0, length)]).command == expected


def test_a_command_later_in_the_text_or_without_its_entity_is_text() -> None:
    assert whole(text="جرب /ask هنا", entities=[entity("bot_command", 4, 4)]).command is None
    assert whole(text="/ask هنا").command is None


def test_a_caption_and_its_entities_count_as_text() -> None:
    message = whole(text=None, caption="/ask سؤال", caption_entities=[entity("bot_command", 0, 4)])
    assert message.command == Command("ask", None, "سؤال")


def test_the_thread_is_told_for_topics_only() -> None:
    assert whole(message_thread_id=9, is_topic_message=True).thread_id == 9
    assert whole(message_thread_id=9).thread_id is None


def test_a_reply_carries_its_author_and_words() -> None:
    message = whole(reply_to_message=raw(message_id=4, text="الأصل", **{"from": {**PERSON, "id": 77}}))
    assert (message.reply_to_sender_id, message.reply_to_text) == (77, "الأصل")
    assert message.reply_to_message_id == 4


def test_the_words_marked_in_a_reply_are_what_it_is_about() -> None:
    marked = {"text": "جزء", "position": 0, "is_manual": True}
    message = whole(reply_to_message=raw(message_id=4, text="جزء من كل"), quote=marked)
    assert message.reply_to_text == "جزء"


@pytest.mark.parametrize("created", [{"name": "موضوع", "icon_color": 1}, None])
def test_a_topics_first_message_is_not_replied_to_even_when_the_bot_opened_it(
    created: dict[str, Any] | None,
) -> None:
    us = {"id": 7000, "is_bot": True, "first_name": "B", "username": "isnad_bot"}
    root = raw(message_id=9, text="موضوع", forum_topic_created=created, **{"from": us})
    message = whole(reply_to_message=root, message_thread_id=9, is_topic_message=True)
    assert (message.reply_to_sender_id, message.reply_to_text) == (None, None)
    assert message.reply_to_message_id is None


def test_an_anonymous_admin_is_the_chat_they_write_as() -> None:
    message = whole(sender_chat=GROUP, **{"from": SERVICE_BOT})
    assert message.sender_id == -100


def test_another_bot_brings_no_message() -> None:
    assert read("message", **{"from": {"id": 8, "is_bot": True, "first_name": "B"}}) is None


def test_half_a_surrogate_pair_is_replaced_and_moves_nothing() -> None:
    message = whole(text="\ud83d @isnad_bot", entities=[entity("mention", 2, 10)])
    assert message.text == "\ufffd @isnad_bot"
    assert message.mentions == (Mention(2, 12, "isnad_bot"),)


def test_entities_past_the_end_of_the_text_do_no_harm() -> None:
    message = whole(text="/ask", entities=[entity("bot_command", 0, 99), entity("mention", 50, 9)])
    assert message.command == Command("ask", None, "")
