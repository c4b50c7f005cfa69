"""Likeness is Dice's coefficient over sets of letter trigrams, above which stand the family and the stem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.search.index import Index
from bot.search.likeness import ALTERNATIVE, FAMILY, LEAST_DICE, SAME, SPELLING, likeness, touched
from bot.search.query_terms import query_terms
from bot.search.stem_table import MetStems
from bot.search.stems import MOST_TRIGRAMS, Stems
from bot.search.texts import Texts
from bot.search.word_numbers import WordNumbers
from bot.text.analyzer import Alternative, Query, analyze, content_words
from bot.text.stemmer import skeleton, stem
from tests.golden.questions import golden_questions

from .stemming import stems

LETTERS = "بتجد"
STEMS = st.text(LETTERS, min_size=2, max_size=MOST_TRIGRAMS + 4)
LATIN = st.text("abd", min_size=1, max_size=MOST_TRIGRAMS + 4)
"""Of these letters, no two trigrams share a code."""
WORDS = st.lists(STEMS | LATIN | st.text("168", min_size=1, max_size=4), min_size=1, max_size=30)


def letter_trigrams(word: str) -> set[str]:
    marked = f"^{word}$"
    return set() if word[0].isdecimal() else {marked[i : i + 3] for i in range(min(len(word), MOST_TRIGRAMS))}


def slow_likeness(wanted: str, held: str) -> float:
    if wanted == held:
        return SAME
    if skeleton(wanted) == skeleton(held):
        return FAMILY
    one, other = letter_trigrams(wanted), letter_trigrams(held)
    dice = 2 * len(one & other) / max(len(one) + len(other), 1)
    return SPELLING * dice if dice >= LEAST_DICE else 0.0


def table_of(held: Sequence[str]) -> Stems:
    numbers, sentences = WordNumbers(), Texts()
    sentences.add(map(numbers.of, held))
    met = MetStems(sentences, [], numbers)
    words, rank = numbers.ranked()
    return Stems.from_arrays(met.table(rank)[0].arrays(words))


def compared(asked: Sequence[str], held: Sequence[str]) -> NDArray[np.float32]:
    """Return the likeness of each different held stem, in sorted order, to each different asked one."""
    known = table_of(held)
    terms = query_terms(Query("", "", tuple(asked)), known, 1)
    return likeness(terms, np.arange(len(known), dtype=np.int32), known)


def expected(asked: Sequence[str], held: Sequence[str]) -> list[list[float]]:
    columns = sorted(set(held), key=str.encode)
    return [[slow_likeness(wanted, word) for word in columns] for wanted in dict.fromkeys(map(stem, asked))]


@given(WORDS, WORDS)
def test_likeness_is_dice_over_sets_of_trigrams_for_any_words_and_any_number_of_them(
    asked: list[str], held: list[str]
) -> None:
    held = stems(held)
    np.testing.assert_allclose(compared(asked, held), expected(asked, held), rtol=1e-6)


def test_trigrams_of_the_golden_questions_and_the_corpus_share_codes_too_seldom_to_matter(
    index: Index,
) -> None:
    number = index.stems.vocabulary
    held = [number.term(i) for i in range(len(index.stems))]
    wrong = pairs = 0
    for row in golden_questions():
        query = analyze(row["question"])
        terms = query_terms(query, index.stems, len(index))
        found = likeness(terms, np.arange(len(held), dtype=np.int32), index.stems)
        slow = [
            [slow_likeness(wanted, word) for word in held] for wanted in dict.fromkeys(stems(query.words))
        ]
        wrong += int((~np.isclose(found, slow, rtol=1e-6)).sum())
        pairs += found.size
    assert pairs > 100_000
    assert wrong < pairs / 1_000


def test_what_says_an_alternative_says_the_typed_words_if_less_surely() -> None:
    held, known = ["سلسبيل", "ماء"], table_of(["سلسبيل", "ماء"])
    alternative = Alternative("سلسبيل", ("حجر", "بيت"))
    terms = query_terms(Query("", "", ("حجر", "نار", "بيت"), alternatives=(alternative,)), known, 1)
    numbers = known.vocabulary.numbers(held).astype(np.int32)
    assert len(terms) == 3
    assert 0 in touched(terms, numbers, known)
    found = likeness(terms, numbers, known).tolist()
    assert found == [[pytest.approx(ALTERNATIVE), 0.0], [0.0, 0.0], [pytest.approx(ALTERNATIVE), 0.0]]


def test_more_than_two_dozen_terms_are_each_compared_as_if_alone() -> None:
    asked = [f"{first}{second}قطر" for first in "بجدزحش" for second in "صضعغذ"]
    held = stems(asked[::-1])
    together = compared(asked, held)
    assert len(together) == len(set(stems(asked))) > 24
    for row, word in zip(together, dict.fromkeys(stems(asked)), strict=True):
        assert row.tolist() == compared([word], held)[0].tolist()


def test_long_terms_that_share_every_trigram_are_counted_in_full_however_many_are_asked() -> None:
    asked = [f"{first}{second}abcdefgx" for first in "hijklm" for second in "nopq"]
    found = compared(asked, [f"{word[:-1]}y" for word in asked])
    assert len(asked) == 24
    assert np.diag(found[:, np.argsort(np.argsort(asked))]).tolist() == pytest.approx([SPELLING] * 24)


def test_a_number_is_like_itself_and_like_no_other_number() -> None:
    assert compared(["1618", "16"], ["16", "1618", "1619"]).tolist() == [[0, 1, 0], [1, 0, 0]]


def test_the_same_stem_is_as_like_as_can_be_and_its_family_a_little_less() -> None:
    assert skeleton(stem("مكتوب")) == skeleton(stem("كتب"))
    assert compared(["كتب"], stems(["كتب", "مكتوب"])).tolist() == [pytest.approx([SAME, FAMILY])]


def test_words_that_share_fewer_trigrams_than_the_least_are_not_alike_at_all() -> None:
    one, other = "abcdefg", "abcxyzw"
    shared, all_of_both = letter_trigrams(one) & letter_trigrams(other), 14
    assert 0 < 2 * len(shared) / all_of_both < LEAST_DICE
    assert compared([one], [other]).tolist() == [[0]]


def test_of_a_stem_longer_than_the_most_trigrams_only_the_beginning_speaks() -> None:
    beginning = "abcdefghi"
    assert len(beginning) > MOST_TRIGRAMS
    assert compared([beginning + "xxx"], [beginning + "yyy"])[0, 0] == pytest.approx(SPELLING)
    assert compared(["xxx" + beginning], ["yyy" + beginning])[0, 0] < SPELLING


def test_a_word_of_no_family_here_is_still_alike_to_one_spelt_alike() -> None:
    (row,) = compared(["abcdefgh"], ["abcdefgx", "zzz"])
    assert row.tolist() == pytest.approx([SPELLING * 6 / 8, 0])


def test_a_question_without_words_is_compared_with_nothing() -> None:
    assert compared([], content_words("قطر")).shape == (0, 1)
