"""The import law holds, and it bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def _copy(folder: Path) -> Path:
    shutil.copytree(ROOT / "bot", folder / "bot", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(LINT), "--no-cache", "--no-logo"]
    environment = {"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_law_holds(tmp_path: Path) -> None:
    found = _lint(_copy(tmp_path))
    assert found.returncode == 0, found.stdout
    assert "7 kept, 0 broken" in found.stdout


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("bot/text/folding.py", "import bot.search.index"),
        ("bot/dialogue/render.py", "import bot.settings"),
        ("bot/search/index.py", "import telegram"),
        ("bot/chat/sender.py", "import sqlalchemy"),
        ("bot/dialogue/limits.py", "import numpy"),
        ("bot/search/corpus.py", "import pyarabic"),
        ("bot/chat/updates.py", "import bot.loopback.world"),
    ],
)
def test_a_planted_violation_is_caught(tmp_path: Path, module: str, planted: str) -> None:
    tree = _copy(tmp_path)
    with (tree / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{planted}\n")
    found = _lint(tree)
    assert found.returncode != 0
    assert "BROKEN" in found.stdout


def test_every_room_of_the_house_is_under_the_law(tmp_path: Path) -> None:
    tree = _copy(tmp_path)
    (tree / "bot" / "cellar.py").write_text('"""A room nobody drew."""\n', encoding="utf-8")
    assert _lint(tree).returncode != 0
