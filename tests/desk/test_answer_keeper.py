"""What a person answered, as a document that is read and quoted like any other."""

from __future__ import annotations

import pytest

from bot.desk.answer_documents import as_document, document_name
from bot.memory import HandedOver
from bot.reading.markdown import read_markdown

QUESTION = 'ما رقم: "الصيانة" # في البرج؟'


def asked(
    question: str = QUESTION, key: str = "a-key", folded: str = "ما رقم الصيانه في البرج"
) -> HandedOver:
    return HandedOver(1, key, 42, None, 7, question, folded, "ar")


def test_the_question_is_the_title_whatever_marks_it_holds_and_nobody_is_named() -> None:
    written = as_document(asked(), ["4455"])
    [document] = read_markdown(written.encode(), "answers/a.md").documents
    assert (document.title, document.text) == (QUESTION, "4455")
    assert document.source == "إجابة من المشرفين"
    assert "42" not in written


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("اتصل بالحارس.\nأو بالمكتب.", "اتصل بالحارس. أو بالمكتب."),
        ("أولًا.\n \n\nثانيًا.", "أولًا.\n\nثانيًا."),
        ("الخطوات:\n- الأولى\n- الثانية\n1. ثالثة", "الخطوات:\n- الأولى\n- الثانية\n1. ثالثة"),
        ("# ليس عنوانًا", "ليس عنوانًا"),
        ("#وسم في السطر", "#وسم في السطر"),
    ],
)
def test_the_lines_of_an_answer_run_on_but_for_paragraphs_and_lists(answer: str, kept: str) -> None:
    [document] = read_markdown(as_document(asked(), [answer]).encode(), "answers/a.md").documents
    assert document.text == kept


def test_the_files_name_is_the_same_each_time_and_fits_any_disk() -> None:
    assert document_name(asked()) == document_name(asked())
    assert document_name(asked()) != document_name(asked(key="another"))
    assert document_name(asked(folded="كلمة/.. " * 100)) == document_name(asked())
    assert document_name(asked()).isascii()
