"""Files as the programs of other people write them: `samples/make.sh` made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import Document, Reading
from bot.reading.reading import read

SAMPLES = Path(__file__).with_name("samples")
GUIDE = """# دليل خدمات وادي الزيتون

تقدّم بلدية وادي الزيتون خدماتها لأهل الوادي في مبناها الجديد قرب النبع القديم.

## رخص البناء

يقدَّم طلب الرخصة في مكتب الهندسة، ويُبتّ فيه خلال واحد وعشرين يومًا من تاريخ تقديمه.

الرخصة: بناء جديد، الرسم: 500 دينار، المدة: سنتان
الرخصة: ترميم بيت قديم، الرسم: 120 دينارًا، المدة: ستة أشهر

## الأوراق المطلوبة

- صورة عن هوية صاحب الأرض.
- سند ملكية مصدّق من دائرة الأراضي.
- مخطط هندسي بثلاث نسخ.

## أوقات الدوام

يستقبل المكتب المراجعين من الثامنة صباحًا حتى الثانية ظهرًا، من الأحد إلى الخميس."""
LIBRARY = """# نظام المكتبة

# الإعارة

تُعار الكتب أربعة عشر يومًا، وتُجدّد مرة واحدة إن لم يطلبها قارئ آخر.

- لا تُعار المخطوطات.
- تُعار الدوريات يومين.

## الغرامات

الفئة: طلاب، المادة: كتاب، الغرامة: ربع دينار
الفئة: طلاب، المادة: دورية، الغرامة: نصف دينار
الفئة: باحثون، المادة: كتاب، الغرامة: عُشر دينار"""


def reading(name: str) -> Reading:
    return read((SAMPLES / name).read_bytes(), name)


def sample(name: str) -> Document:
    (document,) = reading(name).documents
    return document


def test_a_page_saved_by_chromium() -> None:
    found = sample("chromium.html")
    assert found.text == GUIDE
    known = (found.title, found.author, found.date, found.url)
    assert known == ("دليل خدمات وادي الزيتون", "سلمى النجار", "2025-03-02", "https://valley.example/guide")
    assert {anchor.fragment for anchor in found.anchors} >= {"permits", "papers"}


def test_a_word_file_of_libreoffice() -> None:
    found = sample("libreoffice.docx")
    assert found.text == GUIDE
    assert (found.title, found.author) == ("دليل خدمات وادي الزيتون", "سلمى النجار")


def test_a_word_file_of_python_docx() -> None:
    found = sample("python_docx.docx")
    assert found.text == LIBRARY
    assert (found.title, found.author, found.date) == ("نظام المكتبة", "قسم الفهارس", "2024-09-15")


def test_a_book_of_pandoc() -> None:
    found = sample("pandoc.epub")
    assert found.text.endswith(GUIDE)
    assert (found.title, found.author, found.source) == (
        "دليل خدمات وادي الزيتون",
        "سلمى النجار",
        "بلدية وادي الزيتون",
    )


def test_a_book_of_libreoffice_has_all_the_words_though_it_does_not_say_what_is_a_heading() -> None:
    words = sample("libreoffice.epub").text.split()
    header = {"الرخصة:", "الرسم:", "المدة:"}  # LibreOffice leaves the header of a table out of its books
    assert set(GUIDE.replace("،", "").replace("#", "").replace("- ", "").split()) - header <= {
        word.strip("،") for word in words
    }


@pytest.mark.parametrize(
    ("name", "encoding"), [("windows-1256.csv", "windows-1256"), ("utf-16.csv", "utf-16-le")]
)
def test_a_table_in_an_old_encoding(name: str, encoding: str) -> None:
    found = reading(name)
    assert [(each.title, each.source) for each in found.documents] == [
        ("متى افتتحت مكتبة الوادي؟", "دليل البلدية"),
        ("من صمّم جسر النبع؟", "سجل الجسور"),
        ("كم رسم الاشتراك في المسبح؟", Path(name).stem),
    ]
    assert found.documents[1].text == (
        'صمّمت جسر النبع المهندسة "هدى الكيلاني"، وانتهى بناؤه عام 2003.\n\nالقسم: الهندسة'
    )
    assert encoding in found.remarks[0].text


@pytest.mark.parametrize(
    ("name", "encoding"), [("iso-8859-6.txt", "iso-8859-6"), ("utf-16le-without-mark.txt", "utf-16-le")]
)
def test_a_text_in_an_old_encoding(name: str, encoding: str) -> None:
    found = reading(name)
    assert found.documents[0].title == "نبع وادي الزيتون"
    assert found.documents[0].text.startswith("ينبع الماء من سفح الجبل، ويسقي")
    assert encoding in found.remarks[0].text


def test_an_archive_of_the_zip_command_keeps_arabic_names() -> None:
    found = reading("archive.zip")
    assert [each.name for each in found.documents] == [
        "archive.zip/guide.html",
        *(f"archive.zip/قسم الهندسة/أسئلة.csv#{number}" for number in (1, 2, 3)),
    ]
    assert found.documents[0].text == GUIDE
