"""Fit the two linear models: a softmax over a question's candidates, and a logistic regression."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RANKING_L2 = 0.15
"""Strong: what is learned from one set of questions must hold for the other, see `learning`."""
CONFIDENCE_L2 = 1e-2
_TINY = 1e-300


class Example(Protocol):
    """A question's candidates: their features, which of them answer, and what the question weighs."""

    @property
    def features(self) -> Array:
        """Return one row a candidate, one column a feature."""

    @property
    def hits(self) -> NDArray[np.bool_]:
        """Say of each candidate whether it answers."""

    @property
    def weight(self) -> float:
        """Return what the question weighs."""


def learn_ranking(asked: Sequence[Example], steps: int = 300, rate: float = 0.05) -> Array:
    """Return one weight a feature that makes the answering candidates' softmax share highest (Adam)."""
    useful = [each for each in asked if each.hits.any()]
    stacked = np.concatenate([each.features for each in useful])
    mean, spread = stacked.mean(axis=0), stacked.std(axis=0) + 1e-9
    scaled, hits, here = _side_by_side(useful, mean, spread)
    share = np.array([each.weight for each in useful])
    share /= share.sum()

    def gradient(weights: Array) -> Array:
        sums = np.where(here, scaled @ weights, -np.inf)
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        right = shares * hits
        right /= np.maximum(right.sum(axis=1, keepdims=True), _TINY)
        slope: Array = RANKING_L2 * weights + np.einsum(
            "qc,qcf->f", (shares - right) * share[:, None], scaled
        )
        return slope

    learned: Array = _descend(gradient, len(mean), steps, rate) / spread
    return learned


def _side_by_side(
    asked: Sequence[Example], mean: Array, spread: Array
) -> tuple[Array, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the scaled features of all questions, which candidates answer, and which are there at all."""
    most = max(len(each.features) for each in asked)
    scaled = np.zeros((len(asked), most, len(mean)))
    hits, here = np.zeros((2, len(asked), most), np.bool_)
    for row, each in enumerate(asked):
        own = slice(0, len(each.features))
        scaled[row, own], hits[row, own], here[row, own] = (each.features - mean) / spread, each.hits, True
    return scaled, hits, here


def learn_confidence(rows: Array, right: Array, weights: Array, usual: NDArray[np.bool_]) -> Array:
    """Return the weights of a logistic regression, the bias last.

    What tells right from wrong is learned from all rows, how sure that makes from the usual ones alone
    (Platt, 1999).
    """
    found = _logistic(rows, right, weights)
    sums = rows[usual] @ found[:-1] + found[-1]
    slope, bias = _logistic(sums[:, None], right[usual], weights[usual])
    return np.append(found[:-1] * slope, found[-1] * slope + bias)


def _logistic(rows: Array, right: Array, weights: Array) -> Array:
    """Return the weights of a logistic regression, the bias last (Newton's method)."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.column_stack([(rows - mean) / spread, np.ones(len(rows))])
    penalty = CONFIDENCE_L2 * np.append(np.ones(rows.shape[1]), 0)
    shares, found = weights / weights.sum(), np.zeros(rows.shape[1] + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (shares * (chance - right)) + penalty * found
        curve = (scaled.T * (shares * chance * (1 - chance))) @ scaled + np.diag(penalty + 1e-9)
        found = found - np.linalg.solve(curve, slope)
    plain = found[:-1] / spread
    return np.append(plain, found[-1] - mean @ plain)


def _descend(gradient: Callable[[Array], Array], size: int, steps: int, rate: float) -> Array:
    weights, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        pace = np.sqrt(second / (1 - 0.999**step)) + 1e-8
        weights = weights - rate * (first / (1 - 0.9**step)) / pace
    return weights
