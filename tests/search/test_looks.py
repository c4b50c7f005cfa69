"""How often the folder of the documents is looked over: as often as it must be, and no more."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.documents import Difference, ReloadReport
from bot.search.generations import Order, refresh, shelf
from bot.search.serving import building

from .folders import COFFEE, LIBRARY, PALM, put

scanned: list[Path] | None = None
"""The folders that were listed while somebody listens."""


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if scanned is not None and event == "os.scandir" and isinstance(arguments[0], str | os.PathLike):
        scanned.append(Path(arguments[0]))


@pytest.fixture(scope="module", autouse=True)
def _listening() -> None:
    sys.addaudithook(_hear)  # which cannot be taken away again


@contextmanager
def looks() -> Iterator[list[Path]]:
    """Give what is listed inside the block."""
    global scanned  # noqa: PLW0603 - a hook of the interpreter knows no fixtures
    found: list[Path] = []
    scanned = found
    try:
        yield found
    finally:
        scanned = None


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return put(tmp_path / "corpus", coffee=COFFEE, library=LIBRARY)


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    return shelf(tmp_path / "data", corpus)


@pytest.mark.parametrize("changed", [False, True])
def test_a_refresh_that_nobody_is_in_the_way_of_looks_once_however_many_indexes_are_kept(
    corpus: Path, folder: Path, *, changed: bool
) -> None:
    for text in (COFFEE, LIBRARY, PALM):
        put(corpus, third=text * 2)
        refresh(corpus, folder)
    if changed:
        put(corpus, fourth=PALM)
    with looks() as found:
        assert refresh(corpus, folder).is_news == changed
    assert found.count(corpus) == 1


def test_what_changes_while_another_build_is_waited_for_is_taken_in_as_it_is(
    corpus: Path, folder: Path
) -> None:
    """A look from before the waiting would have the file that is gone refused as unreadable."""
    refresh(corpus, folder)
    put(corpus, palm=PALM, gone=COFFEE * 3)
    with ThreadPoolExecutor(1) as pool:
        with building(folder):
            waiting = pool.submit(refresh, corpus, folder)
            _until_it_waits(waiting, folder)
            (corpus / "gone.md").unlink()
        report = waiting.result(timeout=60)
    assert (report.added, report.refused) == (("palm.md",), ())


def _until_it_waits(work: Future[ReloadReport], folder: Path) -> None:
    """Wait until somebody waits for the lock of the builders, by the kernel's own list."""
    lock = f":{(folder / 'building').stat().st_ino} "
    while not any(
        "->" in line and lock in line for line in Path("/proc/locks").read_text("ascii").splitlines()
    ):
        assert not work.done()


def test_the_difference_is_told_before_anything_is_built_and_of_no_difference_nothing(
    corpus: Path, folder: Path
) -> None:
    heard: list[Difference] = []
    refresh(corpus, folder, noticed=heard.append)  # there is nothing yet that it could differ from
    refresh(corpus, folder, noticed=heard.append)
    assert heard == []
    put(corpus, palm=PALM)
    put(corpus, coffee=COFFEE * 2)
    (corpus / "library.md").unlink()
    refresh(corpus, folder, order=Order.CONFIRMED, noticed=heard.append)
    (told,) = heard
    assert (told.files, told.serves.documents) == (3, 2)
