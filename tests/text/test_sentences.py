"""Sentences are cut by offsets, at their ends and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.sentences import paragraphs, sentences

PIECES = st.lists(
    st.sampled_from(
        [
            "كلمة",
            "أخرى",
            "2.49",
            "د.",
            "J.",
            ".",
            "؟",
            "!",
            "…",
            "؛",
            "\n",
            "\n\n",
            " ",
            "(",
            ")",
            "«",
            "»",
            "[1]",
        ]
    )
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جاء الأول. ثم الثاني؟ نعم! انتهى", ["جاء الأول.", "ثم الثاني؟", "نعم!", "انتهى"]),
        ("بلغ أوله؛ ثم عاد… وانتهى", ["بلغ أوله؛", "ثم عاد…", "وانتهى"]),
        ("سطر أول\nسطر ثان", ["سطر أول", "سطر ثان"]),
        ("بلغ 2.49 مليار و46.6 بالمئة. انتهى", ["بلغ 2.49 مليار و46.6 بالمئة.", "انتهى"]),
        ("قال د. أحمد ذلك. ثم خرج", ["قال د. أحمد ذلك.", "ثم خرج"]),
        ("كتبت ج. ك. رولينج. انتهى", ["كتبت ج. ك. رولينج.", "انتهى"]),
        ("ولد عام 2021م. ثم سافر", ["ولد عام 2021م.", "ثم سافر"]),
        ("زر https://a.b/x.html?q=1 الآن. شكرًا", ["زر https://a.b/x.html?q=1 الآن.", "شكرًا"]),
        ("راسل a.b@c.org اليوم. شكرًا", ["راسل a.b@c.org اليوم.", "شكرًا"]),
        ("1. البند الأول", ["1. البند الأول"]),
        ("قال: «انتهى الأمر.» ثم خرج", ["قال: «انتهى الأمر.»", "ثم خرج"]),
        ("قال كذا.[1] وقال غيره", ["قال كذا.[1]", "وقال غيره"]),
        ("انتهى هنا.وبدأ هناك", ["انتهى هنا.", "وبدأ هناك"]),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_long_paragraph_is_cut_to_its_end() -> None:
    assert len(cut("هذه جملة قصيرة. " * 50)) == 50


@given(PIECES)
def test_spans_are_disjoint_and_hold_every_letter(pieces: list[str]) -> None:
    text, place = "".join(pieces), 0
    for start, end in sentences(text):
        assert not any(map(str.isalpha, text[place:start]))
        assert place <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        place = end
    assert not any(map(str.isalpha, text[place:]))


@given(PIECES)
def test_paragraphs_hold_every_letter_in_order(pieces: list[str]) -> None:
    text, place = "".join(pieces), 0
    for start, end in paragraphs(text):
        assert not any(map(str.isalpha, text[place:start]))
        assert place <= start < end
        place = end
    assert not any(map(str.isalpha, text[place:]))


def test_blank_lines_part_paragraphs_and_so_does_the_end_of_a_line_that_ends_a_sentence() -> None:
    text = "أول.\nثان\nمعه.\n\nثالث"
    assert [text[start:end] for start, end in paragraphs(text)] == ["أول.", "ثان\nمعه.", "ثالث"]
