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
from bot.search.postings import Postings
from bot.search.vocabulary import Vocabulary
from bot.text.analyzer import View, content_words, terms
from tests.golden.questions import CORPUS, golden_questions

WORDS = st.sampled_from(["قهوه", "نخل", "بحر", "2021", "covid", "من", "ا", "😀"])
TEXTS = st.lists(st.lists(WORDS, max_size=8), max_size=12)
QUERIES = st.lists(WORDS | st.just("مجهوله"), max_size=8)
ANY_TERMS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), unique=True, max_size=40)


def own_scores(texts: Sequence[Sequence[str]], query: Sequence[str]) -> list[float]:
    """Return what rank-bm25 itself says, which divides by zero where there is not one term."""
    return LuceneBM25(texts, k1=K1, b=B).get_scores(query).tolist() if any(texts) else [0.0] * len(texts)


def assert_same(postings: Postings, texts: Sequence[Sequence[str]], query: Sequence[str]) -> None:
    scores = postings.scores(query)
    assert scores.shape == (len(texts),)
    np.testing.assert_allclose(scores, own_scores(texts, query), rtol=1e-6, atol=1e-6)


@given(TEXTS, QUERIES)
def test_scores_are_those_of_rank_bm25_for_any_texts_and_any_query(
    texts: list[list[str]], query: list[str]
) -> None:
    assert_same(fit(texts), texts, query)


@pytest.mark.parametrize("view", View)
def test_scores_are_those_of_rank_bm25_for_the_golden_questions_of_the_sample_corpus(view: View) -> None:
    texts = [
        terms(content_words(document.text[piece.start : piece.end]), view)
        for document in read_corpus(CORPUS).documents
        for piece in chunk(document.text).passages
    ]
    postings, model = fit(texts), LuceneBM25(texts, k1=K1, b=B)
    for row in golden_questions():
        query = terms(content_words(row["question"]), view)
        np.testing.assert_allclose(postings.scores(query), model.get_scores(query), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    "texts",
    [
        [["قهوه", "بحر"]],
        [["قهوه"], ["قهوه", "بحر"]],
        [["قهوه"], []],
        [[], [], ["بحر", "بحر"]],
        [["قهوه"]] * 20,
    ],
)
def test_few_texts_empty_texts_and_words_in_every_text_still_score_above_nothing(
    texts: list[list[str]],
) -> None:
    postings = fit(texts)
    for word in ("قهوه", "بحر"):
        assert_same(postings, texts, [word])
        assert [score > 0 for score in postings.scores([word])] == [word in text for text in texts]


def test_a_repeated_query_term_counts_again() -> None:
    postings = fit([["قهوه", "بحر"], ["بحر"]])
    once = postings.scores(["قهوه"])
    np.testing.assert_allclose(postings.scores(["قهوه"] * 3), once * 3, rtol=1e-6)


def test_an_unknown_term_adds_nothing() -> None:
    postings = fit([["قهوه", "بحر"], ["بحر"]])
    assert postings.scores(["مجهوله"]).tolist() == [0.0, 0.0]
    assert postings.scores(["بحر", "مجهوله"]).tolist() == postings.scores(["بحر"]).tolist()


@given(TEXTS)
def test_a_frequency_is_the_number_of_texts_that_hold_the_term(texts: list[list[str]]) -> None:
    postings = fit(texts)
    for word in {word for text in texts for word in text} | {"مجهوله"}:
        assert postings.frequency(word) == sum(word in text for text in texts)


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
