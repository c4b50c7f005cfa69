"""What the bot's own port offers: the webhook."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from bot.web.webhook import Webhook


def operations(*, webhook: Webhook | None, path: str) -> Starlette:
    """Return the app; `path` is the one of the webhook's public address."""
    routes = [] if webhook is None else [Route(path or "/", webhook.answer, methods=["POST"])]
    return Starlette(routes=routes)
