"""The import law of pyproject.toml: it holds, it bites, and it looks at everything."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from .tree import PACKAGE, ROOT, contracts, dotted, floors, modules, rooms

FLOORS = "Floors: imports only run downward"
# What breaks each contract and no other: a module, and the line that is planted in it.
PLANTS = {
    FLOORS: ("text/planted", "import bot.dialogue.render"),
    "Only cli and app read the settings": ("chat/planted", "import pydantic_settings"),
    "The bot knows the loopback server by its address alone": ("search/planted", "import bot.loopback.world"),
    "Telegram's types stay in chat and app": ("session_log/planted", "from telegram import Bot"),
    "SQL stays in session_log": ("web/planted", "from sqlalchemy import select"),
    "BM25, numpy and the watcher of files stay in search": ("text/planted", "import numpy"),
    "pyarabic stays in text": ("dialogue/planted", "from pyarabic import araby"),
    "Rival engines and page templates stay in evaluation": ("web/planted", "import jinja2"),
    "Figures for Prometheus stay in web": ("chat/planted", "import prometheus_client"),
    "Markup and pages are parsed in reading": ("search/planted", "from lxml import etree"),
    "What the web says of robots stays in acquisitions": ("chat/planted", "import protego"),
}
# Who may import what the others may not; every other room must be under the contract.
EXEMPT = {
    "Only cli and app read the settings": {"cli", "documents_cli", "app", "settings"},
    "The bot knows the loopback server by its address alone": {
        "web",
        "app",
        "loopback",
        "settings",
        "errors",
    },
    "Telegram's types stay in chat and app": {"chat", "app"},
    "SQL stays in session_log": {"session_log"},
    "BM25, numpy and the watcher of files stay in search": {"search"},
    "pyarabic stays in text": {"text"},
    "Rival engines and page templates stay in evaluation": {"evaluation"},
    "Figures for Prometheus stay in web": {"web"},
    "Markup and pages are parsed in reading": {"reading"},
    "What the web says of robots stays in acquisitions": {"acquisitions"},
}


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the linter on a tree, as `lint-imports` does."""
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", linter, "--no-cache", "--no-logo"]
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"}  # names are not to be wrapped
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def broken(folder: Path) -> tuple[set[str], str]:
    """Run the linter on a tree; return the contracts it finds broken and all that it says."""
    said = linted(folder).stdout
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)", said, re.MULTILINE))
    assert set(verdicts) == {contract["name"] for contract in contracts()}, said
    return {name for name, verdict in verdicts.items() if verdict == "BROKEN"}, said


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the tree, to be spoilt."""
    shutil.copytree(PACKAGE, tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def plant(folder: Path, module: str, line: str) -> None:
    path = folder / "bot" / f"{module}.py"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")


def test_the_law_holds() -> None:
    found, said = broken(ROOT)
    assert found == set(), said


@pytest.mark.parametrize("contract", PLANTS)
def test_a_planted_violation_breaks_its_contract_and_no_other(copy: Path, contract: str) -> None:
    plant(copy, *PLANTS[contract])
    found, said = broken(copy)
    assert found == {contract}, said


def test_every_contract_is_known_to_bite() -> None:
    assert set(PLANTS) == {contract["name"] for contract in contracts()}


def test_no_floor_may_import_from_any_floor_above_it(copy: Path) -> None:
    """Every pair of rooms the wrong way round is planted, and the linter names each of them."""
    pairs = [
        (low, high)
        for upper, lower in itertools.combinations(floors(), 2)
        for low, high in itertools.product(lower, upper)
    ]
    pairs += [pair for floor in floors() for pair in itertools.permutations(floor, 2)]
    for low, high in pairs:
        inside = "planted" if (PACKAGE / low).is_dir() else ""
        plant(copy, f"{low}/{inside}" if inside else low, f"import bot.{high}")
    found, said = broken(copy)
    assert FLOORS in found
    named = set(re.findall(r"^bot\.(\w+) is not allowed to import bot\.(\w+)", said, re.MULTILINE))
    assert set(pairs) <= named, sorted(set(pairs) - named)


def test_the_linter_looks_at_every_module() -> None:
    graph = grimp.build_graph("bot", cache_dir=None)
    assert graph.modules == {dotted(path) for path in modules()}


def test_a_room_that_nobody_drew_breaks_the_law(copy: Path) -> None:
    plant(copy, "cellar", '"""A room without a floor."""')
    found = linted(copy)
    assert found.returncode != 0
    assert "cellar" in found.stdout


def test_every_room_has_a_floor() -> None:
    assert {room for floor in floors() for room in floor} == rooms()


@pytest.mark.parametrize("contract", EXEMPT)
def test_a_fence_keeps_out_every_room_but_its_owners(contract: str) -> None:
    """A room that is added later and forgotten here would be free to import anything."""
    [fence] = [each for each in contracts() if each["name"] == contract]
    kept_out = {source.removeprefix("bot.") for source in fence["source_modules"]}
    assert rooms() - kept_out == EXEMPT[contract] | {"__main__"}


def test_every_fence_is_among_them() -> None:
    assert set(EXEMPT) == {each["name"] for each in contracts() if each["type"] == "forbidden"}
