"""Open a PDF's bytes: its pages' glyphs and what the file says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from operator import itemgetter

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from bot.errors import DocumentError
from bot.reading.pdf.device import GlyphDevice
from bot.reading.pdf.fillers import silence_fillers
from bot.reading.pdf.fonts import FontManager
from bot.reading.pdf.glyphs import Page
from bot.reading.pdf.interpreter import GlyphInterpreter
from bot.reading.pdf.streams import BoundedParser

PAGE_LIMIT = 3_000
"""Pages of one file; what is longer should be split."""
_DAMAGED = "ملف PDF تالف (a damaged PDF)"
_LOCKED = "الملف مقفل بكلمة سر (the file is locked with a password)"
_MOSTLY = 3  # times as many glyphs along another direction as level ones: the page lies on its side
_SIGNATURE_REACH = 1024  # bytes in which `%PDF-` must come, as readers of PDF expect it

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every slip that it passes over


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A file's pages and its own words about itself."""

    pages: tuple[Page, ...]
    damaged: tuple[int, ...] = ()
    """Numbers of the pages that cannot be drawn, counted from 1."""
    about: Mapping[str, str] = field(default_factory=dict)


def open_pdf(content: bytes) -> PdfFile:
    """Return the pages of a PDF.

    Raises DocumentError for what is no PDF, is damaged, needs a password, or goes beyond the limits.
    """
    if b"%PDF-" not in content[:_SIGNATURE_REACH]:
        raise DocumentError("ليس ملف PDF (not a PDF)")
    try:
        return _opened(content)
    except (DocumentError, MemoryError):  # who limits the memory says that it was not enough
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise DocumentError(_LOCKED) from None
    except Exception as error:  # a damaged file trips the parser anywhere, in any way
        raise DocumentError(_DAMAGED) from error


def _opened(content: bytes) -> PdfFile:
    document = PDFDocument(BoundedParser(BytesIO(content)))
    manager = FontManager()
    pages: list[Page] = []
    damaged: list[int] = []
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > PAGE_LIMIT:
            raise DocumentError(f"في الملف أكثر من {PAGE_LIMIT} صفحة (more than {PAGE_LIMIT} pages)")
        drawn = _page(number, page, manager)
        if drawn is None:
            damaged.append(number)
        else:
            pages.append(drawn)
    if not pages:
        raise DocumentError(_DAMAGED)
    silence_fillers(pages)
    return PdfFile(tuple(pages), tuple(damaged), _about(document))


def _page(number: int, page: PDFPage, manager: FontManager) -> Page | None:
    """Return what a page draws; None for a damaged one."""
    try:
        device = _drawn(page, manager)
        quarter, turned = max(device.turned.items(), key=itemgetter(1), default=(0, 0))
        if quarter and turned > _MOSTLY * len(device.glyphs):
            page.rotate = (page.rotate + quarter) % 360
            device = _drawn(page, manager)
    except (DocumentError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # a damaged page trips the interpreter anywhere, in any way
        return None
    x0, y0, x1, y1 = page.mediabox
    width, height = (y1 - y0, x1 - x0) if page.rotate in {90, 270} else (x1 - x0, y1 - y0)
    return Page(number, width, height, tuple(device.glyphs), tuple(device.rules), device.pictured)


def _drawn(page: PDFPage, manager: FontManager) -> GlyphDevice:
    device = GlyphDevice(manager)
    GlyphInterpreter(manager, device).process_page(page)
    return device


def _about(document: PDFDocument) -> dict[str, str]:
    """Return the file's information dictionary as text; the newest of several wins."""
    about: dict[str, str] = {}
    for entries in reversed(document.info):
        for key, value in entries.items():
            written = resolve1(value)
            if isinstance(written, bytes):
                about[str(key)] = " ".join(re.sub(r"[\0-\x1f]", " ", decode_text(written)).split())
    return about
