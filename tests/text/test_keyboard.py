"""Text typed with the keyboard left in the other script is read by its keys."""

from __future__ import annotations

import pytest

from bot.text.keyboard import arabic_readings, latin_reading


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ljn ,g] hfk f','mK", "متى ولد ابن بطوطة،"),
        ("Hdk jru hgfjvhx?", "أين تقع البتراء؟"),
        ("lh i, l]n hgvcdm", "ما هو مدى الرؤية"),
        ("hgHvqR", "الأرض"),  # a vowel mark is dropped
        ("Yk vrl 12.5", "إن رقم 12.5"),  # a point in a number is no letter
        ("Gki Btm", "لأنه لآفة"),
        ("LJN", "متى"),  # the caps lock changes nothing in Arabic
    ],
)
def test_the_keys_of_a_qwerty_keyboard_write_arabic(typed: str, meant: str) -> None:
    assert arabic_readings(typed)[0] == meant


def test_the_keys_of_an_azerty_keyboard_write_arabic_too() -> None:
    assert arabic_readings("hgrhiv,")[1] == "القاهرة"
    assert arabic_readings("qhu")[1] == "شاع"


def test_a_key_that_only_qwerty_has_tells_the_keyboard() -> None:
    assert len(arabic_readings("l]vsm")) == 1


def test_a_capital_that_a_telephone_put_is_read_as_the_small_letter() -> None:
    assert arabic_readings("Sdd")[0] == "سيي"


@pytest.mark.parametrize(("typed", "meant"), [("فثسمش", "tesla"), ("لخخلمث", "google"), ("لالاؤ", "bbc")])
def test_a_latin_word_typed_on_the_arabic_layout_is_read_back(typed: str, meant: str) -> None:
    assert latin_reading(typed) == meant
