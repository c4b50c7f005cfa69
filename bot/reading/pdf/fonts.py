"""What a file's fonts say of the letters of their shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pdfminer.cmapdb import FileUnicodeMap
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager

from bot.reading.pdf.glyphs import UNKNOWN

_SUBSET = re.compile(r"[A-Z]{6}\+")  # how the name of a font begins that holds this file's shapes alone


class FontManager(PDFResourceManager):
    """Keeps fonts, and which of them are whole fonts with an encoding beside the table."""

    def __init__(self) -> None:
        super().__init__()
        self._encoded: set[int] = set()

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return a font, as its description says."""
        font = super().get_font(objid, spec)
        if "Encoding" in spec and not _SUBSET.match(str(font.fontname)):
            self._encoded.add(id(font))
        return font

    def names(self, font: PDFFont) -> bool:
        """Say whether the file has a table from this font's codes to letters."""
        return _table(font) is not None

    def letters(self, font: PDFFont, code: int) -> str:
        """Return a shape's letters; what the table of a font made for this file leaves out has none."""
        table = _table(font)
        if table is not None and code not in table.cid2unichr and id(font) not in self._encoded:
            return UNKNOWN
        try:
            text = font.to_unichr(code)
        except PDFUnicodeNotDefined:
            return UNKNOWN
        return text.replace("\0", "") or UNKNOWN


def _table(font: PDFFont) -> FileUnicodeMap | None:
    """Return the file's own table from a font's codes to letters."""
    table = getattr(font, "unicode_map", None)
    return table if isinstance(table, FileUnicodeMap) else None
