"""Give every combining mark to its letter: producers draw marks beside, before or after the letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from bot.reading.pdf.glyphs import Glyph

_LETTER_REACH = 1.2  # widths of a font's height that a mark may stand away from its letter


def with_marks(glyphs: Sequence[Glyph], *, naive: bool) -> list[Glyph]:
    """Return the glyphs without those that are marks alone; their marks follow the letters they sit on.

    Within a text object, glyphs that are drawn from left to right come in reverse of an Arabic text, so a
    mark is drawn before its letter; drawn from right to left, after it, as where a `naive` program drew
    the text from left to right.
    """
    leftward = Counter({glyph.run: 1 for glyph in glyphs}) if naive else _drawn_leftward(glyphs)
    kept: list[Glyph] = []
    waiting: list[Glyph] = []
    for glyph in glyphs:
        if _is_mark(glyph):
            bearer = kept[-1] if kept else None
            if bearer is not None and _may_bear(bearer, glyph) and not _comes_first(glyph, leftward):
                bearer.text += glyph.text
            else:
                waiting.append(glyph)
            continue
        for mark in reversed(waiting):
            if _may_bear(glyph, mark):
                glyph.text += mark.text
            elif kept and _may_bear(kept[-1], mark):
                kept[-1].text += mark.text
        waiting.clear()
        kept.append(glyph)
    for mark in waiting:
        if kept and _may_bear(kept[-1], mark):
            kept[-1].text += mark.text
    return kept


def _is_mark(glyph: Glyph) -> bool:
    return bool(glyph.text) and all(unicodedata.category(letter) == "Mn" for letter in glyph.text)


def _comes_first(mark: Glyph, leftward: Counter[int]) -> bool:
    return (
        unicodedata.bidirectional(mark.text[0]) == "NSM"
        and mark.text[0] >= "\u0600"
        and leftward[mark.run] <= 0
    )


def _may_bear(letter: Glyph, mark: Glyph) -> bool:
    reach = _LETTER_REACH * max(letter.size, mark.size)
    near = letter.x0 - reach <= (mark.x0 + mark.x1) / 2 <= letter.x1 + reach
    return near and abs(letter.y - mark.y) <= reach and not letter.text[-1:].isspace()


def _drawn_leftward(glyphs: Sequence[Glyph]) -> Counter[int]:
    """Count, for each text object, steps to the left less steps to the right between its letters."""
    steps: Counter[int] = Counter()
    last: Glyph | None = None
    for glyph in glyphs:
        if _is_mark(glyph):
            continue
        if last is not None and last.run == glyph.run:
            steps[glyph.run] += 1 if glyph.x0 < last.x0 else -1
        last = glyph
    return steps
