"""What a message may go on from, as the log remembers it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.memory import Topic, Turn
from bot.records import Delivery, DeliveryStatus, Message, Silence
from bot.session_log.store import SessionLog

from .samples import NOON, make_turn, rows

MINUTE = timedelta(minutes=1)
TRADE = Topic("كم بلغ حجم التبادل؟", "التجارة 1", "بلغ حجم التبادل 2.49 مليار")


def following(turn: Turn, **changes: Any) -> Message:
    """Return a message that the same person writes a minute later in the same place."""
    message = turn.message
    later = {"message_id": message.message_id + 50, "sent_at": message.sent_at + MINUTE, **changes}
    return replace(message, **later)


def silent(turn: Turn, searched: str | None = None) -> Turn:
    """Return a turn to which nothing was found."""
    answer = replace(turn.answer, quote=None, silence=Silence.NOT_FOUND, citations=(), searched=searched)
    return replace(turn, answer=answer)


def searched(turn: Turn, text: str) -> Turn:
    """Return a turn that was looked for in other words."""
    return replace(turn, answer=replace(turn.answer, searched=text))


def sent(turn: Turn, *message_ids: int) -> Turn:
    """Return a turn whose reply had these ids."""
    return replace(turn, delivery=Delivery(DeliveryStatus.DELIVERED, message_ids))


async def test_the_topic_is_the_last_question_with_its_document_and_sentence(log: SessionLog) -> None:
    turn = make_turn(1)
    await log.keep(turn)
    assert await log.topics(following(turn)) == [TRADE]


async def test_of_a_question_that_was_completed_both_the_full_and_the_typed_one_are_told(
    log: SessionLog,
) -> None:
    await log.keep(searched(make_turn(1, question="وكم بلغ؟"), "كم بلغ حجم التبادل في 2021؟"))
    [topic] = await log.topics(following(make_turn(1)))
    assert (topic.question, topic.typed) == ("كم بلغ حجم التبادل في 2021؟", "وكم بلغ؟")


async def test_the_nearest_turn_comes_first_and_five_are_enough(log: SessionLog) -> None:
    for number in range(1, 9):
        await log.keep(make_turn(number, question=f"سؤال {number}", at=NOON + number * MINUTE))
    found = await log.topics(following(make_turn(8, at=NOON + 8 * MINUTE)))
    assert [topic.question for topic in found] == [f"سؤال {number}" for number in (8, 7, 6, 5, 4)]


@pytest.mark.parametrize(
    "other",
    [{"chat_id": 5}, {"sender_id": 6}, {"thread_id": 7}],
    ids=["another chat", "another person", "another forum topic"],
)
async def test_nothing_is_known_elsewhere(log: SessionLog, other: dict[str, int]) -> None:
    turn = make_turn(1)
    await log.keep(turn)
    assert await log.topics(following(turn, **other)) == []


async def test_after_half_an_hour_nothing_is_gone_on_from(log: SessionLog) -> None:
    turn = make_turn(1)
    await log.keep(turn)
    almost = turn.message.sent_at + timedelta(minutes=30) - timedelta(seconds=1)
    assert await log.topics(following(turn, sent_at=almost)) == [TRADE]
    assert await log.topics(following(turn, sent_at=almost + timedelta(seconds=1))) == []


async def test_questions_that_waited_for_the_bot_to_come_back_still_belong_together(log: SessionLog) -> None:
    """Asked a minute apart, answered an hour later: the log's own clock would part them."""
    turn = make_turn(1)
    await log.keep(replace(turn, received_at=NOON + timedelta(hours=1)))
    assert await log.topics(following(turn)) == [TRADE]


async def test_an_edited_question_does_not_go_on_from_itself_or_from_later_ones(log: SessionLog) -> None:
    first, second = make_turn(1), make_turn(2, question="سؤال آخر", at=NOON + MINUTE)
    await log.keep(first)
    await log.keep(second)
    edited = replace(first.message, sent_at=NOON + 2 * MINUTE)
    assert await log.topics(edited) == []
    assert [topic.question for topic in await log.topics(following(second))] == ["سؤال آخر", TRADE.question]


async def test_of_a_question_that_was_edited_the_new_words_are_the_topic(log: SessionLog) -> None:
    """Its answer was edited as well: the turns before and after it share their messages."""
    first = sent(make_turn(1, question="قبل"), 151)
    edited = sent(make_turn(2, question="بعد", at=NOON + MINUTE), 151)
    for turn in (first, replace(edited, message=replace(edited.message, message_id=101))):
        await log.keep(turn)
    for message in (following(first), following(first, reply_to_message_id=151)):
        assert (await log.topics(message))[0].question == "بعد"


async def test_of_a_question_to_which_nothing_was_found_there_is_no_document(log: SessionLog) -> None:
    await log.keep(make_turn(1))
    await log.keep(silent(make_turn(2, question="من وقّعه؟", at=NOON + MINUTE), searched="من وقّع التبادل؟"))
    last, before = await log.topics(following(make_turn(2, at=NOON + MINUTE)))
    assert (last, before) == (Topic("من وقّع التبادل؟", typed="من وقّعه؟"), TRADE)


async def test_a_reply_goes_on_from_the_answer_it_points_to_whoever_had_asked(log: SessionLog) -> None:
    old = sent(make_turn(1, question="سؤال قديم"), 151, 152)
    others = sent(make_turn(60, question="سؤال غيره", sender=8, at=NOON + MINUTE), 190)
    last = sent(make_turn(100, question="سؤال جديد", at=NOON + 2 * MINUTE), 251)
    for turn in (old, others, last):
        await log.keep(turn)
    for answer, question in ((152, "سؤال قديم"), (190, "سؤال غيره"), (251, "سؤال جديد")):
        topics = await log.topics(following(last, reply_to_message_id=answer))
        assert topics[0].question == question


async def test_a_reply_to_an_old_answer_needs_no_session(log: SessionLog) -> None:
    turn = sent(make_turn(1), 151)
    await log.keep(turn)
    days_later = following(turn, sent_at=NOON + timedelta(days=3), reply_to_message_id=151)
    assert await log.topics(days_later) == [TRADE]


async def test_a_reply_does_not_find_the_message_of_another_chat_with_the_same_id(log: SessionLog) -> None:
    await log.keep(sent(make_turn(1, chat=7_000_000_001, question="سؤال خاص"), 151))
    group = following(make_turn(1), reply_to_message_id=151)
    assert await log.topics(group) == []


async def test_a_reply_to_anything_but_an_answer_goes_on_from_the_persons_last_turn(log: SessionLog) -> None:
    turn = make_turn(1)
    await log.keep(turn)
    assert await log.topics(following(turn, reply_to_message_id=140)) == [TRADE]


async def test_the_topic_outlives_the_process(log: SessionLog, address: str) -> None:
    turn = make_turn(1)
    await log.keep(turn)
    await log.close()
    again = await SessionLog.open(address)
    assert await again.topics(following(turn)) == [TRADE]
    await again.close()


async def test_what_was_looked_for_is_kept_only_when_it_was_not_what_was_typed(
    log: SessionLog, file: Path
) -> None:
    await log.keep(make_turn(1))
    await log.keep(searched(make_turn(2), "كم بلغ حجم التبادل في 2021؟"))
    assert rows(file, "select searched from turns") == [(None,), ("كم بلغ حجم التبادل في 2021؟",)]
