"""Visual order becomes the logical order that is displayed so."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.reading.pdf.direction import Ordering, rightward_order
from bot.reading.pdf.glyphs import Glyph

from .bidi import displayed

# Each holds signs that a writer of Arabic puts side by side; all of them mixed can be displayed alike.
_ALPHABETS = ("ابجabZ012 .,،/-:!", "ابج012 .,،/-:%٪$!", "ابج٣٤ .,،/-:٪!", "ابج012٣٤ !")
_SIGNS = st.one_of([st.text(st.sampled_from(signs), min_size=1, max_size=14) for signs in _ALPHABETS])


def glyphs(visual: str) -> list[Glyph]:
    return [Glyph(letter, place, place + 1, 0, 10, bold=False, run=0) for place, letter in enumerate(visual)]


def read(visual: str) -> str:
    ordered = Ordering(grouped=False).logical(glyphs(visual))
    return "".join(glyph.text for glyph, _ in ordered)


@given(_SIGNS)
@example("في 12% من Maersk 12% و-5")
def test_what_is_read_of_a_line_is_displayed_as_that_line(logical: str) -> None:
    visual = displayed(logical.strip())
    assert displayed(read(visual)) == visual


@pytest.mark.parametrize(
    "logical",
    [
        "في عام 1998 بلغ العدد ٣٤٥٦ ملفًا",
        "زادت 46.6٪ ثم 12% في 15/03/2021 عند 13:32",
        "قال Alan Turing إن Apollo 11 هبطت",
        "السعر 2,490 دينارًا، والمدة 1990-1995",
        "الموقع https://example.org/isnad?page=2 والبريد info@example.org هنا",
        "12% من الناس",
        "من ١٢ إلى ١٥",
        "لقاح COVID-19 في 2021",
        "نسخة 3D جديدة",
    ],
)
def test_common_lines_are_read_letter_for_letter(logical: str) -> None:
    assert read(displayed(logical)) == logical


def test_a_number_beside_a_latin_name_belongs_to_it_where_one_text_object_drew_both() -> None:
    line = glyphs(displayed("رحلة Apollo 11 الأولى"))
    assert "".join(g.text for g, _ in Ordering(grouped=True).logical(line)) == "رحلة Apollo 11 الأولى"


def test_a_number_before_a_latin_name_was_drawn_apart_from_it() -> None:
    visual = displayed("في 11 Apollo هنا")
    line = glyphs(visual)
    for glyph in line[visual.index("A") : visual.index("o 11") + 1]:
        glyph.run = 3
    line[visual.index(" 11")].run = 2
    for glyph in line[visual.index("11") : visual.index("11") + 2]:
        glyph.run = 1
    assert "".join(g.text for g, _ in Ordering(grouped=True).logical(line)) == "في 11 Apollo هنا"


def test_an_arabic_phrase_in_a_line_from_left_to_right_is_turned() -> None:
    line = glyphs("the word دانسإ means")
    ordered = rightward_order(line, Ordering(grouped=False))
    assert "".join(glyph.text for glyph, _ in ordered) == "the word إسناد means"
