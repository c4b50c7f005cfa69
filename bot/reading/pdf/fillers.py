"""Silence the shapes that stretch words: producers put them into justified lines without letters."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from bot.reading.pdf.glyphs import Glyph, Page


def silence_fillers(pages: Sequence[Page]) -> None:
    """Take the unknown letter from shapes that stand for none, kashidas for instance; they keep their place.

    Such a stroke is the one shape of its font that has no letters, while all others have theirs.  A font
    with several such shapes is broken, and they are kept, to be found by the check of the text.
    """
    unnamed: dict[int, set[int]] = defaultdict(set)
    for page in pages:
        for glyph in page.glyphs:
            if glyph.unnamed is not None:
                font, code = glyph.unnamed
                unnamed[font].add(code)
    fillers = {(font, code) for font, codes in unnamed.items() if len(codes) == 1 for code in codes}
    for page in pages:
        before: Glyph | None = None
        for glyph in page.glyphs:
            if glyph.unnamed in fillers:
                glyph.text = ""
            elif before is not None:
                _unite(before, glyph)
            before = glyph


def _unite(one: Glyph, other: Glyph) -> None:
    """Silence a shape that a mark beside it, of no width, is told for: both have the mark's letters."""
    for shape, mark in ((one, other), (other, one)):
        if shape.unnamed is None or mark.x1 > mark.x0 or len(mark.text) == 1:
            continue
        if not unicodedata.combining(mark.text[:1] or "ا") and any(map(unicodedata.combining, mark.text)):
            shape.text = ""
