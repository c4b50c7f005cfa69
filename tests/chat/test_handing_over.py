"""A question that the documents do not answer goes to people, and their answer comes back, over real HTTP."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.chat.telegram_bot import TelegramBot
from bot.dialogue.admission import Door
from bot.loopback.client import Client, Person
from bot.loopback.wire import Json
from bot.records import Target
from bot.search.library import DiskLibrary

from .conftest import Run, of_the_bot, rows, until
from .corpus import CAPITAL, NOT_FOUND, UNKNOWN
from .keys import ask, changed, press, seen, turned
from .keys import rows as buttons

ASK, SEND, NO, KEEP = "اسأل إنسانًا", "نعم، أرسل السؤال", "لا", "احفظ الجواب وثيقةً"
MUSEUM = "كم سعر تذكرة متحف النخيل للطالب الأجنبي؟"
ANSWER = "توماس إديسون عام 1879، وسبقه آخرون."


@dataclass
class Office:
    """The operators' group, with two people who answer there."""

    chat_id: int
    huda: Person
    adil: Person
    running: Callable[..., AbstractAsyncContextManager[TelegramBot]]

    async def asked(self, words: str = UNKNOWN) -> Json:
        """Wait for a question in the group and return the post."""
        return await self.huda.wait_for(
            lambda message: message.get("from", {}).get("is_bot", False) and words in message.get("text", ""),
            chat_id=self.chat_id,
        )

    async def answer(self, post: Json, text: str = ANSWER, person: Person | None = None) -> tuple[Json, Json]:
        """Reply to a post; return the reply and what the bot says of it."""
        reply = await (person or self.huda).send(self.chat_id, text, reply_to=post["message_id"])
        return reply, await self.told(reply)

    async def told(self, reply: Json) -> Json:
        """Return what the bot says of an operator's reply."""
        return await self.huda.wait_for(reply_to=reply["message_id"], chat_id=self.chat_id)


@pytest.fixture
async def office(client: Client, run: Run, library: DiskLibrary) -> Office:
    huda, adil = await client.person("هدى"), await client.person("عادل")
    chat_id = await client.group("المشرفون", huda, adil)

    def running(**settings: object) -> AbstractAsyncContextManager[TelegramBot]:
        return run(library, operators=Target(chat_id, None, None), **settings)  # type: ignore[arg-type]

    return Office(chat_id, huda, adil, running)


async def sent(person: Person, text: str = UNKNOWN, chat_id: int | None = None) -> tuple[Json, Json]:
    """Ask, agree to have the question sent, and return question and reply as it then stands."""
    asked = await person.send(chat_id, text)
    silence = await person.wait_for(reply_to=asked["message_id"], chat_id=chat_id)
    consent = await turned(person, silence, ASK)
    return asked, await turned(person, consent, SEND)


async def test_without_operators_no_button_shows(run: Run, suad: Person) -> None:
    async with run():
        silence = await ask(suad, UNKNOWN)
    assert buttons(silence) == []


async def test_nothing_is_sent_before_the_asker_has_seen_what_would_be_and_agreed(
    office: Office, suad: Person
) -> None:
    async with office.running():
        silence = await ask(suad, UNKNOWN)
        assert silence["text"].startswith(NOT_FOUND)
        assert buttons(silence) == [[ASK]]
        consent = await turned(suad, silence, ASK)
        assert UNKNOWN in consent["text"]
        assert "ولا يصلهم اسمك" in consent["text"]
        assert buttons(consent) == [[NO, SEND]]
        back = await turned(suad, consent, NO)
        assert (back["text"], buttons(back)) == (silence["text"], buttons(silence))
        assert await of_the_bot(office.huda, office.chat_id) == []


