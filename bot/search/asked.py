"""A question to learn from: asked of an index, with what came of it and which candidates answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.search.confidence import clues
from bot.search.correction import correct
from bot.search.features import gather
from bot.search.index import Index
from bot.search.models import Array
from bot.search.ranker import Ranking, ranked
from bot.search.retriever import retrieve
from bot.text.analyzer import Query, analyze
from bot.text.tokens import words

SEED = 20261124
REACH = 350  # code points of a sentence that may hold the answer
SHARED = 0.8  # share of a sentence's words that must stand in the gold paragraph

Row = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Asked:
    """A question asked of an index, and what came of it."""

    question: Row
    index: Index
    weight: float
    hollow: bool = False
    """Whether the sentences that answer are taken away: the person is in the corpus, the fact is not."""
    usual: bool = True
    """Whether it tells how often an answer is right; others tell only what a miss looks like."""

    @cached_property
    def query(self) -> Query:
        """Return the question made ready as a reader's is, its slips mended."""
        return correct(analyze(self.question["question"]), self.index)

    @cached_property
    def ranking(self) -> Ranking:
        """Return the candidates in the order of retrieval, every score 0."""
        found = retrieve(self.query, self.index)
        evidence = gather(self.query, found, self.index)
        none = np.zeros(len(found.sentences))
        return Ranking(found.sentences, none, none, evidence)

    @property
    def features(self) -> Array:
        """Return one row a candidate."""
        return self.ranking.evidence.matrix

    @cached_property
    def hits(self) -> NDArray[np.bool_]:
        """Say of each candidate whether it comes from the gold paragraph and holds an answer."""
        texts = (self.index.text(int(number)) for number in self.ranking.sentences)
        return np.array([self.answered_by(text) for text in texts], np.bool_)

    def answered_by(self, sentence: str) -> bool:
        """Say whether a sentence comes from the gold paragraph and holds an answer."""
        context, answers = self._gold
        found = words(sentence[:REACH])
        text = f" {' '.join(found)} "
        inside = sum(word in context for word in found) >= SHARED * len(found)
        return inside and any(answer.strip() and answer in text for answer in answers)

    @cached_property
    def _gold(self) -> tuple[set[str], Sequence[str]]:
        answers = [f" {' '.join(words(answer))} " for answer in self.question["answers"]]
        return set(words(self.question["context"])), answers

    def ranked(self, weights: Array) -> tuple[Ranking, NDArray[np.bool_]]:
        """Return the ranking by some weights, and the hits in its order."""
        kept = (~self.hits if self.hollow else np.ones_like(self.hits)).nonzero()[0]
        evidence = self.ranking.evidence.ordered(kept)
        found = ranked(self.ranking.sentences[kept], evidence, weights, self.index)
        return found, np.isin(found.sentences, self.ranking.sentences[self.hits])

    def clue_names(self, weights: Array) -> list[str]:
        """Return the names of the clues, in order; for a question that finds something."""
        return list(clues(self.query, self.ranked(weights)[0], self.index))

    def clues(self, weights: Array) -> tuple[Array, bool] | None:
        """Return the clues of the first sentence and whether it answers; None where nothing was found."""
        ranking, hits = self.ranked(weights)
        if not len(hits):
            return None
        return np.array(list(clues(self.query, ranking, self.index).values())), bool(hits[0])
