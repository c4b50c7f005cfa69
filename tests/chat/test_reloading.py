"""A loss that waits for an admin's word, going back, and how far a long reload has come."""

from __future__ import annotations

import asyncio

import pytest

from bot.chat import progress, reloading
from bot.desk.reloads import HANGUP, START, WATCHER
from bot.documents import ReloadReport
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer
from bot.loopback.wire import Json
from bot.search.builder import Progress
from bot.search.generations import Noticed, Order
from bot.search.library import DiskLibrary
from bot.session_log.archive import SessionArchive
from bot.session_log.store import SessionLog

from .conftest import Run, of_the_bot, until
from .corpus import CAPITAL, CAPITAL_SENTENCE
from .keys import ask, changed, press, rows, seen

TAKE, KEEP = "خذ بالجديدة", "أبقِ القديمة"


def lose_most(library: DiskLibrary) -> None:
    """Leave the document of the capital alone, which is less than half of the corpus."""
    for path in library.corpus_dir.iterdir():
        if path.name != "amman.md":
            path.unlink()


async def reload(person: Person, chat_id: int | None = None) -> Json:
    asked = await person.send(chat_id, "/reload")
    return await person.wait_for(reply_to=asked["message_id"], chat_id=chat_id)


async def done(log: SessionLog) -> list[tuple[str, str, int | None, str | None]]:
    """Return what was kept of what was done with the documents, oldest first."""
    entries, _ = await SessionArchive(log).audit(0, 100)
    return [(each.action.value, each.document, each.actor_id, each.failure) for each in reversed(entries)]


async def test_a_loss_waits_for_an_admins_word_and_is_taken_in_at_a_tap(
    run: Run, library: DiskLibrary, suad: Person, log: SessionLog
) -> None:
    lose_most(library)
    async with run(library, {suad.id}):
        held = await reload(suad)
        assert "ذهب أكثر من نصف" in held["text"]
        assert rows(held) == [[KEEP, TAKE]]
        assert len(library.sources()) == 6
        await press(suad, held, TAKE)
        taken = await changed(suad, held)
        assert "الوثائق: 1، الجمل: 3" in taken["text"]
        assert rows(taken) == []
        assert len(library.sources()) == 1
        assert CAPITAL_SENTENCE in (await ask(suad, CAPITAL))["text"]
    (first, second) = await done(log)
    assert first == ("reload", "0 added, 0 changed, 5 removed", suad.id, "more than half is gone: held back")
    assert second[0] == "reload"
    assert "the loss is taken in" in second[1]


async def test_the_buttons_work_after_a_restart_and_a_second_word_changes_nothing(
    run: Run, library: DiskLibrary, suad: Person, karim: Person
) -> None:
    lose_most(library)
    admins = {suad.id, karim.id}
    async with run(library, admins):
        first, second = await reload(suad), await reload(karim)
        third = await reload(karim)
    async with run(library, admins):
        for admin, held in ((suad, first), (karim, second)):
            assert "text" not in await press(admin, held, TAKE)
            assert "الوثائق: 1" in (await changed(admin, held))["text"]
        too_late = await press(karim, third, KEEP)
        assert len(library.sources()) == 1
    assert "فات وقت هذا الزر" in too_late["text"]


async def test_a_loss_that_one_admin_declines_can_no_longer_be_taken_in_by_another(
    run: Run, library: DiskLibrary, suad: Person, karim: Person
) -> None:
    lose_most(library)
    async with run(library, {suad.id, karim.id}):
        first, second = await reload(suad), await reload(karim)
        await press(suad, first, KEEP)
        assert "بقيت على النسخة السابقة" in (await changed(suad, first))["text"]
        too_late = await press(karim, second, TAKE)
        assert "فات وقت هذا الزر" in too_late["text"]
        assert len(library.sources()) == 6


async def test_in_a_group_only_an_admin_decides(
    run: Run, client: Client, library: DiskLibrary, suad: Person, karim: Person
) -> None:
    club = await client.group("نادي", suad, karim)
    lose_most(library)
    async with run(library, {suad.id}):
        held = await reload(suad, club)
        refused = await press(karim, held, TAKE)
        assert "لمشرفي البوت وحدهم" in refused["text"]
        assert len(library.sources()) == 6
        assert rows(await seen(suad, held)) == [[KEEP, TAKE]]


