"""Stems, skeletons and stop words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.analyzer import analyze
from bot.text.clues import MANNERS, PLACES, REASONS
from bot.text.question_words import QUESTION_WORDS
from bot.text.stemmer import skeleton, stem
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import tokens, words


@pytest.mark.parametrize(
    ("one", "other"), [("المدرسه", "مدرسه"), ("والكتاب", "كتاب"), ("مهندسون", "مهندسين"), ("للبيت", "البيت")]
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ال", "ال"),
        ("وفد", "وفد"),
        ("covid", "covid"),
        ("2021", "2021"),
        ("ء", "ء"),
        ("كتابها", "كتاب"),
        ("ولد", "ولد"),
    ],
)
def test_short_and_foreign_words_keep_a_stem_that_says_something(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(st.text(st.sampled_from("ابتدرسعفقكلمنهويءال"), min_size=1, max_size=12))
def test_no_word_is_stripped_to_nothing(word: str) -> None:
    assert stem(word) in word
    assert len(stem(word)) >= min(2, len(word))
    assert len(skeleton(stem(word))) >= min(2, len(word))


@pytest.mark.parametrize("known", [STOP_WORDS, QUESTION_WORDS, PLACES, REASONS, MANNERS])
def test_every_listed_word_is_folded_or_it_would_never_be_met(known: frozenset[str]) -> None:
    assert known
    assert [word for word in known if words(word) != [word]] == []


def test_derived_forms_share_their_skeleton() -> None:
    assert skeleton(stem("مكتوب")) == skeleton(stem("كتب"))
    assert skeleton("covid") == "covid"


def test_only_content_words_are_looked_for() -> None:
    assert analyze("من هو ابن بطوطة؟").words == ("ابن", "بطوطه")
    assert analyze("من هو؟").words == ()
    assert analyze("").words == ()


def test_a_query_keeps_the_question_as_it_was_and_repeated_words_in_their_order() -> None:
    query = analyze("القهوةُ أم القهوة العربيّة؟")
    assert query.text == "القهوةُ أم القهوة العربيّة؟"
    assert query.folded == "القهوه ام القهوه العربيه"
    assert query.words == ("القهوه", "القهوه", "العربيه")


@given(
    st.lists(
        st.sampled_from(
            ["الـ", "كتابٌ", "2021-03-15", "15/3/2021", "99/99/2021", "50٪", "%7", "1,000", "ﷺ", " ", "é", "-"]
        )
        | st.text(max_size=3)
    ).map("".join)
)
def test_the_words_of_a_text_are_those_of_its_tokens(text: str) -> None:
    assert words(text) == [token.folded for token in tokens(text)]
