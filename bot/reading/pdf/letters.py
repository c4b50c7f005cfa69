"""Shapes to letters: presentation forms, ligatures told in the wrong order, mirrored brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from bot.reading.pdf.glyphs import Glyph

MIRRORED = str.maketrans("()[]{}<>«»‹›⟨⟩﴾﴿", ")(][}{><»«›‹⟩⟨﴿﴾")
_OPENING = "([{«‹⟨"
_CLOSING = ")]}»›⟩"

# Arabic presentation forms, without the signs that writers type as such (ﷺ, ﷻ, ﷼, ﷽), and Latin ligatures.
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufd3d\ufd40-\ufdf9\ufe70-\ufefc]")
# One shape that joins lam and alef is never alef before lam, which do not join.
_LAM_ALEF = {alef + "ل": "ل" + alef for alef in "اأإآٱ"}
_UNIT = re.compile(r"(?:^|[\s\d])(?:[كسم]?م|[cmk]?m|متر|كيلومتر)$")
_POWERS = {"2": "²", "3": "³", "٢": "²", "٣": "³"}
_DIRECTIONS = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def letters(glyph: Glyph, *, mirror: bool) -> str:
    """Return a glyph's letters; `mirror`: it is a bracket's shape, seen in a right-to-left stretch."""
    text = _FORMS.sub(lambda form: unicodedata.normalize("NFKC", form.group()).lstrip(), glyph.text)
    if not glyph.told:
        text = _LAM_ALEF.get(text, text)
        if mirror:
            text = text.translate(MIRRORED)
    return _DIRECTIONS.sub("", text).replace("\u00a0", " ")


def raised_number(number: str, before: str) -> str:
    """Return a number that stands above the line: a unit's power, or else a footnote's number, in brackets.

    Left as it is, it would become part of the number or the word before it.
    """
    if _UNIT.search(before) and number in _POWERS:
        return _POWERS[number]
    return f"[{number}]"


def shapes_are_told(paragraphs: Iterable[Sequence[tuple[Glyph, bool]]]) -> bool:
    """Say whether the file tells the shapes of brackets in right-to-left stretches, not their letters.

    Producers differ; whichever reading closes more brackets that were opened before is the right one.
    """
    as_letters = as_shapes = 0
    for paragraph in paragraphs:
        stretch = "".join(glyph.text for glyph, rtl in paragraph if rtl and not glyph.told)
        as_letters += _closed(stretch)
        as_shapes += _closed(stretch.translate(MIRRORED))
    return as_shapes >= as_letters


def _closed(text: str) -> int:
    waiting: list[str] = []
    closed = 0
    for letter in text:
        if letter in _OPENING:
            waiting.append(_CLOSING[_OPENING.index(letter)])
        elif letter in _CLOSING:
            if waiting and waiting[-1] == letter:
                closed += 1
                waiting.pop()
            else:
                closed -= 1
    return closed - len(waiting)
