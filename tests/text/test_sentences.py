"""Sentences are cut by offsets, at their ends and nowhere else."""

from __future__ import annotations

from itertools import pairwise

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
            "https://a.b/c",
            "\u200f",
            "😀",
            "1.",
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
        ("حقا؟! لا... نعم", ["حقا؟!", "لا...", "نعم"]),
        ("اعلم۔ ثم عاد", ["اعلم۔", "ثم عاد"]),
        ("ذهب…وعاد", ["ذهب…وعاد"]),
        ('«ماذا؟» قال. "اذهب." فذهب', ["«ماذا؟»", "قال.", '"اذهب."', "فذهب"]),
        ("[انتهى.] ثم بدأ", ["[انتهى.]", "ثم بدأ"]),
        ("انتهى.\u200f ثم بدأ", ["انتهى.\u200f", "ثم بدأ"]),
        ("نعم.[12][3] لا", ["نعم.[12][3]", "لا"]),
        ("سطر\u2028ثان", ["سطر", "ثان"]),
        ("ثلاثة\n\n\nأسطر", ["ثلاثة", "أسطر"]),
        ("---\nبعد الخط", ["بعد الخط"]),
        ("... ثم بدأ", ["ثم بدأ"]),
        ("انتهى. 😀", ["انتهى. 😀"]),
        ("", []),
        (" \n ", []),
        ("…!؟", []),
    ],
)
def test_ends(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "whole",
    [
        "بلغ 2.49 مليار و46.6٪ و1,234 و1.234.567 و٢٫٤٩ و٢.٤٩ و3.11.2 معًا",
        "انظر https://example.org/a.b/c?d=1.2!x و www.example.com/a.b هناك",
        "اكتب إلى first.last@mail.example.org أو a@b.co الآن",
        "افتح readme.md أو node.js أو example.com هنا",
        "كتبت ج. ك. رولينج و ج.ك. رولينج و أ. ب. العقاد",
        "كتب J. R. R. Tolkien و U.S.A. هناك",
        "عالج د. أحمد و أ.د. سعاد و م. علي و Dr. Smith المريض",
        "عاش عام 300 ق.م. في مصر",
        "نشرت سنة 1400 هـ. بعد وفاته",
        "انظر مج. 3 و ص. 15 و تح. هارون",
        "1. البند الأول",
        "(2. البند الثاني",
        "أ. البند الثالث",
        "قال (نعم. لا؟ ربما!) ثم ذهب",
        "وزنه (5 كغ.) فقط",
    ],
)
def test_nothing_is_cut_inside(whole: str) -> None:
    assert cut(f"قبلها جملة.\n{whole}. وبعدها جملة") == ["قبلها جملة.", f"{whole}.", "وبعدها جملة"]


def test_each_item_of_a_list_is_a_sentence_with_its_number() -> None:
    assert cut("1. أول\n2. ثان. وتتمته\n(ج) ثالث") == ["1. أول", "2. ثان.", "وتتمته", "(ج) ثالث"]


def test_a_bracket_that_is_never_closed_or_far_away_holds_no_sentence_together() -> None:
    assert cut("قال (نعم. ثم ذهب") == ["قال (نعم.", "ثم ذهب"]
    assert len(cut(f"قال (نعم. {'كلمة ' * 100}) ثم ذهب")) == 2


def test_only_the_part_asked_for_is_cut_by_places_in_the_whole_text() -> None:
    text = "أول. ثان. ثالث."
    assert [text[start:end] for start, end in sentences(text, 5, 9)] == ["ثان."]
    assert list(sentences(text, 5)) == [(5, 9), (10, 15)]


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
def test_the_marks_that_end_sentences_never_begin_one(pieces: list[str]) -> None:
    for sentence in cut(" ".join(pieces)):
        assert any(map(str.isalnum, sentence))


@given(PIECES)
def test_sentences_of_the_paragraphs_are_those_of_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = [span for start, end in paragraphs(text) for span in sentences(text, start, end)]
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert "".join(text[a:b] for a, b in found if a < b).count("كلمة") == text.count("كلمة")


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


@pytest.mark.parametrize("run", ["ن", "1.", "a.a-", "د. ", "«", "(", ") .", "x@", "www.a ", "هـ. (أ."])
def test_a_long_run_of_anything_is_cut_in_time_that_grows_with_its_length(run: str) -> None:
    """What would take hours, were each sign looked at from each other one: a build must not wait for it."""
    text = run * (200_000 // len(run))
    cut = list(sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in cut)
