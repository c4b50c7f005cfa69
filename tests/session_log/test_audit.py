"""Who did what with the documents."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.memory import Action, AuditEntry
from bot.session_log.archive import SessionArchive
from bot.session_log.store import SessionLog

ADMIN, OTHER = 7_123_456_789, 7_987_654_321
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def archive(log: SessionLog) -> SessionArchive:
    return SessionArchive(log)


async def test_what_was_done_last_comes_first_and_page_by_page(archive: SessionArchive) -> None:
    entries = [
        AuditEntry(Action.ADD, f"ملف-{number}.md", NOON + timedelta(minutes=number), ADMIN)
        for number in range(5)
    ]
    entries.append(AuditEntry(Action.RELOAD, "+1", NOON, failure="لا وثيقة تُقرأ"))
    for entry in entries:
        await archive.note(entry)
    assert await archive.audit(0, 2) == (entries[:-3:-1], 6)
    assert await archive.audit(4, 10) == ([entries[1], entries[0]], 6)


async def test_who_is_forgotten_is_no_longer_named_and_what_they_did_is(
    log: SessionLog, archive: SessionArchive, file: Path
) -> None:
    mine = AuditEntry(Action.REMOVE, "قديم.md", NOON, ADMIN)
    theirs = AuditEntry(Action.ADD, "جديد.md", NOON, OTHER)
    for entry in (mine, theirs):
        await archive.note(entry)
    await log.forget(ADMIN, 1)
    assert await archive.audit(0, 10) == ([theirs, AuditEntry(Action.REMOVE, "قديم.md", NOON)], 2)
    stored = b"".join(part.read_bytes() for part in file.parent.iterdir())
    assert ADMIN.to_bytes(6, "big") not in stored
    assert OTHER.to_bytes(6, "big") in stored
