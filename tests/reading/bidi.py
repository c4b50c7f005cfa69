"""How a line is displayed: the Unicode bidirectional algorithm (UAX 9) without embeddings and mirroring.

Written from the rules, one after the other, to be held against the reader's inversion of them.
"""

from __future__ import annotations

import unicodedata

_NEUTRAL = {"B", "S", "WS", "ON"}


def displayed(logical: str) -> str:
    """Return a line of a right-to-left paragraph as it stands from left to right."""
    kinds = _neutrals(_weak([unicodedata.bidirectional(letter) for letter in logical]))
    levels = [2 if kind in {"L", "EN", "AN"} else 1 for kind in kinds]
    place = len(levels)
    while place and unicodedata.bidirectional(logical[place - 1]) == "WS":  # rule L1
        place -= 1
        levels[place] = 1
    order = list(range(len(logical)))
    for level in (2, 1):
        order = _reversed(order, levels, level)
    return "".join(logical[place] for place in order)


def _weak(kinds: list[str]) -> list[str]:
    kinds = ["R" if kind == "AL" else kind for kind in _after_letters(kinds, "AL", "AN")]  # W2, W3
    for place in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[place - 1 : place + 2]
        if before == after and (before, kind) in {("EN", "ES"), ("EN", "CS"), ("AN", "CS")}:
            kinds[place] = before
    for places in (range(len(kinds)), reversed(range(len(kinds)))):  # W5
        near = ""
        for place in places:
            if kinds[place] == "ET" and near == "EN":
                kinds[place] = "EN"
            near = kinds[place]
    kinds = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]  # W6
    return _after_letters(kinds, "L", "L")  # W7


def _after_letters(kinds: list[str], letter: str, becomes: str) -> list[str]:
    """Return the kinds, European numbers after a kind of letter having become another kind."""
    strong = "R"
    result = []
    for kind in kinds:
        strong = kind if kind in {"L", "R", "AL"} else strong
        result.append(becomes if kind == "EN" and strong == letter else kind)
    return result


def _neutrals(kinds: list[str]) -> list[str]:
    place = 0
    while place < len(kinds):  # N1, N2
        end = place
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        if end > place:
            before = "L" if place and kinds[place - 1] == "L" else "R"
            after = "L" if end < len(kinds) and kinds[end] == "L" else "R"
            kinds[place:end] = ["L" if before == after == "L" else "R"] * (end - place)
        place = max(end, place + 1)
    return kinds


def _reversed(order: list[int], levels: list[int], least: int) -> list[int]:
    result: list[int] = []
    run: list[int] = []
    for place in order:
        if levels[place] >= least:
            run.append(place)
            continue
        result += [*reversed(run), place]
        run = []
    return result + run[::-1]
