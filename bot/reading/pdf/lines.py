"""Glyphs to pieces of lines: what stands on one baseline without a wide gap in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.pdf.glyphs import Glyph, Rule

_SAME_LINE = 0.42
"""Baselines this near, in heights of the font, are one line ..."""
_RAISED = 0.62
"""... and so near a smaller one above it: a footnote's number."""
_SMALL = 0.8
"""Letters up to this share of the height of their neighbours are small ..."""
_ABOVE = 0.15
"""... and raised, if they stand so many heights above them."""
_WIDE_GAP = 0.9
"""A gap wider than this, in heights of the font, parts a line: a gutter, or a table's next cell ..."""
_NARROW_GAP = 0.4
"""... and this, if what follows stands on another baseline ..."""
_JUSTIFIED = 12.0
"""... and this, if a space is drawn in it and what stands beside it was drawn in a row: a justified line."""
_IN_A_ROW = 2  # text objects from one word to the next, the space's own between them
_TIGHT = 0.5  # points that a letter may reach over the line that parts it from the next cell
_TOUCHING = 0.25
_FALL = 0.9
"""Glyphs drawn one after the other with a gap, and a step up or down, below these many heights touch."""
_LEVEL = 0.05  # heights of the font by which a glyph on the baseline may miss it
_SHADOW = 0.09  # heights of the font; the same letter so near is drawn twice to look bold


@dataclass(slots=True, eq=False)
class Piece:
    """Part of a line: glyphs from left to right, none a space at either end."""

    glyphs: list[Glyph]
    page: int
    x0: float
    x1: float
    y: float
    size: float
    blank_left: bool = False
    """Whether a space is drawn at its left end ..."""
    blank_right: bool = False
    """... and at its right end."""

    @property
    def first_run(self) -> int:
        """Number of the text object that was drawn first."""
        return min(glyph.run for glyph in self.glyphs)

    @property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        return 2 * sum(glyph.bold for glyph in self.glyphs) > len(self.glyphs)


def rows(glyphs: Sequence[Glyph], page: int, rules: Sequence[Rule] = ()) -> list[list[Piece]]:
    """Return a page's lines from top to bottom, each as its pieces from left to right."""
    _level(glyphs)
    found: list[list[Glyph]] = []
    for glyph in sorted((glyph for glyph in glyphs if glyph.size > 0), key=lambda glyph: -glyph.y):
        if found and found[-1][0].y - glyph.y <= _rise(found[-1][0], glyph):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    cut = (_pieces(row, page, rules) for row in found)
    return [row for row in cut if row]


def _rise(upper: Glyph, lower: Glyph) -> float:
    """Return how far apart two glyphs of one line may stand, in points."""
    share = _SAME_LINE if upper.size > _SMALL * lower.size else _RAISED
    return share * max(upper.size, lower.size)


def _level(glyphs: Sequence[Glyph]) -> None:
    """Put glyphs that were drawn side by side on one baseline: a Nastaliq word falls towards its end."""
    strand: list[Glyph] = []
    for glyph in glyphs:
        if strand and not _side_by_side(strand[-1], glyph):
            _settle(strand)
            strand = []
        strand.append(glyph)
    _settle(strand)


def _side_by_side(one: Glyph, other: Glyph) -> bool:
    size = max(one.size, other.size)
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    return one.run == other.run and gap < _TOUCHING * size and abs(one.y - other.y) < _FALL * size


def _settle(strand: Sequence[Glyph]) -> None:
    levels = Counter(round(glyph.y, 1) for glyph in strand if glyph.text.isspace())
    levels = levels or Counter(round(glyph.y, 1) for glyph in strand)
    if len(levels) > 1 or any(round(glyph.y, 1) not in levels for glyph in strand):
        level = levels.most_common(1)[0][0]
        largest = max(glyph.size for glyph in strand)
        for glyph in strand:
            glyph.fell = abs(glyph.y - level) > _LEVEL * glyph.size
            glyph.raised = glyph.size <= _SMALL * largest and glyph.y - level > _ABOVE * largest
            glyph.y = level


def _pieces(row: Sequence[Glyph], page: int, rules: Sequence[Rule]) -> list[Piece]:
    level = row[0].y
    edges = [rule.x for rule in rules if rule.bottom < level + row[0].size and rule.top > level]
    ordered = _without_shadows(sorted(row, key=lambda glyph: (glyph.x0 + glyph.x1, glyph.x0)))
    groups: list[list[Glyph]] = []
    margin: list[Glyph] = []
    end = 0.0
    for glyph in ordered:
        if glyph.text.isspace():
            (groups[-1] if groups else margin).append(glyph)
            continue
        near = groups and glyph.x0 - end <= _reach(groups[-1], glyph)
        if near and not any(end - _TIGHT <= x <= glyph.x0 + _TIGHT for x in edges):
            groups[-1].append(glyph)
            end = max(end, glyph.x1)
        else:
            groups.append([glyph])
            end = glyph.x1
    pieces = [_piece(group, page) for group in groups]
    if pieces:
        pieces[0].blank_left = bool(margin)
    return pieces


def _reach(group: Sequence[Glyph], following: Glyph) -> float:
    """Return how far a glyph may stand from a piece that it belongs to, in points."""
    word = next(glyph for glyph in reversed(group) if not glyph.text.isspace())
    size = min(word.size, following.size)
    if abs(word.y - following.y) > _LEVEL * max(word.size, following.size):
        return _NARROW_GAP * size  # the line of another column may stand a little higher, or lower
    in_a_row = group[-1].text.isspace() and abs(word.run - following.run) <= _IN_A_ROW
    return (_JUSTIFIED if in_a_row else _WIDE_GAP) * size


def _without_shadows(ordered: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in ordered:
        twins = (
            other
            for other in kept[-3:]
            if other.text == glyph.text and other.x1 - other.x0 > _SHADOW * glyph.size
        )
        if any(abs(other.x0 - glyph.x0) < _SHADOW * glyph.size for other in twins):
            continue
        kept.append(glyph)
    return kept


def _piece(group: list[Glyph], page: int) -> Piece:
    blank = group[-1].text.isspace()
    while group[-1].text.isspace():
        group.pop()
    tallest = max(group, key=lambda glyph: glyph.size)
    for glyph in group:
        small = glyph.size <= _SMALL * tallest.size
        glyph.raised = glyph.raised or (small and glyph.y - tallest.y > _ABOVE * tallest.size)
    return Piece(
        glyphs=group,
        page=page,
        x0=min(glyph.x0 for glyph in group),
        x1=max(glyph.x1 for glyph in group),
        y=tallest.y,
        size=_usual_size(group),
        blank_right=blank,
    )


def _usual_size(group: Sequence[Glyph]) -> float:
    sizes = sorted(glyph.size for glyph in group)
    return sizes[len(sizes) // 2]
