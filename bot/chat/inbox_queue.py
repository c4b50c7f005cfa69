"""The queue between receiving and handling updates, which forgets none when the process dies."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from typing import Any, Protocol

import telegram

from bot.errors import SessionLogError

logger = logging.getLogger(__name__)

Payload = Mapping[str, Any]
"""An update as Telegram sent it, with its `update_id`."""


# What says of a message where it is.
_PLACE = ("message_id", "date", "chat", "message_thread_id", "is_topic_message")


class Inbox(Protocol):
    """Hold updates from before Telegram forgets them until they are dealt with."""

    async def put(self, update_id: int, payload: str) -> bool:
        """Store an update as JSON; return False when it was seen before.  Raises SessionLogError."""

    async def done(self, update_id: int) -> None:
        """Forget the payload, remember the id.  Raises SessionLogError."""

    async def waiting(self) -> list[str]:
        """Return the payloads not yet dealt with, oldest first.  Raises SessionLogError."""


class InboxQueue(asyncio.Queue[object]):
    """A queue that stores every update in the inbox before it lets it in, once.

    Telegram forgets an update at the next getUpdates, or at the 200 that answers its webhook call; both
    wait for `take`.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self._arriving: set[asyncio.Task[None]] = set()
        self._closed = False

    async def take(self, payload: Payload, bot: telegram.Bot) -> None:
        """Store an update and let it in, unless it was seen before.

        Raises SessionLogError when it is not stored; then it is not let in either.  What is worth nothing a
        moment later, an inline query, is let in without being stored.
        """
        if "inline_query" in payload:
            self.let_in(payload, bot)
            return
        payload = _without_words(payload, int(bot.token.partition(":")[0]))
        # Shielded, lest a caller that gives up leaves an update stored, known for ever after, and not queued.
        arriving = asyncio.create_task(self._store(payload, bot))
        self._arriving.add(arriving)
        arriving.add_done_callback(self._arriving.discard)
        await asyncio.shield(arriving)

    def let_in(self, payload: Payload, bot: telegram.Bot) -> bool:
        """Queue an update, stored or not; return False for one that cannot be read."""
        try:
            update = telegram.Update.de_json(dict(payload), bot)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            logger.error("update %s cannot be read: %s", payload.get("update_id"), error)
            return False
        if not self._closed:
            self.put_nowait(update)
        return True

    def close(self) -> None:
        """Let nothing in any more: what is stored from now on waits in the inbox for the next run."""
        self._closed = True

    async def restore(self, bot: telegram.Bot) -> int:
        """Queue what an earlier process left undone, oldest first; return how many."""
        try:
            payloads = await self._inbox.waiting()
        except SessionLogError as error:
            logger.error("updates of the last run are not restored: %s", error)
            return 0
        restored = 0
        for written in payloads:
            try:
                payload = json.loads(written)
            except ValueError as error:
                logger.error("an update of the last run is spoilt: %s", error)
                continue
            restored += self.let_in(payload, bot)
        return restored

    async def done(self, item: object) -> None:
        """Forget an update that was handled."""
        if isinstance(item, telegram.Update) and item.inline_query is None:
            try:
                await self._inbox.done(item.update_id)
            except SessionLogError as error:  # at worst it is handled again after a restart
                logger.error("update %s stays in the inbox: %s", item.update_id, error)

    async def _store(self, payload: Payload, bot: telegram.Bot) -> None:
        update_id = int(payload["update_id"])
        if await self._inbox.put(update_id, _written(payload)) and not self.let_in(payload, bot):
            await self._inbox.done(update_id)  # nor could the next run read it


def _written(payload: Payload) -> str:
    """Return an update as JSON; escaped where it holds half a surrogate pair, which nothing could store."""
    written = json.dumps(payload, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.dumps(payload)
    return written


def _without_words(payload: Payload, me: int) -> Payload:
    """Return an update without what we wrote ourselves: old words, perhaps of somebody who is forgotten.

    That is the message a tap was made on, and the message of ours that is replied to.
    """
    query = payload.get("callback_query")
    tapped = query.get("message") if isinstance(query, Mapping) else None
    if isinstance(query, Mapping) and isinstance(tapped, Mapping):
        return {**payload, "callback_query": {**query, "message": _bare(tapped)}}
    for kind in ("message", "edited_message"):
        message = payload.get(kind)
        replied = message.get("reply_to_message") if isinstance(message, Mapping) else None
        if isinstance(message, Mapping) and isinstance(replied, Mapping) and _writer(replied) == me:
            kept = {name: value for name, value in message.items() if name != "quote"}
            ours = {**_bare(replied), "from": replied["from"]}
            return {**payload, kind: {**kept, "reply_to_message": ours}}
    return payload


def _bare(message: Payload) -> Payload:
    return {name: message[name] for name in _PLACE if name in message}


def _writer(message: Payload) -> object:
    writer = message.get("from")
    return writer.get("id") if isinstance(writer, Mapping) else None
