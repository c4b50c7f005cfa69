"""Arrays one after the other in one file, each with its checksum, to be memory mapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import FileIO
from math import prod
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.generic]

_ALIGNED = 64
_AT_ONCE = 1 << 22  # bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where an array stands in the file."""

    dtype: str
    shape: tuple[int, ...]
    start: int
    checksum: int

    @property
    def size(self) -> int:
        """Return the bytes that it takes."""
        return np.dtype(self.dtype).itemsize * prod(self.shape)


def put(file: BinaryIO, array: Array) -> Place:
    """Write an array where its memory will be aligned, and return its place."""
    file.write(b"\0" * (-file.tell() % _ALIGNED))
    start, content = file.tell(), np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    checksum = 0
    for place in range(0, len(content), _AT_ONCE):
        piece = content[place : place + _AT_ONCE].data
        checksum = crc32(piece, checksum)
        file.write(piece)
    return Place(array.dtype.str, array.shape, start, checksum)


def mapped(path: Path, places: Mapping[str, Place]) -> dict[str, Array]:
    """Return the arrays of a file by name, memory mapped.  Raises OSError, ValueError."""
    # As plain arrays over the map: numpy's memmap class makes every small slice slow.
    block: NDArray[np.uint8] = np.asarray(np.memmap(path, np.uint8, mode="r"))
    return {
        name: block[place.start : place.start + place.size].view(place.dtype).reshape(place.shape)
        for name, place in places.items()
    }


def damaged(path: Path, places: Mapping[str, Place]) -> str | None:
    """Return the name of an array that is not what was written, if any; nothing stays in memory.

    Raises OSError.
    """
    with path.open("rb", buffering=0) as file:
        wrong = (name for name, place in places.items() if _checksum(file, place) != place.checksum)
        return next(wrong, None)


def _checksum(file: FileIO, place: Place) -> int:
    file.seek(place.start)
    left, checksum = place.size, 0
    while left:
        piece = file.read(min(left, _AT_ONCE))
        if not piece:
            break
        checksum = crc32(piece, checksum)
        left -= len(piece)
    return checksum
