"""An index as a folder of arrays: written aside, checked when opened, memory mapped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.documents import Refusal, Remark
from bot.errors import IndexUnusableError
from bot.search.corpus import CorpusFile
from bot.text.analyzer import VERSION

Array = NDArray[np.generic]

FORMAT = f"4-{VERSION}"
"""An index of another format is built again."""

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from."""

    files: tuple[CorpusFile, ...]
    refused: tuple[Refusal, ...]
    documents: int
    sentences: int
    remarks: tuple[Remark, ...] = ()


def write(folder: Path, arrays: Mapping[str, Array], manifest: Manifest) -> None:
    """Write an index into a new folder; the manifest comes last, so that a folder with one is whole."""
    folder.mkdir(parents=True)
    sizes = {}
    for name, array in arrays.items():
        path = folder / f"{name}.npy"
        np.save(path, array, allow_pickle=False)
        sizes[path.name] = path.stat().st_size
    content = {"format": FORMAT, "sizes": sizes, **asdict(manifest)}
    (folder / _MANIFEST).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of an index.

    Raises IndexUnusableError when the index is missing, not whole, or of another format.
    """
    try:
        content = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise IndexUnusableError(f"the index is of another version: {folder}")
        if any((folder / name).stat().st_size != size for name, size in content["sizes"].items()):
            raise IndexUnusableError(f"the index is damaged: {folder}")
        files = tuple(CorpusFile(**file) for file in content["files"])
        refused = tuple(Refusal(**refusal) for refusal in content["refused"])
        remarks = tuple(Remark(**remark) for remark in content["remarks"])
        return Manifest(files, refused, content["documents"], content["sentences"], remarks)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusableError(f"the index cannot be read: {folder} ({type(error).__name__})") from None


def open_arrays(folder: Path) -> dict[str, Array]:
    """Return every array of an index by name, memory mapped.  Raises IndexUnusableError."""
    try:
        return {path.stem: _mapped(path) for path in folder.glob("*.npy")}
    except (OSError, ValueError) as error:
        raise IndexUnusableError(f"the index cannot be read: {folder} ({type(error).__name__})") from None


def _mapped(path: Path) -> Array:
    # As a plain ndarray over the map: numpy's memmap class makes every small slice slow.
    array: Array = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    return array
