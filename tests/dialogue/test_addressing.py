import pytest

from bot.dialogue.addressing import addressed
from bot.records import Addressed, AddressedBy, ChatKind, Command, Mention, Message

from .samples import AHMAD, US, group, mention_of, message


def call(found: Addressed | None) -> tuple[AddressedBy, str] | None:
    return None if found is None else (found.by, found.question)


def ask(text: str, arguments: str = "", target: str | None = None, **changes: object) -> Message:
    return group(text, command=Command("ask", target, arguments), **changes)


def test_every_private_text_is_a_question() -> None:
    assert call(addressed(message(" سؤال؟ "), US)) == (AddressedBy.PRIVATE, "سؤال؟")


def test_the_ask_command_is_not_part_of_a_private_question() -> None:
    private = message("/ask سؤال؟", command=Command("ask", None, " سؤال؟"))
    assert call(addressed(private, US)) == (AddressedBy.PRIVATE, "سؤال؟")


def test_group_chatter_is_left_alone() -> None:
    assert addressed(group("صباح الخير يا جماعة، ما عاصمة الأردن؟"), US) is None


@pytest.mark.parametrize("target", [None, "IsnadBot", "isnadbot", "ISNADBOT"])
def test_ask_without_a_target_or_with_our_name_in_any_case_is_for_us(target: str | None) -> None:
    assert call(addressed(ask("/ask سؤال؟", "سؤال؟", target), US)) == (AddressedBy.COMMAND, "سؤال؟")


def test_a_command_for_another_bot_is_never_ours_even_in_private_or_with_our_mention_or_in_reply_to_us() -> (
    None
):
    text = "/ask@otherbot @IsnadBot سؤال؟"
    command = Command("ask", "otherbot", "@IsnadBot سؤال؟")
    changes = {
        "command": command,
        "mentions": (mention_of(text, "IsnadBot"),),
        "reply_to_sender_id": US.user_id,
    }
    assert addressed(group(text, **changes), US) is None
    assert addressed(message(text, **changes), US) is None


def test_ask_in_reply_to_somebody_asks_their_message() -> None:
    replied = ask("/ask", reply_to_sender_id=AHMAD, reply_to_text=" ما عاصمة الأردن؟ ")
    assert call(addressed(replied, US)) == (AddressedBy.COMMAND, "ما عاصمة الأردن؟")


def test_ask_with_words_in_reply_to_somebody_asks_those_words() -> None:
    replied = ask("/ask سؤال؟", "سؤال؟", reply_to_sender_id=AHMAD, reply_to_text="غيره")
    assert call(addressed(replied, US)) == (AddressedBy.COMMAND, "سؤال؟")


def test_our_own_message_is_never_asked_back() -> None:
    replied = ask("/ask", reply_to_sender_id=US.user_id, reply_to_text="جواب سابق")
    assert call(addressed(replied, US)) == (AddressedBy.COMMAND, "")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("@IsnadBot ما عاصمة الأردن؟", "ما عاصمة الأردن؟"),
        ("@isnadbot، ما عاصمة الأردن؟", "ما عاصمة الأردن؟"),
        ("😀 @IsnadBot: ما العاصمة؟", "😀 ما العاصمة؟"),
        ("ما عاصمة @IsnadBot الأردن؟", "ما عاصمة الأردن؟"),
        ("ما العاصمة؟ @IsnadBot", "ما العاصمة؟"),
    ],
)
def test_a_mention_of_us_anywhere_addresses_us_and_is_cut_from_the_question(text: str, question: str) -> None:
    name = text[text.index("@") + 1 :][:8]
    mentioned = group(text, mentions=(mention_of(text, name),))
    assert call(addressed(mentioned, US)) == (AddressedBy.MENTION, question)


def test_every_mention_of_us_is_cut_and_those_of_others_stay() -> None:
    text = "@IsnadBot من هو @ahmad يا @IsnadBot"
    mentions = (Mention(0, 9, "IsnadBot"), mention_of(text, "ahmad"), Mention(26, 35, "IsnadBot"))
    assert call(addressed(group(text, mentions=mentions), US)) == (AddressedBy.MENTION, "من هو @ahmad يا")


def test_a_mention_of_us_by_id_addresses_us() -> None:
    by_id = group("إسناد ما العاصمة؟", mentions=(Mention(0, 5, None, US.user_id),))
    assert call(addressed(by_id, US)) == (AddressedBy.MENTION, "ما العاصمة؟")


def test_our_name_without_a_mention_record_is_only_text() -> None:
    assert addressed(group("someone@IsnadBot.org كتب هذا"), US) is None


def test_a_mention_of_somebody_else_is_not_for_us() -> None:
    text = "@otherbot ما العاصمة؟"
    assert addressed(group(text, mentions=(mention_of(text, "otherbot"),)), US) is None


def test_a_bare_mention_in_reply_to_somebody_asks_their_message() -> None:
    bare = group(
        "@IsnadBot", mentions=(Mention(0, 9, "IsnadBot"),), reply_to_sender_id=5, reply_to_text="لماذا؟"
    )
    assert call(addressed(bare, US)) == (AddressedBy.MENTION, "لماذا؟")


def test_a_reply_to_us_is_for_us_and_a_reply_to_somebody_else_is_not() -> None:
    ours = group(" ومتى؟ ", reply_to_sender_id=US.user_id)
    assert call(addressed(ours, US)) == (AddressedBy.REPLY, "ومتى؟")
    assert addressed(group("ومتى؟", reply_to_sender_id=AHMAD), US) is None


def test_somebody_elses_command_in_reply_to_us_is_left_to_the_bot_that_knows_it() -> None:
    other = group("/translate", command=Command("translate", None, ""), reply_to_sender_id=US.user_id)
    assert addressed(other, US) is None


def test_channel_posts_are_not_for_us() -> None:
    post = message("/ask سؤال", chat_kind=ChatKind.CHANNEL, command=Command("ask", None, "سؤال"))
    assert addressed(post, US) is None
