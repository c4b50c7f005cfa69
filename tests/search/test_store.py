"""An index on disk is what was written, or is not opened."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from bot.errors import IndexUnusableError
from bot.search import store
from bot.search.builder import build_from
from bot.search.index import Index
from bot.search.store import open_arrays, read_manifest, verify, write

from .folders import COFFEE, LIBRARY, document


@pytest.fixture(scope="module")
def built() -> Index:
    return build_from([document(COFFEE, "coffee.md"), document(LIBRARY, "library.md")])


@pytest.fixture
def folder(built: Index, tmp_path: Path) -> Path:
    write(tmp_path / "index", built.arrays.items(), built.manifest)
    return tmp_path / "index"


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def places(folder: Path) -> dict[str, int]:
    """Return a byte in the middle of each array that has any."""
    arrays, _ = open_arrays(folder)
    start = min(array.__array_interface__["data"][0] for array in arrays.values())
    return {
        name: array.__array_interface__["data"][0] - start + array.nbytes // 2
        for name, array in arrays.items()
        if array.nbytes
    }


def test_arrays_come_back_as_they_were_written(built: Index, folder: Path) -> None:
    arrays, manifest = open_arrays(folder)
    assert manifest == built.manifest
    assert arrays.keys() == built.arrays.keys()
    for name, array in arrays.items():
        assert array.dtype == built.arrays[name].dtype
        np.testing.assert_array_equal(array, built.arrays[name])
        assert not array.flags.writeable


def test_a_flipped_byte_of_any_array_is_seen_when_the_index_is_opened(folder: Path) -> None:
    for name, place in places(folder).items():
        flip(folder / "arrays", place)
        with pytest.raises(IndexUnusableError, match=rf"damaged.*\({name}\)"):
            Index.open(folder)
        flip(folder / "arrays", place)
        assert len(Index.open(folder)) == 2


def test_what_rots_while_nobody_touches_the_file_is_seen_when_it_is_summed_up(folder: Path) -> None:
    times = (folder / "arrays").stat()
    verify(folder)
    for name, place in places(folder).items():
        flip(folder / "arrays", place)
        os.utime(folder / "arrays", ns=(times.st_atime_ns, times.st_mtime_ns))
        with pytest.raises(IndexUnusableError, match=rf"damaged.*\({name}\)"):
            verify(folder)
        flip(folder / "arrays", place)


def test_a_flipped_byte_anywhere_in_the_manifest_is_seen(folder: Path) -> None:
    path = folder / "manifest.json"
    for place in range(len(path.read_bytes())):
        flip(path, place)
        with pytest.raises(IndexUnusableError):
            read_manifest(folder)
        flip(path, place)
    assert read_manifest(folder).documents == 2


def test_an_index_that_was_copied_is_opened(folder: Path, built: Index, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
        os.utime(copy / path.name, (1, 1))
    assert Index.open(copy).manifest == built.manifest


def test_an_index_of_another_version_is_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "FORMAT", "0")
    store._parsed.cache_clear()
    with pytest.raises(IndexUnusableError, match="another version"):
        Index.open(folder)
