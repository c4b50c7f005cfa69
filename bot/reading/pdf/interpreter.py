"""Run a page's drawing operators."""

from __future__ import annotations

from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager, PDFStackT
from pdfminer.pdftypes import dict_value
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Rect

from bot.errors import DocumentError
from bot.reading.pdf.device import GlyphDevice, box

FORM_LIMIT = 5_000
"""Forms that one page may draw, nested ones counted each time."""


class GlyphInterpreter(PDFPageInterpreter):
    """Runs a page's operators; minds clipping and named properties, and counts text objects and forms."""

    device: GlyphDevice

    def __init__(self, manager: PDFResourceManager, device: GlyphDevice) -> None:
        super().__init__(manager, device)
        self._clips: list[Rect | None] = []
        self._clipping = False

    def do_q(self) -> None:
        """Save the graphics state."""
        self._clips.append(self.device.clip)
        super().do_q()

    def do_Q(self) -> None:  # noqa: N802  # named after the operator
        """Restore the graphics state."""
        if self._clips:
            self.device.clip = self._clips.pop()
        super().do_Q()

    def do_W(self) -> None:  # noqa: N802  # named after the operator
        """Clip what follows to the path."""
        self._clipping = True

    def do_W_a(self) -> None:  # noqa: N802  # named after the operator
        """Clip what follows to the path, by the even-odd rule."""
        self._clipping = True

    def do_n(self) -> None:
        """End the path; if it clips, only what lies in its box is shown."""
        if self._clipping and self.curpath:
            self.device.clip = _common(self.device.clip, box(self.curpath, self.ctm))
        self._clipping = False
        super().do_n()

    def do_BT(self) -> None:  # noqa: N802  # named after the operator
        """Begin a text object."""
        self.device.run += 1
        super().do_BT()

    def do_BDC(self, tag: PDFStackT, props: PDFStackT) -> None:  # noqa: N802  # named after the operator
        """Begin a marked stretch whose properties may stand in the page's resources."""
        if isinstance(props, PSLiteral):
            named = dict_value(self.resources.get("Properties", {}))
            props = dict_value(named.get(props.name, {}))
        super().do_BDC(tag, props)

    def do_Do(self, xobjid_arg: PDFStackT) -> None:  # noqa: N802  # named after the operator
        """Draw a form or an image.  Raises DocumentError for forms without end."""
        self.device.forms += 1
        if self.device.forms > FORM_LIMIT:
            raise DocumentError(
                "صفحة فيها رسوم متداخلة أكثر من الحد (a page draws more forms than the limit)"
            )
        outside = self.device.clip
        super().do_Do(xobjid_arg)
        self.device.clip = outside


def _common(one: Rect | None, other: Rect) -> Rect:
    if one is None:
        return other
    return (max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]))
