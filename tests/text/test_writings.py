"""A number, a date or a share is the same to the search, in whichever of its many writings it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.analyzer import content_words

_UNITS = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
_BARE = ["أحد", "اثنا", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
_TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي"), ("فبراير", "شباط", "فيفري"), ("مارس", "آذار", "مارس"),
    ("أبريل", "نيسان", "أفريل"), ("مايو", "أيار", "ماي"), ("يونيو", "حزيران", "جوان"),
    ("يوليو", "تموز", "جويلية"), ("أغسطس", "آب", "أوت"), ("سبتمبر", "أيلول", "شتنبر"),
    ("أكتوبر", "تشرين الأول", "أكتوبر"), ("نوفمبر", "تشرين الثاني", "نونبر"),
    ("ديسمبر", "كانون الأول", "دجنبر"),
)  # fmt: skip
_HIJRI = (
    ("محرم", "محرم"), ("صفر", "صفر"), ("ربيع الأول", "ربيع أول"), ("ربيع الثاني", "ربيع الآخر"),
    ("جمادى الأولى", "جمادى الأول"), ("جمادى الثانية", "جمادى الآخرة"), ("رجب", "رجب"), ("شعبان", "شعبان"),
    ("رمضان", "رمضان"), ("شوال", "شوال"), ("ذو القعدة", "ذي القعدة"), ("ذو الحجة", "ذي الحجة"),
)  # fmt: skip


def below_hundred(number: int) -> str:
    """Return a number up to 99 as it is said."""
    if number <= 10:
        return _UNITS[number - 1]
    tens, unit = divmod(number, 10)
    if tens == 1:
        return f"{(_BARE if unit <= 2 else _UNITS)[unit - 1]} عشر"
    return _TENS[tens - 2] if unit == 0 else f"{_UNITS[unit - 1]} و{_TENS[tens - 2]}"


def said(number: int) -> str:
    """Return a number up to 9,999 as it is said."""
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    parts = []
    if thousands:
        parts.append({1: "ألف", 2: "ألفان"}.get(thousands, f"{_UNITS[thousands - 1]} آلاف"))
    if hundreds:
        parts.append({1: "مائة", 2: "مائتان"}.get(hundreds, f"{_BARE[hundreds - 1]}مائة"))
    if rest:
        parts.append(below_hundred(rest))
    return " و".join(parts)


@given(st.integers(11, 9_999).filter(lambda number: number % 1000 and number % 100))
def test_a_number_that_is_said_in_words_is_the_number_in_digits(number: int) -> None:
    assert content_words(f"بلغ {said(number)}")[1:] == content_words(str(number)) == [str(number)]


@given(st.integers(0, 10**12), st.sampled_from(["٬", ","]))
def test_digits_of_every_script_with_or_without_separators_are_one_number(number: int, sign: str) -> None:
    plain = content_words(str(number))
    grouped = f"{number:,}".replace(",", sign)
    assert content_words(str(number).translate(_EASTERN)) == plain
    assert content_words(str(number).translate(_PERSIAN)) == plain
    assert content_words(grouped) == content_words(grouped.translate(_EASTERN)) == plain


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1600, 2099))
def test_a_day_is_the_same_in_the_months_of_the_east_the_west_and_the_maghreb(
    day: int, month: int, year: int
) -> None:
    west, east, maghreb = _MONTHS[month - 1]
    expected = sorted(content_words(f"{day} {west} {year}"))
    for text in (
        f"{day} {east} {year}",
        f"{day} {maghreb} {year}",
        f"{day} {east}/{west} {year}",
        f"{day} من {west} {year}م",
        f"{day}/{month}/{year}",
        f"{day:02}-{month:02}-{year}",
        f"{year}-{month:02}-{day:02}",
        f"{day} {west} {year}".translate(_EASTERN),
    ):
        assert sorted(content_words(text)) == expected, text


@pytest.mark.parametrize(("one", "other"), _HIJRI)
@given(day=st.integers(1, 29), year=st.integers(1, 1499))
def test_a_day_of_the_hijra_is_the_same_however_its_month_and_era_are_written(
    one: str, other: str, day: int, year: int
) -> None:
    expected = content_words(f"{day} {one} {year} هـ")
    for text in (f"{day} {other} {year} هجري", f"{day} {one} {year}هـ", f"{day} من {other} {year} للهجرة"):
        assert content_words(text) == expected, text


@given(st.integers(1, 100))
def test_a_share_is_the_same_by_its_sign_and_in_words(number: int) -> None:
    expected = content_words(f"{number}%")
    for text in (f"{number}٪", f"{number} %", f"{number} بالمئة", f"{number} في المائة"):
        assert content_words(text) == expected, text