async def test_the_operators_get_question_and_nearest_passages_and_nothing_of_the_asker(
    office: Office, suad: Person
) -> None:
    async with office.running():
        _, reply = await sent(suad, MUSEUM)
        post = await office.asked(MUSEUM)
    assert "أُرسل سؤالك" in reply["text"]
    assert ASK not in str(buttons(reply))
    assert "شجرة النخيل" in post["text"]
    assert "محادثة خاصة" in post["text"]
    assert "سعاد" not in str(post)
    assert re.search(rf"(?<!\d){suad.id}(?!\d)", str(post)) is None  # a time may hold its digits


async def test_where_groups_are_spared_the_sound_the_operators_still_hear_of_a_question(
    office: Office, client: Client, suad: Person
) -> None:
    async with office.running(silent_groups=True):
        await sent(suad, MUSEUM)
        await office.asked(MUSEUM)
    calls = [call["params"] for call in await client.calls("sendMessage")]
    to_operators = [each for each in calls if int(each["chat_id"]) == office.chat_id]
    assert to_operators
    assert not any(each.get("disable_notification") for each in to_operators)


async def test_an_operators_reply_comes_back_in_place_marked_as_a_persons(
    office: Office, suad: Person
) -> None:
    async with office.running():
        asked, _ = await sent(suad)
        _, notice = await office.answer(await office.asked())
        answer = await suad.wait_for(lambda message: ANSWER in message.get("text", ""))
        post = await changed(office.huda, await office.asked(), lambda now: "أُجيب" in now["text"])
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]
    assert answer["text"].startswith("أجاب إنسان عن سؤالك")
    assert "وصل جوابك" in notice["text"]
    assert UNKNOWN in post["text"]
    assert "هدى" not in answer["text"]


async def test_in_a_forum_the_answer_comes_to_the_askers_topic_and_only_the_asker_may_have_it_asked(
    office: Office, client: Client, suad: Person, karim: Person
) -> None:
    forum = await client.group("منتدى", suad, karim, kind="supergroup", is_forum=True)
    topic = await client.topic(forum, "أسئلة")
    async with office.running():
        asked = await suad.send(forum, f"/ask {UNKNOWN}", topic=topic)
        silence = await suad.wait_for(reply_to=asked["message_id"], chat_id=forum)
        note = await press(karim, silence, ASK)
        assert "لصاحب السؤال" in note["text"]
        await turned(suad, await turned(suad, silence, ASK), SEND)
        post = await office.asked()
        assert "سُئل في مجموعة" in post["text"]
        await office.answer(post)
        answer = await karim.wait_for(lambda message: ANSWER in message.get("text", ""), chat_id=forum)
    assert answer["message_thread_id"] == topic
    assert answer["reply_to_message"]["message_id"] == asked["message_id"]


async def test_after_two_questions_without_an_answer_the_bot_offers_to_ask_and_sends_nothing_by_itself(
    office: Office, suad: Person, karim: Person
) -> None:
    async with office.running():
        first = await ask(suad, UNKNOWN)
        assert "القائمين على البوت" not in first["text"]
        await ask(karim, UNKNOWN)
        second = await ask(suad, MUSEUM)
        assert "ولم أجد جواب سؤالك الذي قبله" in second["text"]
        assert "ولا يصلهم اسمك" in second["text"]
        assert buttons(second)[-1] == [SEND]
        assert await of_the_bot(office.huda, office.chat_id) == []
        await turned(suad, second, SEND)
        await office.asked(MUSEUM)
        await ask(suad, CAPITAL)
        assert "ولم أجد جواب سؤالك" not in (await ask(suad, UNKNOWN))["text"]


async def test_who_finds_an_answer_bad_may_ask_a_person_too(office: Office, suad: Person) -> None:
    async with office.running():
        answer = await ask(suad, CAPITAL)
        assert ASK not in str(buttons(answer))
        complaint = await turned(suad, answer, "👎")
        assert buttons(complaint)[-1] == [ASK]
        back = await turned(suad, complaint, "قديم")
        assert buttons(back)[-1] == [ASK]
        await turned(suad, await turned(suad, back, ASK), SEND)
        post = await office.asked(CAPITAL)
    assert "لم يُرضِ جوابي" in post["text"]
    assert "عمّان هي عاصمة" in post["text"]