async def test_a_rollback_says_what_serves_again_and_a_second_one_that_there_is_nothing_before(
    run: Run, library: DiskLibrary, suad: Person, karim: Person, log: SessionLog
) -> None:
    (library.corpus_dir / "amman.md").unlink()
    async with run(library, {suad.id}):
        assert "الوثائق: 5" in (await reload(suad))["text"]
        assert "لمشرفي البوت وحدهم" in (await ask(karim, "/rollback"))["text"]
        back = (await ask(suad, "/rollback"))["text"]
        assert "عدت إلى النسخة السابقة" in back
        assert "UTC" in back
        assert "الوثائق: 6" in back
        assert CAPITAL_SENTENCE in (await ask(suad, CAPITAL))["text"]
        assert "لا نسخة سابقة" in (await ask(suad, "/rollback"))["text"]
    actions = [(action, failure is None) for action, _, _, failure in await done(log)]
    assert actions == [("reload", True), ("rollback", True), ("rollback", False)]


async def test_the_watcher_tells_the_admins_of_a_loss_once_with_the_two_buttons(
    run: Run, library: DiskLibrary, suad: Person, karim: Person
) -> None:
    lose_most(library)
    async with run(library, {suad.id, karim.id, 999}) as bot:
        for doer in (WATCHER, HANGUP, WATCHER):
            await bot.reload(doer)
        assert len(library.sources()) == 6
        for admin in (suad, karim):
            held = (await from_the_bot(admin, 1))[0]
            assert "لم يأمر بذلك أحد" in held["text"]
            assert rows(held) == [[KEEP, TAKE]]


async def test_a_change_that_nobody_ordered_is_taken_in_and_only_the_log_says_so(
    run: Run, library: DiskLibrary, suad: Person, caplog: pytest.LogCaptureFixture
) -> None:
    (library.corpus_dir / "palm.md").unlink()
    with caplog.at_level("INFO", logger="bot"):
        async with run(library, {suad.id}) as bot:
            await bot.reload(WATCHER)
            assert len(library.sources()) == 5
    assert await of_the_bot(suad) == []
    assert "reload by the watcher: removed: palm.md" in caplog.text


async def from_the_bot(person: Person, count: int) -> list[Json]:
    """Return what the bot has written to a person, once it is as many messages."""
    found: list[Json] = []

    async def there() -> bool:
        found[:] = [message for message in await person.messages() if message["from"]["is_bot"]]
        return len(found) >= count

    await until(there)
    assert len(found) == count
    return found


async def test_what_nobody_ordered_and_was_refused_is_told_the_admins_once_also_over_a_restart(
    run: Run, client: Client, library: DiskLibrary, suad: Person, caplog: pytest.LogCaptureFixture
) -> None:
    john = await client.person("John", language_code="en", started=True)
    broken = library.corpus_dir / "broken.txt"
    broken.write_bytes("سطر\n".encode() + b"\xff\xfe\xff")
    with caplog.at_level("INFO", logger="bot"):
        async with run(library, {suad.id, john.id, 999}) as bot:
            await bot.reload(WATCHER)
            ((said,), _) = await from_the_bot(suad, 1), await from_the_bot(john, 1)
            assert "ما لم أستطع أن آخذه" in said["text"]
            assert "broken.txt:2\u2069" in said["text"]
            assert "reply_markup" not in said
            (library.corpus_dir / "palm.md").unlink()
            for doer in (WATCHER, HANGUP):
                await bot.reload(doer)
    assert "reload by the watcher: refused: broken.txt" in caplog.text
    async with run(library, {suad.id}) as bot:
        await bot.reload(START)
        (library.corpus_dir / "new.pdf").write_bytes(b"%PDF-1.7 cut off")
        await bot.reload(WATCHER)
        _, second = await from_the_bot(suad, 2)
        assert "new.pdf" in second["text"]
        assert "broken.txt" not in second["text"]
        broken.unlink()
        await bot.reload(WATCHER)
    broken.write_bytes(b"\xff\xfe\xff")  # after it had gone, that is news again
    async with run(library, {suad.id}) as bot:
        await bot.reload(START)
        assert "broken.txt" in (await from_the_bot(suad, 3))[-1]["text"]


