"""Habits of the house that no linter keeps."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .tree import PACKAGE, dotted, modules, project

MOST_LINES = 250
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "types"}


def too_long(source: str) -> bool:
    return len(source.splitlines()) > MOST_LINES


def more_than_a_docstring(source: str) -> bool:
    body = ast.parse(source).body
    return not (len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant))


def reads_the_environment(source: str) -> bool:
    """Say whether a module touches `os.environ` or its likes, under whatever name it imports them."""
    readers = {"environ", "environb", "getenv", "getenvb", "putenv", "dotenv"}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in readers:
            return True
        if isinstance(node, ast.ImportFrom) and (node.module in readers or readers & _names(node)):
            return True
    return False


def says_nothing_of_itself(name: str) -> bool:
    return name in EMPTY_NAMES or name in libraries()


def libraries() -> set[str]:
    """Return the import names that a module must not take: Python's own and those we depend on."""
    wanted = [*project()["project"]["dependencies"], *project()["project"]["optional-dependencies"]["dev"]]
    ours = {re.split(r"[^\w-]", each)[0].replace("-", "_").lower() for each in wanted}
    return ours | {"telegram", "yaml"} | set(sys.stdlib_module_names)


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def offenders(broken: Callable[[str], bool], paths: list[Path]) -> list[str]:
    return [dotted(path) for path in paths if broken(path.read_text(encoding="utf-8"))]


def test_a_module_fits_on_a_few_screens() -> None:
    assert offenders(too_long, modules()) == []


def test_an_init_file_holds_its_docstring_and_nothing_else() -> None:
    assert offenders(more_than_a_docstring, [path for path in modules() if path.stem == "__init__"]) == []


def test_only_settings_reads_the_environment() -> None:
    assert offenders(reads_the_environment, [path for path in modules() if path.stem != "settings"]) == []


def test_every_module_has_a_name_of_its_own() -> None:
    names = {part for path in modules() for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert {name for name in names if says_nothing_of_itself(name)} == set()


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (too_long, "x = 1\n" * 251, "x = 1\n" * 250),
        (more_than_a_docstring, '"""Rooms."""\nfrom bot.app import run\n', '"""Rooms."""\n'),
        (more_than_a_docstring, "", '"""Rooms."""'),
        (reads_the_environment, "import os\nos.environ['X']", "import os\nos.sep"),
        (reads_the_environment, "from os import getenv as g\ng('X')", "from os import sep"),
        (says_nothing_of_itself, "utils", "folding"),
        (says_nothing_of_itself, "telegram", "telegram_bot"),
        (says_nothing_of_itself, "rank_bm25", "bm25"),
        (says_nothing_of_itself, "logging", "session_log"),
    ],
)
def test_each_of_these_rules_bites(rule: Callable[[str], bool], bad: str, good: str) -> None:
    assert rule(bad)
    assert not rule(good)
