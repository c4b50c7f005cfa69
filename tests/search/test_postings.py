"""Postings hold what rank-bm25 would have scored, for any texts and any query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.bm25 import K1, B, LuceneBM25, fit, idf
from bot.search.chunker import chunk
from bot.search.corpus import read_corpus
from bot.search.postings import Postings, joined
from bot.search.vocabulary import Vocabulary
from bot.text.analyzer import content_words
from bot.text.stemmer import skeleton, stem
from tests.golden.questions import CORPUS, golden_questions

TERMS = 5
TEXTS = st.lists(st.lists(st.integers(0, TERMS - 2), max_size=8), max_size=12)
QUERIES = st.lists(st.integers(0, TERMS - 1), max_size=8)
"""The last term stands in no text."""
ANY_TERMS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), unique=True, max_size=40)


def fitted(texts: Sequence[Sequence[int]], terms: int) -> Postings:
    words = np.array([word for text in texts for word in text], np.int32)
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), list(map(len, texts)))
    return fit(words, owners, len(texts), terms)


def own_scores(texts: Sequence[Sequence[int]], query: Sequence[int]) -> list[float]:
    """Return what rank-bm25 itself says, which divides by zero where there is not one term."""
    return LuceneBM25(texts, k1=K1, b=B).get_scores(query).tolist() if any(texts) else [0.0] * len(texts)


def assert_same(postings: Postings, texts: Sequence[Sequence[int]], query: Sequence[int]) -> None:
    scores = postings.scores(query)
    assert scores.shape == (len(texts),)
    np.testing.assert_allclose(scores, own_scores(texts, query), rtol=1e-6, atol=1e-6)


@given(TEXTS, QUERIES)
def test_scores_are_those_of_rank_bm25_for_any_texts_and_any_query(
    texts: list[list[int]], query: list[int]
) -> None:
    assert_same(fitted(texts, TERMS), texts, query)


def test_scores_are_those_of_rank_bm25_for_the_golden_questions_of_the_sample_corpus() -> None:
    texts = [
        list(map(skeleton, map(stem, content_words(document.text[piece.start : piece.end]))))
        for document in read_corpus(CORPUS).documents
        for piece in chunk(document.text).passages
    ]
    number = {family: i for i, family in enumerate(sorted({family for text in texts for family in text}))}
    postings = fitted([[number[family] for family in text] for text in texts], len(number))
    model = LuceneBM25(texts, k1=K1, b=B)
    for row in golden_questions():
        query = list(map(skeleton, map(stem, content_words(row["question"]))))
        known = [number[family] for family in query if family in number]
        np.testing.assert_allclose(postings.scores(known), model.get_scores(query), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("texts", [[[0, 1]], [[0], [0, 1]], [[0], []], [[], [], [1, 1]], [[0]] * 20])
def test_few_texts_empty_texts_and_words_in_every_text_still_score_above_nothing(
    texts: list[list[int]],
) -> None:
    postings = fitted(texts, TERMS)
    for term in (0, 1):
        assert_same(postings, texts, [term])
        assert [score > 0 for score in postings.scores([term])] == [term in text for text in texts]


def test_a_repeated_query_term_counts_again() -> None:
    postings = fitted([[0, 1], [1]], TERMS)
    np.testing.assert_allclose(postings.scores([0] * 3), postings.scores([0]) * 3, rtol=1e-6)


@given(TEXTS)
def test_a_frequency_is_the_number_of_texts_that_hold_the_term(texts: list[list[int]]) -> None:
    postings = fitted(texts, TERMS)
    for term in range(TERMS):
        assert postings.frequency(term) == sum(term in text for text in texts)


@given(TEXTS, st.lists(st.integers(0, 11), max_size=6))
def test_looking_up_some_texts_gives_the_weights_that_reading_all_of_them_gives(
    texts: list[list[int]], wanted: list[int]
) -> None:
    postings = fitted(texts, TERMS)
    chosen = np.array([number for number in wanted if number < len(texts)], np.int32)
    for term in range(TERMS):
        held, places = postings.found(term, chosen)
        weights = np.zeros(len(chosen), np.float32)
        weights[held] = postings.block(term)[1][places]
        assert weights.tolist() == postings.scores([term])[chosen].tolist()


def test_a_rarer_term_weighs_more_and_none_weighs_less_than_nothing() -> None:
    weights = [idf(n, 10) for n in range(11)]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


@given(ANY_TERMS, st.text(st.characters(exclude_categories=["Cs"]), max_size=6))
def test_the_vocabulary_finds_every_term_it_holds_and_no_other(held: list[str], other: str) -> None:
    sorted_terms = sorted(held, key=str.encode)
    vocabulary = Vocabulary.of(sorted_terms)
    assert len(vocabulary) == len(held)
    for number, term in enumerate(sorted_terms):
        assert vocabulary.number(term) == number
        assert vocabulary.term(number) == term
    assert (vocabulary.number(other) is not None) == (other in held)


def test_joined_postings_hold_the_lists_of_each_kind_behind_one_another() -> None:
    one = fit(np.array([0, 1, 1], np.int32), np.array([0, 0, 2], np.int32), 3, 2)
    other = fit(np.array([2, 0], np.int32), np.array([1, 2], np.int32), 3, 3)
    both = joined([one, Postings.empty(1, 3), other])
    assert len(both) == 6
    parts = [*(one.block(term) for term in range(2)), None, *(other.block(term) for term in range(3))]
    for term, expected in enumerate(parts):
        texts, weights = both.block(term)
        assert texts.tolist() == ([] if expected is None else expected[0].tolist())
        assert weights.tolist() == ([] if expected is None else expected[1].tolist())
