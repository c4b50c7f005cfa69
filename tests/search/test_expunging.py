"""No index is left in which a file is as it was, whatever served, was left, or waits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.errors import OvertakenError, ReloadBusyError
from bot.search.expunging import expunge
from bot.search.generations import Order, refresh, shelf
from bot.search.serving import building, offered, roll_back, serving

from .folders import COFFEE, LIBRARY, PALM, put

FORMER, NOW = COFFEE.replace("اليمن", "الزعنفان"), COFFEE


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return put(tmp_path / "corpus", library=LIBRARY, palm=PALM)


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    return shelf(tmp_path / "data", corpus)


def taken_in(corpus: Path, folder: Path, **documents: str) -> None:
    put(corpus, **documents)
    refresh(corpus, folder, order=Order.CONFIRMED)


def holding(folder: Path) -> list[str]:
    words = "زعنفان".encode()
    return [str(path) for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_earlier_ones_go_and_those_that_never_held_it_stay(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    [first] = serving(folder).names
    taken_in(corpus, folder, coffee=FORMER)
    taken_in(corpus, folder, coffee=NOW)
    assert holding(folder) != []
    last = serving(folder).name
    assert expunge(corpus, folder, ["coffee.md"]) == 1
    assert serving(folder).names == (last, first)
    assert holding(folder) == []
    assert roll_back(folder).name == first


def test_what_was_rolled_back_what_waits_and_what_a_kill_left_go_too(corpus: Path, folder: Path) -> None:
    taken_in(corpus, folder, coffee=NOW)
    taken_in(corpus, folder, coffee=FORMER)
    roll_back(folder)
    assert serving(folder).left is not None
    (corpus / "library.md").unlink()
    (corpus / "palm.md").unlink()
    assert refresh(corpus, folder).offer is not None
    shutil.copytree(folder / str(serving(folder).left), folder / "00000000000000000001-1")
    assert len(holding(folder)) == 3
    put(corpus, library=LIBRARY, palm=PALM, coffee=NOW)
    assert expunge(corpus, folder, ["coffee.md"]) == 3
    assert holding(folder) == []
    assert (serving(folder).left, offered(folder)) == (None, None)


def test_one_that_serves_in_the_former_form_is_an_error_and_stays(corpus: Path, folder: Path) -> None:
    taken_in(corpus, folder, coffee=FORMER)
    put(corpus, coffee=NOW)
    with pytest.raises(OvertakenError):
        expunge(corpus, folder, ["coffee.md"])
    assert serving(folder).name is not None
    refresh(corpus, folder)
    expunge(corpus, folder, ["coffee.md"])
    assert holding(folder) == []


def test_while_somebody_builds_nothing_is_deleted(corpus: Path, folder: Path) -> None:
    taken_in(corpus, folder, coffee=FORMER)
    taken_in(corpus, folder, coffee=NOW)
    with building(folder), pytest.raises(ReloadBusyError):
        expunge(corpus, folder, ["coffee.md"])
    assert holding(folder) != []


def test_the_shelf_of_a_corpus_that_was_moved_is_cleared(corpus: Path, folder: Path, tmp_path: Path) -> None:
    taken_in(corpus, folder, coffee=FORMER)
    moved = corpus.rename(tmp_path / "elsewhere")
    now = shelf(tmp_path / "data", moved)
    taken_in(moved, now, coffee=NOW)
    assert holding(folder) != []
    expunge(moved, now, ["answers/coffee.md"])
    assert holding(folder) == []
    assert serving(folder).name is None
    assert serving(now).name is not None
