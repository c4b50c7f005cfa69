"""What a person meets who taps the buttons under an answer, over real HTTP."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialogue.admission import Door
from bot.loopback.client import Client, Person
from bot.loopback.wire import Json
from bot.search.library import DiskLibrary

from . import corpus
from .broken import BrokenLibrary
from .conftest import Run, kept, of_the_bot, rows
from .corpus import CAPITAL_SENTENCE, NOT_FOUND
from .keys import ask, changed, data, press, seen, turned
from .keys import rows as buttons
from .test_private_chats import entity_texts

SOURCE, MORE, BACK = "اقرأه في المصدر", "إجابات أخرى", "↩ رجوع"
NEXT, PREVIOUS = "التالي", "السابق"
CAPITAL = "هل عمّان عاصمة الأردن؟"  # more than one sentence is about it
STALE = "لم يعد لهذا الزر ما يفتحه"


async def test_an_answer_offers_its_source_more_and_opinions_from_right_to_left(
    run: Run, suad: Person
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
    assert buttons(answer) == [[SOURCE], [MORE, "👎", "👍"]]
    assert all(1 <= len(data(answer, label).encode()) <= 64 for label in (SOURCE, MORE, "👍", "👎"))


async def test_a_source_opens_in_place_amid_its_section_with_a_link_and_closes_again(
    run: Run, suad: Person
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        passage = await turned(suad, answer, SOURCE)
        assert entity_texts(passage, "bold") == [CAPITAL_SENTENCE]
        (quoted,) = entity_texts(passage, "blockquote")
        assert quoted == corpus.DOCUMENTS["amman.md"][1]
        assert entity_texts(passage, "text_link") == ["\u2068مدينة عمّان\u2069"]
        assert buttons(passage) == [[BACK, "افتح المصدر"]]
        (link,) = [each for each in passage["reply_markup"]["inline_keyboard"][0] if "url" in each]
        assert link["url"] == "https://docs.example/amman.md"
        back = await turned(suad, passage, BACK)
    assert (back["text"], back["entities"]) == (answer["text"], answer["entities"])
    assert buttons(back) == buttons(answer)
    assert len(await of_the_bot(suad)) == 1


async def test_more_answers_are_the_next_ranked_ones_page_by_page_and_each_opens(
    run: Run, suad: Person
) -> None:
    async with run():
        answer = await ask(suad, "كم يبلغ طول نهر النيل ومتى تثمر النخلة التمر ومن أين انتشرت القهوة؟")
        first = await turned(suad, answer, MORE)
        assert len(entity_texts(first, "blockquote")) == 3
        assert not set(entity_texts(first, "bold")) & set(entity_texts(answer, "bold"))
        assert buttons(first) == [["الجواب 3", "الجواب 2", "الجواب 1"], [BACK, NEXT]]
        second = await turned(suad, first, NEXT)
        assert not set(entity_texts(first, "bold")) & set(entity_texts(second, "bold"))
        assert "الجواب 4" in buttons(second)[0]
        opened = await turned(suad, second, "الجواب 4")
        assert entity_texts(opened, "bold")[0] == entity_texts(second, "bold")[0]
        listed = await turned(suad, opened, BACK)
        assert listed["text"] == second["text"]
        await turned(suad, await turned(suad, listed, PREVIOUS), BACK)
        assert (await seen(suad, answer))["text"] == answer["text"]


async def test_a_question_without_an_answer_offers_the_nearest_headings_and_each_opens_in_place(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    heading = "مواعيد الزيارة"
    sentence = "يفتح المتحف الكبير أبوابه للزوار كل يوم من أيام الأسبوع ما عدا يوم الثلاثاء."
    (library.corpus_dir / "museum.md").write_text(
        f"---\ntitle: المتحف الكبير\n---\n## {heading}\n\n{sentence}\n", encoding="utf-8"
    )
    await library.reload()
    async with run(library):
        silence = await ask(suad, "كم سعر تذكرة المتحف للطالب الأجنبي؟")
        assert silence["text"].startswith(NOT_FOUND)
        assert "أقرب ما فيها" in silence["text"]
        assert buttons(silence)[0] == [f"\u2068{heading}\u2069 — \u2068المتحف الكبير\u2069"]
        assert len(buttons(silence)) <= 3
        passage = await turned(suad, silence, heading)
        assert sentence in passage["text"]
        assert "المتحف الكبير" in passage["text"].split(sentence)[1]
        back = await turned(suad, passage, BACK)
    assert (back["text"], buttons(back)) == (silence["text"], buttons(silence))


async def test_what_shares_no_word_with_the_question_is_not_offered_as_near(run: Run, suad: Person) -> None:
    async with run():
        silence = await ask(suad, "كيف أطبخ المنسف؟")
    assert silence["text"].startswith(NOT_FOUND)
    assert buttons(silence) == []
    assert "أقرب" not in silence["text"]


async def test_tapping_twice_shows_and_keeps_nothing_twice(run: Run, suad: Person, database: Path) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        passage = await turned(suad, answer, SOURCE)
        await suad.tap(passage, data(passage, BACK))
        answer = await changed(suad, passage)
        for _ in range(2):
            note = await press(suad, answer, "👍")
            assert "سُجّل رأيك" in note["text"]
        await changed(suad, answer)
    assert rows(database, "select vote, reason from votes") == [(1, None)]
    assert len(await of_the_bot(suad)) == 1


async def test_an_opinion_is_marked_for_the_asker_and_the_last_one_counts(
    run: Run, suad: Person, database: Path
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        liked = await turned(suad, answer, "👍")
        assert buttons(liked)[-1] == [MORE, "👎", "👍 ✓"]
        asked_why = await turned(suad, liked, "👎")
        assert buttons(asked_why) == [["لا يخصّ سؤالي", "معلومة خاطئة"], ["قديم", "ناقص"], ["لا سبب محدّد"]]
        assert asked_why["text"] == answer["text"]
        assert rows(database, "select vote, reason from votes") == [(-1, None)]
        thanked = await turned(suad, asked_why, "قديم")
        assert buttons(thanked)[-1] == [MORE, "👎 ✓", "👍"]
    assert rows(database, "select person_id, vote, reason from votes") == [(suad.id, -1, "outdated")]


async def test_no_reason_need_be_given(run: Run, suad: Person, database: Path) -> None:
    async with run():
        asked_why = await turned(suad, await ask(suad, CAPITAL), "👎")
        back = await turned(suad, asked_why, "لا سبب محدّد")
    assert buttons(back)[-1] == [MORE, "👎 ✓", "👍"]
    assert rows(database, "select vote, reason from votes") == [(-1, None)]


class TestInAGroup:
    """Everybody has an opinion; the message is the asker's."""

    @pytest.fixture
    async def club(self, client: Client, suad: Person, karim: Person) -> int:
        return await client.group("نادي القرّاء", suad, karim)

    async def test_only_the_asker_changes_the_message_others_read_the_source_in_a_window(
        self, run: Run, suad: Person, karim: Person, club: int
    ) -> None:
        async with run():
            answer = await ask(suad, f"/ask {CAPITAL}", club)
            window = await press(karim, answer, SOURCE)
            assert window["show_alert"] is True
            assert window["text"].startswith(CAPITAL_SENTENCE)
            assert window["text"].endswith("— مدينة عمّان")
            note = await press(karim, answer, MORE)
            assert "لصاحب السؤال" in note["text"]
            assert (await seen(suad, answer))["text"] == answer["text"]
            await turned(suad, answer, SOURCE)

    async def test_everybodys_opinion_counts_once(
        self, run: Run, suad: Person, karim: Person, club: int, database: Path
    ) -> None:
        async with run():
            answer = await ask(suad, f"/ask {CAPITAL}", club)
            await press(karim, answer, "👎")
            await press(karim, answer, "👎")
            await press(suad, answer, "👍")
        assert sorted(rows(database, "select person_id, vote from votes")) == sorted(
            [(suad.id, 1), (karim.id, -1)]
        )

    async def test_who_asks_as_the_group_itself_may_be_anybody(
        self, run: Run, suad: Person, karim: Person, club: int
    ) -> None:
        async with run():
            asked = await suad.send(club, f"/ask {CAPITAL}", anonymous=True)
            answer = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
            await turned(karim, answer, SOURCE)


