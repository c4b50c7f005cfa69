"""A backup is whole, made while the bot runs, and never half there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.session_log.store import SessionLog

from .conftest import SECRET_WORDS, a_turn

SCRIPT = Path(__file__).parents[2] / "deploy" / "backup.sh"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "documents" / "history").mkdir(parents=True)
    (tmp_path / "documents" / "history" / "petra.md").write_text("البتراء مدينة وردية.", encoding="utf-8")
    return tmp_path / "documents"


def back_up(*folders: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": sys.executable}
    command = [str(SCRIPT), *map(str, folders)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def turns(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("select question from turns order by id")]


def access_of_others(folder: Path) -> int:
    return folder.stat().st_mode & 0o077


async def test_a_backup_made_while_the_bot_writes_holds_every_turn_so_far_and_the_corpus(
    log: SessionLog, data: Path, corpus: Path, tmp_path: Path
) -> None:
    await log.keep(a_turn(1, 11, SECRET_WORDS))
    done = back_up(data, corpus, tmp_path / "backups")
    await log.keep(a_turn(2, 11, "بعد النسخ"))
    assert (done.returncode, done.stderr) == (0, "")
    made = Path(done.stdout.strip())
    assert turns(made / "isnad.sqlite3") == [SECRET_WORDS]
    assert (made / "corpus" / "history" / "petra.md").read_text(encoding="utf-8") == "البتراء مدينة وردية."
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [made.name]
    assert access_of_others(made) == 0


async def test_a_restored_backup_is_a_database_that_the_bot_opens(
    log: SessionLog, data: Path, corpus: Path, tmp_path: Path
) -> None:
    await log.keep(a_turn(1, 11, SECRET_WORDS))
    await log.close()
    made = Path(back_up(data, corpus, tmp_path / "backups").stdout.strip())
    restored = await SessionLog.open(f"sqlite+aiosqlite:///{made / 'isnad.sqlite3'}")
    await restored.keep(a_turn(2, 11, "بعد العودة"))
    await restored.close()
    assert turns(made / "isnad.sqlite3") == [SECRET_WORDS, "بعد العودة"]


@pytest.mark.parametrize("trouble", ["no database", "text", "no corpus"])
def test_a_backup_that_fails_says_why_in_one_line_and_leaves_nothing(
    data: Path, corpus: Path, tmp_path: Path, trouble: str
) -> None:
    if trouble == "text":
        (data / "isnad.sqlite3").write_text("a shopping list " * 100, encoding="utf-8")
    done = back_up(data, tmp_path / "nowhere" if trouble == "no corpus" else corpus, tmp_path / "backups")
    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr.startswith("backup.sh: ")
    assert done.stderr.count("\n") == 1
    assert list((tmp_path / "backups").glob("*")) == []
    assert list((tmp_path / "backups").glob(".*")) == []
