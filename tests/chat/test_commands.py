"""Commands and the buttons under their replies, over real HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import telegram

from bot.loopback.client import Client, Person
from bot.memory import Unasked
from bot.search.library import DiskLibrary
from bot.session_log.archive import SessionArchive
from bot.session_log.store import SessionLog

from .conftest import Run, alter, kept, of_the_bot
from .conftest import rows as rows_of
from .corpus import CAPITAL, CAPITAL_SENTENCE, UNKNOWN
from .keys import ask, changed, press, rows, seen, turned
from .test_buttons import STALE, copy_of

ADMIN_COMMANDS = ("/docs", "/gaps", "/stats", "/reload")


@pytest.fixture
async def club(client: Client, suad: Person, karim: Person) -> int:
    return await client.group("نادي القرّاء", suad, karim)


@pytest.mark.parametrize("command", ADMIN_COMMANDS)
async def test_who_is_no_admin_is_refused_politely(
    run: Run, suad: Person, karim: Person, command: str
) -> None:
    async with run(admins={suad.id}):
        assert "لمشرفي البوت وحدهم" in (await ask(karim, command))["text"]


@pytest.mark.parametrize("command", ["/stats", "/help", "/sources", "/gaps", "/docs"])
async def test_a_command_that_names_another_bot_is_left_alone(
    run: Run, suad: Person, club: int, command: str
) -> None:
    async with run(admins={suad.id}):
        for chat in (suad.id, club):
            await suad.send(chat, f"{command}@other_bot")
            await ask(suad, "/help@loopback_bot", chat)
            assert len(await of_the_bot(suad, chat)) == 1


async def test_gaps_list_what_went_unanswered_and_not_what_was_answered(
    run: Run, suad: Person, karim: Person, club: int, database: Path
) -> None:
    async with run(admins={suad.id}):
        await ask(karim, UNKNOWN)
        await ask(karim, f"/ask {UNKNOWN}", club)
        await ask(karim, CAPITAL)
        await kept(database, 3)
        listed = (await ask(suad, "/gaps"))["text"]
    assert "سؤال واحد بلا جواب" in listed
    assert UNKNOWN in listed
    assert "سُئل مرتين، منها في المجموعات: 1" in listed
    assert CAPITAL not in listed
    assert "كريم" not in listed
    assert str(karim.id) not in listed


async def test_gaps_are_not_read_out_in_a_group(run: Run, suad: Person, club: int) -> None:
    async with run(admins={suad.id}):
        await ask(suad, UNKNOWN)
        reply = await ask(suad, "/gaps", club)
    assert "في محادثتنا الخاصة" in reply["text"]
    assert UNKNOWN not in reply["text"]


async def test_gaps_turn_their_pages_in_place(run: Run, suad: Person) -> None:
    async with run(admins={suad.id}):
        for number in range(6):
            await ask(suad, f"كيف أطبخ المنسف رقم {number}؟")
        first = await ask(suad, "/gaps")
        assert "رقم 5" in first["text"]
        assert "رقم 0" not in first["text"]
        second = await turned(suad, first, "التالي")
        assert "رقم 0" in second["text"]
        assert rows(second) == [["السابق"]]


async def test_the_pages_of_admins_turn_for_no_one_else(
    run: Run, api: telegram.Bot, suad: Person, karim: Person
) -> None:
    async with run(admins={suad.id}):
        await ask(suad, UNKNOWN)
        for page in ("/gaps:1", "/docs:1", "/docs:l:1", "/add:0123456789ab:yes", "/stats:1"):
            forged = await copy_of(page, api, karim)
            note = await press(karim, forged, "زر")
            assert "لمشرفي البوت وحدهم" in note["text"]
    assert UNKNOWN not in "".join(await of_the_bot(karim))


async def test_stats_count_what_happened(run: Run, suad: Person, karim: Person, database: Path) -> None:
    async with run(admins={suad.id}):
        await press(karim, await ask(karim, CAPITAL), "👍")
        await ask(karim, UNKNOWN)
        await kept(database, 2)
        figures = (await ask(suad, "/stats"))["text"]
    assert "الأسئلة: 2 — أُجيب: 1، بلا جواب: 1" in figures
    assert "👍 1، 👎 0" in figures
    assert "الجلسات: 1" in figures
    assert "ملّي ثانية وسيطًا" in figures


async def test_docs_name_files_and_refusals(run: Run, library: DiskLibrary, suad: Person) -> None:
    (library.corpus_dir / "broken.md").write_bytes(b"\xff\xfe\xff")
    await library.reload()
    async with run(library, {suad.id}):
        listed = (await ask(suad, "/docs"))["text"]
    assert "amman.md" in listed
    assert "رُفض ملف واحد:" in listed
    assert "broken.md" in listed


async def test_sources_turn_their_pages_in_place(run: Run, library: DiskLibrary, suad: Person) -> None:
    for number in range(20):
        (library.corpus_dir / f"{number}.txt").write_text(f"وثيقة {number}\n\nجملة.\n", encoding="utf-8")
    await library.reload()
    async with run(library):
        first = await ask(suad, "/sources")
        assert "لديّ 26 وثيقة" in first["text"]
        second = await turned(suad, first, "التالي")
        assert "26. " in second["text"]
        back = await turned(suad, second, "السابق")
    assert back["text"] == first["text"]


async def test_help_names_the_commands_of_the_admins_to_them_alone(
    run: Run, suad: Person, karim: Person
) -> None:
    async with run(admins={suad.id}):
        admins, readers = (await ask(suad, "/help"))["text"], (await ask(karim, "/help"))["text"]
    for command in ADMIN_COMMANDS:
        assert command in admins
        assert command not in readers


@pytest.mark.parametrize("junk", ["/gaps:", "/nothing:1", "/start:1", "/gaps:-1:x", "/sources:٣"])
async def test_a_button_of_no_command_gets_a_polite_line(
    run: Run, api: telegram.Bot, suad: Person, junk: str
) -> None:
    async with run():
        note = await press(suad, await copy_of(junk, api, suad), "زر")
    assert note.get("text")


@pytest.mark.parametrize("command", ["/stats", "/gaps"])
async def test_a_log_that_cannot_be_read_costs_an_apology(
    run: Run, suad: Person, database: Path, command: str
) -> None:
    async with run(admins={suad.id}):
        await alter(database, "alter table turns rename to gone")
        assert "خلل" in (await ask(suad, command))["text"]


class TestWhy:
    """What decided about one's last question."""

    async def test_it_tells_words_chance_and_threshold_of_ones_own_last_answer(
        self, run: Run, suad: Person, karim: Person
    ) -> None:
        async with run():
            await ask(karim, "متى تثمر النخلة؟")
            await ask(suad, UNKNOWN)
            await ask(suad, CAPITAL)
            told = (await ask(suad, "/why"))["text"]
        assert CAPITAL in told
        assert CAPITAL_SENTENCE in told
        assert "كما كُتبت: \u2068عاصمة\u2069، \u2068الأردن\u2069" in told
        assert "فأجبت" in told
        assert "النخلة" not in told

    async def test_it_tells_what_was_missing_where_there_was_no_answer(self, run: Run, suad: Person) -> None:
        async with run():
            await ask(suad, UNKNOWN)
            told = (await ask(suad, "/why"))["text"]
        assert "لا ذكر له في الوثائق" in told
        assert "المصباح" in told
        assert "أجبت" not in told.replace("فلم أعرضها", "")

    async def test_in_a_group_it_is_about_the_question_one_asked_there(
        self, run: Run, suad: Person, karim: Person, club: int
    ) -> None:
        async with run():
            await ask(suad, "متى تثمر النخلة؟")
            await ask(karim, f"/ask {CAPITAL}", club)
            assert "لم تسألني هنا" in (await ask(suad, "/why", club))["text"]
            assert CAPITAL in (await ask(karim, "/why", club))["text"]

    async def test_a_follow_up_is_explained_as_it_was_looked_for(self, run: Run, suad: Person) -> None:
        async with run():
            await ask(suad, "من هو ابن سينا؟")
            await ask(suad, "وماذا ألّف؟")
            told = (await ask(suad, "/why"))["text"]
        assert "سينا" in told


