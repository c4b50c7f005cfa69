"""Decide whether the first sentence answers, or whether silence is more honest."""

from __future__ import annotations

import math

from bot.records import Silence, Verdict
from bot.search.ranker import Ranking
from bot.text.analyzer import Query

THRESHOLD = 0.5


def decide(query: Query, ranking: Ranking) -> Verdict:
    """Return the chance that the first ranked sentence answers, and the silence below the threshold."""
    if not query.words:
        return Verdict(0.0, Silence.NO_WORDS)
    if not len(ranking.sentences):
        return Verdict(0.0, Silence.NOT_FOUND)
    confidence = 1 / (1 + math.exp(-float(ranking.scores[0])))
    return Verdict(confidence, None if confidence >= THRESHOLD else Silence.NOT_FOUND)
