"""Closeness to the words asked about, reckoned by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.search.kinds import NEAR, closeness
from bot.search.likeness import FAMILY, SAME
from bot.search.matches import Words

Word = tuple[int, int, list[float]]
"""The row of its sentence among the candidates, its place there, and its likeness to each term."""
HALF, QUARTER = [0.5, 0.5], [0.25, 0.75]


def close(words: Sequence[Word], targets: Sequence[int], weights: Sequence[Sequence[float]]) -> list[float]:
    owners, places, likeness = zip(*words, strict=True)
    found = Words(np.array(owners), np.array(places), np.zeros(len(words), np.uint8), np.array(likeness))
    chosen = np.isin(np.arange(len(words)), targets)
    found_close: list[float] = closeness(chosen, found, np.array(weights)).tolist()
    return found_close


def test_a_target_beside_every_term_is_as_close_as_their_distances_say() -> None:
    words: list[Word] = [(0, 2, [SAME, 0]), (0, 3, [0, 0]), (0, 3 + NEAR, [0, FAMILY])]
    assert close(words, [1], [HALF]) == [0.5 / (1 + 1 / NEAR) + 0.5 / 2] == [0.65]


def test_closeness_is_halved_at_near_words_apart() -> None:
    assert close([(0, 0, [SAME]), (0, NEAR, [0])], [1], [[1]]) == [0.5]
    assert close([(0, 0, [0]), (0, NEAR, [SAME])], [0], [[1]]) == [0.5]


def test_the_nearest_of_several_like_words_counts() -> None:
    words: list[Word] = [(0, 0, [SAME]), (0, 9, [0]), (0, 10, [SAME]), (0, 30, [SAME])]
    assert close(words, [1], [[1]]) == [1 / (1 + 1 / NEAR)]


def test_the_closest_target_of_a_sentence_speaks_for_it() -> None:
    words: list[Word] = [(0, 0, [SAME]), (0, 1, [0]), (0, NEAR, [0])]
    assert close(words, [1, 2], [[1]]) == [1 / (1 + 1 / NEAR)]


def test_a_term_in_another_sentence_is_close_to_nothing() -> None:
    words: list[Word] = [(0, 0, [SAME]), (1, 0, [0])]
    assert close(words, [1], [[1], [1]]) == [0, 0]


def test_every_sentence_has_its_own_weights_and_its_own_terms() -> None:
    words: list[Word] = [(0, 0, [0, SAME]), (0, NEAR, [0, 0]), (1, 0, [SAME, 0]), (1, NEAR, [0, 0])]
    assert close(words, [1, 3], [HALF, QUARTER]) == [0.25, 0.125]
    assert close(words, [1, 3], [QUARTER, HALF]) == [0.375, 0.25]


def test_a_sentence_without_a_target_or_without_words_is_not_close() -> None:
    words: list[Word] = [(0, 0, [SAME]), (2, 0, [SAME])]
    assert close(words, [], [[1]] * 3) == [0, 0, 0]
    assert close(words, [0], [[1]] * 3) == [1, 0, 0]
