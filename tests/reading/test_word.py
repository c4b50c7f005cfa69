"""Word files: what their paragraphs are, and what in them is not to be read."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.documents import Document
from bot.errors import DocumentError
from bot.reading.reading import read

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FALLBACK = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def packed(body: str, head: str = "", **parts: str) -> bytes:
    """Pack a document by hand, for what no program at hand writes."""
    written = {
        "word/document.xml": f"{head}<w:document {NAMESPACE} {FALLBACK}><w:body>{body}</w:body></w:document>"
    }
    written |= {f"word/{name}.xml": text for name, text in parts.items()}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in written.items():
            archive.writestr(name, text)
    return content.getvalue()


def word(body: str, **parts: str) -> Document:
    (document,) = read(packed(body, **parts), "f.docx").documents
    return document


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_are_counted_as_word_noted_them() -> None:
    body = (
        paragraph("صفحة أولى.")
        + f"<w:p><w:r><w:t>تبدأ في الأولى</w:t></w:r>{BREAK}<w:r><w:t> وتنتهي في الثانية.</w:t></w:r></w:p>"
        + f"<w:p>{BREAK}<w:r><w:t>صفحة ثالثة.</w:t></w:r></w:p>"
    )
    document = word(body)
    pages = [(document.text[anchor.start :].split("\n")[0], anchor.page) for anchor in document.anchors]
    assert pages == [("صفحة أولى.", 1), ("صفحة ثالثة.", 3)]


def test_what_was_deleted_or_stands_there_for_older_programs_is_not_read() -> None:
    body = (
        "<w:p><w:r><w:t>باقٍ</w:t></w:r><w:del><w:r><w:delText>محذوف</w:delText><w:t>محذوف</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t> ومضاف</w:t></w:r></w:ins><w:r><w:tab/><w:t>بعده</w:t><w:noBreakHyphen/></w:r>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>جديد</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>قديم</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert word(body).text == "باقٍ ومضاف بعده-جديد"


def test_what_stands_in_content_controls_and_text_boxes_is_read() -> None:
    box = f"<w:p><w:r><w:txbxContent>{paragraph('في الإطار')}</w:txbxContent><w:t>حوله</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{paragraph('في الحقل')}</w:sdtContent></w:sdt>"
    assert word(box + control).text == "حوله\n\nفي الإطار\n\nفي الحقل"


def test_a_table_of_contents_is_not_read() -> None:
    contents = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{contents}<w:sdtContent>{paragraph('الفهرس 1')}</w:sdtContent></w:sdt>{paragraph('نص')}"
    assert word(body).text == "نص"


def test_styles_tell_headings_and_lists_also_through_what_they_are_based_on() -> None:
    styles = (
        f'<w:styles {NAMESPACE}><w:style w:styleId="1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="own"><w:name w:val="عنوان البلدية"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="out"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="round"><w:name w:val="دائري"/><w:basedOn w:val="round"/></w:style>'
        '<w:style w:styleId="toc"><w:name w:val="toc 1"/></w:style></w:styles>'
    )
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{style}"/>')
        for text, style in [("أ", "own"), ("ب", "out"), ("ج", "round"), ("د", "missing"), ("هـ", "toc")]
    )
    listed = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
    body += paragraph("بند", listed.format(0, 3)) + paragraph("فرعي", listed.format(1, 3))
    body += paragraph("خارج", listed.format(0, 0))
    assert word(body, styles=styles).text == "## أ\n\n### ب\n\nج\n\nد\n\n- بند\n  - فرعي\n\nخارج"


def test_a_note_follows_the_paragraph_that_it_belongs_to() -> None:
    notes = (
        f'<w:footnotes {NAMESPACE}><w:footnote w:id="2">{paragraph("انظر السجل.")}</w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>نص</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("بعده")
    assert word(body, footnotes=notes).text == "نص\n\nانظر السجل.\n\nبعده"


def test_a_document_without_a_title_is_called_by_its_first_heading_or_its_file() -> None:
    assert word(paragraph("نص")).title == "f"
    assert word(paragraph("عنوان", '<w:outlineLvl w:val="0"/>')).title == "عنوان"


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize("text", ["&l12;", "نص"])
def test_entities_are_never_expanded(text: str) -> None:
    head = f'<!DOCTYPE x [<!ENTITY l0 "ها">{LAUGHS}]>'
    with pytest.raises(DocumentError, match=r"entities|broken XML"):
        read(packed(paragraph(text), head), "f.docx")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04 cut", "damaged archive"),
        (b"", "damaged archive"),
        ("نص".encode(), "damaged archive"),
        (packed("<w:p>"), "broken XML"),
        (packed("")[:-40], "damaged archive"),
        (packed(paragraph("؟")), "no text"),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(content, "f.docx")


def test_an_archive_that_is_no_word_file_is_refused() -> None:
    content = io.BytesIO()
    zipfile.ZipFile(content, "w").close()
    with pytest.raises(DocumentError, match="not a Word document"):
        read(content.getvalue(), "f.docx")
