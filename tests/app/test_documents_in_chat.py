"""Documents sent in the chat, to the bot as a newcomer starts it, and through a kill."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import httpx

from bot.loopback.client import Client, ClientError, Person
from bot.loopback.wire import Json

from .stage import PATIENCE, Stage, until
from .test_playground import SUAD, free_port

NAME = "ميناء صور.md"
HARBOUR = "رُمّم ميناء صور القديم ووُسّع حوضه في عام 1936، فصار يستقبل السفن الكبيرة في فصل الشتاء."
DOCUMENT = f"---\ntitle: ميناء صور\n---\n{HARBOUR}\n".encode()
ASKED = "متى رُمّم ميناء صور؟"


async def offer(person: Person) -> Json:
    sent = await person.upload(person.id, NAME, DOCUMENT)
    return await person.wait_for(reply_to=sent["message_id"], timeout=PATIENCE)


def yes(shown: Json) -> str:
    [row] = shown["reply_markup"]["inline_keyboard"]
    return str(row[-1]["callback_data"])


async def added(person: Person) -> None:
    await person.wait_for(lambda message: message.get("text", "").startswith("أُضيف"), timeout=PATIENCE)


async def test_on_the_page_its_admin_adds_a_document_and_it_answers(stage: Stage) -> None:
    port = free_port()
    await stage.bot(ready="Isnad is here", telegram_token=None, playground_port=port)
    async with Client(f"http://127.0.0.1:{port}") as client:
        suad = await client.known(SUAD)
        shown = await offer(suad)
        assert HARBOUR in shown["text"]
        await suad.tap(shown, yes(shown))
        await added(suad)
        asked = await suad.send(text=ASKED)
        assert HARBOUR in (await suad.wait_for(reply_to=asked["message_id"], timeout=PATIENCE))["text"]


async def test_killed_between_a_yes_and_its_report_it_carries_it_out_once(stage: Stage) -> None:
    suad = await stage.person()
    bot = await stage.bot(admin_ids=suad.id)
    shown = await offer(suad)

    async def tapped() -> None:
        with suppress(ClientError, httpx.HTTPError):  # nobody answers any more
            await suad.tap(shown, yes(shown))

    tapping = asyncio.create_task(tapped())
    await until((stage.corpus / NAME).exists)
    await bot.killed()
    await tapping
    await stage.bot(admin_ids=suad.id)
    await added(suad)
    assert HARBOUR in (await stage.answer(suad, ASKED))["text"]
    # Whether the start found the file before the yes was carried out, or after, is a race without a loser.
    assert stage.rows("select document, actor_id, failure from audit where action = 'add'") == [
        (NAME, suad.id, None)
    ]
    assert list((stage.data / "staging").iterdir()) == []
