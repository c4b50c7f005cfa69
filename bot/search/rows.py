"""Rows of different lengths that stand one after the other in one array."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Places = NDArray[np.int32]
NONE = -1
"""The place of what is not there."""
Kind = TypeVar("Kind", bound=np.generic)


def ends_of(lengths: NDArray[np.integer], dtype: type[Kind]) -> NDArray[Kind]:
    """Return where rows of some lengths stand: row i at `[ends[i], ends[i + 1])`."""
    ends = np.zeros(len(lengths) + 1, dtype)
    np.cumsum(lengths, out=ends[1:])
    return ends


def positions(starts: NDArray[np.integer], lengths: NDArray[np.integer]) -> Numbers:
    """Return the places of everything in rows that start here and there, row by row."""
    ends = np.cumsum(lengths, dtype=np.int64)
    found: Numbers = np.repeat(starts - (ends - lengths), lengths)
    found += np.arange(len(found))
    return found


def places_of(mask: NDArray[np.bool_]) -> Places:
    """Return the place of each marked entry among the marked ones, NONE for the others.

    One entry more, the last, is NONE: so that NONE leads to NONE.
    """
    places = np.full(len(mask) + 1, NONE, np.int32)
    places[:-1][mask] = np.arange(np.count_nonzero(mask), dtype=np.int32)
    return places


def renumbered(
    owned: Sequence[Places],
    live: Sequence[NDArray[np.bool_]],
    new: Sequence[Places],
    size: int,
) -> tuple[Places, list[Places]]:
    """Return the live entries of several sorted tables as one, and the place there of each entry of each.

    `owned` are what the entries stand for, numbered in each table's own way; `new` are one way's numbers of
    these, below `size`.  The last place of each table is NONE.
    """
    used = np.zeros(size, bool)
    for own, alive, there in zip(owned, live, new, strict=True):
        used[there[own[alive]]] = True
    place = places_of(used)
    found = [np.append(place[there[own]], np.int32(NONE)) for own, there in zip(owned, new, strict=True)]
    return np.flatnonzero(used).astype(np.int32), found
