"""Where words match in and around a sentence is what reading its paragraph word by word tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.search.builder import build_from
from bot.search.chunker import chunk
from bot.search.corpus import Corpus
from bot.search.index import Index
from bot.search.likeness import FAMILY, SAME, likeness
from bot.search.matches import REACH, Matches, matches
from bot.search.query_terms import QueryTerms, query_terms
from bot.search.retriever import retrieve
from bot.search.traits import Mark
from bot.text.analyzer import analyze, content_words
from tests.golden.questions import golden_questions

from .folders import COFFEE, LIBRARY, PALM, document
from .stemming import stems

Row = NDArray[np.float64]


@dataclass
class Text:
    """A sentence as its words' stems, with what stands over it and beside it."""

    own: list[str]
    title: list[str]
    heading: list[str]
    paragraph: list[list[str]]
    place: int

    def around(self) -> list[list[str]]:
        return self.paragraph[max(self.place - REACH, 0) : self.place + REACH + 1]

    def neighbour(self, step: int) -> list[str]:
        place = self.place + step
        return self.paragraph[place] if 0 <= place < len(self.paragraph) else []


def read(corpus: Corpus) -> list[Text]:
    """Return all sentences of a corpus in order."""
    found = []
    for each in corpus.documents:
        chunks, title = chunk(each.text), stems(content_words(each.title))
        for number, heading in enumerate(chunks.headings):
            pieces = [piece for piece in chunks.passages if piece.paragraph == number]
            paragraph = [stems(content_words(each.text[piece.start : piece.end])) for piece in pieces]
            line = stems(content_words(heading))
            found += [Text(own, title, line, paragraph, place) for place, own in enumerate(paragraph)]
    return found


class Table:
    """The likeness of every stem of an index to each term of a question, looked up word by word."""

    def __init__(self, terms: QueryTerms, index: Index) -> None:
        alike = likeness(terms, np.arange(len(index.stems), dtype=np.int32), index.stems)
        self.rows = {index.stems.vocabulary.term(i): row.astype(float) for i, row in enumerate(alike.T)}
        self.nothing = np.zeros(len(terms))

    def best(self, *texts: Sequence[str]) -> Row:
        best = self.nothing.copy()
        for word in (word for text in texts for word in text):
            best = np.maximum(best, self.rows[word])
        return best

    def counts(self, *texts: Sequence[str]) -> Row:
        return sum((self.rows[word] for text in texts for word in text), self.nothing)

    def named(self, title: Sequence[str]) -> float:
        return sum(float(self.rows[word].max()) for word in title) / max(len(title), 1)


def assert_read(found: Matches, row: int, text: Text, table: Table) -> None:
    beside = (*text.around(), text.title, text.heading)
    expected: dict[str, Row | float] = {
        "own": table.best(text.own),
        "title": table.best(text.title),
        "topic": table.best(text.title, text.heading),
        "before": table.best(text.neighbour(-1)),
        "after": table.best(text.neighbour(+1)),
        "paragraph": table.best(*beside),
        "counts": table.counts(*beside),
        "paragraph_length": sum(map(len, beside)),
        "title_named": table.named(text.title),
    }
    for name, value in expected.items():
        np.testing.assert_allclose(getattr(found, name)[row], value, rtol=1e-5, atol=1e-6, err_msg=name)
    words = {
        place: table.rows[word].tolist() for place, word in enumerate(text.own) if table.rows[word].any()
    }
    own = np.flatnonzero(found.words.owners == row)
    kept = {
        int(found.words.places[i]): found.words.likeness[i].tolist()
        for i in own
        if found.words.likeness[i].any()
    }
    assert kept == words
    assert all(found.words.marks[i] or found.words.likeness[i].any() for i in own)


def test_matches_are_those_of_reading_each_paragraph_for_the_golden_questions(
    corpus: Corpus, index: Index
) -> None:
    texts, rows = read(corpus), 0
    assert len(texts) == len(index)
    for question in golden_questions():
        candidates = retrieve(analyze(question["question"]), index)
        if not len(candidates.sentences):
            continue
        found, table = matches(candidates.terms, candidates.sentences, index), Table(candidates.terms, index)
        for row, sentence in enumerate(candidates.sentences.tolist()):
            assert_read(found, row, texts[sentence], table)
            rows += 1
    assert rows > 1_000


def test_every_sentence_of_the_corpus_has_its_own_surroundings_in_any_order(
    corpus: Corpus, index: Index
) -> None:
    terms = query_terms(analyze("متى بُنيت المدينة القديمة وسكنها الناس؟"), index.stems, len(index))
    backward = np.arange(len(index), dtype=np.int64)[::-1]
    found, table = matches(terms, backward, index), Table(terms, index)
    for row, (sentence, text) in enumerate(zip(backward, reversed(read(corpus)), strict=True)):
        assert sentence == len(index) - 1 - row
        assert_read(found, row, text, table)


@pytest.fixture(scope="module")
def small() -> Index:
    text = f"{COFFEE} {LIBRARY} {PALM}\n\n## سفن\n\n{PALM}"
    return build_from([document(text, title="الكتب")])


def asked(question: str, sentence: int, index: Index) -> dict[str, list[float]]:
    terms = query_terms(analyze(question), index.stems, len(index))
    found = matches(terms, np.array([sentence]), index)
    return {
        name: getattr(found, name)[0].round(6).tolist()
        for name in ("own", "title", "topic", "before", "after", "paragraph")
    }


def test_a_word_beside_a_sentence_is_before_or_after_it_and_not_its_own(small: Index) -> None:
    found = asked("القهوة المدينة النخلة", 1, small)
    assert found["own"] == [0, SAME, 0]
    assert found["before"] == [SAME, 0, 0]
    assert found["after"] == [0, 0, SAME]
    assert found["paragraph"] == [SAME, SAME, SAME]


def test_a_marked_word_is_kept_though_the_question_says_nothing_like_it(small: Index) -> None:
    terms = query_terms(analyze("المكتبة"), small.stems, len(small))
    words = matches(terms, np.array([1]), small).words
    year = np.flatnonzero(words.marks & Mark.YEAR)
    assert words.likeness[year].tolist() == [[0]]


def test_what_stands_in_another_paragraph_is_not_beside_a_sentence(small: Index) -> None:
    found = asked("المدينة", 3, small)
    assert [found[name] for name in ("own", "before", "after", "paragraph")] == [[0]] * 4
    assert asked("القهوة", 2, small)["before"] == [0]


def test_a_heading_is_topic_to_what_stands_below_it_and_a_title_to_all(small: Index) -> None:
    assert asked("السفن", 3, small)["topic"] == [SAME]
    assert asked("السفن", 2, small)["topic"] == [0]
    assert {asked("الكتب", sentence, small)["title"][0] for sentence in range(4)} == {SAME}
    assert asked("مكتوب", 0, small)["title"] == [pytest.approx(FAMILY)]


def test_a_paragraph_reaches_no_further_than_a_few_sentences() -> None:
    lines = [COFFEE, *[LIBRARY] * REACH, PALM]
    index = build_from([document(" ".join(lines))])
    assert len(index) == len(lines)
    assert asked("القهوة", REACH, index)["paragraph"] == [SAME]
    assert asked("القهوة", REACH + 1, index)["paragraph"] == [0]
