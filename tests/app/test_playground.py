"""What a newcomer meets: no token, the page, the same bot behind it."""

from __future__ import annotations

import asyncio
import socket

import httpx

from bot.loopback.client import Client

from .documents import CAPITAL, CAPITAL_SENTENCE
from .stage import PATIENCE, Stage

SUAD = 1001


async def test_without_a_token_the_page_and_the_bot_behind_it_answer_and_stop_cleanly(stage: Stage) -> None:
    """Long polls of the bot and of an open page wait when it is told to stop; the log stays clean."""
    port = free_port()
    bot = await stage.bot(ready="Isnad is here", anew=True, telegram_token=None, playground_port=port)
    url = f"http://127.0.0.1:{port}"
    async with Client(url) as client, httpx.AsyncClient(timeout=60, base_url=url) as browser:
        page = await browser.get("/")
        assert page.status_code == 200
        assert 'dir="rtl"' in page.text
        suad = await client.known(SUAD)
        asked = await suad.send(text=CAPITAL)
        answer = await suad.wait_for(reply_to=asked["message_id"], timeout=PATIENCE)
        assert CAPITAL_SENTENCE in answer["text"]
        assert "مدينة عمّان" in answer["text"]
        watching = asyncio.create_task(suad.events((await suad.state())["seq"], seconds=25))
        await client.get("state", **{"as": SUAD})  # by now the page's poll is there
        assert await bot.stopped() == 0
        assert (await watching)["events"] == []
    assert "ERROR" not in bot.log


async def test_a_page_that_is_started_again_over_the_same_log_answers(stage: Stage) -> None:
    for _ in range(2):
        port = free_port()
        bot = await stage.bot(ready="Isnad is here", telegram_token=None, playground_port=port)
        async with Client(f"http://127.0.0.1:{port}") as client:
            suad = await client.known(SUAD)
            asked = await suad.send(text=CAPITAL)
            answer = await suad.wait_for(reply_to=asked["message_id"], timeout=PATIENCE)
            assert CAPITAL_SENTENCE in answer["text"]
        assert await bot.stopped() == 0


async def test_the_playground_listens_on_this_computer_only(stage: Stage) -> None:
    port = free_port()
    await stage.bot(ready="Isnad is here", telegram_token=None, playground_port=port)
    async with httpx.AsyncClient(timeout=60) as browser:
        refusal = await browser.get(f"http://127.0.0.1:{port}/", headers={"Host": "example.org"})
        assert refusal.status_code == 403
    with socket.socket() as outside:
        assert outside.connect_ex((own_address(), port)) != 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def own_address() -> str:
    """Return another address of this computer, by which others would reach it; none: a loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a datagram socket: nothing is sent
        except OSError:
            return "127.0.0.2"
        return str(probe.getsockname()[0])
