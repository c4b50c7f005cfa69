"""Headings, paragraphs, lists and tables become lines that a person would quote, and places to open."""

from __future__ import annotations

import pytest

from bot.documents import Anchor
from bot.reading.blocks import Blocks


def test_blocks_are_parted_by_blank_lines_and_items_by_line_ends() -> None:
    blocks = Blocks()
    blocks.heading(2, " الأوراق\n المطلوبة ")
    blocks.paragraph("سطر\nثانٍ")
    blocks.item("هوية")
    blocks.item("أصل أو نسخة", 1)
    blocks.paragraph("  ")
    blocks.paragraph("بعدها")
    assert blocks.text == "## الأوراق المطلوبة\n\nسطر ثانٍ\n\n- هوية\n  - أصل أو نسخة\n\nبعدها"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["رخصة", "رسم"], ["ترميم", "120"], ["بناء", "500"]], "رخصة: ترميم، رسم: 120\nرخصة: بناء، رسم: 500"),
        ([["الموقع", "سفح الجبل"], ["الارتفاع", "870"]], "الموقع: سفح الجبل\nالارتفاع: 870"),
        ([["الهاتف", "065"], ["البريد", ""]], "الهاتف: 065\nالبريد"),
        ([["المدير", "عمر"], ["النائب", "هدى"]], "المدير: عمر\nالنائب: هدى"),
        ([["أ", "ب", "ج"], ["1", "", "3"]], "أ: 1، ج: 3"),
        ([["1", "2", "3"], ["4", "5", "6"]], "1، 2، 3\n4، 5، 6"),
        ([["سطر"], ["آخر"]], "سطر\nآخر"),
        ([["", ""], []], ""),
    ],
)
def test_a_row_of_a_table_is_a_line_in_the_words_of_its_header(rows: list[list[str]], text: str) -> None:
    blocks = Blocks()
    blocks.table(rows)
    assert blocks.text == text


def test_a_header_that_is_marked_as_one_is_believed_whatever_is_in_it() -> None:
    blocks = Blocks()
    blocks.table([["السنة", "2024"], ["عدد السكان", "كثير"]], header=True)
    assert blocks.text == "السنة: عدد السكان، 2024: كثير"


def test_two_tables_that_follow_each_other_stay_two_blocks() -> None:
    blocks = Blocks()
    blocks.table([["أ", "1"]])
    blocks.table([["ب", "2"]])
    assert blocks.text == "أ: 1\n\nب: 2"


def test_what_follows_a_heading_opens_where_the_heading_does() -> None:
    blocks = Blocks()
    blocks.paragraph("قبل")
    blocks.heading(1, "العنوان", "رسوم")
    blocks.paragraph("بعد")
    assert blocks.anchors == (Anchor(5, None, "%D8%B1%D8%B3%D9%88%D9%85"),)


def test_where_no_heading_has_a_place_a_quoted_paragraph_opens_at_its_first_words() -> None:
    blocks = Blocks()
    blocks.paragraph("one-two, three four five six seven", quoted=True)
    assert blocks.anchors == (Anchor(0, None, ":~:text=one%2Dtwo%2C%20three%20four%20five%20six%20seven"),)


def test_a_page_begins_with_the_block_that_follows_it() -> None:
    blocks = Blocks()
    blocks.page(1)
    blocks.paragraph("أولى")
    blocks.page(2)
    blocks.paragraph("ثانية")
    blocks.paragraph("عليها")
    assert blocks.anchors == (Anchor(0, 1), Anchor(6, 2))


def test_a_first_cell_over_all_columns_is_the_title_of_the_table() -> None:
    blocks = Blocks()
    blocks.table([["نبع العروس", "نبع العروس"], ["الموقع", "سفح الجبل"], ["الارتفاع", "870"]], header=True)
    assert blocks.text == "نبع العروس\nالموقع: سفح الجبل\nالارتفاع: 870"
