"""Updates are safe before Telegram forgets them, and each is let in once."""

import asyncio

import pytest
import telegram

from bot.chat.inbox_queue import InboxQueue
from bot.session_log.store import SessionLog

from .conftest import waiting_ids


def update(update_id: int) -> telegram.Update:
    chat = {"id": 42, "type": "private"}
    message = {"message_id": update_id, "date": 1767225600, "chat": chat, "text": "سؤال 😀"}
    made = telegram.Update.de_json({"update_id": update_id, "message": message}, None)
    assert made is not None
    return made


def taken(queue: InboxQueue) -> list[int]:
    """Empty the queue; return the ids of its updates."""
    ids = []
    while not queue.empty():
        item = queue.get_nowait()
        assert isinstance(item, telegram.Update)
        ids.append(item.update_id)
    return ids


async def test_an_update_is_in_the_inbox_when_put_returns(log: SessionLog) -> None:
    queue = InboxQueue(log)
    await queue.put(update(1))
    assert await waiting_ids(log) == [1]
    assert taken(queue) == [1]


async def test_an_update_seen_before_is_not_let_in_again_even_when_it_was_done(log: SessionLog) -> None:
    queue = InboxQueue(log)
    await queue.put(update(1))
    await queue.put(update(1))
    await queue.done(update(1))
    await queue.put(update(1))
    assert taken(queue) == [1]


async def test_what_was_not_done_is_restored_in_order_and_whole(log: SessionLog, api: telegram.Bot) -> None:
    first = InboxQueue(log)
    for number in (1, 2, 3):
        await first.put(update(number))
    await first.done(update(2))
    second = InboxQueue(log)
    assert await second.restore(api) == 2
    restored = [second.get_nowait() for _ in range(2)]
    assert [item.to_dict() for item in restored if isinstance(item, telegram.Update)] == [
        update(1).to_dict(),
        update(3).to_dict(),
    ]


async def test_a_payload_that_cannot_be_read_does_not_keep_the_others_back(
    log: SessionLog, api: telegram.Bot, caplog: pytest.LogCaptureFixture
) -> None:
    await log.put(1, "{broken")
    await log.put(2, update(2).to_json())
    queue = InboxQueue(log)
    assert await queue.restore(api) == 1
    assert taken(queue) == [2]
    assert "cannot be read" in caplog.text


async def test_a_broken_inbox_costs_a_log_line_and_no_question(
    log: SessionLog, api: telegram.Bot, caplog: pytest.LogCaptureFixture
) -> None:
    await log.close()
    queue = InboxQueue(log)
    await queue.put(update(1))
    await queue.done(update(1))
    assert await queue.restore(api) == 0
    assert taken(queue) == [1]
    assert len(caplog.records) == 3
    assert all("\n" not in record.getMessage() for record in caplog.records)


async def test_a_caller_that_gives_up_does_not_leave_an_update_stored_but_not_queued(log: SessionLog) -> None:
    queue = InboxQueue(log)
    caller = asyncio.create_task(queue.put(update(1)))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.wait({caller})
    async with asyncio.timeout(5):
        item = await queue.get()
    assert isinstance(item, telegram.Update)
    assert await waiting_ids(log) == [1]


async def test_what_is_no_update_passes_through(log: SessionLog) -> None:
    queue = InboxQueue(log)
    signal = object()
    await queue.put(signal)
    assert queue.get_nowait() is signal
    assert await waiting_ids(log) == []