async def test_two_taps_at_once_send_once_and_a_restart_forgets_nothing(office: Office, suad: Person) -> None:
    async with office.running():
        consent = await turned(suad, await ask(suad, UNKNOWN), ASK)
        notes = await asyncio.gather(press(suad, consent, SEND), press(suad, consent, SEND))
        assert sorted(note.get("text", "") for note in notes) == [
            "أُرسل سؤالك.",
            "سبق أن أُرسل هذا السؤال، ويأتيك الجواب هنا.",
        ]
        post = await office.asked()
    async with office.running():
        await office.answer(post)
        await suad.wait_for(lambda message: ANSWER in message.get("text", ""))
    assert len(await of_the_bot(office.huda, office.chat_id)) == 2  # the question and the notice


async def test_two_operators_answer_and_both_answers_arrive_in_their_order(
    office: Office, suad: Person
) -> None:
    async with office.running():
        await sent(suad)
        post = await office.asked()
        await office.answer(post, "إديسون.")
        _, second = await office.answer(post, "بل جوزيف سوان قبله.", office.adil)
        await suad.wait_for(lambda message: "سوان" in message.get("text", ""))
        answers = [text for text in await of_the_bot(suad) if text.startswith("أجاب إنسان")]
    assert [("إديسون" in text, "سوان" in text) for text in answers] == [(True, False), (False, True)]
    assert "الجواب 2" in second["text"]


async def test_a_reply_to_the_notice_answers_too(office: Office, suad: Person) -> None:
    async with office.running():
        await sent(suad)
        _, notice = await office.answer(await office.asked())
        await office.answer(notice, "وللتفصيل: كتاب تاريخ الضوء.")
        await suad.wait_for(lambda message: "تاريخ الضوء" in message.get("text", ""))


async def test_an_edited_reply_edits_the_answer_where_it_was_delivered(office: Office, suad: Person) -> None:
    async with office.running():
        await sent(suad)
        reply, _ = await office.answer(await office.asked(), "إديسن.")
        answer = await suad.wait_for(lambda message: "إديسن" in message.get("text", ""))
        await office.huda.edit(office.chat_id, reply["message_id"], ANSWER)
        now = await changed(suad, answer)
    assert ANSWER in now["text"]
    assert "إديسن" not in now["text"]


async def test_a_file_is_refused_politely_and_of_a_caption_the_words_arrive(
    office: Office, suad: Person
) -> None:
    async with office.running():
        await sent(suad)
        post = await office.asked()
        reply_to = int(post["message_id"])
        bare = await office.huda.upload(office.chat_id, "a.pdf", b"x", reply_to_message_id=reply_to)
        assert "أوصل الكلمات وحدها" in (await office.told(bare))["text"]
        worded = await office.huda.upload(
            office.chat_id, "a.pdf", b"x", caption=ANSWER, reply_to_message_id=reply_to
        )
        assert "الملفات لا أوصلها" in (await office.told(worded))["text"]
        answer = await suad.wait_for(lambda message: ANSWER in message.get("text", ""))
    assert "document" not in answer


async def test_an_asker_who_has_blocked_the_bot_is_told_to_the_operator(office: Office, suad: Person) -> None:
    async with office.running():
        await sent(suad)
        post = await office.asked()
        await suad.block()
        _, notice = await office.answer(post)
    assert "لم يصل جوابك" in notice["text"]
    assert buttons(notice) == []


async def test_after_forget_the_question_is_withdrawn_and_a_late_reply_goes_to_nobody(
    office: Office, suad: Person, database: Path
) -> None:
    async with office.running():
        await sent(suad)
        post = await office.asked()
        question = await ask(suad, "/forget")
        assert "تُسحب أسئلتك" in question["text"]
        await turned(suad, question, "نعم")
        withdrawn = await seen(office.huda, post)
        assert UNKNOWN not in withdrawn["text"]
        _, notice = await office.answer(post)
        assert "لم يعد هذا السؤال عندي" in notice["text"]
        assert rows(database, "select count(*) from handovers") == [(0,)]
        assert rows(database, "select handover_id from operator_posts") == [(None,)]
    assert not any(ANSWER in text for text in await of_the_bot(suad))


