"""PDFs that real tools printed are read letter for letter, or refused with the reason."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from bot.documents import Document, Reading
from bot.errors import DocumentError
from bot.reading.pdf.streams import STREAM_LIMIT
from bot.reading.reading import read

from .pdf_accuracy import words
from .pdf_texts import COLUMNS, LETTERS, REPORT, RULED, TITLE, Heading, Text

SAMPLES = Path(__file__).parent / "samples" / "pdf"
LETTER_FILES = sorted(path.name for path in SAMPLES.glob("letters.*.pdf"))
COLUMN_FILES = sorted(path.name for path in SAMPLES.glob("columns.*.pdf"))
REPORT_FILES = sorted(path.name for path in SAMPLES.glob("report.*.pdf"))


def reading(name: str) -> Reading:
    return read((SAMPLES / name).read_bytes(), f"دفاتر/{name}")


def document(name: str) -> Document:
    [found] = reading(name).documents
    return found


def refusal(content: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read(content, "a.pdf")
    return caught.value.reason


def plain(text: str) -> str:
    """Return a text as it is compared: canonically equal spellings of marks are one."""
    return " ".join(words(text))


def expected(text: Text, *, headings: bool = True) -> list[str]:
    """Return a text's paragraphs as they should be read."""
    marks = ("# " if isinstance(block, Heading) and headings else "" for block in text.blocks)
    return [mark + plain(paragraph) for mark, paragraph in zip(marks, text.paragraphs, strict=False)]


def read_paragraphs(found: Document) -> list[str]:
    return [("# " if block.startswith("# ") else "") + plain(block) for block in found.text.split("\n\n")]


def test_the_samples_are_there() -> None:
    assert len(LETTER_FILES) >= 9
    assert {name.split(".")[1] for name in COLUMN_FILES} == {"chromium", "libreoffice", "weasyprint"}
    assert len(REPORT_FILES) == 2


@pytest.mark.parametrize("name", LETTER_FILES)
def test_every_letter_digit_mark_and_bracket_comes_out_as_it_was_written(name: str) -> None:
    """Lam-alef, both kinds of digits, percent, dates, Latin names, addresses, diacritics, ½ and ²."""
    sized = "fpdf2" not in name  # whose heading is no larger than its text
    assert read_paragraphs(document(name)) == expected(LETTERS, headings=sized)


@pytest.mark.parametrize("name", COLUMN_FILES)
def test_columns_are_read_one_after_the_other_from_the_right(name: str) -> None:
    assert read_paragraphs(document(name)) == expected(COLUMNS)


@pytest.mark.parametrize("name", REPORT_FILES)
def test_a_paragraph_that_goes_on_over_pages_is_one_and_running_lines_are_left_out(name: str) -> None:
    text = document(name).text
    found = [plain(block) for block in text.split("\n\n")]
    assert [paragraph for paragraph in map(plain, REPORT.paragraphs) if paragraph not in found] == []
    assert len(found) == len(REPORT.blocks)
    assert "الجزء الأول" not in text


@pytest.mark.parametrize("name", REPORT_FILES)
def test_a_table_is_read_row_by_row_in_the_words_of_its_header(name: str) -> None:
    assert (
        "المدة: أسبوع واحد، الرسم: 3 دنانير، عدد الكتب: 2\n"
        "المدة: شهر كامل، الرسم: 8 دنانير، عدد الكتب: 5\n"
        "المدة: سنة كاملة، الرسم: 40 دينارًا، عدد الكتب: 12"
    ) in document(name).text.split("\n\n")


@pytest.mark.parametrize("name", ["ruled.chromium.pdf", "ruled.libreoffice.pdf"])
def test_cells_of_several_lines_that_only_a_rule_parts_are_read_cell_by_cell(name: str) -> None:
    rows = [
        "السنة: 2019، عدد القراء المسجلين في الفرع: عشرة آلاف قارئ وخمسمئة من الطلاب، "
        "الكتب المعارة خلال السنة كلها: 34,567 كتابًا بين ورقي ورقمي مسموع، النسبة: 12٪",
        "السنة: 2020، عدد القراء المسجلين في الفرع: تسعة آلاف قارئ، "
        "الكتب المعارة خلال السنة كلها: 21,004 كتب، النسبة: 9٪",
        "السنة: 2021، عدد القراء المسجلين في الفرع: أحد عشر ألف قارئ ومئتان من غير الطلاب، "
        "الكتب المعارة خلال السنة كلها: 40,120 كتابًا، النسبة: 15٪",
    ]
    assert document(name).text.split("\n\n") == [*RULED.paragraphs, "\n".join(rows)]


