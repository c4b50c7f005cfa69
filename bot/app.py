"""The one place that builds every part, joins them, starts them and stops them."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib.metadata import version
from urllib.parse import unquote, urlsplit

from bot.acquisitions.acquisitions import Acquisitions
from bot.chat.redaction import redact_logs
from bot.chat.telegram_bot import TelegramBot
from bot.chat.webhook import Hook
from bot.desk.desk import Desk
from bot.desk.forgetting import expiring
from bot.desk.orders import orders_from_outside, until_told_to_stop
from bot.desk.people import People
from bot.desk.reloads import Reloads
from bot.dialogue.admission import Door
from bot.dialogue.handing_over import nobody_to_ask
from bot.dialogue.phrases import reword
from bot.dialogue.rewording import read_wordings
from bot.journey import Journey
from bot.loopback.sample import operators_group, sample_world
from bot.loopback.server import asgi
from bot.records import Target
from bot.search.builder import Progress
from bot.search.examining import examining
from bot.search.library import DiskLibrary, open_standing
from bot.session_log.archive import SessionArchive
from bot.session_log.handover_archive import SessionHandovers
from bot.session_log.store import SessionLog
from bot.settings import Mode, Settings
from bot.web.health import Health, Parts
from bot.web.metrics import Metrics
from bot.web.operations import operations
from bot.web.playground import playground
from bot.web.serving import serving
from bot.web.webhook import Webhook

logger = logging.getLogger(__name__)

ANSWERING_THREADS = 2
PLAYGROUND_HOST = "127.0.0.1"
SAMPLES = 3


async def run(settings: Settings, progress: Progress) -> None:
    """Run until told to stop: the bot on Telegram, or without a token the playground.

    Raises the IsnadError of whatever cannot be started, or must be mended before it can go on.
    """
    token = settings.telegram_token
    secret = token.get_secret_value() if token is not None else f"1:{secrets.token_hex(16)}"
    configure_logging(settings, secret)
    if settings.phrases_file is not None:
        reword(read_wordings(settings.phrases_file))
    index = await asyncio.to_thread(open_standing, settings.corpus_dir, settings.data_dir, progress)
    library = DiskLibrary(settings.corpus_dir, settings.data_dir, index)
    keep_for = timedelta(days=settings.retention_days) if settings.retention_days else None
    log = await SessionLog.open(settings.session_database_url, keep_for)
    try:
        async with until_told_to_stop(), examining(library):
            serve = _on_the_playground if token is None else _on_telegram
            await serve(settings, secret, library, log)
    finally:
        await log.close()


def configure_logging(settings: Settings, token: str) -> None:
    """Log to standard error: ours from the level on, other people's libraries from warnings on."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("bot").setLevel(settings.log_level)
    # PTB complains of every answer that is no JSON, a gateway's page say; it raises that, too, and we tell.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    secret = settings.webhook_secret
    redact_logs(token, *([] if secret is None else [secret.get_secret_value()]))


async def _on_telegram(settings: Settings, token: str, library: DiskLibrary, log: SessionLog) -> None:
    bot = TelegramBot(
        token=token, api_url=settings.telegram_api_url, inbox=log, silent_groups=settings.silent_groups
    )
    hook = _hook(settings)
    async with _answering(settings, bot, library, log, admins=settings.admin_ids, hook=hook):
        await (bot.poll() if hook is None else bot.keep_webhook(hook))


