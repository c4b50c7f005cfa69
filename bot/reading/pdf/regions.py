"""A page's lines in reading order: columns one after the other, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from bot.reading.pdf.lines import Piece

Row = list[Piece]
"""Pieces on one baseline, from left to right."""

_GUTTER = 0.9
"""The least width of a gutter, in heights of the font."""
_COLUMN_LINES = 3
"""A column has at least this many lines; what is shorter is a table."""
_NEXT_LINE = 2.2
"""Lines farther apart than this many heights of the font are not one text ..."""
_NEXT_PART = 9.0
"""... and lines farther apart than this not even one column."""
_FILLED = 0.7
"""Columns that were drawn line by line across the page: their lines are this full, on the average ..."""
_LONG = 18
"""... and this long, in glyphs."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read: usually one piece; the cells of a table's row, in reading order."""

    cells: tuple[tuple[Piece, ...], ...]
    """Each cell with its pieces from top to bottom."""
    left: float
    """The column's edges on the page."""
    right: float
    tabular: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, in reading order."""
        return tuple(piece for cell in self.cells for piece in cell)


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows `[first, last)` that a gutter at `x` parts."""

    first: int
    last: int
    x: float

    @property
    def weight(self) -> int:
        return self.last - self.first


def reading_order(rows: Sequence[Row], *, rightward: bool) -> list[Line]:
    """Return the lines of a page, or of a part of one, in the order in which they are read.

    `rightward` tells that the text is read from left to right.
    """
    band = _widest_band(rows)
    if band is None:
        return _plain(rows, rightward=rightward)
    inside = rows[band.first : band.last]
    sides = [_side(inside, band.x, right=False), _side(inside, band.x, right=True)]
    if _are_columns(sides):
        lines = [
            line
            for side in (sides if rightward else reversed(sides))
            for line in reading_order(side, rightward=rightward)
        ]
    else:
        band = _table_rows(rows, band)
        lines = _table(rows[band.first : band.last], rightward=rightward)
    return [
        *reading_order(rows[: band.first], rightward=rightward),
        *lines,
        *reading_order(rows[band.last :], rightward=rightward),
    ]


def _plain(rows: Sequence[Row], *, rightward: bool) -> list[Line]:
    if not rows:
        return []
    left = min(piece.x0 for row in rows for piece in row)
    right = max(piece.x1 for row in rows for piece in row)
    ordered = (row if rightward else row[::-1] for row in rows)
    return [Line(((*row,),), left, right) for row in ordered]


def _widest_band(rows: Sequence[Row]) -> _Band | None:
    """Find the gutter that parts the most rows, each side holding two rows or more."""
    best: _Band | None = None
    tried: set[int] = set()
    for place, row in enumerate(rows):
        for left, right in _gaps(row, rows[place + 1] if place + 1 < len(rows) else []):
            x = (left + right) / 2
            if round(x / 3) in tried and best is not None and best.first <= place < best.last:
                continue
            tried.add(round(x / 3))
            band = _band(rows, place, x)
            if band is not None and (best is None or band.weight > best.weight):
                best = band
    return best


def _gaps(row: Row, below: Row) -> Iterator[tuple[float, float]]:
    for one, other in pairwise(row):
        if one.x1 < other.x0:
            yield one.x1, other.x0
    pieces = sorted([*row, *below], key=lambda piece: piece.x0)
    end = pieces[0].x1
    for piece in pieces[1:]:
        if piece.x0 - end >= _GUTTER * min(piece.size, pieces[0].size):
            yield end, piece.x0
        end = max(end, piece.x1)


def _band(rows: Sequence[Row], place: int, x: float) -> _Band | None:
    """Return the rows around `place` that `x` crosses no piece of, if both sides of it hold rows."""
    if _crossed(rows[place], x):
        return None
    first, last = place, place + 1
    while first > 0 and not _crossed(rows[first - 1], x) and _near(rows[first - 1], rows[first], _NEXT_PART):
        first -= 1
    while last < len(rows) and not _crossed(rows[last], x) and _near(rows[last - 1], rows[last], _NEXT_PART):
        last += 1
    lefts = [i for i in range(first, last) if any(piece.x1 <= x for piece in rows[i])]
    rights = [i for i in range(first, last) if any(piece.x0 >= x for piece in rows[i])]
    if len(lefts) < 2 or len(rights) < 2:  # noqa: PLR2004  # two rows make the least of tables
        return None
    if last < len(rows):  # what stands apart below one side alone belongs to the text across the page
        both = min(lefts[-1], rights[-1]) + 1
        last = next((i for i in range(both, last) if not _near(rows[i - 1], rows[i], _NEXT_LINE)), last)
    return _Band(first, last, x)


