"""A running bot follows what others do to its documents: a signal, the watcher, commands of the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.loopback.client import Person
from bot.loopback.wire import Json

from .bot_process import ROOT, BotProcess
from .documents import CAPITAL, CAPITAL_SENTENCE, write_document
from .stage import PATIENCE, Stage

PALM, PALM_SENTENCE = (
    "متى تثمر النخلة؟",
    "تثمر النخلة في أواخر الصيف بعد أن يُلقَّح طلعها في الربيع بأيدي الفلاحين.",
)

OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


async def isnad(stage: Stage, *arguments: str) -> tuple[int, str, str]:
    """Run a command beside the bot, on the same corpus and data."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ISNAD_")}
    own = {"ISNAD_CORPUS_DIR": str(stage.corpus), "ISNAD_DATA_DIR": str(stage.data)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=ROOT,
        env=inherited | own,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


def plant_palm(stage: Stage) -> None:
    write_document(stage.corpus, "palm.md", "النخلة", PALM_SENTENCE)


def lose_most(stage: Stage) -> None:
    for name in ("coffee.md", "nile.md"):
        (stage.corpus / name).unlink()


async def test_what_the_terminal_takes_in_and_rolls_back_is_served_without_a_restart(stage: Stage) -> None:
    bot = await stage.bot()
    suad = await stage.person()
    assert PALM_SENTENCE not in (await stage.answer(suad, PALM))["text"]
    plant_palm(stage)
    assert (await isnad(stage, "reload"))[0] == 0
    await bot.said("another process changed the index")
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]
    bot.lines.clear()
    status, out, _ = await isnad(stage, "rollback")
    assert (status, out.startswith("serves again: built ")) == (0, True)
    await bot.said("another process changed the index")
    assert PALM_SENTENCE not in (await stage.answer(suad, PALM))["text"]
    assert [action for (action,) in stage.rows("select action from audit order by id")] == [
        "reload",
        "rollback",
    ]


async def test_a_hangup_reloads_but_takes_in_no_suspicious_loss(stage: Stage) -> None:
    suad = await stage.person()
    bot = await stage.bot(admin_ids=suad.id)
    plant_palm(stage)
    os.kill(bot.pid, signal.SIGHUP)
    await bot.said("reload by SIGHUP: added: palm.md")
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]
    lose_most(stage)
    (stage.corpus / "palm.md").unlink()
    os.kill(bot.pid, signal.SIGHUP)
    await bot.said("more than half is gone: the index before serves on")
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]
    held = await the_question(suad)
    await suad.tap(held, held["reply_markup"]["inline_keyboard"][0][1]["callback_data"])
    await bot.said("the loss is taken in")
    assert PALM_SENTENCE not in (await stage.answer(suad, PALM))["text"]
    assert CAPITAL_SENTENCE in (await stage.answer(suad, CAPITAL))["text"]


async def the_question(admin: Person) -> Json:
    async with asyncio.timeout(PATIENCE):
        while True:
            for message in await admin.messages():
                if "خذ بالجديدة" in str(message.get("reply_markup")):
                    return message
            await asyncio.sleep(0.05)


async def test_the_watcher_takes_in_what_changes_and_leaves_a_rollback_alone(stage: Stage) -> None:
    suad = await stage.person()
    bot = await stage.bot(admin_ids=suad.id, watch=1)
    await bot.said("is watched")
    plant_palm(stage)
    await bot.said("reload by the watcher: added: palm.md")
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]
    assert "عدت إلى النسخة السابقة" in (await stage.answer(suad, "/rollback"))["text"]
    (stage.corpus / ".hidden.md").write_text("لا شيء", encoding="utf-8")
    os.utime(stage.corpus / "palm.md")  # it is looked at again, and holds what was rolled back
    await asyncio.sleep(4)
    assert PALM_SENTENCE not in (await stage.answer(suad, PALM))["text"]
    (stage.corpus / "nile.md").unlink()
    await bot.said("reload by the watcher: removed: nile.md")
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]
    lose_most_but_the_capital(stage.corpus)
    await bot.said("more than half is gone: the index before serves on")
    assert PALM_SENTENCE in (await stage.answer(suad, PALM))["text"]


def lose_most_but_the_capital(corpus: Path) -> None:
    for path in corpus.glob("*.md"):
        if path.name != "amman.md":
            path.unlink()


async def test_a_bot_whose_terminal_is_closed_ends_and_is_no_daemon(stage: Stage) -> None:
    terminal, end = os.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OWN_TERMINAL, sys.executable, "-m", "bot", "run"),
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("ISNAD_")}
        | {
            "ISNAD_TELEGRAM_TOKEN": stage.server.token,
            "ISNAD_TELEGRAM_API_URL": stage.server.url,
            "ISNAD_CORPUS_DIR": str(stage.corpus),
            "ISNAD_DATA_DIR": str(stage.data),
        },
        stdin=end,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    os.close(end)
    bot = BotProcess(process)
    stage.runs.append(bot)
    await bot.said("answers from")
    os.close(terminal)
    assert await bot.ended() == 0
