"""What a page draws: glyphs, each with its letters and its place."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "\ufffd"
"""Stands for the letters of a shape that the file does not tell."""


@dataclass(slots=True, eq=False)
class Glyph:
    """One drawn shape, or several that the file says are one text; places in points, y upward."""

    text: str
    """Its letters in logical order; U+FFFD for a shape whose letters the file does not tell."""
    x0: float
    x1: float
    y: float
    """The baseline."""
    size: float
    """The height of the font."""
    bold: bool
    run: int
    """Number of the text object that drew it: a producer draws a stretch of one direction in one."""
    rtl: bool | None = None
    """Whether the file says that it stands in a right-to-left stretch; None: it does not say."""
    told: bool = False
    """Its text is what the file calls the actual text, so a bracket is the letter, not the shape."""
    fell: bool = False
    """It stood above or below the baseline that its neighbours stand on."""
    raised: bool = False
    """It is smaller than the letters beside it and stands above their baseline: a footnote's number."""
    unnamed: tuple[int, int] | None = None
    """Font and code of a shape without letters whose font names the letters of its other shapes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line that stands upright, between two columns of a table for instance."""

    x: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page's glyphs in the order in which they are drawn; `number` counts from 1."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    pictured: bool = False
    """Whether it shows an image."""
