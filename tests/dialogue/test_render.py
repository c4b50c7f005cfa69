from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.direction import FSI, LRI, PDI, RLM
from bot.dialogue.language import Language
from bot.dialogue.limits import MESSAGE_UNITS
from bot.dialogue.render import render
from bot.records import Quote, Silence

from .samples import TelegramHtml, answer, cite, only, units

AR = Language.ARABIC
QUOTE = Quote("قبلها جملة. ", "عمّان عاصمة الأردن.", " وبعدها جملة.")


def test_the_sentence_is_bold_inside_its_neighbours_in_a_quote() -> None:
    read = only(render(answer(QUOTE, cite()), AR))
    assert read.inside["b"] == "عمّان عاصمة الأردن."
    assert read.inside["blockquote"] == "قبلها جملة. عمّان عاصمة الأردن. وبعدها جملة."


def test_neighbours_given_without_space_are_set_apart() -> None:
    read = only(render(answer(Quote("أ.", "ب.", "ج."), cite()), AR))
    assert read.inside["blockquote"] == "أ. ب. ج."


def test_the_answering_span_is_underlined_inside_the_bold_sentence() -> None:
    read = only(render(answer(QUOTE, cite(), highlight="عمّان"), AR))
    assert (read.inside["u"], read.inside["b"]) == ("عمّان", "عمّان عاصمة الأردن.")


def test_a_question_that_was_looked_for_in_other_words_is_shown_in_them_above_the_answer() -> None:
    read = only(render(replace(answer(QUOTE, cite()), searched="كم عدد سكان الأردن؟"), AR))
    assert read.text.split("\n")[:2] == [f"بحثت عن: {FSI}كم عدد سكان الأردن؟{PDI}", ""]
    assert read.inside["blockquote"] == "قبلها جملة. عمّان عاصمة الأردن. وبعدها جملة."


def test_it_is_shown_so_too_when_nothing_was_found() -> None:
    silent = replace(answer(None), silence=Silence.NOT_FOUND, searched="من <b>؟")
    assert only(render(silent, Language.ENGLISH)).text.startswith(f"Searched for: {FSI}من <b>؟{PDI}\n\n")


def test_a_span_that_is_not_in_the_sentence_changes_nothing() -> None:
    read = only(render(answer(QUOTE, cite(), highlight="إربد"), AR))
    assert (read.inside["u"], read.inside["b"]) == ("", "عمّان عاصمة الأردن.")


def test_sources_follow_numbered_and_linked_with_their_dates() -> None:
    parts = render(
        answer(
            QUOTE,
            cite(1, "عمّان", date="2024-05-01", url="https://a.example/1?x=1&y=2"),
            cite(2, "الأردن", source="الموسوعة"),
            cite(3, "مدن", url="ftp://c.example"),
        ),
        AR,
    )
    read = only(parts)
    assert read.text.split("\n")[1:] == [
        "",
        "المصدر",
        f"{RLM}[1] {FSI}عمّان{PDI} — {FSI}2024-05-01{PDI}",
        "",
        "انظر أيضًا",
        f"{RLM}[2] {FSI}الأردن{PDI} — {FSI}الموسوعة{PDI}",
        f"{RLM}[3] {FSI}مدن{PDI}",
    ]
    assert read.links == [("https://a.example/1?x=1&y=2", f"{FSI}عمّان{PDI}")]


def test_one_source_has_no_see_also() -> None:
    assert "انظر أيضًا" not in only(render(answer(QUOTE, cite()), AR)).text


def test_markup_and_direction_controls_of_the_source_cannot_break_the_reply() -> None:
    quote = Quote("<b>&amp; ", "x < y & \u202eأ</blockquote>.", "</b>")
    read = only(render(answer(quote, cite(title="<i>عنوان\u2069</i>\n\u202e")), AR))
    assert read.inside["b"] == "x < y & \u202eأ</blockquote>."
    assert "\u202eأ</blockquote>.\u202c </b>" in read.text
    assert f"[1] {FSI}<i>عنوان</i> \u202e\u202c{PDI}" in read.text


def test_an_endless_title_is_shortened() -> None:
    read = only(render(answer(QUOTE, cite(title="ط" * 9000)), AR))
    assert "ط…" in read.text
    assert units(read.text) < 1000


def test_neighbours_give_way_so_that_the_reply_is_one_message() -> None:
    read = only(render(answer(Quote("ق" * 3000 + " ", "عمّان.", " " + "ب" * 4200), cite()), AR))
    assert read.inside["blockquote"] == "عمّان."
    assert "المصدر" in read.text


