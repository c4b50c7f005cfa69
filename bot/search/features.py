"""What speaks for each candidate: the evidence that the learned weights add up."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.fields import FIELDS
from bot.search.forward import UNSEEN
from bot.search.index import Index
from bot.search.retriever import Candidates
from bot.search.traits import MOST_PLACE_WORDS, column
from bot.text.analyzer import Query
from bot.text.question_words import NUMBER_KINDS, QuestionKind
from bot.text.questions import kind_of
from bot.text.stemmer import stem

Column = NDArray[np.float64]

NAMES = (
    *map(str, FIELDS),
    "covered",  # the share of the question, by weight, in the sentence with its title
    "covered_before",  # what the sentence before it would add to that
    "title_asked",  # the share of the title that the question names
    "new_stems",  # how much the sentence says beyond the question: log(1 + other stems)
    "length",  # log of its code points
    "opens_paragraph",
    "closeness",  # question stems found, over the stretch they stand in
    "who_is_opening",  # asked who somebody is: the document's first sentence
    "definition_opening",  # asked who or what: the first sentence of the document that the title names
    "why_reason",
    "where_place",
    "when_dated",
    "when_number",
    "how_many_number",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of each candidate, one column a name in the order of NAMES, and where they come from."""

    matrix: NDArray[np.float64]
    present: NDArray[np.bool_]
    """For each candidate and each stem of the question: does the sentence or its title hold it?"""
    weights: Column
    """The inverse document frequency of each stem of the question."""

    def ordered(self, order: NDArray[np.int64]) -> Evidence:
        """Return the evidence with its candidates in another order."""
        return Evidence(self.matrix[order], self.present[order], self.weights)


def gather(query: Query, candidates: Candidates, index: Index) -> Evidence:
    """Return the evidence for each candidate."""
    rows = candidates.sentences
    stems = [stem(word) for word in query.words]
    numbers = index.forward.numbers(stems)
    weights = index.forward.weights(numbers)
    own = index.forward.sentences.presence(rows, numbers)
    titled = index.forward.titles.presence(index.document_of[rows].astype(np.int64), numbers)
    here = own | titled
    columns = dict(zip(map(str, FIELDS), candidates.shares.T.astype(np.float64), strict=True))
    columns |= _coverage(rows, index, numbers, weights, here)
    columns |= _shape(rows, index, numbers, own)
    columns |= _kind(query, rows, index, columns, _new_numbers(stems, own, rows, index))
    return Evidence(np.stack([columns[name] for name in NAMES], axis=1), here, weights)


def _coverage(
    rows: NDArray[np.int64],
    index: Index,
    numbers: NDArray[np.int64],
    weights: Column,
    here: NDArray[np.bool_],
) -> dict[str, Column]:
    total = max(float(weights.sum()), 1e-9)
    covered = here @ weights / total
    before = np.maximum(rows - 1, 0)
    same = (index.paragraph_of[before] == index.paragraph_of[rows]) & (rows > 0)
    added = index.forward.sentences.presence(before, numbers) & same[:, None]
    titles = index.document_of[rows].astype(np.int64)
    owners, _, stems = index.forward.titles.gather(titles)
    named = np.bincount(owners, np.isin(stems, numbers[numbers != UNSEEN]), len(rows))
    sizes = np.maximum(np.bincount(owners, minlength=len(rows)), 1)
    return {
        "covered": covered,
        "covered_before": (here | added) @ weights / total - covered,
        "title_asked": named / sizes,
    }


def _shape(
    rows: NDArray[np.int64], index: Index, numbers: NDArray[np.int64], own: NDArray[np.bool_]
) -> dict[str, Column]:
    traits = index.traits[rows]
    wanted = np.unique(numbers[numbers != UNSEEN])
    owners, places, stems = index.forward.sentences.gather(rows)
    hit = np.isin(stems, wanted)
    first = np.full(len(rows), np.iinfo(np.int64).max)
    last = np.full(len(rows), -1)
    np.minimum.at(first, owners[hit], places[hit])
    np.maximum.at(last, owners[hit], places[hit])
    found = _distinct(own, numbers)
    closeness = np.where(found > 1, found / np.maximum(last - first + 1, 1), 0.0)
    return {
        "new_stems": np.log1p(np.maximum(column(traits, "stems") - found, 0)),
        "length": np.log(np.maximum(column(traits, "length"), 1)),
        "opens_paragraph": column(traits, "opens_paragraph").astype(np.float64),
        "closeness": closeness,
    }


def _distinct(own: NDArray[np.bool_], numbers: NDArray[np.int64]) -> Column:
    """Return how many different stems of the question each sentence holds."""
    _, first_places = np.unique(numbers, return_index=True)
    counts: Column = own[:, first_places].sum(axis=1).astype(np.float64)
    return counts


def _new_numbers(
    stems: list[str], own: NDArray[np.bool_], rows: NDArray[np.int64], index: Index
) -> NDArray[np.bool_]:
    """Say of each sentence whether it holds a number that the question does not."""
    asked = np.array(
        [stem[0].isdecimal() and stem not in stems[:i] for i, stem in enumerate(stems)], np.bool_
    )
    more: NDArray[np.bool_] = column(index.traits[rows], "numbers") > own[:, asked].sum(axis=1)
    return more


def _kind(
    query: Query,
    rows: NDArray[np.int64],
    index: Index,
    columns: Mapping[str, Column],
    new_number: NDArray[np.bool_],
) -> dict[str, Column]:
    """Return what each sentence holds of the kind of thing that is asked for."""
    kind, traits = kind_of(query.text), index.traits[rows]
    opening = column(traits, "opens_document")
    evidence: dict[str, tuple[Set[QuestionKind], NDArray[np.generic]]] = {
        "who_is_opening": ({QuestionKind.WHO_IS}, opening),
        "definition_opening": (
            {QuestionKind.WHO_IS, QuestionKind.WHAT, QuestionKind.DEFINITION},
            opening * columns["title_asked"],
        ),
        "why_reason": ({QuestionKind.WHY}, column(traits, "reasons")),
        "where_place": ({QuestionKind.WHERE}, column(traits, "places") / MOST_PLACE_WORDS),
        "when_dated": ({QuestionKind.WHEN}, new_number * column(traits, "dated")),
        "when_number": ({QuestionKind.WHEN}, new_number),
        "how_many_number": (NUMBER_KINDS, new_number),
    }
    return {
        name: np.asarray(values, np.float64) * (kind in kinds) for name, (kinds, values) in evidence.items()
    }