def _table_rows(rows: Sequence[Row], band: _Band) -> _Band:
    """Leave out the lines above and below a table that stand on one side of the gutter alone."""
    edges = _column_edges(rows[band.first : band.last])
    first, last = band.first, band.last
    while not _has_cells(rows[first], edges) and not _continues([rows[first]], rows[first + 1], edges):
        first += 1
    while not _has_cells(rows[last - 1], edges) and not _continues(
        rows[first : last - 1], rows[last - 1], edges
    ):
        last -= 1
    return _Band(first, last, band.x)


def _has_cells(row: Row, edges: Sequence[float]) -> bool:
    return len({_column(piece, edges) for piece in row}) > 1


def _crossed(row: Row, x: float) -> bool:
    return any(piece.x0 < x < piece.x1 for piece in row)


def _near(upper: Row, lower: Row, heights: float) -> bool:
    return upper[0].y - lower[0].y <= heights * max(piece.size for piece in [*upper, *lower])


def _side(rows: Sequence[Row], x: float, *, right: bool) -> list[Row]:
    kept = ([piece for piece in row if (piece.x0 >= x) == right] for row in rows)
    return [row for row in kept if row]


def _are_columns(sides: Sequence[Sequence[Row]]) -> bool:
    """Tell columns, drawn one after the other, from a table, drawn row by row."""
    levels = [{round(row[0].y, 1) for row in side} for side in sides]
    if not levels[0] & levels[1]:  # no line of one side stands beside a line of the other
        return True
    if any(len(side) < _COLUMN_LINES for side in sides):
        return False
    runs = [[piece.first_run for row in side for piece in row] for side in sides]
    apart = max(runs[0]) < min(runs[1]) or max(runs[1]) < min(runs[0])
    return apart or all(_is_prose(side) for side in sides)


def _is_prose(side: Sequence[Row]) -> bool:
    width = max(piece.x1 for row in side for piece in row) - min(piece.x0 for row in side for piece in row)
    widths = [row[-1].x1 - row[0].x0 for row in side]
    lengths = [sum(len(piece.glyphs) for piece in row) for row in side]
    return mean(widths) >= _FILLED * width and mean(lengths) >= _LONG


def _table(rows: Sequence[Row], *, rightward: bool) -> list[Line]:
    """Return a table's rows as lines of cells; a cell may hold several pieces one below the other."""
    edges = _column_edges(rows)
    left = min(piece.x0 for row in rows for piece in row)
    right = max(piece.x1 for row in rows for piece in row)
    lines: list[Line] = []
    for group in _grouped(rows, edges):
        columns: dict[int, list[Piece]] = {}
        for piece in (piece for row in group for piece in row):
            columns.setdefault(_column(piece, edges), []).append(piece)
        numbers = range(len(edges) + 1) if rightward else reversed(range(len(edges) + 1))
        cells = [tuple(columns.get(number, ())) for number in numbers]
        lines.append(Line(tuple(cells), left, right, tabular=True))
    return lines


def _column_edges(rows: Sequence[Row]) -> list[float]:
    """Return the middles of the gutters that no row of several pieces crosses."""
    pieces = sorted((piece for row in rows if len(row) > 1 for piece in row), key=lambda piece: piece.x0)
    edges: list[float] = []
    end = pieces[0].x1
    for piece in pieces[1:]:
        if piece.x0 > end:
            edges.append((end + piece.x0) / 2)
        end = max(end, piece.x1)
    return edges


def _column(piece: Piece, edges: Sequence[float]) -> int:
    return sum(piece.x0 >= edge for edge in edges)


def _grouped(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Row]]:
    """Put rows together that are lines of the same cells: a cell is drawn whole before the next one."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and _continues(groups[-1], row, edges):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _continues(group: Sequence[Row], row: Row, edges: Sequence[float]) -> bool:
    """Say whether some cell of the row above was still being drawn after a piece of this row."""
    above = [piece for upper in group for piece in upper]
    return any(
        piece.first_run < other.first_run and _column(piece, edges) != _column(other, edges)
        for piece in row
        for other in above
    )
