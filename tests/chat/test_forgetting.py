"""Who is forgotten is found in no document made of an answer to them, or is told that they still are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.chat.telegram_bot import TelegramBot
from bot.loopback.client import Client, Person
from bot.loopback.wire import Json
from bot.records import Target
from bot.search.library import DiskLibrary
from bot.search.serving import building, serving

from .conftest import Run, alter, kept, rows
from .corpus import DOCUMENTS
from .keys import ask, press, seen, turned
from .keys import rows as buttons

RARE = "الزعنفان"
QUESTION = f"كم سعر {RARE} عند العطّار شملطوخ؟"
PRICE = "تُباع الحزمة منه بثلاثين دينارًا في كشك البوابة الغربية كل خميس."
OF_THE_ANSWER = "بكم تُباع الحزمة في كشك البوابة الغربية؟"
YES, FORGOTTEN, NOT_FORGOTTEN = "نعم، امحُ كل شيء", "مُحي كل ما حُفظ عنك.", "لم يُمحَ كل ما يخصّك بعد"
LONG = 60.0


@dataclass
class Office:
    """A bot with operators, who keep each answer, and all that it writes."""

    chat_id: int
    huda: Person
    library: DiskLibrary
    folder: Path
    running: Callable[..., AbstractAsyncContextManager[TelegramBot]]

    @property
    def document(self) -> Path:
        """Return the one document that was made of an answer."""
        [document] = (self.library.corpus_dir / "answers").iterdir()
        return document

    async def answered(self, person: Person) -> Json:
        """Let a question go to the operators, be answered and kept; return the operator's answer."""
        return await self.agreed(person, await ask(person, QUESTION), PRICE)

    async def agreed(self, person: Person, reply: Json, answer: str) -> Json:
        """Let a person have their question sent from under a reply, and be answered."""
        consent = await turned(person, reply, "اسأل إنسانًا")
        await turned(person, consent, "نعم، أرسل السؤال")
        posts = [each for each in await self.huda.messages(self.chat_id) if "للإجابة" in each.get("text", "")]
        written = await self.huda.send(self.chat_id, answer, reply_to=posts[-1]["message_id"])
        notice = await self.huda.wait_for(reply_to=written["message_id"], chat_id=self.chat_id)
        await until(self.huda, notice, "حُفظ وثيقةً في")
        return written

    def holding(self, words: str) -> set[str]:
        """Return which files hold some words, or have them in their name."""
        return {
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if words in path.name or (path.is_file() and words.encode() in path.read_bytes())
        }


@pytest.fixture
async def office(client: Client, run: Run, library: DiskLibrary, tmp_path: Path) -> Office:
    huda = await client.person("هدى")
    chat_id = await client.group("المشرفون", huda)

    def running(**settings: object) -> AbstractAsyncContextManager[TelegramBot]:
        place = Target(chat_id, None, None)
        return run(library, operators=place, keep_always=True, **settings)  # type: ignore[arg-type]

    return Office(chat_id, huda, library, tmp_path, running)


async def confirm(person: Person) -> Json:
    """Ask to be forgotten, say so, and return what the message then says."""
    return await once_more(person, await ask(person, "/forget"))


async def once_more(person: Person, asked: Json) -> Json:
    """Tap yes under a message and return what it says in the end."""
    await press(person, asked, YES)
    return await told(person, asked)


async def told(person: Person, asked: Json) -> Json:
    """Return what came of it."""
    return await until(person, asked, FORGOTTEN, NOT_FORGOTTEN)


async def until(person: Person, message: Json, *words: str) -> Json:
    """Wait until a message says some of the words that it did not say, and return it."""
    async with asyncio.timeout(LONG):
        while True:
            now = await seen(person, message)
            if now["text"] != message["text"] and any(each in now["text"] for each in words):
                return now
            await asyncio.sleep(0.05)


async def test_older_indexes_and_copies_in_the_trash_go_and_rollback_offers_what_is_left(
    office: Office, suad: Person, karim: Person
) -> None:
    async with office.running(admins={karim.id}):
        await office.answered(suad)
        before = len(serving(office.library.folder).names)
        assert (await confirm(suad))["text"] == FORGOTTEN
        assert len(serving(office.library.folder).names) == before, "the first one never had the question"
        assert office.holding(RARE) == set()
        assert office.holding("شملطوخ") == set()
        assert PRICE in (await ask(karim, OF_THE_ANSWER))["text"]
        assert "عدت إلى النسخة السابقة" in (await ask(karim, "/rollback"))["text"]
        assert PRICE not in (await ask(karim, OF_THE_ANSWER))["text"]


async def test_the_document_of_another_who_asked_the_same_is_theirs_and_stays(
    office: Office, suad: Person, karim: Person
) -> None:
    async with office.running():
        await office.answered(suad)
        suads = office.document
        complaint = await turned(karim, await ask(karim, QUESTION), "👎")
        await office.agreed(karim, complaint, "بل بأربعين دينارًا، من البوابة الشرقية وحدها.")
        [karims] = set(suads.parent.iterdir()) - {suads}
        assert (await confirm(suad))["text"] == FORGOTTEN
        assert RARE not in suads.read_text(encoding="utf-8")
        assert QUESTION in karims.read_text(encoding="utf-8")
        assert (await confirm(karim))["text"] == FORGOTTEN
    assert office.holding(RARE) == set()


