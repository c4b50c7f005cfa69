"""Killed at any instant of a build, the old index serves or the new one does, and the next build is whole."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.journey import answer
from bot.search.generations import refresh
from bot.search.store import verify

from .folders import COFFEE, COFFEE_ASKED, PALM, open_current, put

PATIENCE_S = 60
OLD, NEW = COFFEE, COFFEE.replace("اليمن", "الحبشة")


def born(_: list[Path]) -> bool:
    return True


def has_a_folder(made: list[Path]) -> bool:
    return made != []


def has_begun_the_arrays(made: list[Path]) -> bool:
    return any((path / "arrays").exists() for path in made)


def has_written_arrays(made: list[Path]) -> bool:
    return any((path / "arrays").exists() and (path / "arrays").stat().st_size for path in made)


def has_written_the_manifest(made: list[Path]) -> bool:
    return any((path / "manifest.json").exists() for path in made)


@pytest.mark.parametrize(
    "instant", [born, has_a_folder, has_begun_the_arrays, has_written_arrays, has_written_the_manifest]
)
def test_a_build_killed_at_any_instant_costs_nothing(
    tmp_path: Path, instant: Callable[[list[Path]], bool]
) -> None:
    corpus, shelf = put(tmp_path / "corpus", coffee=OLD, palm=PALM), tmp_path / "shelf"
    refresh(corpus, shelf)
    before = {path for path in shelf.iterdir() if path.is_dir()}
    put(corpus, coffee=NEW)
    builder = multiprocessing.get_context("spawn").Process(target=refresh, args=(corpus, shelf))
    builder.start()
    ends = time.monotonic() + PATIENCE_S
    while builder.is_alive() and time.monotonic() < ends:
        if instant([path for path in shelf.iterdir() if path.is_dir() and path not in before]):
            break
    builder.kill()
    builder.join()
    assert answer(COFFEE_ASKED, open_current(shelf)).passages[0].text in {OLD, NEW}
    refresh(corpus, shelf)
    assert answer(COFFEE_ASKED, open_current(shelf)).passages[0].text == NEW
    for path in shelf.iterdir():
        if path.is_dir():
            verify(path)
