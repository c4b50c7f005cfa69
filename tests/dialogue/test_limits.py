import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.limits import cuts, utf16_length

from .samples import units

TEXTS = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("اب. 😀\n\u064b")), max_size=200
)


@settings(deadline=None)  # the machine may be busy
@given(TEXTS)
def test_the_length_is_that_of_the_utf_16_encoding(text: str) -> None:
    assert utf16_length(text) == units(text)


@settings(deadline=None)  # the machine may be busy
@given(TEXTS, st.integers(min_value=2, max_value=40))
def test_cuts_cover_the_text_without_gap_or_overlap_and_keep_the_limit(text: str, limit: int) -> None:
    spans = list(cuts(text, limit))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(units(text[start:end]) <= limit for start, end in spans)


def pieces(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in cuts(text, limit)]


def test_a_text_within_the_limit_is_not_cut() -> None:
    assert pieces("😀😀", 4) == ["😀😀"]


def test_a_cut_is_made_at_the_end_of_a_sentence_rather_than_of_a_word() -> None:
    assert pieces("كتب الولد درسه. ثم خرج يلعب.", 22) == ["كتب الولد درسه. ", "ثم خرج يلعب."]


def test_a_cut_is_never_made_at_the_point_of_a_number() -> None:
    assert pieces("بلغ حجم التبادل 2.49 مليار", 18) == ["بلغ حجم التبادل ", "2.49 مليار"]


def test_a_word_longer_than_the_limit_is_cut_beside_its_marks() -> None:
    word = "بَ" * 30
    parts = pieces(word, 11)
    assert "".join(parts) == word
    assert not any(unicodedata.combining(part[0]) for part in parts)


def test_an_emoji_joined_of_several_stays_whole() -> None:
    family = "👨‍👩‍👧"
    assert pieces(family * 3, 20) == [family * 2, family]