async def test_buttons_live_on_after_a_restart(run: Run, suad: Person) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
    async with run():
        passage = await turned(suad, answer, SOURCE)
        back = await turned(suad, passage, BACK)
    assert (back["text"], back["entities"]) == (answer["text"], answer["entities"])


async def test_a_passage_whose_document_changed_is_shown_as_it_was_and_says_so(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    async with run(library):
        answer = await ask(suad, CAPITAL)
        (library.corpus_dir / "amman.md").unlink()
        await library.reload()
        passage = await turned(suad, answer, SOURCE)
    assert entity_texts(passage, "bold") == [CAPITAL_SENTENCE]
    assert "تغيّرت الوثيقة" in passage["text"]


async def copy_of(button: str, api: telegram.Bot, person: Person) -> Json:
    """Have the account send a person a message with a button of the same data as another."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("زر", callback_data=button)]])
    await api.send_message(person.id, "رسالة", reply_markup=keyboard)
    return await person.wait_for(lambda message: message.get("text") == "رسالة")


async def test_a_button_of_another_chat_opens_and_keeps_nothing(
    run: Run, api: telegram.Bot, suad: Person, karim: Person, database: Path
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        for label in (SOURCE, MORE, "👍"):
            forged = await copy_of(data(answer, label), api, karim)
            note = await press(karim, forged, "زر")
            assert STALE in note["text"]
            assert CAPITAL_SENTENCE not in note["text"]
    assert rows(database, "select * from votes") == []


@pytest.mark.parametrize(
    "junk",
    [
        "x",
        "o:unknown:1",
        "z:key:1",
        "o::1",
        "o:key:",
        "m:" + "k" * 60,
        "٪:🙂",
        "o:key:1:2:3",
        "g:key\n",
        "r:key:99999",
    ],
)
async def test_data_that_no_button_of_ours_has_gets_a_polite_line(
    run: Run, api: telegram.Bot, suad: Person, junk: str
) -> None:
    async with run():
        note = await press(suad, await copy_of(junk, api, suad), "زر")
    assert STALE in note["text"]


@pytest.mark.parametrize("beyond", ["o:{key}:99", "o:{key}:0", "o:{key}", "m:{key}:99", "m:{key}:0"])
async def test_a_number_beyond_what_there_is_shows_the_answer_or_nothing_new(
    run: Run, api: telegram.Bot, suad: Person, beyond: str
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        key = data(answer, SOURCE).split(":")[1]
        made_up = await copy_of(beyond.format(key=key), api, suad)
        await press(suad, made_up, "زر")
        shown = await changed(suad, made_up)
    assert shown["text"] == answer["text"]


async def test_the_buttons_of_a_forgotten_turn_say_politely_that_they_are_stale(
    run: Run, suad: Person, database: Path
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        await kept(database, 1)
        # In a thread: the bot, whose loop this is, may have to finish what holds the database.
        await asyncio.to_thread(rows, database, "delete from turns")
        note = await press(suad, answer, SOURCE)
    assert STALE in note["text"]
    assert (await seen(suad, answer))["text"] == answer["text"]


async def test_a_tap_is_answered_within_a_second_while_the_chat_waits_for_its_answers(
    run: Run, client: Client, suad: Person, karim: Person
) -> None:
    club = await client.group("نادي القرّاء", suad, karim)
    async with run():
        answer = await ask(suad, f"/ask {CAPITAL}", club)
        await client.weather(429, method="sendMessage", chat_id=club, retry_after=3)
        await suad.send(club, f"/ask {CAPITAL}")
        started = time.perf_counter()
        window = await press(karim, answer, SOURCE)
        assert time.perf_counter() - started < 1
    assert CAPITAL_SENTENCE in window["text"]


async def test_a_tap_that_the_log_cannot_serve_gets_an_apology(
    run: Run, suad: Person, database: Path
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        await kept(database, 1)
        await asyncio.to_thread(rows, database, "alter table cited_passages rename to gone")
        note = await press(suad, answer, SOURCE)
    assert "خلل" in note["text"]


async def test_a_fault_of_ours_is_an_apology_and_no_button_stays_busy(
    run: Run, suad: Person, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        await kept(database, 1)
    async with run(BrokenLibrary()):
        note = await press(suad, answer, SOURCE)
    assert "خلل" in note["text"]
    (line,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "disk on fire" in line.getMessage()


async def test_a_tap_of_somebody_who_is_not_let_in_any_more_is_answered_without_a_word(
    run: Run, suad: Person, database: Path
) -> None:
    async with run():
        answer = await ask(suad, CAPITAL)
        await kept(database, 1)
    async with run(door=Door(users=frozenset({42}))):
        note = await press(suad, answer, "👍")
    assert "text" not in note
    assert rows(database, "select * from votes") == []
