"""Admins add, look at, remove and bring back documents in the chat, over real HTTP."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import telegram

from bot.acquisitions.staging import Staging
from bot.chat import progress
from bot.loopback.client import Client, Person
from bot.loopback.wire import Json
from bot.search.library import DiskLibrary
from bot.web.serving import serving
from tests.acquisitions.site import ARTICLE, Answer, Site

from .conftest import Run, of_the_bot, rows, until
from .keys import ask, changed, data, press, turned
from .keys import rows as labels
from .test_buttons import copy_of

HARBOUR = "رُمّم ميناء صور القديم ووُسّع حوضه في عام 1936، فصار يستقبل السفن الكبيرة في فصل الشتاء."
ASKED = "متى رُمّم ميناء صور؟"
DOCUMENT = f"---\ntitle: ميناء صور\ndate: 2024-05-01\n---\n{HARBOUR}\n".encode()
NAME = "ميناء صور.md"
DATES = "تثمر النخلة التمر في الصيف"


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    async with serving(site, "127.0.0.1", 0) as port:
        site.url = f"http://127.0.0.1:{port}"
        yield site


def bomb() -> bytes:
    """Return a small archive that unpacks to a thousand times its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as file:
        for _ in range(64):
            file.write(bytes(1024 * 1024))
    return packed.getvalue()


async def offered(person: Person, name: str, content: bytes, **fields: str) -> Json:
    """Send a file and return the bot's reply to it."""
    sent = await person.upload(person.id, name, content, **fields)
    return await person.wait_for(reply_to=sent["message_id"])


async def settled(person: Person, offer: Json, label: str) -> Json:
    """Tap a button of an offer and return what the message says once something came of it."""
    await press(person, offer, label)
    return await changed(person, offer, lambda message: message["text"] != offer["text"])


def staged(library: DiskLibrary) -> list[Path]:
    return list((library.corpus_dir.parent / "data" / "staging").glob("*"))


async def test_a_file_is_shown_then_added_and_answers_at_once(
    run: Run, library: DiskLibrary, suad: Person, karim: Person, database: Path
) -> None:
    async with run(library, {suad.id}):
        offer = await offered(suad, NAME, DOCUMENT)
        for known in ("ميناء صور", NAME, "جملة واحدة", HARBOUR, "2024-05-01", "أأضيفه؟"):
            assert known in offer["text"]
        assert labels(offer) == [["لا", "نعم، أضفه"]]
        assert HARBOUR not in (await ask(karim, ASKED))["text"]
        done = await settled(suad, offer, "نعم")
        assert "أُضيف" in done["text"]
        assert HARBOUR in (await ask(karim, ASKED))["text"]
    assert (library.corpus_dir / NAME).read_bytes() == DOCUMENT
    assert rows(database, "select action, document, actor_id, failure from audit") == [
        ("add", NAME, suad.id, None)
    ]
    assert staged(library) == []


async def test_a_file_that_is_declined_leaves_nothing(run: Run, library: DiskLibrary, suad: Person) -> None:
    async with run(library, {suad.id}):
        declined = await settled(suad, await offered(suad, NAME, DOCUMENT), "لا")
        assert "لم أضف شيئًا" in declined["text"]
    assert not (library.corpus_dir / NAME).exists()
    assert staged(library) == []


async def test_an_offer_outlives_a_restart_and_a_second_yes_is_answered_politely(
    run: Run, library: DiskLibrary, api: telegram.Bot, suad: Person
) -> None:
    async with run(library, {suad.id}):
        offer = await offered(suad, NAME, DOCUMENT)
    async with run(library, {suad.id}):
        await settled(suad, offer, "نعم")
        assert (library.corpus_dir / NAME).exists()
        note = await press(suad, await copy_of(data(offer, "نعم"), api, suad), "زر")
        assert "انتهى هذا العرض" in note["text"]


