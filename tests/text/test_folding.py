"""One test a folding rule."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.folding import INVISIBLE, LETTERS, MARKS, fold
from bot.text.months import GREGORIAN
from bot.text.tokens import PERCENT, tokens, words

ANY = st.text(st.characters(exclude_categories=["Cs"]))
ARABIC = st.text(
    st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.sampled_from(" .،؟a1é\u200f\u0640")
)


@pytest.mark.parametrize(
    ("rule", "written", "folded"),
    [
        ("diacritics", "مُحَمَّدٌ", "محمد"),
        ("superscript alef", "هٰذا", "هذا"),
        ("tatweel", "العـــربية", "العربيه"),
        ("hamza above alef", "أحمد", "احمد"),
        ("hamza below alef", "إسناد", "اسناد"),
        ("madda", "آذار", "اذار"),
        ("wasla", "ٱلله", "الله"),
        ("hamza on waw", "مؤسس", "موسس"),
        ("hamza on ya", "رئيس", "رييس"),
        ("hamza of two code points", "ا\u0654حمد", "احمد"),
        ("ta marbuta", "مدرسة", "مدرسه"),
        ("alef maqsura", "مستشفى", "مستشفي"),
        ("presentation forms", "ﻣﺪﺭﺳﺔ", "مدرسه"),
        ("lam-alef ligature", "ﻻ", "لا"),
        ("zero-width", "مي\u200cخواهم", "ميخواهم"),
        ("bidi controls", "\u202bعربي\u202c\u200f", "عربي"),
        ("Arabic-Indic digits", "٢٠٢١", "2021"),
        ("Persian digits", "۲۰۲۱", "2021"),
        ("decimal separator", "٢٫٤٩", "2.49"),
        ("thousands separator", "١٬٢٣٤", "1,234"),
        ("fullwidth digits", "２０２１", "2021"),
        ("alef with wavy hamza above", "ٲ", "ا"),
        ("alef with wavy hamza below", "ٳ", "ا"),
        ("madda of two code points", "ا\u0653ذار", "اذار"),
        ("hamza by itself stays", "ماء", "ماء"),
        ("Quranic signs", "ٱلۡقُرۡءَانِۚ", "القرءان"),
        ("lam-alef with hamza ligature", "ﻷ", "لا"),
        ("lam-alef with madda ligature", "ﻵ", "لا"),
        ("ligature of God's name", "ﷲ", "الله"),
        ("ligature of a phrase", "ﷺ", "صلي الله عليه وسلم"),
        ("presentation forms of marks alone", "كﹶتﹷبﱠ", "كتب"),
        ("soft hyphen and byte order mark", "\ufeffعر\u00adبي", "عربي"),
        ("isolates and embeddings", "\u2066عر\u2069\u202aبي\u202c\u200e\u061c", "عربي"),
        ("Persian ya and kaf", "یک", "يك"),
        ("Urdu big ya", "ے", "ي"),
        ("Pashto ya", "ې", "ي"),
        ("swash kaf", "ڪ", "ك"),
        ("gaf", "گ", "ك"),
        ("Urdu ha", "ھہ", "هه"),
        ("Persian ha with hamza", "ۀ", "ه"),
        ("Kurdish ha and waw", "ەۆ", "هو"),
        ("Urdu ta marbuta", "ۃ", "ه"),
        ("ve", "لافروڤ", "لافروف"),
        ("Maghrebi ve", "ڥ", "ف"),
        ("pe, che and zhe", "پچژ", "بجز"),
        ("Maghrebi qaf and kaf", "ڨڭ", "قك"),
        ("Urdu retroflex letters and nun", "ٹڈڑں", "تدرن"),
        ("Latin case", "COVID", "covid"),
        ("Latin accents", "Rosée", "rosee"),
        ("Latin ligatures and dotted capital", "ﬁİ", "fii"),
    ],
)
def test_spellings_fold(rule: str, written: str, folded: str) -> None:
    assert fold(written) == folded, rule


def test_every_letter_of_the_table_folds_to_one_that_folds_no_further() -> None:
    for letter, folded in LETTERS.items():
        assert fold(chr(letter)) == folded
        assert fold(folded) == folded


def test_every_mark_and_every_invisible_character_leaves_a_word_as_it_was() -> None:
    dropped = [chr(code) for code in range(0x10000) if re.fullmatch(f"[{MARKS}{INVISIBLE}]", chr(code))]
    assert len(dropped) > 200
    for character in dropped:
        assert fold(f"ك{character}ت") == "كت", f"U+{ord(character):04X}"
        assert words(f"ك{character}ت") == ["كت"], f"U+{ord(character):04X}"


@given(ARABIC | ANY)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ARABIC | ANY)
def test_tokens_stand_in_order_inside_the_text_and_are_what_folding_their_place_gives(text: str) -> None:
    start = end = 0
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text) or (start, end) == (token.start, token.end)
        start, end = token.start, token.end
        here = fold(text[start:end])
        in_a_date = {*GREGORIAN, here.lstrip("0")} if here.isdecimal() else set()
        assert token.folded in {*here.split(), here.replace(",", ""), here.replace("٪", PERCENT), *in_a_date}
        assert token.folded.strip() == token.folded != ""


@given(ARABIC | ANY)
def test_no_letter_or_digit_of_a_text_stands_outside_its_tokens(text: str) -> None:
    covered = {place for token in tokens(text) for place in range(token.start, token.end)}
    left = {character for place, character in enumerate(text) if place not in covered}
    said = {character for character in left if fold(character).strip()}  # a tatweel alone says nothing
    assert not any(character.isalpha() or character.isdecimal() for character in said)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عام 2021م", ["عام", "2021", "م"]),
        ("2.49 و1,234 و٢٫٥", ["2.49", "و", "1234", "و", "2.5"]),
        ("15/3/2021", ["15", "مارس", "2021"]),
        ("١٥/٣/٢٠٢١", ["15", "مارس", "2021"]),
        ("15-03-2021", ["15", "مارس", "2021"]),
        ("2021-03-15", ["2021", "مارس", "15"]),
        ("2021/3/5", ["2021", "مارس", "5"]),
        ("3/15/2021", ["مارس", "15", "2021"]),
        ("4/5/2021", ["4", "مايو", "2021"]),
        ("15.3.2021", ["15", "مارس", "2021"]),
        ("15/3/1442هـ", ["15", "3", "1442", "ه"]),
        ("32/3/2021", ["32", "3", "2021"]),
        ("13/14/2021", ["13", "14", "2021"]),
        ("1.2.2021.4", ["1.2.2021.4"]),
        ("3-2 و1914-1918", ["3", "2", "و", "1914", "1918"]),
        (
            "34% و34٪ و34 ٪ و%34 و٣٤٪",
            ["34", "%", "و", "34", "%", "و", "34", "%", "و", "%", "34", "و", "34", "%"],
        ),
        ("% من الناس، /%20x", ["من", "الناس", "20", "x"]),
        ("كوفيد-19", ["كوفيد", "19"]),
        ("مُحَمَّد", ["محمد"]),
        ("«كتابُ» العَيْن،", ["كتاب", "العين"]),
        ("كتـــاب", ["كتاب"]),
        ("1,234,567.5 و12,34", ["1234567.5", "و", "12,34"]),
        ("O'Neil's COVID-19", ["o'neil's", "covid", "19"]),
        ("snake_case", ["snake", "case"]),
        ("قال ﷺ", ["قال", "صلي", "الله", "عليه", "وسلم"]),
        ("46.6٪", ["46.6", "%"]),
        ("5.", ["5"]),
        ("", []),
        ("😀!؟", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected
