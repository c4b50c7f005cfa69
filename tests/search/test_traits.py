"""What the index marks of each word: numbers, years, dates and names behind a preposition of place."""

from __future__ import annotations

import pytest

from bot.search.builder import build_from
from bot.search.traits import Mark

from .folders import document

NUMBER, YEAR = Mark.NUMBER, Mark.NUMBER | Mark.DATE | Mark.YEAR


def marks(sentence: str) -> dict[str, Mark]:
    """Return the marked stems of a sentence as the index keeps it."""
    index = build_from([document(sentence)])
    assert len(index) == 1
    words = slice(*index.forward.starts[:2])
    stems = map(index.stems.vocabulary.term, index.forward.stems[words].tolist())
    found = index.forward.marks[words].tolist()
    return {stem: Mark(mark) for stem, mark in zip(stems, found, strict=True) if mark}


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("بنيت القرية عام 859 وسكنت", "859"),
        ("ولد الطبيب 780م ثم رحل", "780"),
        ("ولد الطبيب 780 م ثم رحل", "780"),
        ("توفي الطبيب 245 هـ ودفن هناك", "245"),
        ("بدأ العمل 2021 وانتهى", "2021"),
        ("بدأ العمل عام ألفين وواحد وعشرين وانتهى", "2021"),
        ("رحل الطبيب سنة ثمانمئة وتسع وخمسين ثم عاد", "859"),
    ],
)
def test_a_year_is_a_date_in_digits_and_in_words_behind_a_word_for_year(sentence: str, number: str) -> None:
    assert marks(sentence) == {number: YEAR}


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("يضم البلد ألفي موقع أثري", "2000"),
        ("يضم البلد ألفا وتسعمئة قرية", "1900"),
        ("طول السور 780 مترا", "780"),
        ("زرع الناس 859 نخلة", "859"),
    ],
)
def test_a_number_of_things_is_no_date(sentence: str, number: str) -> None:
    assert marks(sentence) == {number: NUMBER}


def test_a_month_is_a_date_and_no_number() -> None:
    assert marks("عاد التجار خلال شباط") == {"فبراير": Mark.DATE}


def test_a_name_right_behind_a_preposition_of_place_is_marked() -> None:
    assert marks("سكن الطبيب في طنجة زمنا") == {"طنج": Mark.PLACED}
    assert marks("زار الطبيب طنجة زمنا") == {}
