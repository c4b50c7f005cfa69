"""Turns to put into a database, and plain SQL to look at what is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.memory import Turn
from bot.records import (
    Addressed,
    AddressedBy,
    Answer,
    ChatKind,
    Citation,
    Delivery,
    DeliveryStatus,
    Message,
    Passage,
    Quote,
)

SHOWN = "<blockquote>بلغ حجم التبادل</blockquote>"
KNOWN = ("الصادرات", "https://docs.example/trade", "2022-03-05", "وكالة الأنباء")
"""Heading, address, date and source of every passage."""
NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def passage(rank: int, *, document: str = "trade.md", score: float = 7.25) -> Passage:
    """Make a passage whose every field differs by its rank."""
    text = f"بلغ حجم التبادل 2.4{rank} مليار"
    heading, url, date, source = KNOWN
    place = rank * 10
    title = f"التجارة {rank}"
    return Passage(document, title, url, date, source, text, place, place + 27, score, heading, rank)


def make_turn(
    update_id: int = 1,
    *,
    at: datetime = NOON,
    chat: int = -1001234567890,
    thread: int | None = None,
    sender: int = 7_000_000_001,
    question: str = "كم بلغ حجم التبادل؟",
    passages: tuple[Passage, ...] = (passage(1), passage(2, document="other.md", score=1.5)),
) -> Turn:
    """Make an answered, delivered turn."""
    message = Message(
        update_id, chat, ChatKind.GROUP, thread, update_id + 100, sender, "ar", f"/ask {question}", at
    )
    answer = Answer(
        question,
        "كم بلغ حجم التبادل",
        passages,
        0.75,
        Quote("قبل.", "بلغ حجم التبادل 2.49 مليار", "بعد."),
        "2.49 مليار",
        (Citation(1, "trade.md", "التجارة 1", None, None, None),),
        None,
        3.5,
    )
    delivery = Delivery(DeliveryStatus.DELIVERED, (501, 502))
    return Turn(
        message,
        Addressed(AddressedBy.COMMAND, question),
        answer,
        delivery,
        at,
        41.5,
        f"key-{update_id}",
        "ar",
        SHOWN,
    )


def rows(file: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Ask the file itself, past all of our code."""
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(sql, values).fetchall()
