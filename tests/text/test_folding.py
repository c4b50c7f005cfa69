"""One test a folding rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.folding import fold
from bot.text.tokens import tokens, words

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
        ("Persian ya and kaf", "یک", "يك"),
        ("foreign sounds", "لافروڤ", "لافروف"),
        ("Latin case", "COVID", "covid"),
        ("Latin accents", "Rosée", "rosee"),
    ],
)
def test_spellings_fold(rule: str, written: str, folded: str) -> None:
    assert fold(written) == folded, rule


@given(ARABIC)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ARABIC)
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    place = 0
    for token in tokens(text):
        assert place <= token.start < token.end <= len(text)
        place = token.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عام 2021م", ["عام", "2021", "م"]),
        ("2.49 و1,234 و٢٫٥", ["2.49", "و", "1234", "و", "2.5"]),
        ("كوفيد-19", ["كوفيد", "19"]),
        ("مُحَمَّد", ["محمد"]),
        ("😀!؟", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected
