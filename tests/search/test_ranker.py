"""The ranker puts each candidate once, best first, and leaves ties in the order of the corpus."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from bot.search.builder import build_from
from bot.search.features import NAMES
from bot.search.index import Index
from bot.search.ranker import Ranking, rank
from bot.search.retriever import retrieve
from bot.text.analyzer import analyze
from tests.golden.questions import golden_questions

from .folders import COFFEE, LIBRARY, LIBRARY_ASKED, PALM, document


def ranked(question: str, index: Index) -> Ranking:
    query = analyze(question)
    return rank(query, retrieve(query, index), index)


def test_every_candidate_is_ranked_once_with_its_share_of_belief_best_first(index: Index) -> None:
    for row in golden_questions():
        query = analyze(row["question"])
        candidates = retrieve(query, index)
        ranking = rank(query, candidates, index)
        assert sorted(ranking.sentences.tolist()) == sorted(candidates.sentences.tolist())
        assert ranking.scores.tolist() == sorted(ranking.scores.tolist(), reverse=True)
        if len(ranking.sentences):
            assert ranking.scores.sum() == pytest.approx(1)


def test_the_evidence_is_in_the_order_of_the_ranking(index: Index) -> None:
    opens = NAMES.index("opens_document")
    for row in golden_questions():
        ranking = ranked(row["question"], index)
        firsts = index.first_of_document[index.document_of[ranking.sentences]]
        assert ranking.evidence.matrix[:, opens].tolist() == (ranking.sentences == firsts).tolist()
        assert np.isfinite(ranking.evidence.matrix).all()


def test_the_same_text_in_several_documents_is_ranked_in_the_order_of_the_corpus() -> None:
    index = build_from([document(LIBRARY, f"{number}.md") for number in range(30)])
    ranking = ranked(LIBRARY_ASKED, index)
    assert ranking.sentences.tolist() == list(range(30))
    assert len(set(ranking.beliefs.tolist())) == 1
    assert ranking.scores[1:].max() < ranking.scores[0] / 10


def test_the_same_text_ties_wherever_the_retriever_puts_it() -> None:
    texts = [COFFEE, LIBRARY, PALM, LIBRARY, COFFEE, LIBRARY]
    index = build_from([document(text, f"{number}.md") for number, text in enumerate(texts)])
    query = analyze(LIBRARY_ASKED)
    found = retrieve(query, index)
    for order in permutations(range(3)):
        places = list(order)
        turned = replace(
            found,
            sentences=found.sentences[places],
            sentence_scores=found.sentence_scores[places],
            document_scores=found.document_scores[places],
        )
        assert rank(query, turned, index).sentences.tolist() == [1, 3, 5]


def test_an_empty_index_ranks_nothing() -> None:
    ranking = ranked(LIBRARY_ASKED, build_from([]))
    assert (len(ranking.sentences), len(ranking.scores)) == (0, 0)
    assert ranking.evidence.matrix.shape == (0, len(NAMES))
