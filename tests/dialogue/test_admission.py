"""Who is let in, and which of their questions are answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.dialogue import admission
from bot.dialogue.admission import Admission, Door
from bot.records import ChatKind, Message

from .samples import message

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)

SUAD, KARIM, ADMIN, CLUB, OTHER_CLUB = 11, 22, 99, -100, -200


def asked(sender_id: int = SUAD, chat_id: int = CLUB, *, second: float = 0, private: bool = False) -> Message:
    """Return a question of a person, so many seconds after the first."""
    kind = ChatKind.PRIVATE if private else ChatKind.GROUP
    return message(
        "سؤال",
        sender_id=sender_id,
        chat_id=sender_id if private else chat_id,
        chat_kind=kind,
        sent_at=NOW + timedelta(seconds=second),
    )


def test_without_lists_everybody_is_let_in_everywhere() -> None:
    door = Door(admins=[ADMIN])
    assert door.lets_in(SUAD, CLUB)
    assert door.lets_in(None, None)


def test_a_person_on_the_list_is_let_in_anywhere_and_nobody_else_but_admins() -> None:
    door = Door(users=[SUAD], admins=[ADMIN])
    assert [door.lets_in(SUAD, place) for place in (SUAD, CLUB, None)] == [True, True, True]
    assert [door.lets_in(KARIM, place) for place in (KARIM, CLUB, None)] == [False, False, False]
    assert door.lets_in(ADMIN, CLUB)
    assert not door.lets_in(None, CLUB)


def test_in_a_chat_on_the_list_everybody_is_let_in_and_nowhere_else() -> None:
    door = Door(chats=[CLUB], admins=[ADMIN])
    assert door.lets_in(KARIM, CLUB)
    assert not door.lets_in(KARIM, OTHER_CLUB)
    assert not door.lets_in(KARIM, KARIM)
    assert not door.lets_in(KARIM, None)
    assert door.lets_in(ADMIN, ADMIN)


def test_who_is_not_let_in_is_told_so_once_an_hour() -> None:
    door = Door(users=[SUAD])
    moments = [NOW, NOW + timedelta(minutes=1), NOW + timedelta(minutes=61)]
    assert [door.says_why(KARIM, moment) for moment in moments] == [True, False, True]
    assert door.says_why(33, NOW)


def test_in_a_group_a_person_gets_so_many_answers_a_minute_then_a_line_then_silence() -> None:
    door = Door(group_limit=3)
    fates = [door.admit(asked(second=second), NOW) for second in range(6)]
    assert fates == [*[Admission.GRANTED] * 3, Admission.TOO_MANY, Admission.SILENCE, Admission.SILENCE]
    assert door.admit(asked(second=60), NOW) is Admission.GRANTED, "the first is a minute ago"
    assert door.admit(asked(second=60.5), NOW) is Admission.TOO_MANY


def test_one_person_in_one_group_spends_nobody_elses_questions() -> None:
    door = Door(group_limit=1)
    assert door.admit(asked(SUAD, CLUB), NOW) is Admission.GRANTED
    assert door.admit(asked(SUAD, OTHER_CLUB), NOW) is Admission.GRANTED
    assert door.admit(asked(KARIM, CLUB), NOW) is Admission.GRANTED
    assert door.admit(asked(SUAD, CLUB), NOW) is Admission.TOO_MANY


def test_in_private_and_without_a_limit_one_may_ask_as_one_likes() -> None:
    assert {Door(group_limit=1).admit(asked(private=True), NOW) for _ in range(9)} == {Admission.GRANTED}
    door = Door(group_limit=0)
    assert {door.admit(asked(), NOW) for _ in range(99)} == {Admission.GRANTED}


def test_questions_that_waited_are_counted_by_when_they_were_asked() -> None:
    """After an hour down they arrive at once, though they were asked minutes apart."""
    door = Door(group_limit=1)
    fates = [door.admit(asked(second=90 * number), NOW + timedelta(hours=1)) for number in range(5)]
    assert set(fates) == {Admission.GRANTED}


@pytest.mark.parametrize(
    ("age", "fate"),
    [(timedelta(hours=2), Admission.GRANTED), (timedelta(hours=2, seconds=1), Admission.STALE)],
)
def test_a_question_that_waited_too_long_is_stale(age: timedelta, fate: Admission) -> None:
    door = Door(stale_after=timedelta(hours=2))
    assert door.admit(asked(), NOW + age) is fate
    assert door.admit(asked(private=True), NOW + age) is fate


def test_a_question_from_the_future_is_answered() -> None:
    assert Door().admit(asked(second=9999), NOW) is Admission.GRANTED


def test_what_is_remembered_of_many_people_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "_MOST_REMEMBERED", 50)
    door = Door(group_limit=1)
    for person in range(1, 400):
        door.admit(asked(person, second=2 * person), NOW)
        door.says_why(person, NOW)
    assert len(door._asked) <= 50
    assert len(door._turned_away) <= 50
