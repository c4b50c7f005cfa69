"""Reloading from the chat, and faults of ours."""

import shutil
from pathlib import Path

import pytest

from bot.loopback.client import Client, Person
from bot.search.library import DiskLibrary

from .broken import BrokenLibrary
from .conftest import Run, of_the_bot
from .corpus import CAPITAL, CAPITAL_SENTENCE


async def test_an_admin_reloads_and_is_told_what_changed_while_questions_are_answered(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    bridge = "جسر الملك حسين يربط ضفتي نهر الأردن."
    (library.corpus_dir / "bridge.txt").write_text(f"جسر الملك حسين\n\n{bridge}\n", encoding="utf-8")
    (library.corpus_dir / "broken.md").write_bytes(b"\xff\xfe\xff")
    async with run(library, {suad.id}):
        first = await suad.send(text="/reload")
        second = await suad.send(text="/reload")
        question = await suad.send(text=CAPITAL)
        busy = await suad.wait_for(reply_to=second["message_id"])
        answer = await suad.wait_for(reply_to=question["message_id"])
        report = await suad.wait_for(reply_to=first["message_id"])
        about_bridge = await suad.send(text="ماذا يربط جسر الملك حسين؟")
        assert bridge in (await suad.wait_for(reply_to=about_bridge["message_id"]))["text"]
    assert "يجري تحديث الوثائق الآن" in busy["text"]
    assert CAPITAL_SENTENCE in answer["text"]
    assert answer["message_id"] < report["message_id"]
    assert "الوثائق: 7" in report["text"]
    assert "جديد: \u2068bridge.txt\u2069" in report["text"]
    assert "broken.md" in report["text"]


async def test_a_reload_that_fails_says_so_and_the_old_documents_serve_on(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    shutil.rmtree(library.corpus_dir)
    async with run(library, {suad.id}):
        asked = await suad.send(text="/reload")
        report = await suad.wait_for(reply_to=asked["message_id"])
        question = await suad.send(text=CAPITAL)
        answer = await suad.wait_for(reply_to=question["message_id"])
    assert "وما زلت أجيب من النسخة السابقة" in report["text"]
    assert "Traceback" not in report["text"]
    assert CAPITAL_SENTENCE in answer["text"]


async def test_who_is_no_admin_is_refused_politely(run: Run, suad: Person, karim: Person) -> None:
    async with run(admins={suad.id}):
        asked = await karim.send(text="/reload")
        refusal = await karim.wait_for(reply_to=asked["message_id"])
    assert "لمشرفي البوت وحدهم" in refusal["text"]


async def test_an_anonymous_admin_of_a_group_is_no_admin_even_if_the_group_is_listed(
    run: Run, client: Client, suad: Person
) -> None:
    club = await client.group("نادي", suad)
    async with run(admins={suad.id, club}):
        asked = await suad.send(club, "/reload", anonymous=True)
        refusal = await suad.wait_for(reply_to=asked["message_id"], chat_id=club)
    assert "لمشرفي البوت وحدهم" in refusal["text"]


@pytest.mark.parametrize("text", [CAPITAL, "/reload"])
async def test_a_fault_of_ours_is_an_apology_in_the_chat_and_one_line_in_the_log(
    run: Run, suad: Person, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    async with run(BrokenLibrary(), {suad.id}):
        asked = await suad.send(text=text)
        apology = await suad.wait_for(reply_to=asked["message_id"])
    assert "خلل" in apology["text"]
    assert "fire" not in apology["text"]
    (line,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "RuntimeError: disk on fire" in line.getMessage()
    assert line.exc_info is None


async def test_stopping_during_a_reload_keeps_its_deadline(
    run: Run, library: DiskLibrary, suad: Person, tmp_path: Path
) -> None:
    (tmp_path / "corpus" / "more.txt").write_text(
        "وثيقة جديدة\n\nفيها جملة واحدة لا غير.\n", encoding="utf-8"
    )
    async with run(library, {suad.id}, stop_seconds=0.5):
        await suad.send(text="/reload")
        question = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=question["message_id"])
    assert len(await of_the_bot(suad)) in {1, 2}
