"""What the bot's own port offers: its health, its figures, and in webhook mode the webhook."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import Route

from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.webhook import Webhook

HEALTH, METRICS = "/healthz", "/metrics"


def operations(
    health: Health, metrics: Metrics, webhook: Webhook | None = None, path: str = "/"
) -> Starlette:
    """Return the app; `path` is the one of the webhook's public address."""
    routes = [
        Route(HEALTH, health.answer, methods=["GET"]),
        Route(METRICS, metrics.answer, methods=["GET"]),
    ]
    if webhook is not None:
        routes.append(Route(path, webhook.answer, methods=["POST"]))
    return Starlette(routes=routes)
