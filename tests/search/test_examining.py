"""An index that rotted on the disk is found out while it serves, and built again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.journey import answer
from bot.search.examining import examining
from bot.search.generations import shelf
from bot.search.library import DiskLibrary, open_index
from bot.search.serving import current
from tests.app.stage import until

from .folders import COFFEE, LIBRARY, LIBRARY_ASKED, put

SECONDS = 60


@pytest.fixture
def library(tmp_path: Path) -> DiskLibrary:
    corpus = put(tmp_path / "corpus", coffee=COFFEE, library=LIBRARY)
    data = tmp_path / "data"
    open_index(corpus, data)
    rot(shelf(data, corpus))
    return DiskLibrary(corpus, data, open_index(corpus, data))


def rot(folder: Path) -> None:
    generation = current(folder)
    assert generation is not None
    path = generation / "arrays"
    times, content = path.stat(), path.read_bytes()
    path.write_bytes(content.replace(LIBRARY.encode(), LIBRARY.encode().replace(b"1990", b"1890")))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


async def test_what_rotted_is_built_again_while_the_bot_answers_and_the_log_says_so(
    library: DiskLibrary, caplog: pytest.LogCaptureFixture
) -> None:
    rotten = library.index
    assert "1890" in answer(LIBRARY_ASKED, rotten).passages[0].text
    async with examining(library):
        await until(lambda: library.index is not rotten, SECONDS)
    assert answer(LIBRARY_ASKED, library.index).passages[0].text == LIBRARY
    (said,) = caplog.messages
    assert said.startswith("the index is damaged: ")
    assert said.endswith(": built again from the corpus")


async def test_an_index_that_cannot_be_built_again_serves_on(
    library: DiskLibrary, caplog: pytest.LogCaptureFixture
) -> None:
    for path in library.corpus_dir.iterdir():
        path.unlink()
    async with examining(library):
        await until(lambda: len(caplog.messages) > 1, SECONDS)
    assert caplog.messages[1].startswith("the index is not built again: ")
    assert len(library.index) == 2


async def test_leaving_before_it_is_read_harms_nothing(library: DiskLibrary) -> None:
    async with examining(library):
        pass
    assert len(library.index) == 2
