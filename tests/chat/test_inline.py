"""Inline mode over the loopback server: what is offered, cached, sent and logged."""

import asyncio
import statistics
import time
from pathlib import Path

from bot.chat.inline_mode import CACHE_SECONDS
from bot.dialogue.admission import Door
from bot.dialogue.markup import plain
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer
from bot.search.library import DiskLibrary
from bot.session_log.store import SessionLog

from .conftest import Run, kept, of_the_bot, rows, until, waiting_ids, waits
from .corpus import CAPITAL, CAPITAL_SENTENCE, NILE, NILE_SENTENCE, UNKNOWN

OWN_MILLISECONDS = 100
TURNS = (
    "SELECT question, answer, addressed_by, delivery_status, sent_message_ids, chat_id, sender_id "
    "FROM turns JOIN sessions ON sessions.id = session_id"
)


async def test_a_question_typed_after_our_name_offers_the_cited_sentence(run: Run, suad: Person) -> None:
    async with run():
        shown = await suad.inline(CAPITAL)
    first = shown["results"][0]
    assert first["title"] == CAPITAL_SENTENCE
    assert "مدينة عمّان" in first["description"]
    assert CAPITAL_SENTENCE in plain(first["input_message_content"]["message_text"])
    assert 1 <= len(shown["results"]) <= 5
    assert shown["cache_time"] == CACHE_SECONDS
    assert shown["button"]["text"] == "اسألني في محادثتنا الخاصة"


async def test_the_offer_that_is_chosen_is_sent_in_the_persons_name_and_logged_as_a_turn(
    run: Run, client: Client, suad: Person, karim: Person, database: Path, log: SessionLog
) -> None:
    group = await client.group("بلا بوت", suad, karim, bot_is_member=False)
    async with run():
        shown = await suad.inline(CAPITAL)
        sent = await suad.choose(group, CAPITAL, shown["results"][0]["id"])

        async def logged() -> bool:
            return bool(rows(database, TURNS))

        await until(logged)
        await waits(log, 0)
    assert CAPITAL_SENTENCE in sent["text"]
    assert any(entity["type"] == "bold" for entity in sent["entities"])
    assert sent["from"]["id"] == suad.id
    assert rows(database, TURNS) == [(CAPITAL, CAPITAL_SENTENCE, "inline", "delivered", "[]", 0, suad.id)]


async def test_an_offer_sent_to_the_bot_itself_is_no_question(run: Run, suad: Person, database: Path) -> None:
    """Telegram shows the bot what was sent by way of it, in its private chat and in groups."""
    async with run():
        (best, *_) = (await suad.inline(CAPITAL))["results"]
        await suad.choose(suad.id, CAPITAL, best["id"])
        await kept(database, 1)
        asked = await suad.send(text=NILE)
        await suad.wait_for(reply_to=asked["message_id"])
    assert len(await of_the_bot(suad)) == 1
    assert rows(database, "SELECT addressed_by FROM turns") == [("inline",), ("private",)]


async def test_what_is_only_typed_is_kept_nowhere(
    run: Run, suad: Person, database: Path, log: SessionLog
) -> None:
    async with run():
        for length in range(3, len(CAPITAL), 3):
            await suad.inline(CAPITAL[:length])
        assert await waiting_ids(log) == []
    assert rows(database, TURNS) == []
    assert rows(database, "SELECT * FROM inbox") == []


async def test_a_question_that_the_documents_do_not_answer_offers_the_private_chat_alone(
    run: Run, suad: Person
) -> None:
    async with run():
        shown = await suad.inline(UNKNOWN)
        started = await suad.send(text=f"/start {shown['button']['start_parameter']}")
        greeting = await suad.wait_for(reply_to=started["message_id"])
    assert shown["results"] == []
    assert "إسناد" in greeting["text"]


