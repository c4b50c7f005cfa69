"""What a slip costs: the ear, the finger and the pen confuse some letters more than others."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.edit_distance import distance

LETTERS = st.text(st.sampled_from("ابتدرسعفقكلمنهوي"), max_size=8)
PLAIN = 1.0


@given(LETTERS)
def test_a_word_is_at_no_distance_from_itself(word: str) -> None:
    assert distance(word, word) == 0


@given(LETTERS, LETTERS)
def test_a_limit_cuts_off_what_is_farther_and_changes_nothing_else(one: str, other: str) -> None:
    whole = distance(one, other)
    assert distance(one, other, 1.5) == (whole if whole <= 1.5 else inf)


@given(LETTERS, LETTERS)
def test_no_word_is_farther_than_all_its_letters_are_worth(one: str, other: str) -> None:
    assert 0 < distance(one, other) <= max(len(one), len(other)) or one == other


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("مرظ", "مرض"),  # heard alike
        ("زاتيه", "ذاتيه"),
        ("ثامر", "تامر"),
        ("مانجا", "مانغا"),
        ("قطر", "كطر"),
        ("لافاروف", "لافروف"),  # a long vowel that one spelling has
        ("جديد", "جدود"),  # another long vowel
        ("الفاتتحين", "الفاتحين"),  # a letter twice
        ("روتشليد", "روتشيلد"),  # two letters swapped
        ("الخنفي", "الحنفي"),  # a dot more
        ("متلازكه", "متلازمه"),  # the key beside
        ("قرغيزيا", "قرغيزستان"),  # a country's two endings
        ("قرغيزستان", "قرغيزيا"),
    ],
)
def test_what_is_easily_confused_costs_less_than_a_plain_slip(typed: str, meant: str) -> None:
    assert 0 < distance(typed, meant) < PLAIN
    assert distance(typed, meant) == distance(meant, typed)


@pytest.mark.parametrize(("typed", "meant"), [("مسجد", "مسقد"), ("كتب", "كتبم"), ("مدرسه", "درسه")])
def test_any_other_letter_put_in_left_out_or_replaced_is_a_plain_slip(typed: str, meant: str) -> None:
    assert distance(typed, meant) == PLAIN


def test_two_slips_add_up() -> None:
    assert distance("قيرغيزيستان", "قرغيزستان") == pytest.approx(2 * distance("قيرغيزستان", "قرغيزستان"))