async def test_an_answer_follows_a_group_that_became_a_supergroup(
    office: Office, client: Client, suad: Person
) -> None:
    club = await client.group("نادي", suad)
    async with office.running():
        asked = await suad.send(club, f"/ask {UNKNOWN}")
        silence = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
        await turned(suad, await turned(suad, silence, ASK), SEND)
        post = await office.asked()
        grown = (await client.post("migrate", chat_id=club))["chat"]["id"]
        await office.answer(post)
        answer = await suad.wait_for(lambda message: ANSWER in message.get("text", ""), chat_id=grown)
    assert "reply_to_message" not in answer
    assert UNKNOWN in answer["text"]


async def test_the_operators_group_may_become_a_supergroup_where_open_questions_are_asked_again(
    office: Office, client: Client, suad: Person
) -> None:
    async with office.running():
        await sent(suad)
        answered = await office.asked()
        await office.answer(answered, "أُجيب من قبل.")
        silence = await ask(suad, MUSEUM)
        await turned(suad, silence, SEND)
        await office.asked(MUSEUM)
        office.chat_id = (await client.post("migrate", chat_id=office.chat_id))["chat"]["id"]
        await office.answer(await office.asked(MUSEUM))
        answer = await suad.wait_for(lambda message: ANSWER in message.get("text", ""))
        posts = [text for text in await of_the_bot(office.huda, office.chat_id) if "للإجابة" in text]
    assert answer["reply_to_message"]["text"] == MUSEUM
    assert [MUSEUM in text for text in posts] == [True]


async def test_who_sends_many_questions_is_asked_to_wait(office: Office, suad: Person) -> None:
    async with office.running():
        await sent(suad)
        for _ in range(4):
            await turned(suad, await ask(suad, MUSEUM), SEND)
        note = await press(suad, await ask(suad, UNKNOWN), SEND)
    assert "انتظر جوابها" in note["text"]


async def test_operators_out_of_reach_leave_the_button_and_say_so(
    office: Office, client: Client, suad: Person, database: Path
) -> None:
    async with office.running():
        silence = await ask(suad, UNKNOWN)
        consent = await turned(suad, silence, ASK)
        await client.weather(403, method="sendMessage", chat_id=office.chat_id)
        told = await turned(suad, consent, SEND)
        assert "تعذّر إرسال سؤالك" in told["text"]
        assert buttons(told) == [[ASK]]
        await turned(suad, await turned(suad, told, ASK), SEND)
        await office.asked()
    assert rows(database, "select count(*) from handovers") == [(1,)]


async def test_operators_need_not_be_on_the_list_of_those_who_may_ask(office: Office, suad: Person) -> None:
    async with office.running(door=Door(users={suad.id}, operators_chat=office.chat_id)):
        await sent(suad)
        await office.answer(await office.asked())
        await suad.wait_for(lambda message: ANSWER in message.get("text", ""))


async def test_an_answer_kept_as_a_document_is_cited_from_then_on_and_the_gap_is_closed(
    office: Office, library: DiskLibrary, suad: Person, karim: Person
) -> None:
    async with office.running(admins={karim.id}):
        assert UNKNOWN not in (await ask(karim, "/gaps"))["text"]
        await sent(suad)
        assert UNKNOWN in (await ask(karim, "/gaps"))["text"]
        _, notice = await office.answer(await office.asked())
        assert buttons(notice) == [[KEEP]]
        await press(office.adil, notice, KEEP)
        kept = await changed(office.huda, notice, lambda now: "حُفظ وثيقةً" in now["text"])
        assert "وهي الآن جوابي عن هذا السؤال" in kept["text"]
        assert buttons(kept) == []
        again = await ask(karim, UNKNOWN)
        assert ANSWER in again["text"]
        assert "إجابة من المشرفين" in again["text"]
        assert UNKNOWN not in (await ask(karim, "/gaps"))["text"]
    [document] = (library.corpus_dir / "answers").iterdir()
    written = document.read_text(encoding="utf-8")
    assert written.startswith(f"---\ntitle: {UNKNOWN}\n")
    assert written.endswith(f"---\n{ANSWER}\n")
    assert str(suad.id) not in written
    assert re.fullmatch("[0-9a-f]{16}[.]md", document.name), "a name of a file tells no word of a question"