def test_a_huge_sentence_comes_in_parts_with_its_sources_at_the_end() -> None:
    sentence = "كلمة 😀 " * 2000
    parts = [TelegramHtml(part.html) for part in render(answer(Quote("", sentence, ""), cite()), AR)]
    assert len(parts) == 4
    assert "".join(part.inside["b"] for part in parts) == sentence
    assert all(part.folded for part in parts)
    assert all(before.text.endswith(" ") and after.text[0] in "ك😀" for before, after in pairwise(parts))
    assert "[1]" in parts[-1].text
    assert "[1]" not in parts[0].text


PIECES = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8", exclude_characters="\r\0"),
        st.sampled_from("<>&😀اب. \n\u202e\u2067\u2069\u202c"),
    ),
    max_size=80,
)


@settings(deadline=None)  # the machine may be busy
@given(PIECES, PIECES.filter(str.strip), PIECES, PIECES, st.integers(min_value=1, max_value=120))
def test_whatever_the_source_holds_the_reply_is_sound_and_holds_the_sentence_verbatim(
    before: str, sentence: str, after: str, title: str, times: int
) -> None:
    quote = Quote(before, sentence * times, after)
    parts = render(answer(quote, cite(title=title), cite(2, title)), AR)
    read = [TelegramHtml(part.html) for part in parts]
    assert all(units(part.text) <= MESSAGE_UNITS for part in read)
    assert [part.text for part in read] == [part.plain for part in parts]
    if len(parts) == 1:
        assert without_isolates(quote.sentence) in without_isolates(read[0].text)
    seen = "".join(without_isolates(quote.sentence).split())
    assert seen in "".join(without_isolates("".join(part.text for part in read)).split())


def without_isolates(text: str) -> str:
    """Return a text without the isolates that a quotation may be given."""
    return text.replace(LRI, "").replace(PDI, "")


def test_numbers_with_units_dates_and_file_names_of_a_quotation_are_isolated_and_nothing_else_changes() -> (
    None
):
    sentence = "قطع 10 km في 2022-03-05 كما في run-1.pdf."
    read = only(render(answer(Quote("من C++ ", sentence, " انتهى."), cite(), highlight="10"), AR))
    assert read.inside["u"] == f"{LRI}10"  # the span ends amid what is isolated
    assert read.inside["b"] == f"قطع {LRI}10 km{PDI} في {LRI}2022-03-05{PDI} كما في {LRI}run-1.pdf{PDI}."
    assert without_isolates(read.inside["blockquote"]) == f"من C++ {sentence} انتهى."


def test_a_long_quotation_is_folded_and_begins_with_the_sentence() -> None:
    read = only(render(answer(Quote("ق" * 400 + " ", "عمّان عاصمة الأردن.", " " + "ب" * 300), cite()), AR))
    assert read.folded
    assert read.inside["blockquote"].startswith("عمّان عاصمة الأردن. ب")


def test_a_span_that_the_fold_would_hide_stands_above_it() -> None:
    sentence = "كلمة " * 150 + "عمّان عاصمة الأردن."
    read = only(render(answer(Quote("", sentence, ""), cite(), highlight="عمّان"), AR))
    assert read.text.startswith("عمّان\nكلمة")
    assert read.inside["b"] == f"عمّان{sentence}"


def test_a_span_in_sight_is_not_said_twice() -> None:
    sentence = "عمّان عاصمة الأردن." + " كلمة" * 150
    read = only(render(answer(Quote("", sentence, ""), cite(), highlight="عمّان"), AR))
    assert read.folded
    assert read.text.startswith("عمّان عاصمة")


def test_a_short_quotation_is_not_folded() -> None:
    assert not only(render(answer(QUOTE, cite()), AR)).folded


@pytest.mark.parametrize("language", Language)
def test_silence_says_so_without_a_source_and_differently_when_nothing_was_asked(language: Language) -> None:
    said = {silence: only(render(answer(None, silence=silence), language)) for silence in Silence}
    assert len({read.text for read in said.values()}) == len(Silence)
    assert not any("[1]" in read.text or read.links for read in said.values())


def test_not_found_is_said_in_arabic() -> None:
    read = only(render(answer(None, silence=Silence.NOT_FOUND), AR))
    assert read.text == "لم أجد جوابًا عن هذا السؤال في الوثائق المتاحة لي."
