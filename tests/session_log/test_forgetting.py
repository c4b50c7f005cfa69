"""What is deleted is in no byte of the folder, while the database is in use."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path

import pytest

from bot.dialogue.render import label
from bot.errors import SessionLogError
from bot.memory import Action, AuditEntry, Reason, Turn, Unasked, Vote
from bot.records import Passage
from bot.session_log import pragmas
from bot.session_log.archive import SessionArchive
from bot.session_log.handover_archive import SessionHandovers
from bot.session_log.store import SessionLog

from .samples import make_turn, passage, rows

WHO, OTHER = 7_123_456_789, 7_987_654_321
SECRET, THEIRS = "كلمات لا يعرفها غيري", "سؤال من شخص آخر"
NOW = datetime.now(UTC)


def turn(update_id: int, who: int, words: str, *, chat: int | None = None, at: datetime = NOW) -> Turn:
    """Make a turn in which only its own person and words could be found."""
    plain = make_turn(update_id, sender=who, chat=chat or who, question=f"{words}؟", at=at)
    near: tuple[Passage, ...] = tuple(replace(passage(rank), text="نص الوثيقة") for rank in (1, 2))
    return replace(plain, answer=replace(plain.answer, folded=words, searched=words, passages=near))


def everything(file: Path) -> bytes:
    return b"".join(part.read_bytes() for part in sorted(file.parent.iterdir()))


def traces(file: Path, who: int, words: str) -> list[str]:
    """Return in which forms a person or their words are found in the bytes of the folder."""
    found = everything(file)
    forms = {
        "words": words.encode(),
        "words as JSON": json.dumps(words)[1:-1].encode(),
        "id": str(who).encode(),
        "id as a number": who.to_bytes(6, "big"),
    }
    return [name for name, form in forms.items() if form in found]


@pytest.fixture
def archive(log: SessionLog) -> SessionArchive:
    return SessionArchive(log)


async def live(log: SessionLog, archive: SessionArchive) -> None:
    """Let two people ask in private and in a group, vote, choose, and have something waiting."""
    for place, (who, words) in enumerate(((WHO, SECRET), (OTHER, THEIRS))):
        await log.put(place * 10 + 1, json.dumps({"message": {"from": {"id": who}, "text": words}}))
        await log.keep(turn(place * 10 + 1, who, words))
        await log.keep(turn(place * 10 + 2, who, words, chat=-100200300400))
        waiting = {"message": {"from": {"id": who}, "text": words}}
        await log.put(place * 10 + 3, json.dumps(waiting, ensure_ascii=False))
        kept = await archive.turn(f"key-{place * 10 + 1}")
        assert kept is not None
        for voter in (WHO, OTHER):
            await archive.vote(kept.id, voter, Vote.BAD, Reason.WRONG)
        await archive.choose_language(who, "en")


async def test_a_forgotten_person_is_in_no_byte_and_the_others_are_whole(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    await live(log, archive)
    assert set(traces(file, WHO, SECRET)) == {"words", "words as JSON", "id", "id as a number"}
    await archive.forget(WHO, 99)
    assert traces(file, WHO, SECRET) == []
    assert {"words", "id as a number"} <= set(traces(file, OTHER, THEIRS))
    assert rows(file, "select count(*) from turns") == [(2,)]
    assert rows(file, "select person_id from votes") == [(OTHER,)]
    assert rows(file, "select id from people") == [(OTHER,)]
    (left,) = await log.waiting()
    assert str(OTHER) in left


async def test_the_update_that_asks_to_be_forgotten_leaves_no_trace_either(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    asking = {"callback_query": {"from": {"id": WHO}, "message": {"text": SECRET}}}
    await log.put(5, json.dumps(asking, ensure_ascii=False))
    await archive.forget(WHO, 5)
    assert traces(file, WHO, SECRET) == []
    assert await log.put(5, "{}") is False, "it is known to have been dealt with"


async def test_what_is_written_afterwards_brings_nothing_back(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    await live(log, archive)
    await archive.forget(WHO, 99)
    await log.done(99)
    for number in range(100, 130):
        await log.put(number, "{}")
        await log.keep(turn(number, OTHER, THEIRS))
    assert traces(file, WHO, SECRET) == []


async def test_forgetting_twice_or_a_stranger_is_harmless(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    await live(log, archive)
    for who in (WHO, WHO, 42):
        await archive.forget(who, 99)
    assert rows(file, "select count(*) from turns") == [(2,)]


async def test_a_person_whose_number_begins_like_anothers_is_not_taken_for_them(
    log: SessionLog, archive: SessionArchive
) -> None:
    await log.put(1, json.dumps({"message": {"from": {"id": WHO * 10 + 1}}}))
    await archive.forget(WHO, 99)
    assert len(await log.waiting()) == 1


@contextmanager
def read_elsewhere(file: Path) -> Iterator[None]:
    """Hold a reading transaction, as a backup does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from turns").fetchone()
        yield


