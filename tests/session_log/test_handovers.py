"""Questions handed over to people: once each, not too many, and nothing of one that is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.memory import Claim, HandedOver, HumanAnswer, Turn
from bot.records import Delivery, DeliveryStatus, Silence
from bot.session_log import handovers
from bot.session_log.archive import SessionArchive
from bot.session_log.handover_archive import SessionHandovers
from bot.session_log.store import SessionLog

from .samples import NOON, make_turn, rows

if TYPE_CHECKING:
    from bot.desk.handovers import Handovers

    def _is_one(archive: SessionHandovers) -> Handovers:
        return archive


OFFICE = -900


@pytest.fixture
def archive(log: SessionLog) -> SessionHandovers:
    return SessionHandovers(log)


def unanswered(update_id: int = 1, **fields: object) -> Turn:
    turn = make_turn(update_id, **fields)  # type: ignore[arg-type]  # as it takes them
    return replace(turn, answer=replace(turn.answer, silence=Silence.NOT_FOUND, quote=None, citations=()))


async def handed_over(log: SessionLog, archive: SessionHandovers, update_id: int = 1) -> HandedOver:
    """Keep a turn, hand it over and post it."""
    await log.keep(unanswered(update_id))
    assert await archive.claim(update_id, 70 + update_id) is Claim.GRANTED
    await archive.posted(update_id, OFFICE, [500 + update_id])
    post = await archive.post(OFFICE, 500 + update_id)
    assert post is not None
    assert post.about is not None
    return post.about


async def answered(archive: SessionHandovers, asked: HandedOver, message_id: int) -> HumanAnswer:
    answer = await archive.begin(asked.id, OFFICE, message_id, f"جواب {message_id}")
    assert answer is not None
    return answer


async def test_a_question_is_granted_to_one_update_and_again_to_that_one_until_it_is_posted(
    log: SessionLog, archive: SessionHandovers
) -> None:
    await log.keep(unanswered())
    claims = [await archive.claim(1, update_id) for update_id in (71, 72, 71)]
    assert claims == [Claim.GRANTED, Claim.TAKEN, Claim.GRANTED]
    await archive.posted(1, OFFICE, [501])
    assert await archive.claim(1, 71) is Claim.TAKEN


async def test_a_question_that_did_not_get_through_may_be_handed_over_again(
    log: SessionLog, archive: SessionHandovers
) -> None:
    await log.keep(unanswered())
    await archive.claim(1, 71)
    await archive.release(1)
    assert await archive.claim(1, 72) is Claim.GRANTED


async def test_one_person_hands_over_so_many_an_hour_and_others_as_many_of_their_own(
    log: SessionLog,
) -> None:
    claims = []
    for number in range(1, handovers.MOST + 3):
        sender = 8 if number == handovers.MOST + 2 else 7
        await log.keep(unanswered(number, sender=sender))
        claim_it = partial(handovers.claim, turn_id=number, update_id=70 + number, now=NOON)
        claims.append(await log.transact(claim_it))
    assert claims == [*[Claim.GRANTED] * handovers.MOST, Claim.TOO_MANY, Claim.GRANTED]
    later, last = NOON + handovers.WHILE + timedelta(seconds=1), handovers.MOST + 1
    claim = await log.transact(lambda connection: handovers.claim(connection, last, 99, later))
    assert claim is Claim.GRANTED


async def test_answers_are_numbered_and_the_same_message_is_the_same_answer(
    log: SessionLog, archive: SessionHandovers
) -> None:
    asked = await handed_over(log, archive)
    first, second = await answered(archive, asked, 601), await answered(archive, asked, 602)
    assert (first.number, second.number, first.status) == (1, 2, None)
    await archive.delivered(first.id, "جواب", Delivery(DeliveryStatus.DELIVERED, (9,)))
    again = await answered(archive, asked, 601)
    assert (again.id, again.status, again.message_ids) == (first.id, DeliveryStatus.DELIVERED, (9,))


async def test_a_document_holds_the_answers_that_were_kept_in_their_order(
    log: SessionLog, archive: SessionHandovers
) -> None:
    asked = await handed_over(log, archive)
    for message_id in (601, 602, 603):
        answer = await answered(archive, asked, message_id)
        if message_id != 602:
            await archive.documented(answer.id, "answers/a.md")
    assert await archive.in_document(asked.id) == ["جواب 601", "جواب 603"]
    assert [each.id for each in await archive.unfilled()] == [asked.id]
    await archive.fill(asked.folded)
    assert await archive.unfilled() == []


async def test_a_gap_that_was_filled_is_none_until_the_question_goes_unanswered_again(
    log: SessionLog, archive: SessionHandovers
) -> None:
    asked = await handed_over(log, archive)
    gaps = SessionArchive(log)
    assert (await gaps.gaps(0, 5))[1] == 1
    await archive.fill(asked.folded)
    assert await gaps.gaps(0, 5) == ([], 0)
    await log.keep(unanswered(2))
    found, total = await gaps.gaps(0, 5)
    assert ([gap.times for gap in found], total) == ([1], 1)


async def test_of_a_forgotten_question_a_post_is_left_that_is_about_nothing(
    log: SessionLog, archive: SessionHandovers, file: Path
) -> None:
    asked = await handed_over(log, archive)
    answer = await answered(archive, asked, 601)
    sender = make_turn().message.sender_id
    assert [each.id for each in await archive.of_person(sender)] == [asked.id]
    await log.forget(sender, 99)
    post = await archive.post(OFFICE, 501)
    assert post is not None
    assert post.about is None
    assert await archive.begin(asked.id, OFFICE, 602, "متأخر") is None
    assert await archive.answer_by_id(answer.id) is None
    assert rows(file, "select count(*) from human_answers") == [(0,)]


async def test_in_a_group_that_became_a_supergroup_an_answer_replies_to_no_message(
    log: SessionLog, archive: SessionHandovers
) -> None:
    before = await handed_over(log, archive)
    await log.move(before.chat_id, -100777)
    post = await archive.post(OFFICE, 501)
    assert post is not None
    assert post.about is not None
    assert (before.reply_to, post.about.reply_to) == (101, None)
    assert post.about.chat_id == -100777


async def test_questions_without_an_answer_are_those_that_were_asked_in_that_chat(
    log: SessionLog, archive: SessionHandovers
) -> None:
    first, second = await handed_over(log, archive, 1), await handed_over(log, archive, 2)
    assert [each.id for each in await archive.unanswered(OFFICE)] == [first.id, second.id]
    assert await archive.unanswered(OFFICE - 1) == []
    await answered(archive, first, 601)
    assert [each.id for each in await archive.unanswered(OFFICE)] == [second.id]


async def test_the_figures_count_what_went_to_people_and_what_they_answered(
    log: SessionLog, archive: SessionHandovers
) -> None:
    first, _ = await handed_over(log, archive, 1), await handed_over(log, archive, 2)
    for message_id in (601, 602):
        answer = await answered(archive, first, message_id)
        await archive.delivered(answer.id, "جواب", Delivery(DeliveryStatus.DELIVERED, (9,)))
    in_all, [today] = await SessionArchive(log).figures(1)
    assert (in_all.to_people, in_all.by_people) == (2, 1)
    assert (today.figures.to_people, today.figures.by_people) == (0, 0)  # they were asked long ago


async def test_only_the_askers_own_turn_before_counts_as_one_without_an_answer(
    log: SessionLog, archive: SessionHandovers
) -> None:
    await log.keep(unanswered(1))
    next_one = make_turn(2, at=NOON + timedelta(minutes=5)).message
    assert await archive.found_nothing_before(next_one)
    assert not await archive.found_nothing_before(replace(next_one, sender_id=8))
    assert not await archive.found_nothing_before(replace(next_one, thread_id=4))
    assert not await archive.found_nothing_before(replace(next_one, sent_at=NOON + timedelta(hours=1)))
    await log.keep(make_turn(2, at=NOON + timedelta(minutes=5)))
    third = make_turn(3, at=NOON + timedelta(minutes=6)).message
    assert not await archive.found_nothing_before(third)
