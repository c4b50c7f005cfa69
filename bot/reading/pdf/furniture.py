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
_SAME_PLACE = 4
"""Points within which a line stands in the same place on several pages."""
_WORD = re.compile(r"[^\W\d]*[\u0621-\u064a][^\W\d]*")  # in visual order, an Arabic word stands reversed
_DIGITS = re.compile(r"\d+")
_COUNT = r"(\d{1,4})(?:\s*(?:/|من|of)\s*(\d{1,4}))?"
_NAMED = r"(?:صفحة|الصفحة|ص|page)"
# In visual order an Arabic name of the page stands on the right of its number.
_PAGE_NUMBER = re.compile(rf"[-–—|\[(\s]*(?:{_NAMED}\W*)?{_COUNT}(?:\W*{_NAMED})?[-–—|\])\s]*", re.IGNORECASE)
_PRINTED_BY_BROWSER = re.compile(r"\d{1,4}/\d{1,4}|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\D{1,3}\d{1,2}:\d\d.*")

_Key = tuple[str, int]
"""What a running line says, any number in it, and where on the page it stands."""


def without_furniture(pages: Sequence[tuple[Page, list[Row]]]) -> list[list[Row]]:
    """Return each page's rows without running headers, footers and page numbers."""
    seen: dict[_Key, set[int]] = defaultdict(set)
    for page, rows in pages:
        for row in _outer(page, rows):
            seen[_key(row)].add(page.number)
    least = min(_REPEATED, max(2, (len(pages) + 1) // 2))
    running = {key for key, where in seen.items() if len(where) >= least}
    return [_kept(page, rows, running) for page, rows in pages]


def _kept(page: Page, rows: list[Row], running: set[_Key]) -> list[Row]:
    dropped = {id(row) for row in _outer(page, rows) if _runs(row, running) or _is_page_number(page, row)}
    return [row for row in rows if id(row) not in dropped]


def _runs(row: Row, running: set[_Key]) -> bool:
    """Say whether a line is one that runs; of numbers alone only one stands for itself, not a table's row."""
    text = _seen_text(row)
    return _key(row) in running and (any(map(str.isalpha, text)) or len(row) == 1)


def _is_page_number(page: Page, row: Row) -> bool:
    y = row[0].y / page.height
    if _EDGE < y < 1 - _EDGE:
        return False
    texts = ["".join(glyph.text for glyph in piece.glyphs).strip() for piece in row]
    number = _PAGE_NUMBER.fullmatch(_WORD.sub(lambda word: word.group()[::-1], texts[0]))
    if len(texts) == 1 and number is not None and page.number in map(int, filter(None, number.groups())):
        return True
    return any(_PRINTED_BY_BROWSER.fullmatch(text) for text in texts)


def _key(row: Row) -> _Key:
    return _DIGITS.sub("#", _seen_text(row)), round(row[0].y / _SAME_PLACE)


def _outer(page: Page, rows: list[Row]) -> Iterator[Row]:
    """Yield the rows in the page's margins."""
    for row in rows[:_OUTER_ROWS]:
        if row[0].y > (1 - _MARGIN) * page.height:
            yield row
    for row in rows[-_OUTER_ROWS:]:
        if row[0].y < _MARGIN * page.height:
            yield row


def _seen_text(row: Row) -> str:
    return " ".join("".join(glyph.text for glyph in piece.glyphs).strip() for piece in row)
