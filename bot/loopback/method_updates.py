"""Answer the methods by which a bot fetches its updates, or has them posted to it."""

import re
from urllib.parse import urlsplit

from bot.loopback.access import BotCall
from bot.loopback.accounts import Webhook
from bot.loopback.refusals import WEBHOOK_IS_SET, ApiError, bad_request
from bot.loopback.wire import Json, present

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
MOST_CONNECTIONS = 100
DEFAULT_CONNECTIONS = 40


async def get_updates(call: BotCall) -> list[Json]:
    """Return the updates that wait, or the next ones when they come."""
    if call.bot.webhook is not None:
        raise ApiError(409, WEBHOOK_IS_SET)
    _set_allowed(call)
    return await call.bot.queue.poll(
        call.params.integer("offset"),
        max(0, min(call.params.integer("limit"), 100)),
        max(0, call.params.integer("timeout")),
    )


async def set_webhook(call: BotCall) -> bool:
    """Have updates posted to an address; an empty one switches back to getUpdates."""
    url = call.params.text("url")
    if not url:
        return await delete_webhook(call)
    secret = call.params.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _set_allowed(call)
    if call.params.flag("drop_pending_updates"):
        call.bot.queue.clear()
    connections = call.params.integer("max_connections", DEFAULT_CONNECTIONS)
    call.bot.webhook = Webhook(url, secret, max(1, min(connections, MOST_CONNECTIONS)))
    call.bot.queue.added.ring()
    return True


async def delete_webhook(call: BotCall) -> bool:
    """Stop posting updates."""
    if call.params.flag("drop_pending_updates"):
        call.bot.queue.clear()
    call.bot.webhook = None
    call.bot.queue.added.ring()
    return True


async def get_webhook_info(call: BotCall) -> Json:
    """Return where updates go and how many wait."""
    webhook = call.bot.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.queue),
    }
    if webhook is None:
        return info
    error = webhook.last_error
    return info | present(
        max_connections=webhook.max_connections,
        allowed_updates=call.bot.queue.allowed or None,
        last_error_date=error[0] if error else None,
        last_error_message=error[1] if error else None,
    )


async def log_out(call: BotCall) -> bool:
    """Take the bot off this server, which changes nothing here."""
    del call
    return True


def _set_allowed(call: BotCall) -> None:
    allowed = call.params.array("allowed_updates")
    if allowed is not None:
        call.bot.queue.allowed = [str(kind) for kind in allowed]
