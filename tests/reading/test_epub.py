"""Books: chapters in the order of reading, and what a book says of itself."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.documents import Document
from bot.errors import DocumentError
from bot.reading.reading import read

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>كتاب الوادي</dc:title><dc:creator>سلمى النجار</dc:creator><dc:creator>غيرها</dc:creator>
<dc:date>2021-04-01T00:00:00Z</dc:date><dc:language>ar</dc:language></metadata><manifest>
<item id="nav" href="nav.xhtml" properties="nav"/><item id="a" href="text/%D8%A3.xhtml"/>
<item id="b" href="../b.xhtml"/>
<item id="aside" href="aside.xhtml"/></manifest><spine><itemref idref="nav"/><itemref idref="b"/>
<itemref idref="a"/><itemref idref="aside" linear="no"/><itemref idref="nowhere"/></spine></package>"""
CHAPTER = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'


def book(**changed: str) -> Document:
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": CHAPTER.format("<nav>المحتويات</nav>"),
        "OPS/text/أ.xhtml": CHAPTER.format("<section><h2>الثاني</h2><p>فيه&nbsp;نص.</p></section>"),
        "b.xhtml": CHAPTER.format(
            "<h2 id='one'>الأول</h2><p>قبله.<span epub:type='pagebreak' title='7'/>بعده.</p>"
        ),
        "OPS/aside.xhtml": CHAPTER.format("جانبي"),
        **{name.replace("__", "/"): text for name, text in changed.items()},
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    (document,) = read(content.getvalue(), "f.epub").documents
    return document


def test_chapters_are_read_in_the_order_of_the_spine_without_contents_and_asides() -> None:
    found = book()
    assert found.text == "## الأول\n\nقبله.\n\nبعده.\n\n## الثاني\n\nفيه نص."
    known = (found.title, found.author, found.date, found.language)
    assert known == ("كتاب الوادي", "سلمى النجار", "2021-04-01", "ar")


def test_a_book_that_marks_the_pages_of_its_print_is_cited_by_them() -> None:
    found = book()
    pages = [(found.text[anchor.start :][:5], anchor.page) for anchor in found.anchors]
    assert pages == [("بعده.", 7)]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"META-INF__container.xml": "<container/>"}, "missing"),
        ({"META-INF__container.xml": CONTAINER.replace("OPS/book.opf", "../../etc/passwd")}, "missing"),
        ({"OPS__book.opf": "<package>"}, "broken XML"),
        ({"OPS__book.opf": PACKAGE.replace("../b.xhtml", "lost.xhtml")}, "missing"),
        ({"OPS__book.opf": f'<!DOCTYPE p [<!ENTITY a "b">]>{PACKAGE}'}, "entities"),
    ],
)
def test_a_damaged_book_is_refused_with_the_reason(changed: dict[str, str], reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        book(**changed)
