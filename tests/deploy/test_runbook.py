"""The runbook does what it says, and knows the lines that the bot writes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from bot.session_log.store import SessionLog

from .conftest import SECRET_WORDS, a_turn

ROOT = Path(__file__).parents[2]
RUNBOOK = (ROOT / "deploy" / "RUNBOOK.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
NAMED_LINES = re.findall(r"^\| `([^`]+)` \|", RUNBOOK.partition("line in the log")[2], re.MULTILINE)


async def test_a_deleted_person_is_in_no_byte_of_the_data_folder_and_the_others_are(
    log: SessionLog, data: Path
) -> None:
    await log.put(1, json.dumps({"text": SECRET_WORDS}, ensure_ascii=False))
    await log.keep(a_turn(1, 11, SECRET_WORDS))
    await log.keep(a_turn(2, 22, "سؤال من شخص آخر"))
    await log.close()
    assert SECRET_WORDS.encode() in everything(data)
    delete(data / "isnad.sqlite3", 11)
    assert SECRET_WORDS.encode() not in everything(data)
    assert "سؤال من شخص آخر".encode() in everything(data)


def test_the_runbook_explains_lines_of_the_log() -> None:
    assert len(NAMED_LINES) > 5


@pytest.mark.parametrize("line", NAMED_LINES)
def test_a_line_that_the_runbook_explains_is_one_that_the_bot_writes(line: str) -> None:
    """What stands for a value, `…` here and `%s` or `{...}` there, and wording by status, may be anything."""
    for words in re.split(r"…|\brefused\b|\bfailed$", line):
        assert words.strip(" ,") in SOURCES


def delete(database: Path, sender_id: int) -> None:
    """Do what the runbook tells operators to do."""
    found = re.search(r"<<'PYTHON'\n(.*?)\n {4}PYTHON", RUNBOOK, re.DOTALL)
    assert found is not None
    command = [sys.executable, "-", str(database), str(sender_id)]
    subprocess.run(command, input=dedent(found[1]), text=True, check=True)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
