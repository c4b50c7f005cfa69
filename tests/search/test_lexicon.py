"""The lexicon knows every word of its corpus, and finds the near ones as a look at each of them would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.buckets import Buckets, hashed, hashes_of, hashes_without_a_letter, letters_in
from bot.search.builder import build_from
from bot.search.index import Index
from bot.search.letters import Letters
from bot.search.lexicon import Lexicon
from bot.search.spellings import Spelt
from bot.search.store import write
from bot.search.word_numbers import WordNumbers
from bot.text.edit_distance import distance
from bot.text.folding import fold

from .folders import document

WORDS = st.text(st.sampled_from("ابتدرسعكلمنهوي"), min_size=3, max_size=7)
TEXTS = st.lists(st.text(max_size=6), max_size=20)


def lexicon_of(spellings: Mapping[str, int]) -> Lexicon:
    numbers = WordNumbers()
    spelt = Spelt(spellings, numbers)
    words, rank = numbers.ranked()
    return Lexicon.of(words, *spelt.tables(words, rank))


@given(TEXTS)
def test_hashes_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert hashes_of(Letters.of(texts)).tolist() == [hashed(text) for text in texts]


@given(TEXTS)
def test_hashes_without_a_letter_are_those_of_the_texts_without_it(texts: list[str]) -> None:
    hashes, owners = hashes_without_a_letter(Letters.of(texts))
    expected = [(place, hashed(t[:i] + t[i + 1 :])) for place, t in enumerate(texts) for i in range(len(t))]
    assert sorted(zip(owners.tolist(), hashes.tolist(), strict=True)) == sorted(expected)


@given(TEXTS)
def test_the_letters_of_a_text_are_those_of_its_parts(texts: list[str]) -> None:
    for text, bits in zip(texts, letters_in(Letters.of(texts)).tolist(), strict=True):
        assert bits == sum({1 << (ord(letter) % 32) for letter in text})


@given(TEXTS)
def test_a_number_is_found_under_its_text(texts: list[str]) -> None:
    buckets = Buckets.of(hashes_of(Letters.of(texts)), letters_in(Letters.of(texts)))
    for text, bits in zip(texts, letters_in(Letters.of(texts)).tolist(), strict=True):
        assert bits in buckets.numbers_of(text)


@given(st.lists(WORDS, min_size=1, max_size=30), WORDS)
def test_every_word_one_slip_away_is_near_and_nothing_farther_is(words: list[str], typed: str) -> None:
    lexicon = lexicon_of(Counter(words))
    near = {each.word: each.cost for each in lexicon.near(typed, 1.0)}
    for word in set(words):
        if one_slip_apart(typed, word):
            assert near[word] <= distance(typed, word)
    assert all(0 < cost <= 1.0 for cost in near.values())


def one_slip_apart(one: str, other: str) -> bool:
    """Say whether a letter is put in, left out or replaced, or two neighbours swapped."""
    if abs(len(one) - len(other)) == 1:
        short, long = sorted((one, other), key=len)
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    if len(one) != len(other):
        return False
    apart = [i for i, pair in enumerate(zip(one, other, strict=True)) if len(set(pair)) > 1]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and sorted(one) == sorted(other)
    return len(apart) == 1 or swapped


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    arabic = "زار لافروف قرغيزستانَ مرتين. عاد لافروف إلى القاهرة، ثم لافروف وحده."
    english = "Lavrov spoke of trade in Kyrgyzstan."
    return build_from([document(f"{arabic} {english}", title="أنباء القاهرة")]).lexicon


def test_words_of_titles_and_texts_are_counted_as_often_as_they_stand_there(lexicon: Lexicon) -> None:
    assert {word: lexicon.count(fold(word)) for word in ("لافروف", "القاهرة", "أنباء", "موسكو")} == {
        "لافروف": 3,
        "القاهرة": 2,
        "أنباء": 1,
        "موسكو": 0,
    }


def test_a_word_is_spelt_as_the_corpus_does_without_its_marks(lexicon: Lexicon) -> None:
    assert lexicon.spelling(fold("القاهره")) == "القاهرة"
    assert lexicon.spelling("قرغيزستان") == "قرغيزستان"
    assert lexicon.spelling("lavrov") == "Lavrov"


def test_a_word_without_its_article_is_known_and_counted(lexicon: Lexicon) -> None:
    assert lexicon.count(fold("قاهرة")) == 2
    assert lexicon.spelling(fold("قاهرة")) == "قاهرة"


def test_a_mere_stem_is_held_but_never_counted_nor_near(lexicon: Lexicon) -> None:
    assert lexicon.holds("قاهر")
    assert lexicon.count("قاهر") == 0
    assert "قاهر" not in {near.word for near in lexicon.near("قاهرم", 1.5)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("لافاروف", "لافروف"),
        ("قيرغيزيا", "قرغيزستان"),
        ("القاهة", "القاهرة"),
        ("وقيرغيزستان", "وقرغيزستان"),
        ("بالقاهرا", "بالقاهرة"),
        ("kirgyzstan", "kyrgyzstan"),
    ],
)
def test_the_nearest_word_comes_first_with_the_article_that_was_typed(
    typed: str, meant: str, lexicon: Lexicon
) -> None:
    assert lexicon.near(fold(typed), 1.5)[0].word == fold(meant)


def test_words_of_a_sound_are_found_by_it(lexicon: Lexicon) -> None:
    assert lexicon.sounding(["لفرف"], 4, 8) == [("لافروف", 3)]
    assert lexicon.sounding(["لفرف"], 7, 8) == []


@pytest.mark.parametrize("word", ["", "ا", "لا", "ا" * 1_000])
def test_what_is_too_short_or_too_long_has_no_near_words(word: str, lexicon: Lexicon) -> None:
    assert lexicon.near(word, 1.5) == []


def test_an_empty_corpus_has_an_empty_lexicon() -> None:
    empty = lexicon_of({})
    assert (len(empty), empty.count("قهوه"), empty.near("قهوه", 1.5)) == (0, 0, [])
    assert empty.sounding(["قه"], 0, 9) == []


def test_a_lexicon_on_disk_answers_as_the_one_in_memory(tmp_path: Path) -> None:
    built = build_from([document("لافروف في القاهرة مع وزير الخارجية.")])
    write(tmp_path / "index", built.arrays.items(), built.manifest)
    opened = Index.open(tmp_path / "index").lexicon
    assert opened.near("لافاروف", 1.5) == built.lexicon.near("لافاروف", 1.5) != []
    assert opened.spelling(fold("الخارجيه")) == "الخارجية"