async def test_every_answer_is_kept_where_the_operator_of_the_bot_wants_it_so_and_edits_follow(
    office: Office, library: DiskLibrary, suad: Person, karim: Person
) -> None:
    async with office.running(keep_always=True):
        await sent(suad)
        reply, notice = await office.answer(await office.asked(), "ادسن.")
        assert buttons(notice) == []
        await changed(office.huda, notice, lambda now: "حُفظ وثيقةً" in now["text"])
        await office.huda.edit(office.chat_id, reply["message_id"], ANSWER)
        edited = await office.huda.wait_for(
            lambda message: "عُدّل جوابك" in message.get("text", ""), chat_id=office.chat_id
        )
        await changed(office.huda, edited, lambda now: "حُفظ وثيقةً" in now["text"])
        assert ANSWER in (await ask(karim, UNKNOWN))["text"]
    [document] = (library.corpus_dir / "answers").iterdir()
    assert "ادسن" not in document.read_text(encoding="utf-8")


async def test_a_second_answer_joins_the_first_in_the_document_of_the_question(
    office: Office, library: DiskLibrary, suad: Person
) -> None:
    async with office.running():
        await sent(suad)
        post = await office.asked()
        for text in (ANSWER, "وسجّل جوزيف سوان اختراعه قبله."):
            _, notice = await office.answer(post, text)
            await press(office.huda, notice, KEEP)
            await changed(office.huda, notice, lambda now: "حُفظ وثيقةً" in now["text"])
    [document] = (library.corpus_dir / "answers").iterdir()
    assert document.read_text(encoding="utf-8").endswith(f"---\n{ANSWER}\n\nوسجّل جوزيف سوان اختراعه قبله.\n")


async def test_a_document_that_cannot_be_written_is_told_with_the_reason(
    office: Office, library: DiskLibrary, suad: Person
) -> None:
    (library.corpus_dir / "answers").write_text("this is a file, not a folder", encoding="utf-8")
    async with office.running():
        await sent(suad)
        _, notice = await office.answer(await office.asked())
        await press(office.huda, notice, KEEP)
        told = await changed(office.huda, notice, lambda now: "تعذّر" in now["text"])
    assert "تعذّر حفظه وثيقةً" in told["text"]
    assert "File exists" in told["text"]


async def test_privacy_tells_of_it_only_where_people_can_be_asked(
    office: Office, run: Run, suad: Person
) -> None:
    async with office.running():
        assert "اسأل إنسانًا" in (await ask(suad, "/privacy"))["text"]
    async with run():
        assert "اسأل إنسانًا" not in (await ask(suad, "/privacy"))["text"]


async def test_an_operators_chat_that_the_bot_is_not_in_is_told_in_the_log_at_the_start(
    run: Run, library: DiskLibrary, caplog: pytest.LogCaptureFixture
) -> None:
    async def told() -> bool:
        return "ISNAD_OPERATORS_CHAT -12345 is out of reach" in caplog.text

    async with run(library, operators=Target(-12345, None, None)):
        await until(told)


async def test_an_operators_chat_that_grew_while_the_bot_was_down_is_found_again(
    office: Office, client: Client, suad: Person
) -> None:
    grown = (await client.post("migrate", chat_id=office.chat_id))["chat"]["id"]
    async with office.running():
        await sent(suad)
        office.chat_id = grown
        await office.answer(await office.asked())
        await suad.wait_for(lambda message: ANSWER in message.get("text", ""))
