"""Updates as nobody expects them: incomplete, unknown, out of range, from a Telegram of another year."""

from __future__ import annotations

import time
from typing import Any

from .documents import CAPITAL, CAPITAL_SENTENCE
from .stage import PATIENCE, Stage


def message(person: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a message of a person's private chat that Telegram never sent."""
    chat = {"id": person["id"], "type": "private", "first_name": "س"}
    return {"message_id": 900_000_000, "date": int(time.time()), "chat": chat, "from": person, **fields}


def odd_updates(person: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return updates by their kind."""
    bare = message(person)
    entity = {"offset": 0, "length": 4}
    tap = {"id": "1", "from": person, "chat_instance": "1"}
    group = {"id": -77, "type": "group", "title": "غ"}
    messages: list[Any] = [
        *({}, None, [], "x", bare),
        *(
            message(person, text=text)
            for text in ("", "\u200f\u2066", "س" * 4096, "ً" * 4096, "🇯🇴" * 1024, "/")
        ),
        message(person, text=CAPITAL, entities=[{"type": "mention", "offset": -5, "length": 9999}]),
        message(person, text=CAPITAL, entities=[{"type": "of_the_future", **entity}]),
        message(person, text="/ask", entities=[{"type": "bot_command", **entity}]),
        message(person, text="/ask", entities="x"),
        *(message(person, text=CAPITAL, date=date) for date in (0, 10**15, "الآن")),
        {name: value for name, value in message(person, text=CAPITAL).items() if name != "from"},
        message(person, text=CAPITAL, chat={"id": person["id"], "type": "of_the_future"}),
        message(person, text=CAPITAL, rich_message={"blocks": [1]}, of_the_future={"deep": {"deeper": None}}),
        message(person, text=CAPITAL, forward_origin={"type": "of_the_future", "date": 0}),
        message(person, text=CAPITAL, reply_to_message={"message_id": 1, "date": 0, "chat": bare["chat"]}),
        message(person, caption=CAPITAL, photo=[]),
        message(person, caption=CAPITAL, video={"file_id": "1"}),
        *(message(person, **{kind: {"id": "1"}}) for kind in ("voice", "sticker", "poll", "story", "gift")),
        message(person, pinned_message={"message_id": 1, "date": 0, "chat": bare["chat"]}),
        message(person, chat=group, migrate_to_chat_id=-100_777),
    ]
    return [
        *(("message", each) for each in messages),
        *((kind, {}) for kind in ("edited_message", "callback_query", "inline_query", "my_chat_member")),
        *((kind, {}) for kind in ("chosen_inline_result", "message_reaction", "guest_message", "poll")),
        *(
            (kind, message(person, text="x"))
            for kind in ("edited_message", "channel_post", "business_message")
        ),
        ("callback_query", {**tap, "data": "x"}),
        ("callback_query", {**tap, "inline_message_id": "1", "data": "s:1"}),
        ("callback_query", {**tap, "message": {**bare, "date": 0}, "data": "\u200f" * 20}),
        ("callback_query", {**tap, "message": bare, "game_short_name": "x"}),
        ("inline_query", {"id": "1", "from": person, "query": "س" * 256, "offset": "x"}),
        ("chosen_inline_result", {"result_id": "of no list", "from": person, "query": CAPITAL}),
        ("of_the_future", {"a": 1}),
    ]


async def test_whatever_comes_the_next_question_is_answered_and_nothing_waits_for_ever(stage: Stage) -> None:
    bot = await stage.bot()
    suad = await stage.person()
    queue = stage.server.world.bot.queue
    queue.allowed.clear()  # as if Telegram sent what nobody asked for
    for kind, payload in odd_updates(suad.user):
        queue.add(kind, payload)
    asked = await suad.send(text=CAPITAL)
    answer = await suad.wait_for(reply_to=asked["message_id"], timeout=PATIENCE)
    assert CAPITAL_SENTENCE in answer["text"]
    assert await bot.stopped() == 0
    assert stage.rows("select count(*) from inbox where done_at is null") == [(0,)]