async def test_what_others_turns_say_of_the_document_names_the_question_no_more(
    office: Office, suad: Person, karim: Person, database: Path
) -> None:
    async with office.running():
        await office.answered(suad)
        assert RARE in (await ask(karim, OF_THE_ANSWER))["text"]
        await kept(database, 2)
        assert RARE in str(
            rows(database, "select shown, title from turns join cited_passages on id = turn_id")
        )
        assert (await confirm(suad))["text"] == FORGOTTEN
        now = rows(
            database, "select shown, title from turns join cited_passages on id = turn_id where rank = 1"
        )
    assert now
    assert all("جواب من القائمين على البوت" in str(each) for each in now)


async def test_what_the_owner_changed_in_the_document_by_hand_stays(office: Office, suad: Person) -> None:
    async with office.running():
        await office.answered(suad)
        written = office.document.read_text(encoding="utf-8")
        office.document.write_text(f"{written}\nوزاد صاحب الوثائق هذه الجملة بيده.\n", encoding="utf-8")
        assert (await confirm(suad))["text"] == FORGOTTEN
        now = office.document.read_text(encoding="utf-8")
    assert "وزاد صاحب الوثائق" in now
    assert PRICE in now
    assert office.holding(RARE) == set()


async def test_a_document_that_was_removed_is_not_brought_back_and_its_copy_goes(
    office: Office, suad: Person
) -> None:
    async with office.running():
        await office.answered(suad)
        trash = office.folder / "data" / "trash" / "0123456789abcdef"
        trash.mkdir(parents=True)
        name = f"answers/{office.document.name}"
        (trash / "card.json").write_text(
            f'{{"name": "{name}", "removed_at": "2026-01-01T00:00:00+00:00"}}', encoding="utf-8"
        )
        office.document.replace(trash / "content")
        assert (await confirm(suad))["text"] == FORGOTTEN
    assert not trash.exists()
    assert list((office.library.corpus_dir / "answers").iterdir()) == []
    assert office.holding(RARE) == set()


async def test_while_a_loss_is_held_back_nothing_is_claimed_and_another_tap_does_it(
    office: Office, suad: Person, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = {name: (office.library.corpus_dir / name).read_bytes() for name in list(DOCUMENTS)[:5]}
    async with office.running():
        await office.answered(suad)
        for name in gone:
            (office.library.corpus_dir / name).unlink()
        refused = await confirm(suad)
        assert refused["text"].startswith(NOT_FORGOTTEN)
        assert "somebody who wants to be forgotten is not yet: more than half is gone" in caplog.text
        assert str(suad.id) not in caplog.text
        assert rows(database, "select count(*) from handovers") == [(1,)]
        for name, content in gone.items():
            (office.library.corpus_dir / name).write_bytes(content)
        assert (await once_more(suad, refused))["text"] == FORGOTTEN
    assert office.holding(RARE) == set()


async def test_while_another_process_builds_the_person_reads_that_it_goes_on(
    office: Office, suad: Person
) -> None:
    async with office.running():
        await office.answered(suad)
        asked = await ask(suad, "/forget")
        with building(office.library.folder):
            await press(suad, asked, YES)
            under_way = await until(suad, asked, "أمحو ما يخصّك")
            assert buttons(under_way) == []
            name = f"corpus/answers/{office.document.name}"
            async with asyncio.timeout(LONG):
                while name in office.holding(RARE):  # noqa: ASYNC110 - a file rings no bell
                    await asyncio.sleep(0.02)
            assert office.holding(RARE) != set(), "the indexes are still to do"
        assert (await told(suad, asked))["text"] == FORGOTTEN
    assert office.holding(RARE) == set()


async def test_an_index_that_cannot_be_written_is_told_and_another_tap_does_it(
    office: Office, suad: Person, database: Path
) -> None:
    lock = office.library.folder / "building"
    async with office.running():
        await office.answered(suad)
        lock.unlink()
        lock.mkdir()  # as on a disk that refuses
        refused = await confirm(suad)
        assert refused["text"].startswith(NOT_FORGOTTEN)
        assert rows(database, "select count(*) from turns") == [(1,)]
        lock.rmdir()
        assert (await once_more(suad, refused))["text"] == FORGOTTEN
    assert office.holding(RARE) == set()


async def test_an_answer_that_is_edited_after_its_asker_is_forgotten_brings_no_question_back(
    office: Office, suad: Person
) -> None:
    async with office.running():
        reply = await office.answered(suad)
        assert (await confirm(suad))["text"] == FORGOTTEN
        await office.huda.edit(office.chat_id, reply["message_id"], "بل بأربعين دينارًا.")
        await office.huda.wait_for(
            lambda message: "لم يعد هذا السؤال عندي" in message.get("text", ""), chat_id=office.chat_id
        )
    assert office.holding(RARE) == set()
    assert PRICE in office.document.read_text(encoding="utf-8")


async def test_a_document_that_somebody_moved_is_found_where_it_is(office: Office, suad: Person) -> None:
    async with office.running():
        await office.answered(suad)
        moved = office.library.corpus_dir / "people" / office.document.name
        moved.parent.mkdir()
        office.document.rename(moved)
        assert (await confirm(suad))["text"] == FORGOTTEN
    assert PRICE in moved.read_text(encoding="utf-8")
    assert office.holding(RARE) == set()


async def test_a_document_of_when_names_held_the_question_gets_a_name_without_it(
    office: Office, suad: Person, database: Path
) -> None:
    async with office.running():
        await office.answered(suad)
        old = office.document.rename(office.document.with_name("الزعنفان-12345678.md"))
        await alter(
            database,
            "update human_answers set document = 'answers/الزعنفان-12345678.md'",
            "update audit set document = 'answers/الزعنفان-12345678.md' where action = 'add'",
        )
        assert (await confirm(suad))["text"] == FORGOTTEN
        assert old.name not in str(rows(database, "select document from audit"))
    assert PRICE in office.document.read_text(encoding="utf-8")
    assert office.holding(RARE) == set()
