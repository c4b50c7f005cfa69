"""Run `isnad` as another program would, in a folder and an environment of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import pytest

from tests.forking import start

ROOT = Path(__file__).parents[2]
SECRET = "123456:AAE-not-a-real-one"
LIBRARY = "افتتحت المكتبة العامة في وسط المدينة القديمة عام 1990، وفيها قاعة كبيرة للقراء جميعًا."
COFFEE = "انتشرت القهوة من اليمن في القرن الخامس عشر الميلادي، وحملها التجار إلى مصر والحجاز."


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command printed, and how it ended."""

    status: int
    out: str
    err: str

    def answers(self) -> list[dict[str, Any]]:
        r"""Return what `ask --json` printed, by `\n` alone: a question may hold U+2028, no end of a line."""
        assert self.status == 0, self.err
        assert self.err == ""
        return [json.loads(line) for line in self.out.removesuffix("\n").split("\n") if line]

    def refusal(self) -> str:
        """Return the one line that a command ended with which a person can mend."""
        assert self.status == 2, (self.out, self.err)
        assert self.out == ""
        assert self.err.startswith("isnad: ")
        assert self.err.count("\n") == 1
        assert self.err.endswith("\n")
        return self.err


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to run commands in: a corpus of two articles, and what the index is kept in."""

    folder: Path

    @property
    def corpus(self) -> Path:
        return self.folder / "corpus"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def generations(self) -> list[str]:
        """Return the names of the indexes built so far."""
        return sorted(path.parent.name for path in self.data.glob("index/*/*/manifest.json"))

    def isnad(
        self, *arguments: str | Path, lines: str | bytes = "", settings: Mapping[str, str] | None = None
    ) -> Ran:
        """Run a command with these lines on its standard input."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ISNAD_")}
        environment = {**inherited, "PYTHONPATH": str(ROOT), "LC_ALL": "C", **(settings or {})}
        with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err:
            given.write(lines if isinstance(lines, bytes) else lines.encode())
            given.seek(0)
            pipe = start(
                [*map(str, arguments)],
                folder=self.folder,
                environment=environment,
                streams=[given.fileno(), out.fileno(), err.fileno()],
            )
            with os.fdopen(pipe, encoding="ascii") as told:
                _, status = told.read().splitlines()
            for stream in (out, err):
                stream.seek(0)
            return Ran(int(status), out.read().decode(), err.read().decode())


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return furnished(tmp_path)


@pytest.fixture(scope="session")
def shared_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return the place of the tests that only ask."""
    return furnished(tmp_path_factory.mktemp("cli"))


def furnished(folder: Path) -> Place:
    place = Place(folder)
    place.corpus.mkdir()
    head = "---\ntitle: المكتبة العامة\nurl: https://example.org/library\ndate: 2024-05-01\n---\n"
    (place.corpus / "library.md").write_text(f"{head}{LIBRARY}\n", encoding="utf-8")
    (place.corpus / "coffee.txt").write_text(f"القهوة العربية\n\n{COFFEE}\n", encoding="utf-8")
    return place
