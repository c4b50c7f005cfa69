"""Scratch sums are what plain sums would be, call after call and thread beside thread."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.scratch import Block, Scratch

SIZE = 40
USED = Scratch(SIZE)
"""Never cleared: each example finds what the one before left."""
BLOCKS = st.lists(
    st.dictionaries(st.integers(0, SIZE - 1), st.integers(-99, 99), max_size=20), min_size=1, max_size=6
)


def blocks_of(weights: Sequence[dict[int, int]]) -> list[Block]:
    ordered = [dict(sorted(each.items())) for each in weights]
    return [(np.array(list(each), np.int32), np.array(list(each.values()), np.float32)) for each in ordered]


@given(BLOCKS, st.integers(1, 30))
def test_the_best_sums_are_those_of_a_dictionary_whatever_was_summed_before(
    weights: list[dict[int, int]], most: int
) -> None:
    expected: defaultdict[int, int] = defaultdict(int)
    for each in weights:
        for number, weight in each.items():
            expected[number] += weight
    best = sorted(sorted(expected, key=lambda number: (-expected[number], number))[:most])
    numbers, sums = USED.best(blocks_of(weights), most)
    assert numbers.tolist() == best
    assert sums.tolist() == [expected[number] for number in best]


@given(BLOCKS | st.just([]), st.lists(st.integers(0, SIZE - 1), max_size=50))
def test_sums_at_some_places_are_those_of_a_dictionary_and_nothing_where_no_block_has_them(
    weights: list[dict[int, int]], wanted: list[int]
) -> None:
    expected: defaultdict[int, int] = defaultdict(int)
    for each in weights:
        for number, weight in each.items():
            expected[number] += weight
    found = USED.sums_at(np.array(wanted, np.int32), blocks_of(weights))
    assert found.tolist() == [expected[number] for number in wanted]


@pytest.fixture
def _threads_that_take_turns_often() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_threads_that_take_turns_often")
def test_two_threads_at_once_do_not_see_each_others_numbers() -> None:
    shared = Scratch(SIZE)
    start = Barrier(2)

    def work(own: int) -> None:
        blocks = blocks_of([dict.fromkeys(range(SIZE), own)] * 2)
        start.wait(timeout=60)
        for _ in range(3_000):
            assert set(shared.best(blocks, SIZE)[1].tolist()) == {2 * own}

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(work, own) for own in (1, 5)]:
            done.result()
