"""Numbers, months, shares and eras are written one way, however a text writes them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.analyzer import content_words
from bot.text.folding import fold
from bot.text.months import MONTHS
from bot.text.numerals import rewritten, unified
from bot.text.tokens import words


def written(text: str) -> str:
    return " ".join(unified(words(text)))


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("ثلاثة", "3"),
        ("ثلاث", "3"),
        ("تلاتة", "3"),
        ("الثلاثة", "3"),
        ("بثلاثة", "3"),
        ("للثلاثة", "3"),
        ("وثلاثة", "3"),
        ("جوج", "2"),
        ("تسعة عشر", "19"),
        ("اثنتي عشرة", "12"),
        ("إحدى عشرة", "11"),
        ("خمستاشر", "15"),
        ("تسعطعش", "19"),
        ("حداش", "11"),
        ("عشرون", "20"),
        ("واحد وعشرين", "21"),
        ("واحد و عشرين", "21"),
        ("مائة", "100"),
        ("مئة", "100"),
        ("مية", "100"),
        ("مئة وواحد", "101"),
        ("مئتان", "200"),
        ("مائتين", "200"),
        ("ثلاثمئة", "300"),
        ("ثلاثمائة", "300"),
        ("ثلاث مئة", "300"),
        ("تلتمية", "300"),
        ("خمسمية وتلاتين", "530"),
        ("ثمانمئة وخمسة وأربعين", "845"),
        ("ألفين", "2000"),
        ("ألفين وواحد وعشرين", "2021"),
        ("ألف وتسعمائة وسبعة وستين", "1967"),
        ("ألف وتسعمئة وسبع وستون", "1967"),
        ("ثلاثة آلاف", "3000"),
        ("خمس تلاف", "5000"),
        ("مئتا ألف", "200000"),
        ("ثلاثمئة وأربعون ألفًا ومئتان وخمسة", "340205"),
        ("3 آلاف", "3000"),
        ("25 ألف", "25000"),
        ("2.5 ألف", "2500"),
        ("11 ألف و 700", "11700"),
        ("الحادي عشر", "11"),
        ("الثانية عشرة", "12"),
        ("الخامس والعشرين", "25"),
        ("سنة ثلاث وسبعين وخمسمائة", "عام 573"),
        ("سنة خمس وأربعين ومئتين وألف", "عام 1245"),
        ("2,5", "2.5"),
        ("٢٫٥", "2.5"),
        ("1,234", "1234"),
    ],
)
def test_a_number_in_words_becomes_digits(said: str, number: str) -> None:
    assert written(said) == number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("3 مليارات", "3000000000 مليار"),
        ("3 مليار", "3000000000 مليار"),
        ("ثلاثة مليارات", "3000000000 مليار"),
        ("3000000000", "3000000000 مليار"),
        ("3,000,000,000", "3000000000 مليار"),
        ("3 بلايين", "3000000000 مليار"),
        ("مليارين", "2000000000 مليار"),
        ("2.49 مليار", "2490000000 مليار"),
        ("ألف مليون", "1000000000 مليار"),
        ("مليون", "1000000 مليون"),
        ("مليون ونصف", "1500000 مليون"),
        ("مليون و نصف المليون", "1500000 مليون"),
        ("نصف مليون", "500000"),
        ("2.5 مليون", "2500000 مليون"),
        ("7 ملايين و 242 ألف", "7242000 مليون"),
        ("مليون و200 ألف", "1200000 مليون"),
        ("4 تريليونات", "4000000000000 تريليون"),
        ("1234567", "1234567"),
        ("ملايين", "مليون"),
        ("كم مليون", "كم مليون"),
        ("كم مليارا", "كم مليار"),
    ],
)
def test_a_scale_multiplies_and_stays_beside_a_round_number(said: str, number: str) -> None:
    assert written(said) == number


@pytest.mark.parametrize(
    "text",
    [
        "من الف كتاب الحيوان",
        "عام 1952 الف كتابا",
        "الف ليله وليله",
        "واحد من اهم",
        "لا احد",
        "يوم الاثنين",
        "لست ادري",
        "كميه كبيره",
        "شركه ميتا",
        "الفا",
        "المركز الثاني",
        "النصف الثاني من العام",
        "8 بالالف",
        "واحد",
    ],
)
def test_words_that_may_be_others_stay_words(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خمسة وعشرة", "5 10"),
        ("بين عشرين وثلاثين", "بين 20 30"),
        ("ثلاثة رجال وأربع نساء", "3 رجال 4 نساء"),
        ("3 آلاف و 5 كتب", "3000 و 5 كتب"),
        ("بين عامي ألف وتسعمئة واثنين وعشرين-ألف وتسعمئة وخمسين", "بين عام 1922 1950"),
    ],
)
def test_numbers_that_only_stand_together_stay_apart(text: str, expected: str) -> None:
    assert written(text) == expected


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("كانون الثاني", "يناير"),
        ("جانفي", "يناير"),
        ("January", "يناير"),
        ("شباط", "فبراير"),
        ("فيفري", "فبراير"),
        ("février", "فبراير"),
        ("آذار", "مارس"),
        ("وآذار", "مارس"),
        ("نيسان 2001", "ابريل 2001"),
        ("إبريل", "ابريل"),
        ("أفريل", "ابريل"),
        ("أيار", "مايو"),
        ("5 ماي", "5 مايو"),
        ("حزيران", "يونيو"),
        ("5 جوان", "5 يونيو"),
        ("تموز", "يوليو"),
        ("جويلية", "يوليو"),
        ("6 آب", "6 اغسطس"),
        ("6 من آب", "6 من اغسطس"),
        ("شهر آب", "شهر اغسطس"),
        ("آب الماضي", "اغسطس الماضي"),
        ("أوت 1990", "اغسطس 1990"),
        ("غشت", "اغسطس"),
        ("أيلول", "سبتمبر"),
        ("شتنبر", "سبتمبر"),
        ("تشرين الأول", "اكتوبر"),
        ("تشرين أول", "اكتوبر"),
        ("أكتوبر/تشرين الأول", "اكتوبر"),
        ("تشرين الثاني", "نوفمبر"),
        ("نونبر", "نوفمبر"),
        ("كانون الأول", "ديسمبر"),
        ("دجنبر", "ديسمبر"),
        ("ربيع الأول", "ربيعالاول"),
        ("ربيع الثاني", "ربيعالثاني"),
        ("ربيع الآخر", "ربيعالثاني"),
        ("جمادى الأولى", "جماديالاولي"),
        ("جمادى الآخرة", "جماديالثانيه"),
        ("جمادى الثانية", "جماديالثانيه"),
        ("ذو القعدة", "ذوالقعده"),
        ("ذي القعدة", "ذوالقعده"),
        ("ذوالحجة", "ذوالحجه"),
        ("ذي الحجة", "ذوالحجه"),
    ],
)
def test_a_month_has_one_name(name: str, month: str) -> None:
    assert written(name) == month
    assert not MONTHS.isdisjoint(month.split())


@pytest.mark.parametrize(
    "text", ["اب", "سياره نيسان", "باب 1990", "موقع ماي سبيس", "جوان", "فصل ربيع", "كانون"]
)
def test_a_name_that_is_also_another_word_is_a_month_in_a_date_only(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأول من أيار 1990", "1 مايو 1990"),
        ("أول مايو", "1 أيار"),
        ("الثالث من شهر مارس", "3 من شهر آذار"),
        ("الثاني والعشرين من تموز", "22 يوليو"),
        ("05 جانفي 2017", "5 يناير 2017"),
        ("15/3/2021", "15 آذار 2021"),
        ("القرن الـ19", "القرن التاسع عشر"),
        ("القرن الحادي والعشرون", "القرن 21"),
        ("القرن العشرين", "القرن 20"),
        ("القرن الثالث", "القرن 3"),
        ("سنة 1967م", "عام 1967"),
        ("عام 106م", "سنة 106 ميلادية"),
        ("1442هـ", "1442 هجرية"),
        ("44 ق.م", "44 قبل الميلاد"),
        ("34%", "34 بالمئة"),
        ("34٪", "34 في المائة"),
        ("نسبة 34 ٪", "نسبة 34 بالمائة"),
    ],
)
def test_dates_eras_and_shares_meet_in_their_content_words(one: str, other: str) -> None:
    assert set(content_words(one)) == set(content_words(other))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("الأسبوع الأول من مارس", "الاول"),
        ("في المئة عام الماضية", "100"),
        ("طوله 828 م", "م"),
        ("نسبة إلى جده", "نسبه"),
    ],
)
def test_what_only_looks_like_a_date_or_a_share_keeps_its_words(text: str, kept: str) -> None:
    assert kept in unified(words(text))


SAID = """
ثلاثة واحد وعشرين عشر مئة ثلاثمئة ألف آلاف مليون وملايين و نصف ونصف في المئة 5 05 1990 ال الثالث القرن
من آذار آب تشرين الأول م ق سنة كم كتاب % 00 99999999999999999999 ألفين
"""


@given(st.lists(st.sampled_from(SAID.split())))
def test_whatever_is_said_each_written_word_knows_where_it_stood(said: list[str]) -> None:
    folded = words(" ".join(said))
    now, places = rewritten(folded)
    assert now == unified(folded)
    assert len(places) == len(now)
    for place, following in pairwise(places):
        assert place == following or place.stop <= following.start
    untouched = {place.start for word, place in zip(now, places, strict=True) if word == folded[place.start]}
    assert {place for place, word in enumerate(folded) if word == fold("كتاب")} <= untouched