class TestLanguage:
    """Each person is spoken to in the language they chose."""

    async def test_a_button_settles_it_and_it_is_remembered_after_a_restart(
        self, run: Run, suad: Person
    ) -> None:
        async with run():
            asked = await ask(suad, "/lang")
            assert rows(asked) == [["English", "العربية"]]
            done = await turned(suad, asked, "English")
            assert done["text"].startswith("All right")
            assert rows(done) == []
        async with run():
            answer = await ask(suad, CAPITAL)
            assert "Source" in answer["text"]
            assert rows(answer)[-1][0] == "👍"
            assert "noted" in (await press(suad, answer, "👍"))["text"]
            assert "I found no answer" in (await ask(suad, UNKNOWN))["text"]

    @pytest.mark.parametrize(
        ("words", "said"),
        [("en", "English"), ("English", "English"), ("عربي", "بالعربية"), ("AR", "بالعربية")],
    )
    async def test_it_may_be_named_behind_the_command(
        self, run: Run, suad: Person, words: str, said: str
    ) -> None:
        async with run():
            assert said in (await ask(suad, f"/lang {words}"))["text"]

    async def test_an_unknown_language_is_asked_about(self, run: Run, suad: Person) -> None:
        async with run():
            assert rows(await ask(suad, "/lang klingon"))

    async def test_in_a_group_each_has_their_own(
        self, run: Run, suad: Person, karim: Person, club: int
    ) -> None:
        async with run():
            asked = await ask(suad, "/lang", club)
            assert "English" in (await press(karim, asked, "English"))["text"]
            assert "Source" in (await ask(karim, f"/ask {CAPITAL}", club))["text"]
            assert "المصدر" in (await ask(suad, f"/ask {CAPITAL}", club))["text"]
            assert rows(await seen(suad, asked)), "others may still choose"

    async def test_arabic_chosen_stays_arabic_whatever_is_typed(self, run: Run, client: Client) -> None:
        emma = await client.person("Emma", language_code="en", started=True)
        async with run():
            await ask(emma, "/lang ar")
            assert "كيف تسألني" in (await ask(emma, "/help"))["text"]


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_privacy_says_what_is_kept_and_who_sees_it(run: Run, client: Client, language: str) -> None:
    reader = await client.person("Reader", language_code=language, started=True)
    async with run():
        told = (await ask(reader, "/privacy"))["text"]
    assert "👍" in told
    assert "/lang" in told


