"""What a sentence holds is told by its words, written one way."""

from __future__ import annotations

import pytest

from bot.text.clues import (
    Amount,
    amounts,
    defines,
    gives_reason,
    is_dated,
    is_year,
    names_person,
    place_words,
    tells_manner,
)
from bot.text.numerals import unified
from bot.text.tokens import words


def said(text: str) -> list[str]:
    return unified(words(text))


@pytest.mark.parametrize(
    ("word", "year"), [("2021", True), ("1304", True), ("999", False), ("2100", False), ("12024", False)]
)
def test_a_year_is_told_from_other_numbers(word: str, year: bool) -> None:  # noqa: FBT001
    assert is_year(word) is year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في عام 859", {Amount.DATE}),
        ("في سنة ألفين وواحد وعشرين", {Amount.DATE}),
        ("ولد 15 مارس", {Amount.DATE}),
        ("15/3/2021", {Amount.DATE}),
        ("آذار 12", {Amount.DATE}),
        ("ارتفع 34%", {Amount.SHARE}),
        ("بنسبة 34", {Amount.SHARE}),
        ("طوله 120 مترا", {Amount.MEASURE}),
        ("بلغ 2.49 مليار دولار", {Amount.MEASURE}),
        ("دامت ثلاثة أيام", {Amount.MEASURE}),
        ("شهدت 172 هدفا", {Amount.COUNT}),
        ("سبع ولايات", {Amount.COUNT}),
        ("هي 7.", {Amount.BARE}),
        ("من 7 إلى 9 مدن", {Amount.BARE, Amount.COUNT}),
        ("عام الفيل", set()),
    ],
)
def test_a_number_is_told_by_the_words_beside_it(text: str, expected: set[Amount]) -> None:
    assert amounts(said(text)) == expected


@pytest.mark.parametrize(
    "text", ["عام 859", "في تموز", "تشرين الأول", "ذو الحجة", "القرن الماضي 1999", "15/3/2021"]
)
def test_a_date_is_a_year_or_a_month(text: str) -> None:
    assert is_dated(said(text))


@pytest.mark.parametrize("text", ["172 هدفا", "ربيع الحياة", "عام جديد", ""])
def test_other_numbers_and_words_are_no_date(text: str) -> None:
    assert not is_dated(said(text))


def test_words_of_places_are_counted_each_once() -> None:
    assert place_words(said("تقع في شمال مدينة، في شمال المدينة")) == 4
    assert place_words(said("كتاب")) == 0


@pytest.mark.parametrize(
    ("text", "reason"), [("لأن الماء أكثف", True), ("بسبب الحر", True), ("حيث يسكن", False)]
)
def test_a_reason_has_its_words(text: str, reason: bool) -> None:  # noqa: FBT001
    assert gives_reason(said(text)) is reason


@pytest.mark.parametrize(("text", "manner"), [("عن طريق الماء", True), ("في الطريق", False)])
def test_a_manner_has_its_words(text: str, manner: bool) -> None:  # noqa: FBT001
    assert tells_manner(said(text)) is manner


@pytest.mark.parametrize(
    ("text", "person"), [("محمد بن سعود", True), ("أسسها رجل", True), ("مدينة كبيرة", False)]
)
def test_a_person_is_told_by_kinship_or_a_deed(text: str, person: bool) -> None:  # noqa: FBT001
    assert names_person(said(text)) is person


def test_a_definition_opens_with_what_something_is() -> None:
    assert defines(said("الرادار هو نظام يكشف الأجسام"))
    assert defines(said("الرادار مصطلح يطلق على نظام"))
    assert not defines(said("رصد الرادار طائرة وهي تقترب"))
    assert not defines(
        said("رصد الرادار في مساء ذلك اليوم البعيد طائرة تقترب من المدينة التي كان سكانها هم أول من علم")
    )
