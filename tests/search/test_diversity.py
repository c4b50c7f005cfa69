"""A sentence that repeats a better one goes behind those that say something else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.builder import build_from
from bot.search.diversity import COPIED, PICKED, REPEATED, by_marginal_relevance
from bot.search.ranker import rank
from bot.search.retriever import retrieve
from bot.text.analyzer import analyze

from .folders import document

OPENING = "بنى المهندسون الجسر القديم فوق النهر الكبير في وسط المدينة سنة 1890 من الحجارة البيضاء الصلبة."
REPAIRED = "وسع العمال الجسر القديم بعد نصف قرن، فصار له رصيفان واسعان للمشاة وأربعة مسارات للعربات."
WORDS = ("قلم", "شجرة", "جبل", "نهر", "خبز", "سفينة", "هلال")
"""Words of different stems."""


def ordered(sums: list[float], *texts: str) -> tuple[list[int], list[float]]:
    """Order sentences, one a document, by what they add."""
    index = build_from([document(text, f"{place:02}.md") for place, text in enumerate(texts)])
    order, worth = by_marginal_relevance(np.array(sums), np.arange(len(sums)), index)
    return order.tolist(), worth.tolist()


def says(*numbers: int) -> str:
    return " ".join(WORDS[number] for number in numbers)


def test_a_copy_of_a_sentence_goes_behind_what_says_something_else() -> None:
    index = build_from(
        [document(OPENING, "a.md"), document(f"{OPENING}\n\n{REPAIRED}", "b.md"), document(OPENING, "c.md")]
    )
    query = analyze("متى بني الجسر القديم؟")
    ranking = rank(query, retrieve(query, index), index)
    assert [index.text(number) for number in ranking.sentences] == [OPENING, REPAIRED, OPENING, OPENING]
    assert ranking.scores.tolist() == sorted(ranking.scores.tolist(), reverse=True)
    assert ranking.beliefs[2] > ranking.beliefs[1]


def test_a_sentence_loses_by_what_one_better_sentence_says_of_it() -> None:
    order, worth = ordered([5, 4, 3], says(0, 1, 2, 3), says(0, 1, 4, 5), says(6))
    assert order == [0, 1, 2]
    assert worth == pytest.approx([5, 4 - REPEATED / 4, 3])
    order, worth = ordered([5, 4, 3], says(0, 1, 2, 3), says(0, 1, 2, 2, 4), says(6))
    assert order == [0, 2, 1]
    assert worth == pytest.approx([5, 3, 4 - REPEATED * 9 / 16])


def test_two_better_sentences_that_hold_a_half_each_do_not_add_up() -> None:
    _, worth = ordered([5, 4.9, 3], says(0, 1), says(2, 3), says(0, 1, 2, 3))
    assert worth[2] == pytest.approx(3 - REPEATED / 4)


def test_what_may_not_be_done_is_no_copy_of_what_may_be_done() -> None:
    may = "يجوز المسح على الخفين في السفر"
    _, worth = ordered([5, 5, 5], may, f"لا {may}", may)
    assert worth == pytest.approx([5, 5 - REPEATED, 5 - COPIED])


def test_an_order_without_repetition_stays_and_ties_go_to_the_earlier_sentence() -> None:
    assert ordered([1, 3, 3, 2], *WORDS[:4])[0] == [1, 2, 3, 0]
    assert ordered([2, 2], "في", "من")[0] == [0, 1]
    assert ordered([]) == ([], [])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(-6, 6), st.lists(st.integers(0, 6), min_size=1, max_size=5)),
        min_size=1,
        max_size=PICKED + 4,
    )
)
def test_it_is_what_comparing_all_at_every_step_gives(candidates: list[tuple[int, list[int]]]) -> None:
    sums, texts = [float(each) for each, _ in candidates], [text for _, text in candidates]
    order, worth = ordered(sums, *(says(*text) for text in texts))
    left, picked = list(range(len(sums))), list[int]()

    def loss(place: int, other: int) -> float:
        own = set(texts[place])
        same = texts[place] == texts[other]
        return COPIED if same else REPEATED * (len(own & set(texts[other])) / len(own)) ** 2

    def value(place: int) -> float:
        return sums[place] - max((loss(place, other) for other in picked), default=0.0)

    for place, found in zip(order[:PICKED], worth, strict=False):
        assert place == max(left, key=lambda each: (round(value(each), 9), -each))
        assert found == pytest.approx(value(place))
        picked.append(place)
        left.remove(place)
    assert sorted(order) == list(range(len(sums)))
    assert worth == sorted(worth, reverse=True)
