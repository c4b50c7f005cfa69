import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.direction import (
    FSI,
    PDF,
    PDI,
    RLE,
    RLI,
    RLM,
    RLO,
    closers,
    islands,
    isolated,
    start_of_quote,
)

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
WILD = st.text(alphabet=st.sampled_from(CONTROLS + "aب1( \n"), max_size=30)


def depth_never_left(text: str) -> bool:
    """Say whether the isolate that opens a text stays open until its very last character."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "\u2066\u2067\u2068") - (character == PDI)
        if depth <= 0 and place < len(text) - 1:
            return False
    return depth == 0


@settings(deadline=None)  # the machine may be busy
@given(WILD)
def test_nothing_in_a_text_leaves_its_isolate_or_outlives_it(text: str) -> None:
    whole = isolated(text)
    assert whole[0] == FSI
    assert depth_never_left(whole)
    assert "\n" not in whole
    assert sum(character in "\u202a\u202b\u202d\u202e" for character in whole) >= whole.count(PDF)


@settings(deadline=None)  # the machine may be busy
@given(WILD)
def test_a_text_with_its_closers_leaves_nothing_open(text: str) -> None:
    assert closers(text + closers(text)) == ""


def test_an_override_left_open_is_closed_and_the_text_stays_as_it_is() -> None:
    assert closers(f"قبل {RLO}abc") == PDF
    assert closers(f"{RLI}a{RLE}b") == PDF + PDI


def test_a_new_line_closes_what_was_opened_before_it() -> None:
    assert closers(f"{RLO}abc\nسطر") == ""


def test_a_closer_of_nothing_is_taken_out_of_an_isolate() -> None:
    assert isolated(f"a{PDI}b{PDF}c") == f"{FSI}abc{PDI}"


def test_an_arabic_quote_that_begins_with_latin_is_still_written_from_the_right() -> None:
    assert start_of_quote("(GPS) نظام لتحديد المواقع") == RLM
    assert start_of_quote("نظام GPS") == ""
    assert start_of_quote("GPS system") == ""
    assert start_of_quote("2.49") == ""


ISLANDS = (
    "10 km",
    "10.5 kg",
    "5GB",
    "-5 °C",
    "120 km/h",
    "C++",
    "C#",
    ".NET",
    "report-2022.pdf",
    "2022-report.pdf",
    "2022-03-05",
    "https://example.org/a/?b=1",
    "desk@example.org",
    "+962 6 123 4567",
)


@pytest.mark.parametrize("island", ISLANDS)
@pytest.mark.parametrize("around", ["كان {} هناك", "كان ({})، ثم", "في {}.", "{} هو"])
def test_what_an_arabic_line_would_show_out_of_order_is_found(island: str, around: str) -> None:
    text = around.format(island)
    assert [text[start:end] for start, end in islands(text)] == [island]


def test_what_is_shown_in_order_anyway_is_left_alone() -> None:
    assert islands("بلغ 46.6٪ أو 46.6% في 2021-2022 (Pasqua Rosée)، وCOVID-19 عام 1652 عند 5/3/2022.") == []
    assert islands("في الملف «قهوة.md» أو قهوة.txt.") == []
    assert islands("It was 10 km away, on 2022-03-05.") == []
