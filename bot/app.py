"""The one place that builds every part, joins them, starts them and stops them."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from collections.abc import AsyncIterator, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.metadata import version

from bot.chat.redaction import redact_logs
from bot.chat.telegram_bot import TelegramBot
from bot.errors import SettingsError
from bot.journey import Journey, answer
from bot.loopback.sample import sample_world
from bot.loopback.server import asgi
from bot.records import Answer, ReloadReport
from bot.search.builder import Progress
from bot.search.generations import refresh, shelf
from bot.search.library import DiskLibrary, open_index
from bot.session_log.store import SessionLog
from bot.settings import Mode, Settings
from bot.web.playground import playground
from bot.web.serving import serving

logger = logging.getLogger(__name__)

ANSWERING_THREADS = 2
PLAYGROUND_HOST = "127.0.0.1"
SAMPLES = 3


async def run(settings: Settings, progress: Progress) -> None:
    """Run until told to stop: the bot on Telegram, or without a token the playground.

    Raises the IsnadError of whatever cannot be started.
    """
    if settings.mode is Mode.WEBHOOK:
        raise SettingsError("ISNAD_MODE=webhook is not there yet: leave it at polling")
    token = settings.telegram_token
    secret = token.get_secret_value() if token is not None else f"1:{secrets.token_hex(16)}"
    configure_logging(settings.log_level, secret)
    index = await asyncio.to_thread(open_index, settings.corpus_dir, settings.data_dir, progress)
    library = DiskLibrary(settings.corpus_dir, settings.data_dir, index)
    log = await SessionLog.open(settings.session_database_url)
    try:
        async with _until_told_to_stop():
            if token is not None:
                async with _bot(secret, settings.telegram_api_url, settings.admin_ids, library, log):
                    await _for_ever()
            else:
                async with _playground(secret, settings.playground_port, library, log):
                    await _for_ever()
    finally:
        await log.close()


def asker(settings: Settings, progress: Progress) -> Callable[[str, int], Answer]:
    """Open the index, built first if need be, and return a function of a question and a top number."""
    index = open_index(settings.corpus_dir, settings.data_dir, progress)
    return lambda question, top: answer(question, index, top=top)


def refresh_index(settings: Settings, progress: Progress) -> ReloadReport:
    """Bring the index up to date.  Raises CorpusError."""
    return refresh(settings.corpus_dir, shelf(settings.data_dir, settings.corpus_dir), progress)


def configure_logging(level: str, token: str) -> None:
    """Log to standard error: ours from `level` on, other people's libraries from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("bot").setLevel(level)
    redact_logs(token)


@asynccontextmanager
async def _bot(
    token: str, api_url: str, admins: Collection[int], library: DiskLibrary, log: SessionLog
) -> AsyncIterator[None]:
    """Answer on Telegram inside the block; on leaving, finish what is under way."""
    threads = ThreadPoolExecutor(ANSWERING_THREADS, thread_name_prefix="answering")
    bot = TelegramBot(token=token, api_url=api_url, inbox=log)
    try:
        me = await bot.connect()
        journey = Journey(me=me, library=library, log=log, threads=threads)
        await bot.start_polling(journey, admins)
        logger.info("@%s answers from %d sentences", me.username, len(library.index))
        yield
    finally:
        await bot.stop()
        threads.shutdown(wait=False, cancel_futures=True)


@asynccontextmanager
async def _playground(token: str, port: int, library: DiskLibrary, log: SessionLog) -> AsyncIterator[None]:
    """Serve the page and run the same bot behind it, over a Bot API server of our own."""
    world = sample_world(token)
    people = list(world.people)
    operator = people[:1]
    page = playground(
        asgi(world),
        _sample_questions(library),
        people=people,
        admins=operator,
        files=world.files,
        documents=lambda: library.index.manifest.documents,
        version=version("isnad"),
    )
    async with serving(page, PLAYGROUND_HOST, port) as served:
        url = f"http://{PLAYGROUND_HOST}:{served}"
        try:
            async with _bot(token, url, operator, library, log):
                logger.warning("إسناد يعمل هنا (Isnad is here): %s", url)
                yield
        finally:
            world.close()


def _sample_questions(library: DiskLibrary) -> list[str]:
    """Return the first questions that documents offer by `sample_question` in their front matter."""
    return list(library.index.sample_questions(SAMPLES))


@asynccontextmanager
async def _until_told_to_stop() -> AsyncIterator[None]:
    """Cancel the block at SIGTERM or SIGINT, whatever it waits for: Telegram may be out of reach."""
    block = asyncio.current_task()
    assert block is not None  # noqa: S101 - a coroutine runs in a task
    told = asyncio.Event()

    def stop() -> None:
        if not told.is_set():  # a second signal must not cancel the stopping
            told.set()
            logger.info("stopping")
            block.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    try:
        yield
    except asyncio.CancelledError:
        if not told.is_set():
            raise


async def _for_ever() -> None:
    await asyncio.Event().wait()
