"""PDF: what a page draws, read in the order in which a person reads it, and checked to be Arabic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.documents import Document, Reading, Refusal, Remark
from bot.errors import DocumentError
from bot.reading.pdf.about import author_of, date_of, title_of
from bot.reading.pdf.composing import compose, first_heading
from bot.reading.pdf.direction import sign
from bot.reading.pdf.furniture import without_furniture
from bot.reading.pdf.glyphs import UNKNOWN, Glyph, Page
from bot.reading.pdf.kashidas import without_kashidas
from bot.reading.pdf.lines import rows
from bot.reading.pdf.marks import with_marks
from bot.reading.pdf.opening import PdfFile, open_pdf
from bot.reading.pdf.paragraphs import paragraphs
from bot.reading.pdf.reading_lines import Habits, TextParagraph, text_paragraphs
from bot.reading.pdf.regions import reading_order
from bot.reading.pdf.sanity import check, is_mirrored
from bot.reading.pdf.spacing import spacing

_TOLD = 10
"""So many page numbers are told in one remark."""
_EMPTY = "الملف لا نص فيه (no text in the file)"
_SCAN = "لا نص في الملف، صفحاته صور ممسوحة ضوئيًا (no text layer: the pages are images)"
_MIRRORED = "نص الملف مكتوب معكوسًا، فقُرئ من آخره (its text is drawn from left to right and was turned)"


def read_pdf(content: bytes, name: str) -> Reading:
    """Return the one document of a PDF, with an anchor where each page begins.

    Raises DocumentError for what is no PDF, is damaged or locked, goes beyond the limits, holds pictures of
    text alone, or holds text that a reader would call garbage.
    """
    file = open_pdf(content)
    glyphs = [glyph for page in file.pages for glyph in page.glyphs]
    if not any(any(map(str.isalnum, glyph.text)) for glyph in glyphs):
        raise DocumentError(_SCAN if any(page.pictured for page in file.pages) else _EMPTY)
    habits = _habits(glyphs)
    found = _read(file.pages, habits)
    composed = compose(found)
    mirrored = is_mirrored(composed.text)
    if mirrored:
        found = _read(open_pdf(content).pages, replace(habits, naive=True))
        composed = compose(found)
    check(composed.text)
    document = Document(
        name=name,
        title=title_of(file.about) or first_heading(found) or Path(name).stem,
        text=composed.text,
        date=date_of(file.about),
        author=author_of(file.about),
        anchors=composed.anchors,
    )
    refused = (f"الصفحة {number} تالفة (page {number} is damaged)" for number in file.damaged)
    return Reading(
        (document,),
        tuple(Refusal(name, reason, partial=True) for reason in refused),
        tuple(Remark(name, remark) for remark in _remarks(file, composed.text, mirrored=mirrored)),
    )


def _remarks(file: PdfFile, text: str, *, mirrored: bool) -> Iterator[str]:
    """Yield what is worth knowing of a file that is taken in."""
    if mirrored:
        yield _MIRRORED
    empty = [page.number for page in file.pages if page.pictured and not page.glyphs]
    if empty:
        shown = "، ".join(map(str, empty[:_TOLD])) + ("…" if len(empty) > _TOLD else "")
        yield f"صفحات صور بلا نص لم تُقرأ: {shown} (pages that are images, not read: {shown})"
    unknown = text.count(UNKNOWN)
    if unknown:
        yield f"حروف لا يدل الملف عليها: {unknown} (letters that the file does not tell)"


def _read(pages: Sequence[Page], habits: Habits) -> list[TextParagraph]:
    on_pages = [
        (page, rows(with_marks(page.glyphs, naive=habits.naive), page.number, page.rules)) for page in pages
    ]
    lines = [
        line
        for kept in without_furniture(on_pages)
        for line in reading_order(kept, rightward=habits.rightward)
    ]
    found = list(paragraphs(lines, rightward=habits.rightward))
    return without_kashidas(text_paragraphs(found, habits))


def _habits(glyphs: Sequence[Glyph]) -> Habits:
    kinds = [sign(glyph).kind for glyph in glyphs]
    spaces = [
        (before.run == space.run, space.run == after.run)
        for before, space, after in zip(glyphs, glyphs[1:], glyphs[2:], strict=False)
        if space.text.isspace()
    ]
    return Habits(
        spacing=spacing(glyphs),
        rightward=kinds.count("L") > kinds.count("R"),
        grouped=2 * sum(all(pair) for pair in spaces) > len(spaces)
        and not any(glyph.rtl for glyph in glyphs),
    )
