"""Keep to the pace that Telegram allows."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import RetryAfter


def flood_seconds(error: RetryAfter) -> float:
    """Return how long Telegram wants us to wait; PTB gives a number today and a timedelta later."""
    wait: int | timedelta = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
