"""Keep the glyphs that a page draws, where they are shown and stand level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFStackT
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, PathSegment, Point, Rect, apply_matrix_pt, decode_text

from bot.errors import DocumentError
from bot.reading.pdf.fonts import FontManager
from bot.reading.pdf.glyphs import UNKNOWN, Glyph, Rule

GLYPH_LIMIT = 200_000
"""Glyphs on one page; a full newspaper page holds about 30,000."""

RULE_LIMIT = 5_000
"""Upright lines that are kept of one page."""
_RULE_LENGTH = 6.0
_RULE_WIDTH = 3.0
"""Points that an upright line is at least high and at most wide."""
_BOX_CORNERS = 6  # segments of a path that may be a box
_CLIP_SLACK = 1.0  # points that a glyph's origin may lie outside the part of the page that is shown
_UPRIGHT = 0.1  # slope of a baseline that still counts as level


@dataclass(slots=True)
class _Tag:
    """A marked stretch of the page."""

    name: str
    actual: str | None = None
    outside: bool = False
    drawn: list[Glyph] = field(default_factory=list)


class GlyphDevice(PDFTextDevice):
    """Collects one page's level glyphs; text along other directions (watermarks, margins) is left out."""

    def __init__(self, manager: FontManager) -> None:
        super().__init__(manager)
        self._fonts = manager
        self.glyphs: list[Glyph] = []
        self.pictured = False
        self.run = 0
        self.rules: list[Rule] = []
        self.turned: Counter[int] = Counter()
        """Glyphs along other directions, by the degrees by which the page is to be turned to level them."""
        self.forms = 0
        self.clip: Rect | None = None
        self._tags: list[_Tag] = []

    def begin_tag(self, tag: PSLiteral, props: PDFStackT | None = None) -> None:
        """Open a marked stretch: its actual text, its direction, whether it belongs to the page's frame."""
        known = _Tag(str(tag.name))
        if isinstance(props, dict):
            actual = resolve1(props.get("ActualText"))
            if isinstance(actual, bytes | str):
                known.actual = decode_text(actual if isinstance(actual, bytes) else actual.encode("latin-1"))
            kind = resolve1(props.get("Type"))
            known.outside = known.name == "Artifact" and getattr(kind, "name", "") == "Pagination"
        self._tags.append(known)

    def end_tag(self) -> None:
        """Close the innermost stretch; glyphs with an actual text become one."""
        tag = self._tags.pop() if self._tags else None
        if tag is not None and tag.actual is not None and tag.drawn:
            self.glyphs.append(_united(tag.drawn, tag.actual))

    def render_image(self, name: str, stream: PDFStream) -> None:  # noqa: ARG002  # the base class's signature
        """Note that the page shows an image; it is never unfolded."""
        self.pictured = True

    def _shown(self, x: float, y: float) -> bool:
        if self.clip is None:
            return True
        x0, y0, x1, y1 = self.clip
        return x0 - _CLIP_SLACK <= x <= x1 + _CLIP_SLACK and y0 - _CLIP_SLACK <= y <= y1 + _CLIP_SLACK

    def paint_path(
        self,
        graphicstate: PDFGraphicState,  # noqa: ARG002  # the base class's signature
        stroke: bool,  # noqa: ARG002, FBT001  # the base class's signature
        fill: bool,  # noqa: ARG002, FBT001  # the base class's signature
        evenodd: bool,  # noqa: ARG002, FBT001  # the base class's signature
        path: Sequence[PathSegment],
    ) -> None:
        """Keep a path's upright lines: drawn as lines, as thin boxes or as the sides of a box."""
        if self.ctm is None or len(self.rules) >= RULE_LIMIT or not 1 < len(path) <= _BOX_CORNERS:
            return
        x0, y0, x1, y1 = box(path, self.ctm)
        if y1 - y0 < _RULE_LENGTH:
            return
        sides = [(x0 + x1) / 2] if x1 - x0 <= _RULE_WIDTH else [x0, x1]
        self.rules += [Rule(x, y0, y1) for x in sides]

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002  # the base class's signature
        graphicstate: PDFGraphicState,  # noqa: ARG002  # the base class's signature
    ) -> float:
        """Keep one glyph and return how far it moves the pen, in text space."""
        advance = font.char_width(cid) * fontsize * scaling
        a, b, c, d, e, f = matrix
        start = e + rise * c
        upright = a > 0 and abs(b) <= _UPRIGHT * a
        if not upright:
            self.turned[_quarter(a, b)] += 1
        if not upright or not self._shown(start, f) or any(tag.outside for tag in self._tags):
            return advance
        text = self._fonts.letters(font, cid)
        height = abs(fontsize * d)
        if text == UNKNOWN and advance == 0 and self._fonts.names(font):
            text = ""  # a mark, told with its letter
        glyph = Glyph(
            text=text,
            x0=min(start, start + advance * a),
            x1=max(start, start + advance * a),
            y=f + rise * d,
            size=height,
            bold="bold" in str(font.fontname).lower(),
            run=self.run,
            rtl=True if any(tag.name == "ReversedChars" for tag in self._tags) else None,
            unnamed=(id(font), cid) if text == UNKNOWN and self._fonts.names(font) else None,
        )
        spoken = next((tag for tag in reversed(self._tags) if tag.actual is not None), None)
        (self.glyphs if spoken is None else spoken.drawn).append(glyph)
        if len(self.glyphs) > GLYPH_LIMIT:
            raise DocumentError("صفحة فيها حروف أكثر من الحد (a page draws more letters than the limit)")
        return advance


def _quarter(a: float, b: float) -> int:
    if abs(b) > abs(a):
        return 90 if b > 0 else 270
    return 180 if a < 0 else 0


def box(path: Sequence[PathSegment], matrix: Matrix) -> Rect:
    """Return the box around a path's points, on the page."""
    points: list[Point] = []
    for segment in path:
        numbers = [number for number in segment[1:] if isinstance(number, int | float)]
        points += [apply_matrix_pt(matrix, pair) for pair in zip(numbers[::2], numbers[1::2], strict=False)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def _united(drawn: list[Glyph], actual: str) -> Glyph:
    """Make one glyph of several; the widest of them, no mark, tells the baseline."""
    widest = max(drawn, key=lambda glyph: glyph.x1 - glyph.x0)
    widest.x0 = min(glyph.x0 for glyph in drawn)
    widest.x1 = max(glyph.x1 for glyph in drawn)
    widest.text = actual
    widest.told = True
    widest.unnamed = None
    return widest
