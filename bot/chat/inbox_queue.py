"""The queue between fetching and handling updates, which forgets none when the process dies."""

from __future__ import annotations

import asyncio
import json
import logging

import telegram

from bot.errors import SessionLogError
from bot.journey import Inbox

logger = logging.getLogger(__name__)


class InboxQueue(asyncio.Queue[object]):
    """A queue that stores every update in the inbox before it lets it in, once.

    PTB's updater awaits `put` for each update of a batch, and only the offset of its next getUpdates tells
    Telegram to forget the batch (`Updater._start_polling`, `polling_action_cb`); its webhook answers 200
    only after `put` (`TelegramHandler.post`).  So an update is safe here before Telegram lets go of it.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self._arriving: set[asyncio.Task[None]] = set()

    async def put(self, item: object) -> None:
        """Let an update in unless it was seen before; PTB's signal to stop passes through."""
        if not isinstance(item, telegram.Update):
            await super().put(item)
            return
        # Shielded, lest a caller that gives up leaves an update stored, known for ever after, and not queued.
        arriving = asyncio.create_task(self._let_in(item))
        self._arriving.add(arriving)
        arriving.add_done_callback(self._arriving.discard)
        await asyncio.shield(arriving)

    async def restore(self, bot: telegram.Bot) -> int:
        """Queue what an earlier process left undone, oldest first; return how many."""
        restored = 0
        try:
            payloads = await self._inbox.waiting()
        except SessionLogError as error:
            logger.error("updates of the last run are not restored: %s", error)
            return 0
        for payload in payloads:
            try:
                update = telegram.Update.de_json(json.loads(payload), bot)
            except (ValueError, KeyError, TypeError) as error:
                logger.error("an update of the last run cannot be read: %s", error)
                continue
            self.put_nowait(update)
            restored += 1
        return restored

    async def done(self, item: object) -> None:
        """Forget an update that was handled."""
        if isinstance(item, telegram.Update):
            try:
                await self._inbox.done(item.update_id)
            except SessionLogError as error:  # at worst it is handled again after a restart
                logger.error("update %s stays in the inbox: %s", item.update_id, error)

    async def _let_in(self, update: telegram.Update) -> None:
        try:
            is_new = await self._inbox.put(update.update_id, update.to_json())
        except SessionLogError as error:  # better unsafe than unanswered
            logger.error("update %s is not in the inbox: %s", update.update_id, error)
            is_new = True
        if is_new:
            self.put_nowait(update)
