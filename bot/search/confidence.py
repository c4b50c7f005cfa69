"""Decide whether the first sentence answers, or whether silence is more honest."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from bot.records import Silence, Verdict
from bot.search.features import NAMES
from bot.search.fields import FIELDS
from bot.search.index import Index
from bot.search.ranker import Ranking
from bot.search.weights import learned
from bot.text.analyzer import Query
from bot.text.question_words import NUMBER_KINDS, QuestionKind
from bot.text.questions import kind_of

_FIELD_NAMES = tuple(map(str, FIELDS))


def decide(query: Query, ranking: Ranking, index: Index) -> Verdict:
    """Return the chance that the first ranked sentence answers, and the silence below the threshold."""
    if not query.words:
        return Verdict(0.0, Silence.NO_WORDS)
    if not len(ranking.sentences):
        return Verdict(0.0, Silence.NOT_FOUND)
    weights = learned().confidence
    logit = weights["bias"] + sum(
        weights[name] * value for name, value in clues(query, ranking, index).items()
    )
    confidence = 1 / (1 + math.exp(-logit))
    return Verdict(confidence, None if confidence >= weights["threshold"] else Silence.NOT_FOUND)


def clues(query: Query, ranking: Ranking, index: Index) -> Mapping[str, float]:
    """Return what tells an answer from the nearest miss; for a ranking that is not empty."""
    first = dict(zip(NAMES, ranking.evidence.matrix[0].tolist(), strict=True))
    weights, present = ranking.evidence.weights, ranking.evidence.present[0]
    total = max(float(weights.sum()), 1e-9)
    second = float(ranking.scores[1]) if len(ranking.scores) > 1 else 0.0
    kind = kind_of(query.text)
    return {
        **{name: first[name] for name in _FIELD_NAMES},
        "covered": first["covered"],
        "covered_before": first["covered_before"],
        "title_asked": first["title_asked"],
        "belief": float(ranking.scores[0]),
        "lead": float(ranking.scores[0]) - second,
        "heaviest_missing": float(np.max(weights, where=~present, initial=0.0)) / total,
        "missing": float((~present).sum()),
        "question_length": math.log1p(len(query.words)),
        "no_number": float(_lacks_number(kind, first)),
        "size": math.log(len(index)),
    }


def _lacks_number(kind: QuestionKind, first: Mapping[str, float]) -> bool:
    """Say whether a number or date was asked for and the sentence has none that is new."""
    if kind is QuestionKind.WHEN:
        return not first["when_number"]
    return kind in NUMBER_KINDS and not first["how_many_number"]