async def test_what_an_admin_was_shown_by_a_reload_is_no_news_to_the_watcher(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    (library.corpus_dir / "broken.txt").write_bytes(b"\xff\xfe\xff")
    async with run(library, {suad.id}) as bot:
        assert "broken.txt" in (await reload(suad))["text"]
        (library.corpus_dir / "palm.md").unlink()
        await bot.reload(WATCHER)
    assert len(await of_the_bot(suad)) == 1


async def test_a_reload_that_fails_unbidden_is_told_once_for_each_reason(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    away = library.corpus_dir.with_name("away")
    async with run(library, {suad.id}) as bot:
        for _ in range(2):
            library.corpus_dir.rename(away)
            await bot.reload(START)
            await bot.reload(HANGUP)
            away.rename(library.corpus_dir)
            await bot.reload(WATCHER)
    said = await of_the_bot(suad)
    assert len(said) == 2  # it came back and went again
    assert all("وما زلت أجيب من النسخة السابقة" in each for each in said)


async def test_rows_of_one_table_that_repeat_each_other_are_one_line_in_the_chat_and_all_in_the_log(
    run: Run, library: DiskLibrary, suad: Person, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [f"r{number},الرسوم,يدفع الطالب رسوم التسجيل كلها في أول كل فصل دراسي" for number in range(12)]
    table = "\n".join(["id,title,text", *rows])
    (library.corpus_dir / "fees.csv").write_text(table, encoding="utf-8")
    with caplog.at_level("INFO", logger="bot"):
        async with run(library, {suad.id}):
            report = (await reload(suad))["text"]
    assert "fees.csv\u2069 — 12 صفًّا منه" in report
    assert report.count("fees.csv") == 2  # it is new, and its rows repeat each other
    (line,) = (line for line in caplog.messages if "rows stand in each other" in line)
    assert all(f"r{number}" in line for number in range(12))


class SlowLibrary:
    """The library of the test, whose reloads wait at half their way until they are let go."""

    def __init__(self, library: DiskLibrary) -> None:
        self.library = library
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    def __getattr__(self, name: str) -> object:
        return getattr(self.library, name)

    async def reload(
        self, order: Order = Order.GIVEN, progress: Progress | None = None, noticed: Noticed | None = None
    ) -> ReloadReport:
        if progress is not None:
            progress(1, 2)
        self.begun.set()
        await self.go_on.wait()
        return await self.library.reload(order, noticed=noticed)


@pytest.fixture
def slow(library: DiskLibrary, monkeypatch: pytest.MonkeyPatch) -> SlowLibrary:
    """Return a library whose reloads are slow by the clock of the progress message."""
    for name in ("SHOWN_AFTER", "PRIVATE_SECONDS", "GROUP_SECONDS"):
        monkeypatch.setattr(progress, name, 0.05)
    return SlowLibrary(library)


async def test_a_long_reload_shows_one_message_that_is_edited_and_goes_at_the_end(
    run: Run, slow: SlowLibrary, suad: Person, server: LoopbackServer
) -> None:
    async with run(slow, {suad.id}):  # type: ignore[arg-type]  # it has all that its library has
        asked = await suad.send(text="/reload")
        await slow.begun.wait()

        async def edited() -> bool:
            return len(server.world.calls.of("editMessageText")) > 1

        await until(edited)
        (shown,) = await of_the_bot(suad)
        assert "تمّ 50٪" in shown
        slow.go_on.set()
        report = await suad.wait_for(reply_to=asked["message_id"])
        assert "لم يتغيّر شيء" in report["text"]
        assert await of_the_bot(suad) == [report["text"]]


async def test_a_short_reload_shows_no_progress(
    run: Run, library: DiskLibrary, suad: Person, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHOWN_AFTER", 60.0)
    async with run(library, {suad.id}):
        await reload(suad)
    assert len(server.world.calls.of("sendMessage")) == 1
    assert server.world.calls.of("deleteMessage") == []


async def test_an_order_that_comes_during_a_reload_is_carried_out_after_it(
    run: Run, slow: SlowLibrary, suad: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reloading, "BUSY_SECONDS", 0.05)
    library = slow.library
    library._reloading = True
    async with run(library, {suad.id}) as bot:
        ordered = asyncio.create_task(bot.reload(HANGUP))
        (library.corpus_dir / "palm.md").unlink()
        await asyncio.sleep(0.1)
        assert not ordered.done()
        library._reloading = False
        await ordered
        assert len(library.sources()) == 5


def test_a_group_has_room_for_answers_beside_the_progress() -> None:
    assert 60 / progress.GROUP_SECONDS <= 5  # of the twenty messages a minute
    assert progress.PRIVATE_SECONDS >= 3
