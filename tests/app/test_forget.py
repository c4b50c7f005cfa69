"""The whole program forgets a person, to the last byte of its data folder, while it runs."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.loopback.accounts import Account
from bot.loopback.client import Person
from bot.text.folding import fold
from bot.text.stemmer import stem

from .bot_process import READY
from .documents import NILE, write_bulk
from .stage import Stage, until

# Its marks, and the order of its folded words, are in no document.
QUESTION, MARKED, FOLDED = "ما عاصِمَةُ الأُردُنِّ؟", "عاصِمَةُ", "ما عاصمه الاردن"

RARE, SELLER = "سعر الزعنفان", "شملطوخ"
PRICE = "تُباع الحزمة منه بثلاثين دينارًا في كشك البوابة الغربية كل خميس."
HOURS = "يفتح كشك البوابة أبوابه في السابعة صباحًا ويغلقها عند المغيب."
OF_THE_ANSWER = "بكم تُباع الحزمة في كشك البوابة الغربية؟"
FORGOTTEN = "مُحي كل ما حُفظ عنك."


async def test_after_forget_no_file_of_the_data_folder_holds_a_word_of_the_person(stage: Stage) -> None:
    suad, karim = await stage.person(), await stage.person("كريم")
    club = await stage.client.group("نادي", suad, karim)
    await stage.bot()
    answer = await stage.answer(suad, QUESTION, suad.id)
    await stage.answer(suad, f"/ask {QUESTION}", club)
    await stage.answer(karim, NILE)
    await suad.tap(answer, _button(answer, "👎"))
    await until(lambda: stage.rows("select count(*) from turns") == [(3,)])
    assert _holds(stage, MARKED)
    assert _holds(stage, FOLDED)
    await confirmed(stage, suad)
    assert not _holds(stage, MARKED)
    assert not _holds(stage, FOLDED)
    assert _holds(stage, NILE)
    assert stage.rows("select distinct sender_id from sessions") == [(karim.id,)]
    assert stage.rows("select * from votes") == []


async def test_after_forget_no_byte_says_what_was_asked_though_the_answer_was_kept_and_is_cited(
    stage: Stage,
) -> None:
    suad, huda, karim = await newcomer(stage), await stage.person("هدى"), await stage.person("كريم")
    office = await stage.client.group("المشرفون", huda)
    await stage.bot(operators_chat=office, keep_human_answers=1)
    await ask_people(stage, suad)
    post = await huda.wait_for(lambda message: RARE in message.get("text", ""), chat_id=office)
    for answer in (PRICE, HOURS):  # the second one replaces the document of the first
        await answered(huda, post, answer)
    cited = await stage.answer(karim, OF_THE_ANSWER)
    assert PRICE in cited["text"]
    assert RARE in cited["text"], "the question is the title of what is cited"
    await stage.answer(karim, "ومن يبيعها؟")
    await until(lambda: stage.rows("select count(*) from turns") == [(3,)])
    found = traces(stage, suad.id)
    assert {"answers", "index", "trash", "isnad.sqlite3"} <= found["سعر الزعنفان"]
    assert "index" in found[stem(fold("الزعنفان"))]
    assert "id" in found

    await confirmed(stage, suad)
    assert traces(stage, suad.id) == {}
    assert [each for each in await huda.messages(office) if RARE in each.get("text", "")] == []
    again = await stage.answer(karim, OF_THE_ANSWER)
    assert PRICE in again["text"]
    assert "جواب من القائمين على البوت" in again["text"]
    assert HOURS in (await stage.answer(karim, "متى يفتح كشك البوابة؟"))["text"]
    late = await huda.send(office, "بل بأربعين.", reply_to=post["message_id"])
    gone = await huda.wait_for(reply_to=late["message_id"], chat_id=office)
    assert "لم يعد هذا السؤال عندي" in gone["text"]
    assert traces(stage, suad.id) == {}


async def test_a_bot_that_is_killed_while_it_forgets_goes_on_when_it_is_back(stage: Stage) -> None:
    suad, huda = await newcomer(stage), await stage.person("هدى")
    office = await stage.client.group("المشرفون", huda)
    bot = await stage.bot(operators_chat=office, keep_human_answers=1)
    await ask_people(stage, suad)
    post = await huda.wait_for(lambda message: RARE in message.get("text", ""), chat_id=office)
    await answered(huda, post, PRICE)
    [document] = (stage.corpus / "answers").iterdir()
    write_bulk(stage.corpus, 3)  # so that the index takes its time
    asked = await stage.answer(suad, "/forget")
    await suad.tap(asked, _button(asked, "نعم"))
    await until(lambda: RARE not in document.read_text(encoding="utf-8"))
    await bot.killed()
    assert {"index", "isnad.sqlite3"} <= traces(stage, suad.id)["سعر الزعنفان"], "the rest was still to do"
    bot = await stage.bot(ready=None, operators_chat=office)
    await bot.said(READY, seconds=60)
    await suad.wait_for(lambda message: message.get("text") == FORGOTTEN, timeout=60)
    assert traces(stage, suad.id) == {}
    assert PRICE in document.read_text(encoding="utf-8")


async def test_a_question_whose_time_is_over_goes_out_of_its_document_too(stage: Stage) -> None:
    suad, huda = await newcomer(stage), await stage.person("هدى")
    office = await stage.client.group("المشرفون", huda)
    bot = await stage.bot(operators_chat=office, keep_human_answers=1)
    await ask_people(stage, suad)
    post = await huda.wait_for(lambda message: RARE in message.get("text", ""), chat_id=office)
    await answered(huda, post, PRICE)
    assert await bot.stopped() == 0
    with closing(sqlite3.connect(stage.database)) as connection, connection:
        connection.execute("update turns set received_at = datetime(received_at, '-9 days')")
        connection.execute("update sessions set last_turn_at = datetime(last_turn_at, '-9 days')")
    await stage.bot(operators_chat=office, retention_days=8)
    await until(lambda: traces(stage, suad.id) == {}, seconds=60)
    assert PRICE in (await stage.answer(await stage.person("كريم"), OF_THE_ANSWER))["text"]


async def newcomer(stage: Stage) -> Person:
    """Let somebody in whose id is no number that stands anywhere by chance."""
    account = Account(7_123_456_789, "سعاد", None, "ar")
    stage.server.world.people[account.id] = account
    stage.server.world.private_chat(stage.server.world.bot.id, account.id).started = True
    return await stage.client.known(account.id)


async def ask_people(stage: Stage, person: Person) -> None:
    """Ask what the documents do not answer, and have it sent to people."""
    silence = await stage.answer(person, f"كم {RARE} عند العطّار {SELLER}؟")
    await person.tap(silence, _button(silence, "اسأل إنسانًا"))
    consent = await person.wait_for(lambda message: "أأرسل هذا السؤال" in message.get("text", ""))
    await person.tap(consent, _button(consent, "نعم، أرسل السؤال"))


async def answered(operator: Person, post: dict[str, Any], text: str) -> None:
    """Answer as an operator and wait until that is kept as a document."""
    before = len(await _kept(operator, post))
    await operator.send(post["chat"]["id"], text, reply_to=post["message_id"])
    async with asyncio.timeout(60):
        while len(await _kept(operator, post)) == before:  # noqa: ASYNC110 - an edit rings no bell
            await asyncio.sleep(0.05)
    assert "حُفظ وثيقةً في" in (await _kept(operator, post))[-1]


async def _kept(operator: Person, post: dict[str, Any]) -> list[str]:
    messages = await operator.messages(post["chat"]["id"])
    return [each["text"] for each in messages if "حُفظ وثيقةً" in each.get("text", "")]


async def confirmed(stage: Stage, person: Person) -> None:
    """Ask to be forgotten, say so once more, and wait until it is done."""
    asked = await stage.answer(person, "/forget", person.id)
    await person.tap(asked, _button(asked, "نعم"))
    await person.wait_for(lambda message: message.get("text") == FORGOTTEN, timeout=60)


def traces(stage: Stage, person_id: int) -> dict[str, set[str]]:
    """Return where a person and the words of their question are found, whole, folded or as stems."""
    told = [RARE, SELLER, *RARE.split()[1:]]
    words = {form for each in told for form in (each, fold(each), stem(fold(each)), json.dumps(each)[1:-1])}
    forms = {each: each.encode() for each in words}
    forms |= {"id": str(person_id).encode(), "id in binary": person_id.to_bytes(6, "big")}
    found: dict[str, set[str]] = {}
    for root in (stage.data, stage.corpus):
        for path in paths(root):
            content = str(path).encode() + content_of(path)
            for name, form in forms.items():
                if form in content:
                    found.setdefault(name, set()).add(path.relative_to(root).parts[0].removesuffix("-wal"))
    return found


def paths(root: Path) -> list[Path]:
    """Return what lies below a folder, while some of it may be going."""
    return [Path(folder, name) for folder, folders, files in os.walk(root) for name in (*folders, *files)]


def content_of(path: Path) -> bytes:
    """Return the bytes of a file; none of a folder, nor of what has gone."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        return b""


def _holds(stage: Stage, words: str) -> bool:
    """Say whether any file of the data folder has some words among its bytes."""
    return any(words.encode() in content_of(path) for path in paths(stage.data))


def _button(message: dict[str, object], label: str) -> str:
    keyboard = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]  # JSON
    return next(str(each["callback_data"]) for row in keyboard for each in row if label in each["text"])
