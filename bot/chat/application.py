"""Build PTB's application the way the bot needs it."""

from __future__ import annotations

import warnings
from typing import Any

from telegram.ext import Application
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.chat.contact import Contact
from bot.chat.inbox_queue import InboxQueue
from bot.chat.order import ChatOrder
from bot.chat.pace import ChatPace
from bot.chat.requests import Requests

PtbApplication = Application[Any, Any, Any, Any, Any, Any]

_CONNECTIONS = 64
_ANSWER_SECONDS = 10.0
"""After which a connection is taken for dead.

Shorter, and answers that are only slow are given up and sent twice; longer, and who asked waits for nothing.
"""


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
        .request(Requests(_CONNECTIONS, contact, answer_seconds=_ANSWER_SECONDS))
        .get_updates_request(Requests(2, contact, answer_seconds=_ANSWER_SECONDS))  # polls and the last call
        .updater(None)  # fetching is ours: see polling.py and webhook.py
        .rate_limiter(pace)
        .concurrent_updates(order)
        .update_queue(queue)
        .job_queue(None)
        .build()
    )
