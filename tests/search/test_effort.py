"""Terms are read from end to end as long as those that are left could still matter."""

from __future__ import annotations

import numpy as np
import pytest

from bot.search.builder import build_from
from bot.search.effort import Effort, divided
from bot.search.postings import Postings
from bot.search.retriever import retrieve
from bot.text.analyzer import analyze

from .folders import document

SIZE = 1_000


def holding(*counts: int) -> Postings:
    """Return postings of terms that so many of SIZE texts hold."""
    ends = np.cumsum([0, *counts])
    texts = np.concatenate([np.arange(count, dtype=np.int32) for count in counts])
    return Postings(ends, texts, np.ones(len(texts), np.float32), SIZE)


def read(field: Postings, effort: Effort, counts_for: float = 1.0) -> list[int]:
    terms, looked_up = divided(dict.fromkeys(range(len(field.starts) - 1), counts_for), field, effort)
    assert sorted([*terms, *looked_up]) == list(range(len(field.starts) - 1))
    return list(terms)


def test_terms_that_make_up_more_than_the_share_are_read_the_rarest_first() -> None:
    field = holding(900, 5, 400, 30)  # they weigh 0.1, 5.2, 0.9 and 3.5
    assert read(field, Effort(least=0, left=0.25)) == [1, 3]
    assert read(field, Effort(least=0, left=0.05)) == [1, 3, 2]
    assert read(field, Effort(least=0, left=0.0)) == [1, 3, 2, 0]


def test_what_is_read_in_any_case_and_at_most_bounds_the_work() -> None:
    field = holding(900, 5, 400, 30)
    assert read(field, Effort(least=435, left=1.0)) == [1, 3, 2]
    assert read(field, Effort(least=0, left=0.0, most=435)) == [1, 3, 2]
    assert read(field, Effort(least=0, left=0.0, most=34)) == [1]


def test_one_term_is_read_however_frequent_and_none_of_none() -> None:
    assert read(holding(900), Effort(least=0, left=1.0, most=0)) == [0]
    assert not any(divided({}, holding(900), Effort()))


@pytest.mark.parametrize("left", [0.25, 0.0])
def test_a_sentence_of_two_frequent_words_is_found_beside_those_of_one_rare_word(left: float) -> None:
    rare, frequent = ["زرافة في الحديقة."] * 3, ["نخلة في الواحة.", "تمر في السوق."] * 8
    texts = [*rare, *frequent, "نخلة وتمر في البستان."]
    index = build_from([document(text, f"{place:02d}.md") for place, text in enumerate(texts)])
    found = retrieve(analyze("زرافة نخلة تمر"), index, effort=Effort(least=4, left=left))
    assert len(texts) - 1 in found.sentences.tolist()
    hasty = retrieve(analyze("زرافة نخلة تمر"), index, effort=Effort(least=4, left=1.0))
    assert len(texts) - 1 not in hasty.sentences.tolist()
