"""A file's bytes become a document, or an error that says why and on which line."""

from __future__ import annotations

import pytest

from bot.documents import Document
from bot.errors import DocumentError
from bot.reading.plain import TITLE_LENGTH
from bot.reading.reading import read


def only(content: str | bytes, name: str = "folder/file.md") -> Document:
    (document,) = read(content if isinstance(content, bytes) else content.encode(), name).documents
    return document


def refusal(content: str | bytes, name: str = "folder/file.md") -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        only(content, name)
    return caught.value


FULL = """---
title: نهر النيل
url: https://example.org/nile
date: 2024-05-01
author: سعاد
source: موسوعة
language: ar
topic: جغرافيا
tags: [نهر, ماء]
sample_question: كم طول النيل؟
---

النيل نهر طويل.
"""


def test_every_known_key_has_its_field_and_unknown_ones_are_kept() -> None:
    assert only(FULL) == Document(
        name="folder/file.md",
        title="نهر النيل",
        text="النيل نهر طويل.",
        url="https://example.org/nile",
        date="2024-05-01",
        author="سعاد",
        source="موسوعة",
        language="ar",
        extra={"topic": "جغرافيا", "tags": "نهر، ماء", "sample_question": "كم طول النيل؟"},
    )


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2024-05-01", "2024-05-01"),
        ("2024-02-31", "2024-02-31"),
        ("2024", "2024"),
        ("1445/3/2 هـ", "1445/3/2 هـ"),
        ("12:30", "12:30"),
        ("no", "no"),
        ("007", "007"),
        ('"1.10"', "1.10"),
        ("!!float x", "x"),
    ],
)
def test_a_value_is_kept_as_it_is_written_even_if_yaml_would_take_it_for_something_else(
    written: str, kept: str
) -> None:
    assert only(f"---\ndate: {written}\n---\nنص").date == kept


@pytest.mark.parametrize("nothing", ["", "~", "null", '""', "   "])
def test_a_key_without_a_value_counts_as_missing(nothing: str) -> None:
    document = only(f"---\ntitle: {nothing}\nurl: {nothing}\n---\nنص")
    assert (document.title, document.url, document.extra) == ("file", None, {})


def test_a_title_of_several_lines_becomes_one() -> None:
    assert only("---\ntitle: |\n  سطر\n  ثان\n---\nنص").title == "سطر ثان"


@pytest.mark.parametrize("head", ["---\n---\n", "---\n# ملاحظة\n---\n", ""])
def test_a_text_with_empty_or_no_front_matter_is_named_by_its_file(head: str) -> None:
    document = only(f"{head}نص بلا ترويسة")
    assert (document.title, document.text, document.date) == ("file", "نص بلا ترويسة", None)


def test_a_first_heading_is_the_title_when_front_matter_gives_none() -> None:
    document = only("# البتراء\n\nمدينة أثرية.")
    assert document.title == "البتراء"
    assert document.text.endswith("مدينة أثرية.")


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert only(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode()) == only(FULL)


def test_a_rule_below_the_opening_is_no_front_matter() -> None:
    assert only("نص أول\n\n---\n\nنص ثان").text == "نص أول\n\n---\n\nنص ثان"


def test_the_first_line_of_a_plain_text_is_its_title() -> None:
    document = only("العنوان \n\nالسطر الأول.\nالثاني.", "a.txt")
    assert (document.title, document.text) == ("العنوان", "السطر الأول.\nالثاني.")


@pytest.mark.parametrize(("length", "is_title"), [(TITLE_LENGTH, True), (TITLE_LENGTH + 1, False)])
def test_a_long_first_line_is_text_and_the_file_names_the_document(length: int, is_title: bool) -> None:  # noqa: FBT001
    line = "ن" * length
    document = only(f"{line}\nالبقية", "أخبار/a.txt")
    assert document.title == (line if is_title else "a")
    assert document.text == ("البقية" if is_title else f"{line}\nالبقية")


def test_a_plain_text_of_one_line_is_text() -> None:
    assert only("سطر واحد", "a.txt").text == "سطر واحد"


def test_the_kind_of_a_file_is_told_by_its_ending_in_any_case() -> None:
    assert only("سطر", "A.TXT").text == "سطر"


@pytest.mark.parametrize("name", ["a.png", "a.doc", "a", ".md", "a.md.bak"])
def test_a_file_of_another_kind_is_refused_with_the_kinds_that_are_read(name: str) -> None:
    error = refusal("نص", name)
    assert ".json .jsonl .md" in error.reason
    assert error.line is None


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("نص\n".encode() * 3 + "عربي".encode("windows-1256"), 4),
        ("سطر من نص\n".encode() + "نص طويل بترميز قديم. ".encode("windows-1256") * 50, 2),
        (b"\xef\xbb\xbfab\n\xff", 2),
        ("Das Mädchen führt\nÖl".encode("windows-1252"), 1),
        ("نص".encode()[:-1], 1),
    ],
)
def test_bytes_that_are_not_utf8_are_refused_with_their_line(content: bytes, line: int) -> None:
    error = refusal(content)
    assert "UTF-8" in error.reason
    assert error.line == line


@pytest.mark.parametrize(
    ("content", "line"), [("سطر\nسطر\0".encode(), 2), (b"\0\1\2\3", 1), (b"%PDF-1.7\n\0", 2)]
)
def test_a_binary_file_is_refused_with_the_line_of_its_first_zero(content: bytes, line: int) -> None:
    error = refusal(content)
    assert "binary" in error.reason
    assert error.line == line


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("title: أ\nurl: [x", 3),
        ("title: إسناد: كتاب", 2),
        ("title: أ\ndate: \x07", 3),
        ("a: 1\n\tb: 2", 3),
        ("? [a, b]\n: c", 2),
        ("a: " + "[" * 5_000, 1),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", 3),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(head: str, line: int) -> None:
    error = refusal(f"---\n{head}\n---\nنص")
    assert "YAML" in error.reason
    assert error.line == line


@pytest.mark.parametrize("head", ["- أ\n- ب", "كلام"])
def test_front_matter_that_is_no_mapping_is_refused(head: str) -> None:
    assert "mapping" in refusal(f"---\n{head}\n---\nنص").reason


def test_front_matter_that_is_not_closed_is_refused() -> None:
    error = refusal("---\ntitle: أ\n\nنص")
    assert "not closed" in error.reason
    assert error.line == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("", "a.md"),
        ("", "a.txt"),
        (" \n\n", "a.md"),
        ("---\ntitle: أ\n---\n", "a.md"),
        ("***\n— …", "a.md"),
        ("— …\n!", "a.txt"),
    ],
)
def test_a_file_without_a_word_is_refused(content: str, name: str) -> None:
    assert "no text" in refusal(content, name).reason


def test_front_matter_that_never_ends_its_keys_is_refused() -> None:
    assert "too long" in refusal("---\n" + "k: v\n" * 60_000 + "---\nنص").reason
