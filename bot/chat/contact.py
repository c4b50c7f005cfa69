"""What we know of Telegram's side: when it last answered, and what goes wrong since."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

logger = logging.getLogger(__name__)

RECENT = 90.0
"""Seconds; a long poll takes 10 and a look at the webhook comes every 60."""
_FIRST_REMINDER = 300.0  # seconds; each later one after twice as long, so that a night is a few lines


class Contact:
    """One per bot.  A failure is told once, then seldom, then its end; never the token."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._heard_at: float | None = None
        self._failing_since: float | None = None
        self._remind_at = 0.0
        self._told: tuple[datetime, float] | None = None

    @property
    def seconds(self) -> float | None:
        """Return how long ago updates could reach us; None while they never could."""
        return None if self._heard_at is None else self._clock() - self._heard_at

    @property
    def recent(self) -> bool:
        """Say whether Telegram can be reached, as far as we know."""
        return self.seconds is not None and self.seconds < RECENT

    @property
    def now(self) -> datetime:
        """Return the time by Telegram's clock, which dates the messages; by ours until it told us.

        Ours may be wrong, or jump, and then every question would look old.
        """
        if self._told is None:
            return datetime.now(UTC)
        told, at = self._told
        return told + timedelta(seconds=self._clock() - at)

    def told(self, date: str | None) -> None:
        """Note the time that Telegram gives in the `Date` of an answer."""
        try:
            moment = parsedate_to_datetime(date or "")
        except ValueError:
            return
        self._told = (moment if moment.tzinfo else moment.replace(tzinfo=UTC), self._clock())

    def heard(self) -> None:
        """Note that Telegram's updates reach us."""
        self._heard_at = self._clock()
        if self._failing_since is not None:
            logger.warning("Telegram is back after %d s", self._heard_at - self._failing_since)
            self._failing_since = None

    def failed(self, line: str) -> None:
        """Note that they do not; `line` says what went wrong."""
        now = self._clock()
        if self._failing_since is None:
            self._failing_since = now
            self._remind_at = now + _FIRST_REMINDER
            logger.warning("fetching updates failed, it goes on: %s", line)
        elif now >= self._remind_at:
            lasted = now - self._failing_since
            self._remind_at = now + lasted
            logger.warning("updates are not reaching us since %d s: %s", lasted, line)
