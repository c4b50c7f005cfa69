"""Build PTB's application the way the bot needs it."""

from __future__ import annotations

import warnings
from typing import Any

import httpx
from telegram.ext import Application
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.chat.contact import Contact
from bot.chat.inbox_queue import InboxQueue
from bot.chat.order import ChatOrder
from bot.chat.pace import ChatPace

PtbApplication = Application[Any, Any, Any, Any, Any, Any]

_CONNECTIONS = 64


def build_application(
    *, token: str, api_url: str, contact: Contact, queue: InboxQueue, order: ChatOrder, pace: ChatPace
) -> PtbApplication:
    """Return an application without handlers that talks to the Bot API server at `api_url`."""
    # PTB warns at every flood wait that its type will change; nothing here reads it.
    warnings.filterwarnings("ignore", "Deprecated since version v22.2", PTBDeprecationWarning)
    # It also advises its own get_updates, which loses a whole batch over one update that it cannot read.
    warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)
    return (
        Application.builder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .request(_requests(_CONNECTIONS, contact))
        .get_updates_request(_requests(2, contact))  # the long poll, and the last call that ends polling
        .updater(None)  # fetching is ours: see polling.py and webhook.py
        .rate_limiter(pace)
        .concurrent_updates(order)
        .update_queue(queue)
        .job_queue(None)
        .build()
    )


def _requests(connections: int, contact: Contact) -> HTTPXRequest:
    async def answered(response: httpx.Response) -> None:
        contact.told(response.headers.get("date"))

    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=10.0,
        read_timeout=20.0,
        write_timeout=20.0,
        pool_timeout=30.0,
        httpx_kwargs={"event_hooks": {"response": [answered]}},
    )
