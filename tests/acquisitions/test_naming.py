"""Names of files: kept as they were written, and never a way out of the corpus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acquisitions.naming import LONGEST, free_name, name_of_page, safe_name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("تقرير السنة 2024.pdf", "تقرير السنة 2024.pdf"),
        ("قانون العمل (المعدّل).docx", "قانون العمل (المعدّل).docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\سعاد\\ملف.md", "ملف.md"),
        ("/absolute.txt", "absolute.txt"),
        ("..", "document"),
        ("", "document"),
        (".md", "document.md"),
        (".hidden.md", "hidden.md"),
        ("سطر\nثانٍ.md", "سطر ثانٍ.md"),
        ("a\u202egpj.md", "agpj.md"),
        ("سؤال؟ وجواب: 1#2.md", "سؤال؟ وجواب- 1-2.md"),
        ("نهاية .  ", "نهاية"),
        ("e\u0301tude.md", "étude.md"),
        ("\0.md", "document.md"),
        ("عنوان. ثم جملة طويلة بلا امتداد", "عنوان. ثم جملة طويلة بلا امتداد"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_its_tricks(written: str, kept: str) -> None:
    assert safe_name(written) == kept


@given(st.text())
def test_no_name_is_a_path_or_hidden_or_too_long(written: str) -> None:
    name = safe_name(written)
    assert name not in {"", ".", ".."}
    assert not set("/\\\0") & set(name)
    assert not name.startswith(".")
    assert len(name.encode()) <= LONGEST


def test_a_name_that_is_cut_keeps_its_ending() -> None:
    name = safe_name("كلمة" * 100 + ".pdf")
    assert name.startswith("كلمة")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= LONGEST


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/", "example.org/index.html"),
        ("https://example.org/news/port.html", "example.org/news-port.html"),
        (
            "https://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D9%85%D9%8A%D9%86%D8%A7%D8%A1",
            "example.org/أخبار-ميناء.html",
        ),
        ("https://example.org/%2e%2e/%2e%2e/x", "example.org/-..-x.html"),
    ],
)
def test_a_page_is_kept_under_its_host_and_path(url: str, name: str) -> None:
    assert name_of_page(url, ".html") == name


def test_pages_that_differ_by_their_query_have_different_names() -> None:
    names = {name_of_page(f"https://example.org/n?id={number}", ".html") for number in range(3)}
    assert len(names) == 3
    assert all(name.startswith("example.org/n-") for name in names)


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("أ/ملف.md", {"أ/ملف.md", "أ/ملف-2.md"}) == "أ/ملف-3.md"
    assert free_name("ملف.md", set()) == "ملف.md"
