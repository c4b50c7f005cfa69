"""What the session log keeps of a turn, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.records import Addressed, Answer, Delivery, Message


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its reply, as the log keeps it; `total_ms` is from arrival to the end of sending."""

    message: Message
    addressed: Addressed
    answer: Answer
    delivery: Delivery
    received_at: datetime
    total_ms: float
