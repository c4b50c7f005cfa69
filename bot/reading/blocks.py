"""Lay blocks of a formatted document out as the plain text that is searched and quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from bot.documents import Anchor

_SAFE = "!$'()*+;=:@/?"
_FRAGMENT_WORDS = 6
_DIGIT = re.compile(r"\d")
_LONGEST_HEADER = 60
_PAIR = 2


class Blocks:
    """A text that grows block by block, with a blank line between them, and the places to open it at."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._page: int | None = None
        self._fragment: str | None = None
        self._in_list = False

    @property
    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Return where each stretch of the text can be opened."""
        return tuple(self._anchors)

    def page(self, number: int) -> None:
        """Begin a page: what follows is on it."""
        self._page = number

    def heading(self, level: int, text: str, fragment: str | None = None) -> None:
        """Add a heading of level 1 to 6; what follows it opens at its fragment, if it has one."""
        words = _one_line(text)
        if words:
            self._fragment = quote(fragment, safe=_SAFE) if fragment else None
            self._add(f"{'#' * min(max(level, 1), 6)} {words}", self._fragment)

    def paragraph(self, text: str, *, quoted: bool = False) -> None:
        """Add a paragraph; `quoted` lets it open at its own first words where no heading has a place."""
        words = _one_line(text)
        if words:
            self._add(words, self._fragment or (_first_words(words) if quoted else None))

    def item(self, text: str, depth: int = 0, *, quoted: bool = False) -> None:
        """Add one item of a list; items that follow each other are the lines of one block."""
        words = _one_line(text)
        if words:
            place = self._fragment or (_first_words(words) if quoted else None)
            self._add(f"{'  ' * depth}- {words}", place, listed=True)

    def table(self, rows: Sequence[Sequence[str]], *, header: bool | None = None) -> None:
        """Add a table as one line a row, in the words of its header; None: whether it has one is guessed."""
        cells = [[_one_line(cell) for cell in row] for row in rows]
        filled = [row for row in cells if any(row)]
        self._in_list = False
        for line in quoted_rows(filled, header):
            self._add(line, self._fragment, listed=True)
        self._in_list = False

    def _add(self, text: str, fragment: str | None, *, listed: bool = False) -> None:
        gap = ("\n" if listed and self._in_list else "\n\n") if self._parts else ""
        start = self._length + len(gap)
        self._parts.append(gap + text)
        self._length = start + len(text)
        self._in_list = listed
        anchor = Anchor(start, self._page, fragment)
        last = self._anchors[-1] if self._anchors else Anchor(0)
        if (anchor.page, anchor.fragment) != (last.page, last.fragment):
            self._anchors.append(anchor)


def quoted_rows(rows: Sequence[Sequence[str]], header: bool | None) -> list[str]:  # noqa: FBT001  # yes, no, or not known
    """Return each row of a table as a person would quote it: every value after the name of its column."""
    width = max(map(len, rows), default=0)
    if width == 0:
        return []
    first, *rest = rows
    if len(set(filter(None, first))) == 1:  # one cell over all columns: the title of the table
        return [next(filter(None, first)), *quoted_rows(rest, None)]
    if rest and (header or (header is None and _is_header(first, rest, width))):
        return [_named(first, row) for row in rest]
    if width == _PAIR:
        return [": ".join(filter(None, row)) for row in rows]
    return ["، ".join(filter(None, row)) for row in rows]


def _named(header: Sequence[str], row: Sequence[str]) -> str:
    names = [*header, *[""] * (len(row) - len(header))]
    return "، ".join(
        f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=False) if cell
    )


def _is_header(first: Sequence[str], rest: Sequence[Sequence[str]], width: int) -> bool:
    """Say whether a first row names columns: short words without digits, of two columns over numbers."""
    named = len(first) == width and len(set(first)) == width and all(first[1:])
    if not named or any(_DIGIT.search(cell) or len(cell) > _LONGEST_HEADER for cell in first):
        return False
    return width > _PAIR or (len(rest) > 1 and all(_DIGIT.search("".join(row[1:])) for row in rest))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _first_words(text: str) -> str:
    """Return the fragment that opens a page at these words."""
    words = " ".join(text.split(" ")[:_FRAGMENT_WORDS])
    return f":~:text={quote(words, safe='')}".replace("-", "%2D")