async def test_a_file_that_came_just_before_the_end_is_looked_at_by_the_next_run(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    staging = Staging(library.corpus_dir.parent / "data" / "staging")
    sent = await suad.upload(suad.id, NAME, DOCUMENT)
    staging.begin(
        person_id=suad.id,
        chat_id=suad.id,
        message_id=sent["message_id"],
        language="ar",
        source=NAME,
        file_id=sent["document"]["file_id"],
    )
    async with run(library, {suad.id}):
        offer = await suad.wait_for(reply_to=sent["message_id"])
        assert HARBOUR in offer["text"]
        assert len(await of_the_bot(suad)) == 1


async def test_two_quick_taps_add_once(run: Run, library: DiskLibrary, suad: Person, database: Path) -> None:
    async with run(library, {suad.id}):
        offer = await offered(suad, NAME, DOCUMENT)
        yes = data(offer, "نعم")
        await asyncio.gather(suad.tap(offer, yes), suad.tap(offer, yes))
        await changed(suad, offer, lambda message: "أُضيف" in message["text"])
    assert rows(database, "select count(*) from audit") == [(1,)]


async def test_a_file_of_a_known_name_says_that_it_replaces_and_the_former_comes_back(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    former = (library.corpus_dir / "palm.md").read_bytes()
    async with run(library, {suad.id}):
        offer = await offered(suad, "palm.md", DOCUMENT)
        assert "يحلّ محل ملف" in offer["text"]
        await settled(suad, offer, "نعم")
        assert (library.corpus_dir / "palm.md").read_bytes() == DOCUMENT
        trash = await turned(suad, await ask(suad, "/docs"), "المحذوفات")
        assert "palm.md" in trash["text"]
        await turned(suad, trash, "استعادة 1")
    assert (library.corpus_dir / "palm.md").read_bytes() == former


async def test_the_very_same_file_is_not_asked_about(run: Run, library: DiskLibrary, suad: Person) -> None:
    async with run(library, {suad.id}):
        reply = await offered(suad, "palm.md", (library.corpus_dir / "palm.md").read_bytes())
        assert "موجود في الوثائق كما هو" in reply["text"]
        assert labels(reply) == []
    assert staged(library) == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("صورة.png", b"\x89PNG", "نوع ملف غير مدعوم"),
        ("قنبلة.zip", bomb(), "قنبلة.zip"),
        ("كاذب.docx", b"PK\x03\x04 not a word file", "كاذب.docx"),
        ("فارغ.md", b"---\ntitle: x\n---\n", "لا نص فيه"),
        ("كبير.md", b"x" * (20 * 1024 * 1024 + 1), "20 ميغابايت"),
    ],
)
async def test_what_cannot_be_added_is_refused_with_the_reason(
    run: Run, library: DiskLibrary, suad: Person, name: str, content: bytes, reason: str
) -> None:
    async with run(library, {suad.id}):
        reply = await offered(suad, name, content)
    assert reason in reply["text"]
    assert "لا أستطيع إضافة هذا" in reply["text"] or "20 ميغابايت" in reply["text"]
    assert labels(reply) == []
    assert staged(library) == []


