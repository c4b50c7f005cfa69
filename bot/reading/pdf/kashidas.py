"""Take kashidas out of words that a producer stretched with them to fill its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.pdf.reading_lines import TextParagraph

_LEAST = 8
"""Stretched words from which on a file's share of them says something."""
_SHARE = 0.02
"""Writers stretch fewer of their words than this; a producer that fills its lines so, many more."""
_WORD = re.compile(r"[\u0621-\u064a]{2,}")
_STRETCHED = re.compile(r"(?<=[\u0621-\u063f\u0641-\u0652])\u0640+(?=[\u0621-\u063f\u0641-\u0652])")


def without_kashidas(paragraphs: Sequence[TextParagraph]) -> list[TextParagraph]:
    """Return the paragraphs, without the kashidas inside words if lines were filled with them."""
    cells = [cell for paragraph in paragraphs for line in paragraph.lines for cell in line.cells]
    words = sum(len(_WORD.findall(cell)) for cell in cells)
    stretched = sum(len(_STRETCHED.findall(cell)) for cell in cells)
    if stretched < max(_LEAST, _SHARE * words):
        return list(paragraphs)
    return [
        replace(
            paragraph,
            lines=tuple(
                replace(line, cells=tuple(_STRETCHED.sub("", cell) for cell in line.cells))
                for line in paragraph.lines
            ),
        )
        for paragraph in paragraphs
    ]
