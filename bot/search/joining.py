"""Join what is kept of sentences, paragraphs and documents in the order of an index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.search.part import Part, Span
from bot.search.rows import NONE, Numbers, Places, ends_of, positions

Array = NDArray[np.generic]
Kind = TypeVar("Kind", bound=np.generic)
Rows = Callable[[Part, Span], Span]
"""Which rows of an array belong to some documents in a row."""
_OF_THEIR_OWN = ("sentence_fragment", "sentence_document", "sentence_paragraph")


@dataclass(frozen=True, slots=True)
class Run:
    """Documents that follow one another in a part, and in the index that is made."""

    part: int
    documents: Span


def places_in(
    parts: Sequence[Part], runs: Sequence[Run], new: Sequence[Places], heading_of: Sequence[Places]
) -> dict[str, Array]:
    """Return the arrays of sentences, paragraphs and documents.

    `new` are the numbers in the index of each part's words, `heading_of` those of its headings.
    """
    rows = _Rows(parts, runs)
    sentences = {
        name: rows.joined(name, Part.sentences)
        for name in parts[0].places
        if name.startswith("sentence_") and name not in _OF_THEIR_OWN
    }
    sentences["sentence_bytes"] = sentences["sentence_bytes"] + rows.shifts()[:, None]  # type: ignore[operator]
    sentences["sentence_fragment"] = rows.joined("sentence_fragment", Part.sentences, new)
    paragraph_first = rows.ends("paragraph_first", Part.paragraphs, np.int32)
    document_first = rows.ends("document_first", _documents, np.int32)
    return {
        **sentences,
        "sentence_document": _owners(document_first),
        "sentence_paragraph": _owners(paragraph_first),
        "paragraph_first": paragraph_first,
        "paragraph_heading": rows.joined("paragraph_heading", Part.paragraphs, heading_of),
        "document_first": document_first,
        "document_bytes": rows.ends("document_bytes", _documents, np.int64),
        "text": rows.joined("text", Part.text_of),
        "documents": rows.joined("documents", _cards),
        "document_ends": rows.ends("document_ends", _documents, np.int64),
    }


def forward_of(
    parts: Sequence[Part],
    runs: Sequence[Run],
    stem_of: Sequence[Places],
    heading_of: Sequence[Places],
    headings: int,
) -> dict[str, Array]:
    """Return the texts as stem numbers: sentences, titles, headings; `stem_of` numbers each part's stems."""
    owners, numbers = _owned(heading_of, headings)
    stems, marks, lengths = [], [], []
    for of_documents in (Part.sentences, _titles):
        for run in runs:
            part = parts[run.part]
            first, end = of_documents(part, run.documents)
            stems.append(stem_of[run.part][part.texts(first, end)])
            lengths.append(part.lengths(first, end))
            marks.append(part.marks(first, end))
    of_headings = np.zeros(headings, np.int64)
    for number, part in enumerate(parts):
        own = owners == number
        of_headings[own] = part.lengths(part.heading(0), part.heading(len(part.headings)))[numbers[own]]
    starts = ends_of(of_headings, np.int64)
    found = np.zeros(starts[-1], np.int32)
    for number, part in enumerate(parts):
        own = np.flatnonzero(owners == number)
        there = part.forward["starts"][part.heading(0) + numbers[own]]
        where = positions(there, of_headings[own])  # type: ignore[arg-type]  # the store keeps dtypes
        found[positions(starts[own], of_headings[own])] = stem_of[number][part.forward["stems"][where]]
    joined = np.concatenate([*stems, found])
    return {
        "starts": ends_of(np.concatenate([*lengths, of_headings]), np.int64),
        "stems": joined,
        "marks": np.concatenate([*marks, np.zeros(len(found), np.uint8)]),
    }


class _Rows:
    """The rows of arrays that belong to runs of documents."""

    def __init__(self, parts: Sequence[Part], runs: Sequence[Run]) -> None:
        self._runs = [(parts[run.part], run.part, run.documents) for run in runs]

    def joined(self, name: str, rows: Rows, new: Sequence[Places] | None = None) -> Array:
        """Return the rows of an array, one run after the other; `new` exchanges each part's numbers."""
        pieces = []
        for part, number, documents in self._runs:
            first, end = rows(part, documents)
            piece = part.places[name][first:end]
            pieces.append(piece if new is None else new[number][piece])
        return np.concatenate(pieces)

    def ends(self, name: str, rows: Rows, dtype: type[Kind]) -> NDArray[Kind]:
        """Return where rows end, for an array that tells where they end in each part."""
        lengths = []
        for part, _, documents in self._runs:
            first, end = rows(part, documents)
            lengths.append(np.diff(part.places[name][first : end + 1]))
        return ends_of(np.concatenate(lengths), dtype)

    def shifts(self) -> Numbers:
        """Return how far the text of each sentence moves."""
        shifts, place = [], 0
        for part, _, documents in self._runs:
            first, end = part.text_of(documents)
            sentences = part.sentences(documents)
            shifts.append(np.full(sentences[1] - sentences[0], place - first))
            place += end - first
        return np.concatenate(shifts)


def _owned(heading_of: Sequence[Places], headings: int) -> tuple[Places, Places]:
    """Return, for each heading, a part that holds it and its number there."""
    owners, numbers = np.zeros(headings, np.int32), np.zeros(headings, np.int32)
    for part, new in enumerate(heading_of):
        own = np.flatnonzero(new != NONE)
        owners[new[own]] = part
        numbers[new[own]] = own
    return owners, numbers


def _owners(ends: NDArray[np.int32]) -> Places:
    """Return the number of the row that each entry belongs to."""
    return np.repeat(np.arange(len(ends) - 1, dtype=np.int32), np.diff(ends))


def _documents(_: Part, documents: Span) -> Span:
    return documents


def _titles(part: Part, documents: Span) -> Span:
    return part.title(documents[0]), part.title(documents[1])


def _cards(part: Part, documents: Span) -> Span:
    return part.ends("document_ends", documents)
