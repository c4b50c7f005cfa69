"""Leave out what a page has around its text: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.reading.pdf.glyphs import Page
from bot.reading.pdf.regions import Row

_MARGIN = 0.12
"""Running lines stand in this outer share of the page's height ..."""
_OUTER_ROWS = 3
"""... among this many rows from the top or from the bottom."""
_EDGE = 0.06
"""A page number that cannot be compared with other pages stands in this outer share."""
_REPEATED = 3
"""A line on this many pages, or on half of fewer, is a running line."""
_WORD = re.compile(r"[^\W\d]*[\u0621-\u064a][^\W\d]*")  # in visual order, an Arabic word stands reversed
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:صفحة|الصفحة|ص|page)\W*)?(\d{1,4})(?:\s*(?:/|من|of)\s*\d{1,4})?[-–—|\])\s]*",
    re.IGNORECASE,
)
_PRINTED_BY_BROWSER = re.compile(r"\d{1,4}/\d{1,4}|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\D{1,3}\d{1,2}:\d\d.*")


def without_furniture(pages: Sequence[tuple[Page, list[Row]]]) -> list[list[Row]]:
    """Return each page's rows without running headers, footers and page numbers."""
    seen: dict[tuple[str, bool], set[int]] = defaultdict(set)
    for page, rows in pages:
        for row, top in _outer(page, rows):
            seen[_DIGITS.sub("#", _seen_text(row)), top].add(page.number)
    least = min(_REPEATED, max(2, (len(pages) + 1) // 2))
    running = {key for key, where in seen.items() if len(where) >= least}
    return [_kept(page, rows, running) for page, rows in pages]


def _kept(page: Page, rows: list[Row], running: set[tuple[str, bool]]) -> list[Row]:
    dropped = {
        id(row)
        for row, top in _outer(page, rows)
        if (_DIGITS.sub("#", _seen_text(row)), top) in running or _is_page_number(page, row)
    }
    return [row for row in rows if id(row) not in dropped]


def _is_page_number(page: Page, row: Row) -> bool:
    y = row[0].y / page.height
    if _EDGE < y < 1 - _EDGE:
        return False
    texts = ["".join(glyph.text for glyph in piece.glyphs).strip() for piece in row]
    number = _PAGE_NUMBER.fullmatch(_WORD.sub(lambda word: word.group()[::-1], texts[0]))
    alone = len(texts) == 1 and number is not None and int(number[1]) == page.number
    return alone or any(_PRINTED_BY_BROWSER.fullmatch(text) for text in texts)


def _outer(page: Page, rows: list[Row]) -> Iterator[tuple[Row, bool]]:
    """Yield the rows in the page's margins, each with: is at the top."""
    for row in rows[:_OUTER_ROWS]:
        if row[0].y > (1 - _MARGIN) * page.height:
            yield row, True
    for row in rows[-_OUTER_ROWS:]:
        if row[0].y < _MARGIN * page.height:
            yield row, False


def _seen_text(row: Row) -> str:
    return " ".join("".join(glyph.text for glyph in piece.glyphs).strip() for piece in row)