async def test_before_anything_is_typed_the_samples_of_the_documents_are_offered(
    run: Run, suad: Person, library: DiskLibrary
) -> None:
    nile = library.corpus_dir / "nile.md"
    text = nile.read_text(encoding="utf-8").replace("title:", f"sample_question: {NILE}\ntitle:")
    nile.write_text(text, encoding="utf-8")
    await library.reload()
    async with run(library=library):
        shown = await suad.inline("")
    assert [result["title"] for result in shown["results"]] == [NILE_SENTENCE]


async def test_our_own_time_is_far_below_a_tenth_of_a_second(run: Run, suad: Person) -> None:
    """Measured from outside, with two HTTP calls on top, over words that were not asked before."""
    times = []
    async with run():
        await suad.inline(NILE)
        for number in range(20):
            started = time.perf_counter()
            await suad.inline(f"{CAPITAL} {number}")
            times.append((time.perf_counter() - started) * 1000)
    assert statistics.median(times) < OWN_MILLISECONDS


async def test_after_a_reload_the_new_documents_are_offered(
    run: Run, server: LoopbackServer, suad: Person, library: DiskLibrary
) -> None:
    async with run(library=library):
        assert (await suad.inline(UNKNOWN))["results"] == []
        (library.corpus_dir / "lamp.md").write_text(
            "---\ntitle: المصباح\n---\nاخترع توماس إديسون المصباح الكهربائي سنة 1879 في مختبره الشهير.\n",
            encoding="utf-8",
        )
        await library.reload()
        server.world.queries.inline_cache.clear()  # a minute later
        assert "إديسون" in (await suad.inline(UNKNOWN))["results"][0]["title"]


async def test_what_one_person_got_is_given_to_others_only_where_it_is_the_same_for_all(
    run: Run, client: Client, suad: Person
) -> None:
    async with run():
        await suad.inline(CAPITAL)
        await suad.inline("Amman")
    async with run(door=Door(users=[suad.id])):
        await suad.inline(NILE)
    personal = [call["params"]["is_personal"] for call in await client.calls("answerInlineQuery")]
    assert [str(each).lower() for each in personal] == ["false", "true", "true"]


async def test_who_may_not_use_the_bot_is_offered_nothing(
    run: Run, server: LoopbackServer, client: Client, suad: Person, karim: Person
) -> None:
    server.world.query_seconds = 0.3
    async with run(door=Door(users=[suad.id])):
        await asyncio.gather(karim.inline(CAPITAL), return_exceptions=True)
        assert (await suad.inline(CAPITAL))["results"]
    assert len(await client.calls("answerInlineQuery")) == 1


async def test_a_query_that_telegram_no_longer_waits_for_costs_nothing(
    run: Run, client: Client, suad: Person
) -> None:
    await client.post(
        "weather", status=400, method="answerInlineQuery", description="Bad Request: query is too old"
    )
    async with run():
        typing = asyncio.create_task(suad.inline(CAPITAL))

        async def refused() -> bool:
            return bool(await client.calls("answerInlineQuery"))

        await until(refused)
        asked = await suad.send(text=CAPITAL)
        await suad.wait_for(reply_to=asked["message_id"])
        typing.cancel()
    assert len(await client.calls("answerInlineQuery")) == 1


async def test_markup_that_telegram_refuses_is_offered_as_plain_text(
    run: Run, client: Client, suad: Person
) -> None:
    refusal = "Bad Request: can't parse entities: unsupported start tag"
    await client.post("weather", status=400, method="answerInlineQuery", description=refusal)
    async with run():
        shown = await suad.inline(CAPITAL)
    content = shown["results"][0]["input_message_content"]
    assert "parse_mode" not in content
    assert CAPITAL_SENTENCE in content["message_text"]
    assert "<" not in content["message_text"]


async def test_what_was_asked_in_private_changes_nothing_that_is_offered(run: Run, suad: Person) -> None:
    async with run():
        before = await suad.inline("وكم طوله؟")
        asked = await suad.send(text=NILE)
        await suad.wait_for(reply_to=asked["message_id"])
        after = await suad.inline("وكم طوله ؟")
    assert [each["id"] for each in after["results"]] == [each["id"] for each in before["results"]]
