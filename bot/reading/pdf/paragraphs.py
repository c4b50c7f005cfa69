"""Lines to paragraphs: a paragraph goes on across lines, columns and pages until something ends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from bot.reading.pdf.lines import Piece
from bot.reading.pdf.regions import Line

_SAME_SIZE = 0.06
"""Sizes of the font this near are one size."""
_LOOSE = 1.3
"""A line farther from the one above than this many times the usual begins a paragraph."""
_INDENT = 0.9
"""A line that begins this many heights of the font inside its column begins a paragraph."""
_SLACK = 0.75
"""Heights of the font that a word needs beside its own width, to have had room at the end of a line ..."""
_SLACK_AMID = 1.2
"""... and where that line ends amid a sentence."""
_ENDS = ".!?؟۔…:؛"
_BULLETS = "•◦▪●○■□‣⁃–—-*"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are read as one."""

    lines: tuple[Line, ...]

    @property
    def tabular(self) -> bool:
        """Whether it is a table."""
        return self.lines[0].tabular

    @property
    def size(self) -> float:
        """The height of its font, in points."""
        return _first(self.lines[0]).size

    @property
    def bold(self) -> bool:
        """Whether all its lines are bold."""
        return all(piece.bold for line in self.lines for piece in line.pieces)


def paragraphs(lines: Sequence[Line], *, rightward: bool) -> Iterator[Paragraph]:
    """Join lines, given in reading order, into paragraphs."""
    leading = _leading(lines)
    held: list[Line] = []
    for line in lines:
        if held and not _goes_on(held, line, leading, rightward=rightward):
            yield Paragraph(tuple(held))
            held = []
        held.append(line)
    if held:
        yield Paragraph(tuple(held))


def _first(line: Line) -> Piece:
    return line.pieces[0]


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines of one size, in heights of their font."""
    steps = []
    for upper, lower in pairwise(lines):
        above, below = _first(upper), _first(lower)
        step = (above.y - below.y) / above.size
        if above.page == below.page and _same_size(above, below) and 0.7 < step < 3:  # noqa: PLR2004  # nearer or farther is no next line
            steps.append(step)
    steps.sort()
    return median(steps[: len(steps) // 2 + 1]) if steps else 1.5


def _same_size(one: Piece, other: Piece) -> bool:
    return abs(one.size - other.size) <= _SAME_SIZE * max(one.size, other.size)


def _goes_on(held: Sequence[Line], line: Line, leading: float, *, rightward: bool) -> bool:
    last = held[-1]
    above, below = _first(last), _first(line)
    if last.tabular or line.tabular:
        return last.tabular and line.tabular and _near(above, below)
    if not _same_size(above, below) or above.bold != below.bold or _bulleted(line, rightward=rightward):
        return False
    if not _full(last, line, rightward=rightward):
        return False
    ended = _ended(last, rightward=rightward)
    if above.page != below.page or below.y >= above.y:
        return not ended
    if above.y - below.y > _LOOSE * leading * above.size:
        return False
    return not (ended and _indented(line, rightward=rightward) and not _indented(last, rightward=rightward))


def _near(above: Piece, below: Piece) -> bool:
    return above.page == below.page and above.y > below.y


def _full(line: Line, following: Line, *, rightward: bool) -> bool:
    """Say whether the next line's first word had no room on this one, to whichever side it is set."""
    room = line.right - line.left - max(p.x1 for p in line.pieces) + min(p.x0 for p in line.pieces)
    slack = _SLACK if _ended(line, rightward=rightward) else _SLACK_AMID
    return room < _first_word(following, rightward=rightward) + slack * _first(line).size


def _first_word(line: Line, *, rightward: bool) -> float:
    """Return the width of a line's first word, in points."""
    glyphs = _first(line).glyphs if rightward else _first(line).glyphs[::-1]
    word = []
    for glyph in glyphs:
        if glyph.text.isspace():
            break
        word.append(glyph)
    return max(g.x1 for g in word) - min(g.x0 for g in word)


def _indented(line: Line, *, rightward: bool) -> bool:
    first = _first(line)
    inside = first.x0 - line.left if rightward else line.right - first.x1
    return inside > _INDENT * first.size


def _edge_letters(line: Line, *, rightward: bool, end: bool) -> str:
    """Return the letters of the glyph that a line begins or ends with."""
    piece = line.pieces[-1 if end else 0]
    return piece.glyphs[-1 if rightward == end else 0].text


def _ended(line: Line, *, rightward: bool) -> bool:
    return _edge_letters(line, rightward=rightward, end=True)[-1:] in _ENDS


def _bulleted(line: Line, *, rightward: bool) -> bool:
    return _edge_letters(line, rightward=rightward, end=False)[:1] in _BULLETS