async def _on_the_playground(settings: Settings, token: str, library: DiskLibrary, log: SessionLog) -> None:
    """Serve the page and run the same bot behind it, over a Bot API server of our own."""
    world = sample_world(token, first_message=time.time_ns() // 1_000_000)
    office = operators_group(world)
    settings = settings.model_copy(update={"operators_chat": str(office)})
    operator = list(world.people)[:1]
    page = playground(
        asgi(world),
        list(library.index.sample_questions(SAMPLES)),
        people=list(world.people),
        admins=operator,
        operators=office,
        files=world.files,
        documents=lambda: library.index.manifest.documents,
        version=version("isnad"),
    )
    async with serving(page, PLAYGROUND_HOST, settings.playground_port) as served:
        url = f"http://{PLAYGROUND_HOST}:{served}"
        bot = TelegramBot(token=token, api_url=url, inbox=log)
        try:
            async with _answering(settings, bot, library, log, admins=operator):
                logger.warning("إسناد يعمل هنا (Isnad is here): %s", url)
                await bot.poll()
        finally:
            world.close()


@asynccontextmanager
async def _answering(
    settings: Settings,
    bot: TelegramBot,
    library: DiskLibrary,
    log: SessionLog,
    *,
    admins: Collection[int],
    hook: Hook | None = None,
) -> AsyncIterator[None]:
    """Answer what the bot receives inside the block; on leaving, finish what is under way."""
    parts = Parts(
        documents=lambda: library.index.manifest.documents,
        sentences=lambda: len(library.index),
        refreshing=lambda: library.is_reloading,
        waiting=log.waiting_count,
        contact=lambda: bot.contact.seconds,
        calls=lambda: bot.pace.calls,
    )
    metrics = Metrics(parts, version("isnad"))
    threads = ThreadPoolExecutor(ANSWERING_THREADS, thread_name_prefix="answering")
    async with _own_port(settings, bot, Health(parts, version("isnad")), metrics, hook):
        try:
            me = await bot.connect()
            acquisitions = Acquisitions(
                settings.corpus_dir, settings.data_dir, private=settings.fetch_private
            )
            reloads = Reloads(library, SessionArchive(log))
            people = _people(settings, library, log, acquisitions, reloads)
            journey = Journey(
                me=me,
                library=library,
                log=log,
                threads=threads,
                door=_door(settings, admins),
                now=lambda: bot.contact.now,
                noticed=metrics.turn,
                offer=people.hand_over.offer if people is not None else nobody_to_ask,
            )
            desk = Desk(
                journey=journey,
                archive=SessionArchive(log),
                admins=admins,
                retention_days=settings.retention_days,
                people=people,
                acquisitions=acquisitions,
                reloads=reloads,
            )
            await bot.start(journey, desk)
            watched = settings.corpus_dir if settings.watch else None
            outside = orders_from_outside(desk.reloads, bot.reload, watched)
            async with outside, expiring(desk.forgetting):
                logger.info("@%s answers from %d sentences", me.username, len(library.index))
                yield
        finally:
            await bot.stop(settings.stop_seconds)
            threads.shutdown(wait=False, cancel_futures=True)


@asynccontextmanager
async def _own_port(
    settings: Settings, bot: TelegramBot, health: Health, metrics: Metrics, hook: Hook | None
) -> AsyncIterator[None]:
    """Serve health, figures and webhook inside the block, if there is a port for them."""
    port = settings.listening_port
    if port is None:
        yield
        return
    webhook = None if hook is None else Webhook(hook.secret, bot.take, metrics.posted)
    app = operations(health, metrics, webhook, (unquote(urlsplit(hook.url).path) if hook else "") or "/")
    async with serving(app, settings.webhook_host, port):
        yield


def _people(
    settings: Settings,
    library: DiskLibrary,
    log: SessionLog,
    acquisitions: Acquisitions,
    reloads: Reloads,
) -> People | None:
    """Return the way to the people who can be asked, if there are any."""
    if settings.operators_place is None:
        return None
    return People(
        place=Target(*settings.operators_place, None),
        handovers=SessionHandovers(log),
        archive=SessionArchive(log),
        library=library,
        reloads=reloads,
        collection=acquisitions.collection,
        keep_always=settings.keep_human_answers,
    )


def _door(settings: Settings, admins: Collection[int]) -> Door:
    """Return who is let in, and how much one may ask."""
    return Door(
        users=settings.allowed_users,
        chats=settings.allowed_chats,
        admins=admins,
        group_limit=settings.group_limit,
        stale_after=timedelta(hours=settings.stale_hours),
        operators_chat=settings.operators_place[0] if settings.operators_place else None,
    )


def _hook(settings: Settings) -> Hook | None:
    """Return where Telegram is to post updates, or None when we fetch them."""
    url, secret = settings.webhook_url, settings.webhook_secret
    if settings.mode is not Mode.WEBHOOK or url is None or secret is None:
        return None
    return Hook(url, secret.get_secret_value())
