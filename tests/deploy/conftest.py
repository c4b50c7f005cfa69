"""A data folder as a bot leaves it, or as it is while it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.documents import Document
from bot.journey import answer
from bot.memory import Turn
from bot.records import Addressed, AddressedBy, ChatKind, Delivery, DeliveryStatus, Message
from bot.search.builder import build_from
from bot.session_log.store import SessionLog

SECRET_WORDS = "كلمات لا يعرفها غيري عن النخيل"


def a_turn(number: int, sender_id: int, question: str) -> Turn:
    moment = datetime(2026, 5, 1, 12, tzinfo=UTC)
    message = Message(number, sender_id, ChatKind.PRIVATE, None, number, sender_id, "ar", question, moment)
    palms = Document("palm.txt", "النخيل", f"تثمر النخلة في آخر الصيف، وقد قيل فيها {question}.")
    found = answer(question, build_from([palms]))
    addressed = Addressed(AddressedBy.PRIVATE, question)
    return Turn(message, addressed, found, Delivery(DeliveryStatus.DELIVERED, (number,)), moment, 3.0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data #1"
    folder.mkdir()
    return folder


@pytest.fixture
async def log(data: Path) -> AsyncIterator[SessionLog]:
    """Open the session log of that folder."""
    log = await SessionLog.open(f"sqlite+aiosqlite:///{data / 'isnad.sqlite3'}")
    yield log
    await log.close()
