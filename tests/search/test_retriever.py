"""The candidates are those of rank-bm25 walked over every sentence and document, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.documents import Document
from bot.search.bm25 import K1, B, LuceneBM25, idf
from bot.search.builder import build_from
from bot.search.chunker import chunk
from bot.search.corpus import Corpus
from bot.search.effort import USUAL, Effort
from bot.search.index import Index
from bot.search.retriever import DEPTH, DOCUMENT_WEIGHT, EXACT_WEIGHT, retrieve
from bot.text.analyzer import analyze, content_words
from bot.text.stemmer import skeleton
from tests.golden.questions import golden_questions

from .folders import COFFEE, LIBRARY, PALM, document
from .stemming import stems

EVERYTHING = 10**6
PLACES = 5
"""Decimals in which our sums of 32 bits are like those of 64."""


def terms(text: str) -> list[str]:
    """Return the families of a text's words, and its stems behind an equals sign."""
    return of_stems(stems(content_words(text)))


def of_stems(found: Sequence[str]) -> list[str]:
    return [*map(skeleton, found), *(f"={stem}" for stem in found)]


def worth(term: str) -> float:
    return EXACT_WEIGHT if term.startswith("=") else 1.0


@dataclass
class Slow:
    """Brute force: families and stems of all sentences and documents as lists of words, by rank-bm25."""

    sentences: list[list[str]]
    documents: list[list[str]]
    document_of: list[int]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Slow:
        slow = cls([], [], [])
        for number, each in enumerate(documents):
            chunks, title = chunk(each.text), terms(each.title)
            whole = [*title, *(word for line in dict.fromkeys(chunks.headings) for word in terms(line))]
            for piece in chunks.passages:
                own = terms(each.text[piece.start : piece.end])
                slow.sentences.append([*title, *terms(chunks.headings[piece.paragraph]), *own])
                slow.document_of.append(number)
                whole += own
            slow.documents.append(whole)
        return slow

    @cached_property
    def of_sentences(self) -> LuceneBM25:
        return LuceneBM25(self.sentences, k1=K1, b=B)

    @cached_property
    def of_documents(self) -> LuceneBM25:
        return LuceneBM25(self.documents, k1=K1, b=B)

    def sums(self, asked: Sequence[str]) -> list[tuple[float, float]]:
        """Return each sentence's score and its document's, for different terms that are asked for."""
        if not any(self.documents):
            return [(0.0, 0.0)] * len(self.sentences)
        wholes, own = _scores(self.of_documents, asked), _scores(self.of_sentences, asked)
        return [(float(own[i]), float(wholes[number])) for i, number in enumerate(self.document_of)]

    def found(self, question: str, effort: Effort) -> dict[int, float]:
        """Return the sentences, best first, with their scores.

        Only sentences that hold a term that is read count, and of them as many as the short list has.
        """
        asked = list(dict.fromkeys(terms_asked(question)))
        read = self.read(asked, effort)
        sums, partial = self.sums(asked), self.sums(read)
        held = [i for i, words in enumerate(self.sentences) if set(words) & set(read)]
        held = sorted(held, key=lambda i: (-round(partial[i][0], PLACES), i))[: effort.shortlist]
        scores = {i: sums[i][0] + DOCUMENT_WEIGHT * sums[i][1] for i in held}
        return dict(sorted(scores.items(), key=lambda pair: (-round(pair[1], PLACES), pair[0])))

    def read(self, asked: Sequence[str], effort: Effort) -> list[str]:
        """Return the rarest terms, as many as are to be read, and at least one that is held."""
        counts = {term: sum(term in words for words in self.sentences) for term in asked}
        known = [term for term in asked if any(term in words for words in self.documents)]
        weight = {term: worth(term) * idf(counts[term], len(self.sentences)) for term in known}
        read: list[str] = []
        for term in sorted(known, key=counts.__getitem__):
            left = sum(weight.values()) - sum(weight[each] for each in read)
            postings = sum(counts[each] for each in [*read, term])
            little_left = left <= effort.left * sum(weight.values())
            if read and postings > effort.least and (little_left or postings > effort.most):
                break
            read.append(term)
        return read


def _scores(model: LuceneBM25, asked: Sequence[str]) -> NDArray[np.float64]:
    scores: NDArray[np.float64] = sum((worth(term) * model.get_scores([term]) for term in asked), np.zeros(1))
    return np.broadcast_to(scores, model.corpus_size)