@pytest.mark.parametrize("name", REPORT_FILES)
def test_each_page_has_an_anchor_where_it_begins_even_amid_a_paragraph(name: str) -> None:
    found = document(name)
    assert [anchor.page for anchor in found.anchors] == [1, 2, 3]
    assert [anchor.fragment for anchor in found.anchors] == ["page=1", "page=2", "page=3"]
    assert found.anchors[0].start == 0
    for anchor in found.anchors[1:]:
        assert found.text[anchor.start - 1].isspace()
        assert not found.text[anchor.start].isspace()


def test_a_file_says_its_title_author_and_date() -> None:
    printed = document("columns.weasyprint.pdf")
    assert (printed.title, printed.author) == (TITLE, "سعاد الكاتبة")
    assert (document("columns.chromium.pdf").date or "").startswith("20")


def test_the_first_of_the_largest_lines_is_the_title_of_a_file_without_one() -> None:
    assert document("columns.libreoffice.pdf").title == "حكاية المخزن"


def test_text_that_was_drawn_from_left_to_right_is_turned_and_that_is_said() -> None:
    found = reading("mirrored.reportlab.pdf")
    [text] = (each.text for each in found.documents)
    assert plain(text) == plain(" ".join(LETTERS.paragraphs[:3]))
    assert ["معكوس" in remark.text for remark in found.remarks] == [True]


def test_a_file_that_opens_without_a_password_is_read_although_it_is_encrypted() -> None:
    assert document("open.pdf").text == document("letters.naskh.chromium.pdf").text


def test_a_page_that_lies_on_its_side_is_read() -> None:
    assert document("turned.pdf").text == document("columns.libreoffice.pdf").text


@pytest.mark.parametrize(
    ("name", "reason"),
    [("locked.pdf", "password"), ("scan.pdf", "no text layer"), ("nameless.pdf", "Unicode map")],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, reason: str) -> None:
    assert reason in refusal((SAMPLES / name).read_bytes())


def test_what_only_calls_itself_pdf_is_refused() -> None:
    assert "not a PDF" in refusal("نص".encode())


def breaks_down(content: bytes) -> bool:
    """Say whether a file is neither read nor refused."""
    try:
        return not read(content, "a.pdf").documents
    except DocumentError as error:
        return "(" not in error.reason


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9])
def test_a_file_that_was_cut_off_is_refused_or_read(kept: float) -> None:
    content = (SAMPLES / "report.chromium.pdf").read_bytes()
    assert not breaks_down(content[: int(kept * len(content))])


@pytest.mark.parametrize("step", [397, 997, 4001])
def test_damaged_bytes_are_refused_or_read(step: int) -> None:
    content = bytearray((SAMPLES / "letters.naskh.libreoffice.pdf").read_bytes())
    for place in range(100, len(content), step):
        content[place] ^= 0x55
    assert not breaks_down(bytes(content))


_FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>/Length 35>>stream\n"
    b"/X Do /X Do /X Do /X Do /X Do /X Do\nendstream"
)


def bare(stream: bytes, extra: bytes = b"") -> bytes:
    """Return the least PDF around one content stream, packed."""
    packed = zlib.compress(stream, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % extra,
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(_FORM % number for number in range(7, 18)),
    ]
    body = b"".join(b"%d 0 obj%s\nendobj\n" % each for each in enumerate(parts, 1))
    return b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_a_stream_that_unfolds_beyond_the_limit_is_refused_before_it_fills_the_memory() -> None:
    bomb = bare(b" " * (STREAM_LIMIT + 1))
    assert len(bomb) < 100_000
    assert "unfold" in refusal(bomb)


def test_forms_that_draw_forms_without_end_are_refused() -> None:
    assert "forms" in refusal(bare(b"/X Do " * 6, b"/XObject<</X 6 0 R>>"))


def test_more_letters_than_a_page_holds_are_refused() -> None:
    assert "letters" in refusal(bare(b"BT /F 9 Tf " + b"(" + b"a" * 250_000 + b") Tj ET"))