async def test_while_another_program_reads_it_says_so_and_can_be_asked_again(
    address: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = tuple(each.replace("10000", "50") for each in pragmas._PRAGMAS)
    monkeypatch.setattr(pragmas, "_PRAGMAS", quick)
    log = await SessionLog.open(address)
    archive = SessionArchive(log)
    await live(log, archive)
    with read_elsewhere(file), pytest.raises(SessionLogError) as caught:
        await archive.forget(WHO, 99)
    assert "\n" not in str(caught.value)
    await archive.forget(WHO, 99)
    assert traces(file, WHO, SECRET) == []
    await log.close()


async def test_what_is_older_than_allowed_goes_when_the_log_opens_to_the_last_byte(
    address: str, file: Path
) -> None:
    log = await SessionLog.open(address)
    await log.keep(turn(1, WHO, SECRET, at=NOW - timedelta(days=31)))
    await log.keep(turn(2, OTHER, THEIRS, at=NOW - timedelta(days=29)))
    await log.close()
    log = await SessionLog.open(address, timedelta(days=30))
    assert traces(file, WHO, SECRET) == []
    assert rows(file, "select question from turns") == [(f"{THEIRS}؟",)]
    assert rows(file, "select sender_id from sessions") == [(OTHER,)]
    await log.close()


async def test_without_a_limit_the_oldest_turn_stays(address: str, file: Path) -> None:
    log = await SessionLog.open(address)
    await log.keep(turn(1, WHO, SECRET, at=NOW - timedelta(days=3650)))
    await log.close()
    await (await SessionLog.open(address)).close()
    assert rows(file, "select count(*) from turns") == [(1,)]


async def test_a_long_session_keeps_its_young_turns(address: str, file: Path) -> None:
    log = await SessionLog.open(address)
    await log.keep(turn(1, WHO, SECRET, at=NOW - timedelta(days=30, minutes=10)))
    await log.keep(turn(2, WHO, SECRET, at=NOW - timedelta(days=29, hours=23, minutes=50)))
    await log.close()
    await (await SessionLog.open(address, timedelta(days=30))).close()
    assert rows(file, "select update_id from turns") == [(2,)]
    assert rows(file, "select count(*) from sessions") == [(1,)]


DOCUMENT, TITLE = "answers/0123.md", "كم سعر الزعنفان؟"
UNASKED = Unasked("answers/زعنفان.md", DOCUMENT, TITLE, "جواب من القائمين على البوت")


def citing(update_id: int, who: int, question: str, *, searched: str | None = None) -> Turn:
    """Make a turn of somebody who was answered from the document of another's question."""
    plain = make_turn(update_id, sender=who, chat=who, question=question)
    cited = replace(passage(1, document=UNASKED.former), title=TITLE, heading=TITLE)
    shown = f"بحثت عن: {label(searched or '')}\nالمصدر\n[1] {escape(label(TITLE))}"
    answer = replace(plain.answer, passages=(cited,), searched=searched, folded=searched or question)
    return replace(plain, answer=answer, shown=shown)


async def test_what_others_were_answered_from_a_document_names_its_question_no_more(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    await log.keep(citing(1, OTHER, "بكم الحزمة؟"))
    await log.keep(citing(2, OTHER, "ومن يبيعه؟", searched="من يبيع كم سعر الزعنفان؟"))
    await archive.note(AuditEntry(Action.ADD, UNASKED.former, NOW, None, f"no room for {UNASKED.former}"))
    assert await archive.forget(WHO, 9, [UNASKED])
    assert "زعنفان".encode() not in everything(file)
    assert rows(file, "select distinct document, title from cited_passages") == [(DOCUMENT, UNASKED.title)]
    assert rows(file, "select question, searched from turns where id = 2") == [("ومن يبيعه؟", None)]
    assert rows(file, "select document, failure from audit") == [(DOCUMENT, f"no room for {DOCUMENT}")]
    [(shown,)] = rows(file, "select shown from turns where id = 2")
    assert shown == f"بحثت عن: {label('ومن يبيعه؟')}\nالمصدر\n[1] {label(UNASKED.title)}"


@pytest.mark.parametrize("title", ["(الزعنفان) كم سعره؟", ""])
async def test_a_title_of_which_a_follow_up_takes_nothing_changes_no_other_turn(
    log: SessionLog, archive: SessionArchive, file: Path, title: str
) -> None:
    theirs = citing(1, OTHER, "ومن يبيعه؟", searched="من يبيع التمر؟")
    elsewhere = replace(theirs.answer, passages=(passage(1, document="dates.md"),))
    await log.keep(replace(theirs, answer=elsewhere))
    cited = replace(passage(1, document=UNASKED.former), title=title)
    second = citing(2, OTHER, "بكم الحزمة؟")
    await log.keep(replace(second, answer=replace(second.answer, passages=(cited,))))
    before = rows(file, "select searched, folded, shown from turns where id = 1")
    assert await archive.forget(WHO, 9, [replace(UNASKED, former_title=title)])
    assert rows(file, "select searched, folded, shown from turns where id = 1") == before
    assert before[0][0] == "من يبيع التمر؟"
    assert rows(file, "select distinct title from cited_passages where turn_id = 2") == [(UNASKED.title,)]


async def test_a_turn_that_was_under_way_meanwhile_brings_no_question_back(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    assert await archive.forget(WHO, 9, [UNASKED])
    await log.keep(citing(1, OTHER, "بكم الحزمة؟"))
    assert "زعنفان".encode() not in everything(file)


async def test_nothing_is_deleted_while_a_document_says_what_was_asked(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    handovers = SessionHandovers(log)
    await log.keep(turn(1, WHO, SECRET))
    await handovers.claim(1, 5)
    given = await handovers.begin(1, -5, 1, "بثلاثين.")
    assert given is not None
    assert await handovers.documented(given.id, UNASKED.former)
    assert not await archive.forget(WHO, 9)
    assert rows(file, "select count(*) from turns") == [(1,)]
    [kept] = await archive.documents_of(WHO)
    assert (kept.files, kept.answers) == ((UNASKED.former,), ("بثلاثين.",))
    assert await archive.documents_of(OTHER) == []
    assert await archive.forget(WHO, 9, [UNASKED])
    assert not await handovers.documented(given.id, DOCUMENT), "an answer that is kept this late is not"
    assert traces(file, WHO, SECRET) == []


async def test_a_turn_whose_question_a_document_says_waits_until_that_says_it_no_more(
    address: str, file: Path
) -> None:
    log = await SessionLog.open(address)
    await log.keep(turn(1, WHO, SECRET, at=NOW - timedelta(days=31)))
    await log.keep(turn(2, WHO, SECRET, at=NOW - timedelta(days=31), chat=-7))
    await SessionHandovers(log).claim(1, 5)
    given = await SessionHandovers(log).begin(1, -5, 1, "بثلاثين.")
    assert given is not None
    await SessionHandovers(log).documented(given.id, UNASKED.former)
    await log.close()
    log = await SessionLog.open(address, timedelta(days=30))
    archive = SessionArchive(log)
    assert rows(file, "select update_id from turns") == [(1,)]
    assert rows(file, "select count(*) from sessions") == [(1,)]
    assert [kept.files for kept in await archive.outdated()] == [(UNASKED.former,)]
    await archive.expire([UNASKED])
    assert traces(file, WHO, SECRET) == []
    assert await archive.outdated() == []
    await log.close()
