"""A row of a table becomes a document of its own; a wrong row is refused with its line, the others serve."""

from __future__ import annotations

import pytest

from bot.documents import Document, Reading
from bot.errors import DocumentError
from bot.reading import limits
from bot.reading.reading import read


def table(text: str, name: str = "أسئلة.csv") -> Reading:
    return read(text.encode(), name)


def only(text: str, name: str = "أسئلة.csv") -> Document:
    found = table(text, name)
    assert found.refused == ()
    (document,) = found.documents
    return document


@pytest.mark.parametrize(
    "header",
    ["سؤال,جواب", "السؤال,الإجابة", "question,answer", "Question,Answer", "الجواب,السؤال", " Q , A "],
)
def test_a_question_and_its_answer_are_known_by_many_names(header: str) -> None:
    cells = ["متى تفتح المكتبة؟", "تفتح في الثامنة."]
    if header.startswith("الجواب"):
        cells.reverse()
    document = only(f"{header}\n{','.join(cells)}\n")
    assert (document.name, document.title, document.text) == (
        "أسئلة.csv#1",
        "متى تفتح المكتبة؟",
        "تفتح في الثامنة.",
    )


def test_every_column_that_is_known_has_its_field() -> None:
    row = "id,title,text,date,url,author,source,language,sample_question\n"
    row += "a7,عنوان,نص طويل.,2024,https://x.example/,سعاد,مجلة,ar,ما هذا؟\n"
    assert only(row, "t.csv") == Document(
        name="t.csv#a7",
        title="عنوان",
        text="نص طويل.",
        url="https://x.example/",
        date="2024",
        author="سعاد",
        source="مجلة",
        language="ar",
        extra={"sample_question": "ما هذا؟"},
    )


def test_other_columns_are_read_out_below_the_text() -> None:
    document = only("العنوان,النص,السعر,المدينة\nقلم,قلم أزرق جيد.,20 دينارًا,عمّان\n")
    assert document.text == "قلم أزرق جيد.\n\nالسعر: 20 دينارًا، المدينة: عمّان"


def test_a_row_without_a_text_is_read_out_whole_and_called_by_its_name() -> None:
    document = only("الرمز,الاسم,السعر\n12,قلم,20\n")
    assert (document.title, document.text) == ("قلم", "الرمز: 12، الاسم: قلم، السعر: 20")


def test_a_row_that_is_long_read_out_has_a_line_for_each_column() -> None:
    document = only(f"أ,ب\n{'كلمة ' * 40},{'لفظ ' * 40}\n")
    assert document.text.count("\n") == 1


def test_a_question_beside_a_title_is_the_heading_of_its_answer() -> None:
    document = only("عنوان,سؤال,جواب\nالمكتبة,متى تفتح؟,في الثامنة.\n")
    assert (document.title, document.text) == ("المكتبة", "# متى تفتح؟\n\nفي الثامنة.")


def test_a_text_beside_an_answer_is_kept_below_it() -> None:
    assert only("سؤال,جواب,نص\nمتى؟,أمس.,حدث ذلك أمس.\n").text == "أمس.\n\nحدث ذلك أمس."


def test_a_table_of_questions_and_answers_needs_no_header() -> None:
    found = table("متى تفتح المكتبة؟,في الثامنة.\nمن بنى البرج؟,بناه عمر.\n")
    assert [(each.title, each.text) for each in found.documents] == [
        ("متى تفتح المكتبة؟", "في الثامنة."),
        ("من بنى البرج؟", "بناه عمر."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "سؤال;جواب\nمتى؟;أمس، مساءً\n",
        "سؤال\tجواب\nمتى؟\tأمس، مساءً\n",
        "سؤال|جواب\nمتى؟|أمس، مساءً\n",
        'سؤال,جواب\nمتى؟,"أمس، مساءً"\n',
        "sep=;\nسؤال;جواب\nمتى؟;أمس، مساءً\n",
        "\n\nسؤال;جواب\n\n;\nمتى؟;أمس، مساءً",
    ],
)
def test_what_parts_the_cells_is_seen_from_the_first_line(text: str) -> None:
    assert only(text).text == "أمس، مساءً"


def test_a_tsv_file_is_parted_by_tabs_alone() -> None:
    assert only("سؤال\tجواب\nمتى؟\tأمس, مساءً\n", "t.tsv").text == "أمس, مساءً"


def test_a_cell_may_run_over_lines_and_hold_quotes() -> None:
    assert only('سؤال,جواب\nمتى؟,"سطر ""أول""\nوثانٍ"\n').text == 'سطر "أول"\nوثانٍ'


def test_ids_are_made_different_where_they_are_not_and_numbers_where_there_are_none() -> None:
    found = table("id,text\nأ,نص أول\nأ,نص ثان\n,نص ثالث\nب#2,نص رابع\n", "t.csv")
    assert [each.name for each in found.documents] == ["t.csv#أ", "t.csv#أ-2", "t.csv#3", "t.csv#ب 2"]


def test_one_wrong_line_of_ten_thousand_loses_itself_alone() -> None:
    rows = [f"متى حدث {number}؟,حدث سنة {number}." for number in range(10_000)]
    rows[4_000] = '"متى حدث ذلك؟,بلا إغلاق'
    found = table("سؤال,جواب\n" + "\n".join(rows) + "\n")
    assert len(found.documents) == 9_999
    (refusal,) = found.refused
    assert (refusal.file, refusal.line, refusal.partial) == ("أسئلة.csv", 4_002, True)
    assert "quotes" in refusal.reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("متى؟,أمس,زائد", "more cells"),
        ("؟,؟", "without text"),
        ('متى؟,"أمس" غدًا', "quotes"),
        ("متى؟," + "ن" * (limits.FIELD_CHARACTERS + 1), "too long"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_why(row: str, reason: str) -> None:
    found = table(f"سؤال,جواب\nمن؟,هو.\n{row}\nأين؟,هنا.\n")
    assert [each.text for each in found.documents] == ["هو.", "هنا."]
    (refusal,) = found.refused
    assert refusal.line == 3
    assert reason in refusal.reason


def test_many_wrong_rows_are_counted_beyond_the_first() -> None:
    found = table("سؤال,جواب\nمن؟,هو.\n" + "أ,ب,ج\n" * 100)
    assert len(found.refused) == limits.TOLD + 1
    assert f"and {100 - limits.TOLD} more" in found.refused[-1].reason


def test_a_file_of_wrong_rows_is_no_table() -> None:
    with pytest.raises(DocumentError, match="too many"):
        table("سؤال,جواب\nمن؟,هو.\n" + "أ,ب,ج\n" * (limits.WRONG_ROWS + 1))


@pytest.mark.parametrize("text", ["", "\n\n", "سؤال,جواب\n", "سؤال,جواب\n,\n"])
def test_a_table_without_a_record_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="no text"):
        table(text)


def test_a_table_in_which_every_row_is_wrong_says_what_is_wrong_with_the_first() -> None:
    with pytest.raises(DocumentError, match="more cells") as caught:
        table("سؤال,جواب\nأ,ب,ج\nأ,ب,ج,د\n")
    assert caught.value.line == 2


def test_a_record_that_names_no_source_is_attributed_to_its_file() -> None:
    assert only("سؤال,جواب\nمتى؟,أمس.\n", "قسم/أسئلة المكتبة.csv").source == "أسئلة المكتبة"
