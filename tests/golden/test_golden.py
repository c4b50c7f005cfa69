"""The sample corpus answers its golden questions."""

from __future__ import annotations

from bot.journey import answer
from bot.search.builder import build
from bot.search.corpus import read_corpus
from tests.golden.questions import CORPUS, golden_questions

LEAST_FIRST = 45  # of 50; 46 when it was measured
LEAST_REFUSED = 3  # of 10; 4 when it was measured: near misses are still answered


def test_answers_stand_in_the_first_three_passages_mostly_in_the_first_verbatim() -> None:
    corpus = read_corpus(CORPUS)
    texts = {document.name: document.text for document in corpus.documents}
    index, first = build(corpus), 0
    for row in golden_questions():
        found = answer(row["question"], index)
        for passage in found.passages:
            assert texts[passage.document][passage.start : passage.end] == passage.text
        if row["answer"] is not None:
            assert any(row["answer"] in passage.text for passage in found.passages[:3]), row["id"]
            first += row["answer"] in found.passages[0].text
    assert first >= LEAST_FIRST


def test_questions_that_the_corpus_does_not_answer_are_refused() -> None:
    index = build(read_corpus(CORPUS))
    silent = [row for row in golden_questions() if row["answer"] is None]
    assert len(silent) == 10
    assert sum(not answer(row["question"], index).answered for row in silent) >= LEAST_REFUSED
