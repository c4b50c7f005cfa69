"""The dialogues with follow-ups: completed where they must be, left alone where they stand, and answered."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.search.library import DiskLibrary, open_index
from bot.session_log.store import SessionLog
from tests.golden.dialogues import Said, dialogues, held
from tests.golden.questions import CORPUS

LEAST_RIGHT = 36  # of 40 dialogues; 37 when it was measured
UNDECIDED = 2
"""Turns where the documents decide between two readings; all others are decided by the words alone."""


@pytest.fixture
async def said(tmp_path: Path) -> list[Said]:
    library = DiskLibrary(CORPUS, tmp_path, open_index(CORPUS, tmp_path))
    log = await SessionLog.open(f"sqlite:///{tmp_path}/log.sqlite3")
    try:
        return [turn async for turn in held(library, log)]
    finally:
        await log.close()


async def test_the_dialogues_are_answered_turn_by_turn_and_completed_only_where_they_go_on(
    said: list[Said],
) -> None:
    wrong = {turn.dialogue: turn.expected["ask"] for turn in said if not turn.right}
    assert len(dialogues()) - len(wrong) >= LEAST_RIGHT, wrong
    misread = [turn.expected["ask"] for turn in said if turn.carried != turn.expected["carried"]]
    assert len(misread) <= UNDECIDED, misread


def test_the_dialogues_are_of_all_the_kinds_that_people_hold() -> None:
    kinds = Counter(dialogue["kind"] for dialogue in dialogues())
    lengths = Counter(len(dialogue["turns"]) for dialogue in dialogues())
    assert sum(lengths.values()) == 40
    assert lengths[3] >= 6
    assert kinds["dialect"] >= 12
    assert kinds["alone"] >= 10
    assert kinds["about"] >= 6
