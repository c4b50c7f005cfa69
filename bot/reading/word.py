"""Word documents (DOCX): headings, lists, tables, notes and pages of their main text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from lxml.etree import _Element as Element

from bot.documents import Document, Reading
from bot.errors import DocumentError
from bot.reading.archive import Archive
from bot.reading.blocks import Blocks
from bot.reading.markup import parse_xml
from bot.reading.word_styles import Styles, W, value_of

_MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
# Text that is not part of what a reader sees: deleted, moved away, or there for older programs.
_UNSEEN = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}rPr",
        f"{W}pPr",
    )
)
_FALLBACK = "}Fallback"
_BOXED = f"{W}txbxContent"
_TURNED = f"{W}lastRenderedPageBreak"
_SPACES = frozenset((f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"))
_NOTE_MARKS = {f"{W}footnoteReference": 0, f"{W}endnoteReference": 1}
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def read_word(content: bytes, name: str) -> Reading:
    """Return the one document of a Word file.  Raises DocumentError."""
    archive = Archive(content)
    if _MAIN not in archive:
        raise DocumentError("ليس ملف Word (not a Word document)")
    body = parse_xml(archive.read(_MAIN)).find(f"{W}body")
    notes = [_notes(archive, part) for part in _NOTES]
    text = _Text(Styles.of(archive), notes)
    if body is not None:
        if next(body.iter(_TURNED), None) is not None:
            text.blocks.page(1)
        text.walk(body)
    core = parse_xml(archive.read(_CORE)) if _CORE in archive else None
    known = {each.tag: " ".join((each.text or "").split()) for each in core} if core is not None else {}
    document = Document(
        name=name,
        title=known.get(f"{_DUBLIN}title") or text.title or PurePosixPath(name).stem,
        text=text.blocks.text,
        date=known.get(f"{_TERMS}created", "")[:10] or None,
        author=known.get(f"{_DUBLIN}creator") or None,
        language=known.get(f"{_DUBLIN}language") or None,
        anchors=text.blocks.anchors,
    )
    return Reading((document,))


class _Text:
    """The main text of a document, growing paragraph by paragraph."""

    def __init__(self, styles: Styles, notes: list[dict[str, str]]) -> None:
        self.blocks = Blocks()
        self.title: str | None = None
        self._styles = styles
        self._notes = notes
        self._page = 1

    def walk(self, parent: Element) -> None:
        """Add all that stands below an element, whatever holds it: content controls and changes, too."""
        for element in parent:
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                rows, header = _cells(element)
                self.blocks.table(rows, header=header or None)
                self._turn_pages(element)
            elif element.tag == f"{W}sdt" and _is_contents(element):
                self._turn_pages(element)
            elif element.tag not in _UNSEEN:
                self.walk(element)

    def _paragraph(self, paragraph: Element) -> None:
        turned = self._turn_pages(paragraph) if _turns_first(paragraph) else False
        if not self._styles.is_contents(paragraph):
            self._words(paragraph)
        if not turned:
            self._turn_pages(paragraph)

    def _words(self, paragraph: Element) -> None:
        words = text_of(paragraph)
        level = self._styles.heading_level(paragraph)
        depth = self._styles.list_depth(paragraph)
        if level is not None:
            self.title = self.title or words or None
            self.blocks.heading(level, words)
        elif depth is not None:
            self.blocks.item(words, depth)
        else:
            self.blocks.paragraph(words)
        for box in paragraph.iter(_BOXED):
            if not any(str(above.tag).endswith(_FALLBACK) for above in box.iterancestors()):
                self.walk(box)
        for mark in paragraph.iter(*_NOTE_MARKS):
            self.blocks.paragraph(self._notes[_NOTE_MARKS[str(mark.tag)]].get(mark.get(f"{W}id") or "", ""))

    def _turn_pages(self, element: Element) -> bool:
        """Count the pages that Word noted when it last laid the document out; others note none."""
        turned = sum(1 for _ in element.iter(_TURNED))
        if turned:
            self._page += turned
            self.blocks.page(self._page)
        return bool(turned)


def _turns_first(paragraph: Element) -> bool:
    """Say whether a new page begins before the first word of a paragraph."""
    first = next(
        (each for each in paragraph.iter(_TURNED, f"{W}t") if each.tag == _TURNED or each.text), None
    )
    return first is not None and first.tag == _TURNED


def text_of(element: Element) -> str:
    """Return the text of a paragraph or cell as one line, without what was deleted in it."""
    return " ".join("".join(_text(element)).split())


def _text(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SPACES:
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag not in _UNSEEN and child.tag != _BOXED and not str(child.tag).endswith(_FALLBACK):
            yield from _text(child)
            if child.tag == f"{W}p":
                yield " "


def _cells(table: Element) -> tuple[list[list[str]], bool]:
    """Return the texts of a table's cells, merged ones repeated, and whether its first row is its header."""
    rows: list[list[str]] = []
    header = False
    for number, row in enumerate(table.iter(f"{W}tr")):
        if next(row.iterancestors(f"{W}tbl")) is not table:  # of a table inside a cell, read with its cell
            continue
        header = header or (number == 0 and row.find(f"{W}trPr/{W}tblHeader") is not None)
        cells: list[str] = []
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr")) is not row:
                continue
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            above = rows[-1] if rows else []
            goes_on = merge is not None and value_of(merge) != "restart" and len(cells) < len(above)
            cells += [above[len(cells)] if goes_on else text_of(cell)] * _span(cell)
        rows.append(cells)
    return rows, header and len(rows) > 1


def _span(cell: Element) -> int:
    written = value_of(cell.find(f"{W}tcPr/{W}gridSpan")) or "1"
    return min(int(written), 50) if written.isdecimal() and int(written) else 1


def _is_contents(control: Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return value_of(gallery) == "Table of Contents"


def _notes(archive: Archive, part: str) -> dict[str, str]:
    if part not in archive:
        return {}
    return {note.get(f"{W}id") or "": text_of(note) for note in parse_xml(archive.read(part))}
