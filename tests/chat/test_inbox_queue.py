"""Updates are safe before Telegram forgets them, and each is let in once."""

import asyncio
import json
from typing import Any

import pytest
import telegram

from bot.chat.inbox_queue import InboxQueue
from bot.chat.updates import tap_of
from bot.errors import SessionLogError
from bot.session_log.store import SessionLog

from .conftest import waiting_ids


def update(update_id: int) -> dict[str, Any]:
    chat = {"id": 42, "type": "private"}
    message = {"message_id": update_id, "date": 1767225600, "chat": chat, "text": "سؤال 😀"}
    return {"update_id": update_id, "message": message}


def taken(queue: InboxQueue) -> list[int]:
    """Empty the queue; return the ids of its updates."""
    ids = []
    while not queue.empty():
        item = queue.get_nowait()
        assert isinstance(item, telegram.Update)
        ids.append(item.update_id)
    return ids


async def test_an_update_is_in_the_inbox_when_it_is_taken(log: SessionLog, api: telegram.Bot) -> None:
    queue = InboxQueue(log)
    await queue.take(update(1), api)
    assert await waiting_ids(log) == [1]
    assert taken(queue) == [1]


async def test_an_update_seen_before_is_not_let_in_again_even_when_it_was_done(
    log: SessionLog, api: telegram.Bot
) -> None:
    queue = InboxQueue(log)
    await queue.take(update(1), api)
    await queue.take(update(1), api)
    await queue.done(telegram.Update(1))
    await queue.take(update(1), api)
    assert taken(queue) == [1]


async def test_a_tap_is_kept_without_the_words_of_the_message_it_was_made_on(
    log: SessionLog, api: telegram.Bot
) -> None:
    tapped = {**update(7)["message"], "reply_to_message": update(6)["message"]}
    person = {"id": 42, "is_bot": False, "first_name": "سعاد"}
    query = {"id": "1", "from": person, "chat_instance": "1", "data": "o:key:1", "message": tapped}
    queue = InboxQueue(log)
    await queue.take({"update_id": 8, "callback_query": query}, api)
    (kept,) = await log.waiting()
    assert "سؤال" not in kept
    let_in = queue.get_nowait()
    assert isinstance(let_in, telegram.Update)
    tap = tap_of(let_in)
    assert tap is not None
    assert (tap.chat_id, tap.message_id, tap.person_id, tap.data) == (42, 7, 42, "o:key:1")


async def test_a_reply_to_us_is_kept_without_our_words_and_one_to_others_with_theirs(
    log: SessionLog, api: telegram.Bot
) -> None:
    ours = {"id": api.id, "is_bot": True, "first_name": "إسناد"}
    others = {"id": 43, "is_bot": False, "first_name": "كريم"}
    queue = InboxQueue(log)
    for number, writer in ((8, ours), (9, others)):
        replied = {**update(7)["message"], "text": f"كلمات {number}", "from": writer}
        message = {**update(number)["message"], "text": "جواب", "reply_to_message": replied}
        await queue.take({"update_id": number, "message": message}, api)
    to_us, to_others = await log.waiting()
    assert "كلمات" not in to_us
    assert "كلمات 9" in to_others
    let_in = queue.get_nowait()
    assert isinstance(let_in, telegram.Update)
    assert let_in.message is not None
    assert let_in.message.reply_to_message is not None
    assert let_in.message.reply_to_message.message_id == 7
    assert let_in.message.reply_to_message.from_user is not None
    assert let_in.message.reply_to_message.from_user.id == api.id


async def test_what_was_not_done_is_restored_in_order_and_whole(log: SessionLog, api: telegram.Bot) -> None:
    first = InboxQueue(log)
    for number in (1, 2, 3):
        await first.take(update(number), api)
    await first.done(telegram.Update(2))
    second = InboxQueue(log)
    assert await second.restore(api) == 2
    restored = [second.get_nowait() for _ in range(2)]
    assert restored == [telegram.Update.de_json(update(number), api) for number in (1, 3)]


async def test_an_update_is_kept_as_telegram_sent_it_also_where_the_library_does_not_know_it(
    log: SessionLog, api: telegram.Bot
) -> None:
    queue = InboxQueue(log)
    newer = update(1) | {"a_kind_of_next_year": {"text": "جديد"}}
    await queue.take(newer, api)
    assert [json.loads(payload) for payload in await log.waiting()] == [newer]
    assert taken(queue) == [1]


async def test_half_a_surrogate_pair_is_stored_and_comes_back(log: SessionLog, api: telegram.Bot) -> None:
    queue = InboxQueue(log)
    halved = update(1) | {"a_kind_of_next_year": {"text": "نصف \ud83d حرف"}}
    await queue.take(halved, api)
    assert [json.loads(payload) for payload in await log.waiting()] == [halved]


async def test_a_payload_that_cannot_be_read_does_not_keep_the_others_back(
    log: SessionLog, api: telegram.Bot, caplog: pytest.LogCaptureFixture
) -> None:
    await log.put(1, "{broken")
    await log.put(2, json.dumps(update(2)))
    queue = InboxQueue(log)
    assert await queue.restore(api) == 1
    assert taken(queue) == [2]
    assert "is spoilt" in caplog.text


@pytest.mark.parametrize("spoilt", [{"message": {}}, {"message": "?"}, {"message": {"message_id": 1}}])
async def test_an_update_that_the_library_cannot_read_is_told_and_not_tried_again(
    log: SessionLog, api: telegram.Bot, caplog: pytest.LogCaptureFixture, spoilt: dict[str, Any]
) -> None:
    queue = InboxQueue(log)
    await queue.take({"update_id": 1} | spoilt, api)
    await queue.take(update(2), api)
    assert "update 1 cannot be read" in caplog.text
    assert taken(queue) == [2]
    assert await waiting_ids(log) == [2]


async def test_what_is_not_safe_is_not_let_in(log: SessionLog, api: telegram.Bot) -> None:
    await log.close()
    queue = InboxQueue(log)
    with pytest.raises(SessionLogError):
        await queue.take(update(1), api)
    assert queue.empty()


async def test_a_broken_inbox_costs_a_log_line_when_an_update_is_done_or_restored(
    log: SessionLog, api: telegram.Bot, caplog: pytest.LogCaptureFixture
) -> None:
    await log.close()
    queue = InboxQueue(log)
    await queue.done(telegram.Update(1))
    assert await queue.restore(api) == 0
    assert len(caplog.records) == 2
    assert all("\n" not in record.getMessage() for record in caplog.records)


async def test_a_caller_that_gives_up_does_not_leave_an_update_stored_but_not_queued(
    log: SessionLog, api: telegram.Bot
) -> None:
    queue = InboxQueue(log)
    caller = asyncio.create_task(queue.take(update(1), api))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.wait({caller})
    async with asyncio.timeout(60):
        item = await queue.get()
    assert isinstance(item, telegram.Update)
    assert await waiting_ids(log) == [1]


async def test_a_closed_queue_stores_for_the_next_run_and_lets_nothing_in(
    log: SessionLog, api: telegram.Bot
) -> None:
    queue = InboxQueue(log)
    queue.close()
    await queue.take(update(1), api)
    assert queue.empty()
    assert await waiting_ids(log) == [1]