class _LargeArchive(SessionArchive):
    """So much of it that the file takes a while to be rebuilt."""

    SECONDS = 3.0

    async def forget(self, person_id: int, update_id: int, unasked: Sequence[Unasked] = ()) -> bool:
        await asyncio.sleep(self.SECONDS)
        return await super().forget(person_id, update_id, unasked)


class TestForget:
    """Confirmed once, by the person alone, and then nothing is left."""

    async def test_after_the_confirmation_no_byte_of_the_question_is_left_while_the_bot_runs(
        self, run: Run, suad: Person, karim: Person, club: int, database: Path
    ) -> None:
        secret, theirs = "هل تثمر النخلة في زحل البعيد؟", "هل عمّان عاصمة الأردن الجميل؟"
        async with run():
            answer = await ask(suad, secret)
            await ask(suad, f"/ask {secret}", club)
            await ask(suad, "/lang ar")
            await ask(karim, theirs)
            await kept(database, 3)
            asked = await ask(suad, "/forget")
            assert secret in everything(database)
            done = await turned(suad, asked, "نعم، امحُ كل شيء")
            assert done["text"] == "مُحي كل ما حُفظ عنك."
            assert rows(done) == []
            assert "زحل" not in everything(database)
            assert theirs in everything(database)
            assert rows_of(database, "select distinct sender_id from sessions") == [(karim.id,)]
            assert STALE in (await press(suad, answer, rows(answer)[0][0].strip("\u2068\u2069")))["text"]
            assert "لم تسألني هنا" in (await ask(suad, "/why"))["text"]
            assert "زحل" not in everything(database), "an old button brought it back"

    async def test_saying_no_deletes_nothing(self, run: Run, suad: Person, database: Path) -> None:
        async with run():
            await ask(suad, CAPITAL)
            kept_on = await turned(suad, await ask(suad, "/forget"), "لا")
        assert "لم أمحُ شيئًا" in kept_on["text"]
        assert rows_of(database, "select count(*) from turns") == [(1,)]

    async def test_nobody_confirms_for_another(
        self, run: Run, suad: Person, karim: Person, club: int, database: Path
    ) -> None:
        async with run():
            await ask(suad, f"/ask {CAPITAL}", club)
            asked = await ask(suad, "/forget", club)
            for label in ("نعم، امحُ كل شيء", "لا"):
                assert "لمن طلب المحو" in (await press(karim, asked, label))["text"]
        assert rows_of(database, "select count(*) from turns") == [(1,)]

    async def test_twice_the_same_tap_is_harmless(self, run: Run, suad: Person) -> None:
        async with run():
            asked = await ask(suad, "/forget")
            taps = (press(suad, asked, "نعم، امحُ كل شيء") for _ in range(2))
            notes = [note["text"] for note in await asyncio.gather(*taps) if "text" in note]
            assert all("مُحي" in note for note in notes), "a note may come too late, another one never"
            assert "مُحي" in (await changed(suad, asked))["text"]

    async def test_while_it_takes_long_the_button_is_not_busy_and_the_message_tells_in_the_end(
        self, run: Run, log: SessionLog, suad: Person
    ) -> None:
        async with run(archive=_LargeArchive(log)):
            asked = await ask(suad, "/forget")
            started = time.perf_counter()
            note = await press(suad, asked, "نعم، امحُ كل شيء")
            assert time.perf_counter() - started < _LargeArchive.SECONDS
            assert "text" not in note
            assert "مُحي" in (await changed(suad, asked))["text"]

    async def test_who_writes_as_the_group_is_asked_to_write_as_themselves(
        self, run: Run, suad: Person, club: int
    ) -> None:
        async with run():
            asked = await suad.send(club, "/forget", anonymous=True)
            reply = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        assert "بحسابك الشخصي" in reply["text"]
        assert rows(reply) == []

    @pytest.mark.parametrize("junk", ["/forget:yes", "/forget:1:yes", "/forget:-1:yes"])
    async def test_made_up_data_forgets_nobody(
        self, run: Run, api: telegram.Bot, suad: Person, database: Path, junk: str
    ) -> None:
        async with run():
            await ask(suad, CAPITAL)
            await press(suad, await copy_of(junk, api, suad), "زر")
        assert rows_of(database, "select count(*) from turns") == [(1,)]


def everything(database: Path) -> str:
    """Return all bytes of the database's files as text."""
    files = sorted(database.parent.glob(f"{database.name}*"))
    return b"\n".join(file.read_bytes() for file in files).decode(errors="replace")
