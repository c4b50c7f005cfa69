"""Lines of glyphs to lines of text, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.reading.pdf.direction import Ordering, rightward_order, sign
from bot.reading.pdf.glyphs import Glyph
from bot.reading.pdf.letters import letters, raised_number, shapes_are_told
from bot.reading.pdf.lines import Piece
from bot.reading.pdf.paragraphs import Paragraph
from bot.reading.pdf.regions import Line
from bot.reading.pdf.spacing import Spacing, blank

_Read = list[tuple[Glyph, bool]]
"""Glyphs in reading order, each with: stands in a right-to-left stretch."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file's producer draws."""

    spacing: Spacing
    rightward: bool
    """The text is read from left to right."""
    grouped: bool
    """A text object holds one stretch of one direction."""
    naive: bool = False
    """Arabic was drawn from left to right, by a program that does not know its direction."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line's text and the page it stands on; a table's row has several cells."""

    cells: tuple[str, ...]
    page: int
    spaced: bool = False
    """Whether a space is drawn at its end."""


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph's lines, with what its look says."""

    lines: tuple[TextLine, ...]
    size: float
    bold: bool
    tabular: bool


def text_paragraphs(found: Sequence[Paragraph], habits: Habits) -> list[TextParagraph]:
    """Return the text of paragraphs, line by line, with brackets as they were written."""
    ordered = [(paragraph, list(_ordered(paragraph, habits))) for paragraph in found]
    mirror = shapes_are_told(
        [each for cells in lines for cell in cells for each in cell] for _, lines in ordered
    )
    return [
        TextParagraph(
            lines=tuple(
                _text_line(line, cells, mirror=mirror, rightward=habits.rightward)
                for line, cells in zip(paragraph.lines, lines, strict=True)
            ),
            size=paragraph.size,
            bold=paragraph.bold,
            tabular=paragraph.tabular,
        )
        for paragraph, lines in ordered
    ]


def _ordered(paragraph: Paragraph, habits: Habits) -> Iterator[list[_Read]]:
    """Yield a paragraph's lines, each as its cells in reading order."""
    ordering = Ordering(grouped=habits.grouped)
    for line in paragraph.lines:
        cells: list[_Read] = []
        for cell in line.cells:
            if paragraph.tabular:
                ordering = Ordering(grouped=habits.grouped)
            cells.append([])
            for group in _baselines(cell):
                row = _spaced(group, habits)
                if cells[-1]:
                    cells[-1].append((blank(row[0], row[0].x0, row[0].x0), False))
                cells[-1] += _read(row, ordering, habits)
        yield cells


def _baselines(cell: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of a cell that stand on one baseline together, from left to right."""
    group: list[Piece] = []
    for piece in cell:
        if group and abs(group[-1].y - piece.y) > piece.size / 2:
            yield sorted(group, key=lambda each: each.x0)
            group = []
        group.append(piece)
    if group:
        yield sorted(group, key=lambda each: each.x0)


def _spaced(pieces: Iterable[Piece], habits: Habits) -> list[Glyph]:
    row: list[Glyph] = []
    for piece in pieces:
        if row:
            row.append(blank(row[-1], row[-1].x1, piece.x0))
        row += habits.spacing.spaced(piece.glyphs)
    return row


def _read(row: Sequence[Glyph], ordering: Ordering, habits: Habits) -> _Read:
    if habits.naive:
        return [(glyph, False) for glyph in row]
    if habits.rightward or _stands_rightward(row):
        return rightward_order(row, ordering)
    return ordering.logical(row)


def _stands_rightward(row: Sequence[Glyph]) -> bool:
    """Say whether a line without Arabic letters is set from left to right: no stop has gone to its left."""
    kinds = [sign(glyph).kind for glyph in row]
    return "R" not in kinds and kinds[:1] == ["L"]


def _text_line(line: Line, cells: Sequence[_Read], *, mirror: bool, rightward: bool) -> TextLine:
    last = line.pieces[-1]
    drawn = last.blank_right if rightward else last.blank_left
    return TextLine(
        cells=tuple(_text(cell, mirror=mirror) for cell in cells),
        page=line.pieces[0].page,
        spaced=drawn or any(cell and cell[-1][0].text.isspace() for cell in cells[-1:]),
    )


def _text(read: _Read, *, mirror: bool) -> str:
    parts: list[str] = []
    for raised, group in groupby(read, key=lambda each: each[0].raised and each[0].text.isdigit()):
        text = "".join(letters(glyph, mirror=mirror and rtl) for glyph, rtl in group)
        parts.append(raised_number(text, "".join(parts)) if raised else text)
    return " ".join("".join(parts).split())