async def test_an_archive_is_one_file_with_its_documents(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("مرافئ/صور.md", DOCUMENT.decode())
        archive.writestr("صيدا.md", DOCUMENT.decode().replace("صور", "صيدا"))
    async with run(library, {suad.id}):
        offer = await offered(suad, "مرافئ.zip", packed.getvalue())
        assert "في الملف وثيقتان" in offer["text"]
        shown = await turned(suad, await settled(suad, offer, "نعم"), "اعرضه")
        asked = await turned(suad, shown, "🗑")
        assert "مرافئ.zip" in asked["text"]
        assert "في الملف وثيقتان" in asked["text"]
        await settled(suad, asked, "نعم")
    assert not (library.corpus_dir / "مرافئ.zip").exists()


async def test_a_name_that_leads_out_of_the_corpus_does_not(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    async with run(library, {suad.id}):
        await settled(suad, await offered(suad, "../../تسلل.md", DOCUMENT), "نعم")
    assert (library.corpus_dir / "تسلل.md").read_bytes() == DOCUMENT


async def test_a_link_is_fetched_shown_and_added_with_its_address(
    run: Run, library: DiskLibrary, suad: Person, site: Site
) -> None:
    url = site.put("/ports/tyre", ARTICLE, "text/html")
    async with run(library, {suad.id}):
        offer = await ask(suad, url)
        assert "ميناء صور" in offer["text"]
        assert url in offer["text"]
        await settled(suad, offer, "نعم")
        answer = await ask(suad, "متى رُمّم ميناء صور القديم؟")
        assert "1936" in answer["text"]
        links = [entity.get("url", "") for entity in answer["entities"]]
        assert any(link.startswith(url) for link in links)
        again = await ask(suad, url)
        assert "موجود في الوثائق كما هو" in again["text"]


async def test_a_feed_offers_its_pages_together(
    run: Run, library: DiskLibrary, suad: Person, site: Site
) -> None:
    links = "".join(
        f"<item><link>{site.put(f'/{n}', ARTICLE.replace('1936', f'193{n}'), 'text/html')}</link></item>"
        for n in range(3)
    )
    feed = site.put("/feed", f"<rss><channel>{links}</channel></rss>", "application/rss+xml")
    async with run(library, {suad.id}):
        offer = await ask(suad, feed)
        assert "3 ملفات" in offer["text"]
        await settled(suad, offer, "نعم")
    assert sorted(path.name for path in (library.corpus_dir / "127.0.0.1").glob("*.html")) == [
        "0.html",
        "1.html",
        "2.html",
    ]


async def test_a_link_that_leads_nowhere_is_refused_with_the_reason(
    run: Run, library: DiskLibrary, suad: Person, site: Site
) -> None:
    async with run(library, {suad.id}):
        assert "404" in (await ask(suad, f"{site.url}/gone"))["text"]


def offers(words: str, message: Json) -> bool:
    """Tell an offer that holds the words from the line that says how long it takes."""
    return words in message.get("text", "") and bool(labels(message))


async def test_a_question_that_its_admin_makes_a_link_is_looked_at_and_not_asked(
    run: Run, library: DiskLibrary, suad: Person, site: Site, database: Path
) -> None:
    first, second = (
        site.put(f"/{year}", ARTICLE.replace("1936", year), "text/html") for year in ("1950", "1960")
    )
    async with run(library, {suad.id}):
        asked = await suad.send(text="ما هذا؟")
        await suad.wait_for(reply_to=asked["message_id"], timeout=60)
        await suad.edit(suad.id, asked["message_id"], first)
        offer = await suad.wait_for(partial(offers, "1950"), timeout=60)
        assert labels(offer) == [["لا", "نعم، أضفه"]]
        await suad.edit(suad.id, asked["message_id"], second)
        changed_offer = await suad.wait_for(partial(offers, "1960"), timeout=60)
        assert changed_offer["message_id"] == offer["message_id"]
        await settled(suad, changed_offer, "نعم")
        assert rows(database, "select question from turns") == [("ما هذا؟",)]
    assert sorted(path.name for path in (library.corpus_dir / "127.0.0.1").glob("*.html")) == ["1960.html"]
    assert staged(library) == []


async def test_a_link_that_is_changed_while_it_is_fetched_is_given_up_for_the_new_one(
    run: Run, library: DiskLibrary, suad: Person, site: Site
) -> None:
    never = site.say("/never", Answer(held=asyncio.Event()))
    url = site.put("/ports/tyre", ARTICLE, "text/html")
    async with run(library, {suad.id}):
        sent = await suad.send(text=never)
        async with asyncio.timeout(60):
            while "/never" not in site.paths:  # noqa: ASYNC110 - the site rings no bell
                await asyncio.sleep(0.02)
        await suad.edit(suad.id, sent["message_id"], url)
        offer = await suad.wait_for(reply_to=sent["message_id"], timeout=60)
        assert url in offer["text"]
        assert len(await of_the_bot(suad)) == 1
        assert len(staged(library)) == 1
        site.answers["/never"].held.set()  # type: ignore[union-attr]  # it is set above


async def test_what_takes_long_to_look_at_shows_so_until_it_is_seen(
    run: Run, library: DiskLibrary, suad: Person, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SHOWN_AFTER", 0.05)
    seen = asyncio.Event()
    url = site.say("/slow", Answer(ARTICLE.encode(), headers={"content-type": "text/html"}, held=seen))
    async with run(library, {suad.id}):
        sent = await suad.send(text=url)
        looking = await suad.wait_for(lambda message: "أنظر في" in message.get("text", ""), timeout=60)
        assert url in looking["text"]
        seen.set()
        offer = await suad.wait_for(reply_to=sent["message_id"], timeout=60)
        assert await of_the_bot(suad) == [offer["text"]]


async def test_others_files_and_links_are_taken_as_ever(
    run: Run, library: DiskLibrary, suad: Person, karim: Person, site: Site
) -> None:
    url = site.put("/a", ARTICLE, "text/html")
    async with run(library, {suad.id}):
        assert "أقرأ الكلمات وحدها" in (await offered(karim, NAME, DOCUMENT))["text"]
        captioned = await offered(karim, NAME, DOCUMENT, caption="ما عاصمة الأردن؟")
        assert "عمّان هي عاصمة الأردن" in captioned["text"]
        await ask(karim, url)
    assert site.calls == []
    assert staged(library) == []


async def test_an_admins_file_in_a_group_is_not_taken(
    run: Run, library: DiskLibrary, client: Client, suad: Person, karim: Person
) -> None:
    club = await client.group("نادي القرّاء", suad, karim)
    async with run(library, {suad.id}):
        await suad.upload(club, NAME, DOCUMENT)
        await ask(suad, "/help@loopback_bot", club)
    assert staged(library) == []


async def test_nobody_else_says_yes_to_an_offer(
    run: Run, library: DiskLibrary, api: telegram.Bot, suad: Person, karim: Person
) -> None:
    async with run(library, {suad.id, karim.id}):
        offer = await offered(suad, NAME, DOCUMENT)
        yes = data(offer, "نعم")
        note = await press(karim, await copy_of(yes, api, karim), "زر")
        assert "لمن أرسل الملف" in note["text"]
    async with run(library, {karim.id}):
        assert "لمشرفي البوت" in (await suad.tap(offer, yes))["text"]
    assert not (library.corpus_dir / NAME).exists()


async def test_docs_find_show_remove_and_bring_back(
    run: Run, library: DiskLibrary, suad: Person, karim: Person, database: Path
) -> None:
    async with run(library, {suad.id}):
        found = await ask(suad, "/docs نخيل")
        assert "palm.md" in found["text"]
        assert "amman.md" not in found["text"]
        shown = await turned(suad, found, "1")
        for known in ("شجرة النخيل", "palm.md", "2024-05-01", "النخلة شجرة معمرة."):
            assert known in shown["text"]
        asked = await turned(suad, shown, "🗑")
        assert "palm.md" in asked["text"]
        removed = await settled(suad, asked, "نعم")
        assert "حُذف" in removed["text"]
        assert not (library.corpus_dir / "palm.md").exists()
        assert DATES not in (await ask(karim, "متى تثمر النخلة التمر؟"))["text"]
        back = await settled(suad, removed, "↩ استعادة")
        assert "عاد" in back["text"]
        assert DATES in (await ask(karim, "متى تثمر النخلة التمر؟"))["text"]
        log = await turned(suad, await ask(suad, "/docs"), "ما جرى عليها")
        assert "أنت: حذف" in log["text"]
        assert "أنت: استعادة" in log["text"]
    assert rows(database, "select action from audit order by id") == [("remove",), ("restore",)]


async def test_a_search_keeps_its_words_from_page_to_page_and_back(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    for number in range(12):
        (library.corpus_dir / f"{number:02}.txt").write_text(
            f"ميناء {number:02}\n{HARBOUR}\n", encoding="utf-8"
        )
    await library.reload()
    async with run(library, {suad.id}):
        second = await turned(suad, await ask(suad, "/docs ميناء"), "التالي")
        assert "11.txt" in second["text"]
        assert "amman.md" not in second["text"]
        shown = await turned(suad, second, "12")
        assert (await turned(suad, shown, "↩"))["text"] == second["text"]


async def test_what_can_no_longer_be_removed_is_said_so(run: Run, library: DiskLibrary, suad: Person) -> None:
    async with run(library, {suad.id}):
        asked = await turned(suad, await turned(suad, await ask(suad, "/docs نخيل"), "1"), "🗑")
        (library.corpus_dir / "palm.md").unlink()
        await library.reload()
        assert "لم تعد هذه الوثيقة هنا" in (await press(suad, asked, "نعم"))["text"]


async def test_the_last_document_stays_for_without_any_nothing_could_be_served(
    run: Run, library: DiskLibrary, suad: Person
) -> None:
    for path in library.corpus_dir.iterdir():
        if path.name != "palm.md":
            path.unlink()
    async with run(library, {suad.id}):
        asked = await turned(suad, await turned(suad, await ask(suad, "/docs نخيل"), "1"), "🗑")
        kept = await settled(suad, asked, "نعم")
        assert "لم يتغيّر شيء" in kept["text"]
    assert (library.corpus_dir / "palm.md").exists()


async def test_docs_are_not_for_a_group(run: Run, client: Client, suad: Person, karim: Person) -> None:
    club = await client.group("نادي القرّاء", suad, karim)
    async with run(admins={suad.id}):
        assert "في محادثتنا الخاصة" in (await ask(suad, "/docs", club))["text"]


async def test_who_is_forgotten_has_no_offer_left_and_their_deeds_no_doer(
    run: Run, library: DiskLibrary, suad: Person, database: Path
) -> None:
    async with run(library, {suad.id}):
        await settled(suad, await offered(suad, NAME, DOCUMENT), "نعم")
        await offered(suad, "آخر.md", DOCUMENT + b".")
        assert len(staged(library)) == 1
        await settled(suad, await ask(suad, "/forget"), "نعم")

        async def gone() -> bool:
            return rows(database, "select actor_id from audit") == [(None,)]

        await until(gone)
    assert staged(library) == []
    assert (library.corpus_dir / NAME).exists()
