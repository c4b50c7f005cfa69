"""Voices, pictures, stickers, polls; captions and forwarded questions are words like others."""

import struct
import time
from typing import Any

import pytest

from bot.loopback.client import Client, Person
from bot.session_log.store import SessionLog

from .conftest import Run, of_the_bot, waits
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 320, 200)
WORDS_ONLY = "أقرأ الكلمات وحدها"
FILE = {"file_id": "f", "file_unique_id": "u"}
VOICE = {"voice": FILE | {"duration": 3}}
STICKER = {
    "sticker": FILE | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
}
POLL = {
    "poll": {
        "id": "1",
        "question": "سؤال؟",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
}
PHOTO = {"photo": [FILE | {"width": 1, "height": 1}]}
ALL = [VOICE, STICKER, POLL, PHOTO, {"location": {"latitude": 1.0, "longitude": 2.0}}]


@pytest.mark.parametrize("raw", ALL, ids=lambda raw: next(iter(raw)))
async def test_in_private_a_message_without_words_gets_a_line(
    run: Run, suad: Person, raw: dict[str, Any]
) -> None:
    async with run():
        sent = await suad.send(raw=raw)
        line = await suad.wait_for(reply_to=sent["message_id"])
    assert WORDS_ONLY in line["text"]


async def test_an_album_or_a_row_of_stickers_gets_one_line_and_later_another(
    run: Run, suad: Person, log: SessionLog
) -> None:
    now = int(time.time())
    async with run():
        for _ in range(5):
            await suad.send(raw=PHOTO | {"media_group_id": "7", "date": now - 300})
        await suad.send(raw=STICKER | {"date": now - 290})
        await waits(log, 0)
        assert len(await of_the_bot(suad)) == 1
        sent = await suad.send(raw=STICKER | {"date": now})
        await suad.wait_for(reply_to=sent["message_id"])


async def test_in_a_group_only_a_voice_or_the_like_in_reply_to_us_gets_a_line(
    run: Run, client: Client, suad: Person, log: SessionLog
) -> None:
    await client.post("privacy", enabled=False)
    club = await client.group("نادي", suad)
    async with run():
        for raw in ALL:
            await suad.send(club, raw=raw)
        asked = await suad.send(club, f"/ask {CAPITAL}")
        answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        await suad.send(club, raw=STICKER, reply_to=answer["message_id"])
        voice = await suad.send(club, raw=VOICE, reply_to=answer["message_id"])
        line = await suad.wait_for(reply_to=voice["message_id"], chat_id=club)
        await waits(log, 0)
    assert WORDS_ONLY in line["text"]
    assert len(await of_the_bot(suad, club)) == 2


@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_the_caption_of_a_picture_or_file_is_a_question(run: Run, suad: Person, kind: str) -> None:
    async with run():
        sent = await suad.upload(suad.id, "x.png", PNG, caption=CAPITAL, kind=kind)
        answer = await suad.wait_for(reply_to=sent["message_id"])
    assert CAPITAL_SENTENCE in answer["text"]


async def test_a_caption_with_a_mention_is_a_question_in_a_group(
    run: Run, client: Client, suad: Person
) -> None:
    club = await client.group("نادي", suad)
    async with run():
        caption = f"@loopback_bot {CAPITAL}"
        sent = await suad.upload(club, "x.png", PNG, caption=caption, kind="photo")
        answer = await suad.wait_for(reply_to=sent["message_id"], chat_id=club)
    assert CAPITAL_SENTENCE in answer["text"]


async def test_a_forwarded_question_is_a_question(run: Run, suad: Person, karim: Person) -> None:
    origin = {"type": "user", "date": 1767225600, "sender_user": karim.user}
    async with run():
        sent = await suad.send(text=NILE, raw={"forward_origin": origin})
        answer = await suad.wait_for(reply_to=sent["message_id"])
    assert NILE_SENTENCE in answer["text"]


async def test_service_messages_get_nothing(
    run: Run, client: Client, suad: Person, karim: Person, log: SessionLog
) -> None:
    club = await client.group("نادي", suad)
    async with run():
        await client.post("members", chat_id=club, user_id=karim.id, status="member")
        await suad.send(
            raw={"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": suad.id, "type": "private"}}}
        )
        await waits(log, 0)
    assert await of_the_bot(suad) == []
    assert await of_the_bot(suad, club) == []
