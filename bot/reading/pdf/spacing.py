"""Gaps into spaces: most producers draw a space between words, some only move on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.pdf.glyphs import Glyph

_GLYPHS_PER_SPACE = 15
"""Files that draw their spaces draw one for every few letters, at least one for this many glyphs."""
_GAP = 0.17
"""A gap this wide, in heights of the font, parts words where spaces are not drawn ..."""
_GAP_BESIDE_SPACES = 0.9
"""... and this wide, in widths of a drawn space, where they are ..."""
_GAP_IN_FALL = 0.45
"""... but this wide, in heights of the font, in a Nastaliq word, whose letters hang over each other."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """How a file parts its words."""

    gap: float
    """The least gap that is a space, in heights of the font."""

    def spaced(self, glyphs: Sequence[Glyph]) -> list[Glyph]:
        """Return the glyphs of a piece of a line, left to right, with a space for every gap that is one."""
        result: list[Glyph] = []
        end = 0.0
        for glyph in glyphs:
            if glyph.text.isspace():
                result.append(glyph)
                continue
            if result and glyph.x0 - end > self._least(result[-1], glyph):
                result.append(blank(result[-1], end, glyph.x0))
            result.append(glyph)
            end = max(end, glyph.x1)
        return result

    def _least(self, before: Glyph, glyph: Glyph) -> float:
        """Return the least gap between two glyphs that is a space, in points."""
        stretched = not before.text or not glyph.text
        if stretched or before.text.isspace():
            return math.inf
        return (max(self.gap, _GAP_IN_FALL) if glyph.fell or before.fell else self.gap) * glyph.size


def blank(beside: Glyph, x0: float, x1: float) -> Glyph:
    """Return a space that the file leaves blank."""
    return Glyph(" ", x0, x1, beside.y, beside.size, beside.bold, run=-1)


def spacing(glyphs: Sequence[Glyph]) -> Spacing:
    """Learn how a file parts its words."""
    widths = sorted(
        (glyph.x1 - glyph.x0) / glyph.size for glyph in glyphs if glyph.text.isspace() and glyph.size
    )
    if len(widths) * _GLYPHS_PER_SPACE < len(glyphs):
        return Spacing(_GAP)
    return Spacing(max(_GAP, _GAP_BESIDE_SPACES * widths[len(widths) // 2]))
