"""How much of the question each candidate covers: by itself, with its topic, with its paragraph.

The topic of a sentence is what its title and its heading say.  Words of the question that the topic does
not say, the rest, are what the answer itself must hold: «ما عاصمة إيران؟» asked of the article on Iran
leaves عاصمة.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bot.search.bm25 import K1, B
from bot.search.likeness import SAME
from bot.search.matches import ALIKE, Matches, Matrix

Column = NDArray[np.float64]

SAID = 0.7
"""A term with this likeness is said."""


def coverage(found: Matches, weights: Column, mean_length: float) -> dict[str, Column]:
    """Return the evidence of words in common, one entry a candidate; `mean_length` is a paragraph's."""
    total = max(float(weights.sum()), 1e-9)
    here = np.maximum(found.own, found.topic)
    norm = K1 * (1 - B + B * found.paragraph_length / mean_length)
    counts = found.counts
    exactly = np.maximum(found.own, found.title) >= SAME
    return {
        "paragraph_bm25": (counts / (counts + norm[:, None])) @ weights / total,
        "paragraph_covered": found.paragraph @ weights / total,
        "covered": here @ weights / total,
        "covered_exactly": exactly @ weights / total,
        "before": (np.maximum(here, found.before) - here) @ weights / total,
        "title_named": found.title_named,
        "title_fit": found.title_named * (found.title @ weights / total),
    }


def rest_touched(found: Matches, weights: Column) -> Column:
    """Return the share of the question, by weight, that the topic leaves unsaid and the sentence says."""
    touched: Column = (
        ((found.own >= ALIKE) & (found.topic < SAID)) @ weights / max(float(weights.sum()), 1e-9)
    )
    return touched


def rest_shares(found: Matches, weights: Column) -> Matrix:
    """Return the share of each term in what the topic leaves unsaid, for each candidate."""
    left = (found.topic < SAID) * weights
    shares: Matrix = left / np.maximum(left.sum(axis=1, keepdims=True), 1e-9)
    return shares
