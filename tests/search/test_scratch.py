"""Scratch arrays give what numpy and plain sums would, call after call and thread beside thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.search.scratch import Block, Scratch

SIZE = 40
USED = Scratch(SIZE)
"""Never cleared: each example finds what the one before left."""
NUMBERS = st.lists(st.integers(0, SIZE - 1), max_size=60)
BLOCKS = st.lists(st.dictionaries(st.integers(0, SIZE - 1), st.integers(-99, 99), max_size=20), max_size=6)


def blocks_of(weights: Sequence[dict[int, int]]) -> list[Block]:
    return [(np.array(list(each), np.int32), np.array(list(each.values()), np.float32)) for each in weights]


def assert_distinct(scratch: Scratch, numbers: Sequence[int]) -> None:
    given_numbers = np.array(numbers, np.int32)
    found, places = scratch.distinct(given_numbers)
    assert sorted(found.tolist()) == np.unique(given_numbers).tolist()
    assert found[places].tolist() == list(numbers)


def assert_sums(scratch: Scratch, weights: Sequence[dict[int, int]]) -> None:
    sums: defaultdict[int, int] = defaultdict(int)
    for each in weights:
        for number, weight in each.items():
            sums[number] += weight
    found = scratch.sums(blocks_of(weights))
    assert {number: int(found[number]) for number in sums} == sums


@given(NUMBERS)
def test_the_different_numbers_are_those_of_numpy_and_each_given_one_finds_its_place(
    numbers: list[int],
) -> None:
    assert_distinct(USED, numbers)


@given(BLOCKS)
def test_sums_are_those_of_a_dictionary_whatever_was_summed_before(weights: list[dict[int, int]]) -> None:
    assert_sums(USED, weights)


def test_two_threads_at_once_do_not_see_each_others_numbers() -> None:
    shared = Scratch(SIZE)
    start = Barrier(2)

    def work(own: int) -> None:
        for turn in range(300):
            first = dict.fromkeys(range(0, SIZE, 2), own)
            start.wait(timeout=30)
            sums = shared.sums(blocks_of([first, first]))
            start.wait(timeout=30)  # by now the other thread has written its own
            assert set(sums[::2].tolist()) == {2 * own}
            assert_distinct(shared, [(own * number + turn) % SIZE for number in range(SIZE)])

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(work, own) for own in (1, 5)]:
            done.result()