def terms_asked(question: str) -> list[str]:
    return of_stems(stems(analyze(question).words))


def assert_same(question: str, index: Index, slow: Slow, effort: Effort = USUAL) -> int:
    found = retrieve(analyze(question), index, effort=effort)
    expected = slow.found(question, effort)
    most = (1 + EXACT_WEIGHT) * (K1 + 1) * max(float(found.terms.weights.sum()), 1e-30)
    sums = (found.sentence_scores + DOCUMENT_WEIGHT * found.document_scores) * most
    best = list(expected.values())[:DEPTH]
    np.testing.assert_allclose(sums, best, rtol=1e-5)
    np.testing.assert_allclose([expected[sentence] for sentence in found.sentences.tolist()], best, rtol=1e-5)
    assert len(set(found.sentences.tolist())) == len(best)
    return len(best)


@pytest.fixture(scope="module")
def slow(corpus: Corpus) -> Slow:
    return Slow.of(corpus.documents)


def test_brute_force_finds_no_better_candidates_and_scores_them_the_same_for_the_golden_questions(
    index: Index, slow: Slow
) -> None:
    assert len(slow.sentences) == len(index)
    assert sum(assert_same(row["question"], index, slow) for row in golden_questions()) > 1_000


@pytest.mark.parametrize("least", [0, 10, 60])
@pytest.mark.parametrize("left", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("most", [20, EVERYTHING])
@pytest.mark.parametrize("shortlist", [3, 20, EVERYTHING])
def test_frequent_words_that_are_looked_up_count_as_much_as_words_that_are_read(
    least: int, left: float, most: int, shortlist: int, index: Index, slow: Slow
) -> None:
    for row in golden_questions()[::3]:
        assert_same(row["question"], index, slow, Effort(least, left, most, shortlist))


WORDS = ["نخلة", "قهوة", "مكتبة", "كتب", "مكتوب", "تمر", "واحة", "سفينة", "1990"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), max_size=5)


@settings(max_examples=60)
@given(TEXTS, st.lists(st.sampled_from([*WORDS, "زرافة"]), max_size=5).map(" ".join))
def test_any_small_corpus_and_question_give_what_brute_force_gives(texts: list[str], question: str) -> None:
    documents = [document(text, f"{number}.md") for number, text in enumerate(texts)]
    assert_same(question, build_from(documents), Slow.of(documents))


def test_sentences_with_the_same_score_keep_the_order_of_the_corpus() -> None:
    index = build_from([document(PALM, f"{number}.md") for number in range(DEPTH + 20)])
    assert retrieve(analyze("النخلة"), index).sentences.tolist() == list(range(DEPTH))


def test_different_words_of_the_same_weight_tie_in_the_order_of_the_corpus() -> None:
    words = ["نخلة", "قهوة"] * 12
    index = build_from([document(word, f"{number}.md") for number, word in enumerate(words)])
    assert retrieve(analyze("قهوة نخلة"), index).sentences.tolist() == list(range(24))


def test_the_scores_are_shares_of_the_most_that_a_sentence_could_reach(index: Index) -> None:
    for row in golden_questions():
        found = retrieve(analyze(row["question"]), index)
        assert all(0 <= score <= 1 for score in found.sentence_scores.tolist())
        assert all(0 <= score <= 1 for score in found.document_scores.tolist())


def test_a_sentence_that_shares_no_family_is_no_candidate() -> None:
    index = build_from([document(f"{COFFEE}\n\n{LIBRARY}\n\n{PALM}")])
    assert retrieve(analyze("القهوة"), index).sentences.tolist() == [0]
    assert retrieve(analyze("الزرافة"), index).sentences.tolist() == []


@pytest.mark.parametrize("texts", [[], ["في من على."]])
def test_an_index_without_words_has_no_candidates(texts: list[str]) -> None:
    found = retrieve(analyze("القهوة"), build_from([document(text, title="في") for text in texts]))
    assert found.sentences.tolist() == found.sentence_scores.tolist() == found.document_scores.tolist() == []


def test_an_unseen_word_weighs_as_much_as_a_word_can_and_lowers_every_score() -> None:
    index = build_from([document(COFFEE), document(PALM, "b.md")])
    (known,) = retrieve(analyze("القهوة"), index).sentence_scores.tolist()
    more = retrieve(analyze("القهوة زرافة"), index)
    assert more.terms.weights.max() == pytest.approx(idf(0, len(index)))
    assert more.sentence_scores[0] < known
