"""What the papers say of settings, commands and versions is what the program has."""

from __future__ import annotations

import re

import pytest
from typer.main import get_command

from bot.cli import cli
from bot.dialogue.language import Language
from bot.dialogue.replies import Audience, command_menu
from bot.settings import Settings

from .tree import ROOT, project

SETTINGS = [f"ISNAD_{name.upper()}" for name in Settings.model_fields]
CHAT_COMMANDS = ["start", *(name for name, _ in command_menu(Language.ENGLISH, Audience.ADMIN))]


def paper(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "deploy/isnad.env.example"])
def test_every_setting_is_explained_and_no_other_is(name: str) -> None:
    assert set(re.findall(r"\bISNAD_[A-Z_]+\b", paper(name))) == set(SETTINGS)


def test_the_example_gives_every_setting_one_line_in_each_language() -> None:
    lines = paper("deploy/isnad.env.example").splitlines()
    for setting in SETTINGS:
        [at] = [number for number, line in enumerate(lines) if re.match(rf"#?{setting}=", line)]
        comment = lines[at - 1]
        assert comment.startswith("# "), setting
        assert re.search(r"[\u0621-\u064a]{3}", comment), setting
        assert re.search(r"[A-Za-z]{3}", comment), setting


def test_readme_names_every_command_of_the_terminal() -> None:
    names = list(getattr(get_command(cli), "commands", {}))
    assert {"run", "ask"} <= set(names)
    assert [name for name in names if f"`isnad {name}" not in paper("README.md")] == []


def test_readme_names_every_command_of_the_chat() -> None:
    assert [name for name in CHAT_COMMANDS if f"`/{name}" not in paper("README.md")] == []


def test_readme_links_to_files_that_are_there() -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", paper("README.md"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_constraints_are_exact_versions_and_name_no_registry() -> None:
    lines = [line for line in paper("constraints.txt").splitlines() if line and not line.startswith("#")]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.!+]+", line)] == []
    assert "://" not in paper("constraints.txt")


def test_constraints_cover_every_dependency() -> None:
    names = {line.partition("==")[0] for line in paper("constraints.txt").splitlines()}
    wanted = [*project()["project"]["dependencies"], *project()["project"]["optional-dependencies"]["dev"]]
    bare = {re.split(r"[\[<>=!~; ]", each)[0] for each in wanted}
    assert _folded(bare) <= _folded(names)


def test_the_changelog_opens_with_the_version_that_is_built() -> None:
    newest = re.search(r"^## (\d+\.\d+\.\d+)", paper("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == project()["project"]["version"]


def _folded(names: set[str]) -> set[str]:
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}
