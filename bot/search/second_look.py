"""A second look at documents that are new: which stand there already, and which do not look like Arabic.

None of this keeps a document out; it is what somebody who looks after the documents wants to know.  The work
is bounded, whatever the documents hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import cast

import numpy as np
from numpy.typing import NDArray

from bot.documents import Remark, Repetition, table_of
from bot.errors import DocumentError
from bot.reading.pdf.sanity import check, is_mirrored
from bot.search.index import Index

LEAST_SHARE = 0.5
"""Share of the sentences of the shorter of two documents that stand in the other, from which it is told."""
FEWEST_COMMON = 3
"""Sentences that two documents must have in common, unless they are the same."""
_PROBES = 16  # bytes of a sentence that its key is made of; with its length they tell sentences apart
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MOST_OTHERS = 10  # documents with the same sentence that are compared; a phrase of all pages is in thousands
_MOST_PLACES = 200_000  # places with a sentence that stands elsewhere, too, that are looked at
_MOST_REMARKS = 1000
_SAMPLE, _MOST_READ = 5_000, 5_000_000  # bytes read of a document, and of all
_LEAST_FORMS = 0.1
_FORMS = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc]")
_LETTERS = re.compile("[\u0621-\u064a\ufb50-\ufdfb\ufe70-\ufefc]")

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What is worth knowing of documents that are new."""

    remarks: tuple[Remark, ...] = ()
    repeated: tuple[Repetition, ...] = ()
    """Of rows of tables, which come by the hundred: a table and where they stand once each."""


def second_look(index: Index, files: Collection[str]) -> SecondLook:
    """Return what is worth knowing of the documents of some files of an index."""
    names = [""] * (len(index.first_of_document) - 1)
    for name, number in index.numbers.items():
        names[number] = name
    wanted = frozenset(files)
    fresh = [number for number, name in enumerate(names) if _file_of(name, wanted) is not None]
    remarks, rows = list(_doubtful(index, names, fresh)), _Rows()
    for document, other, said in _twins(index, names, np.array(fresh, np.int64)):
        if not rows.take(document, other):
            remarks.append(Remark(document, said))
    return SecondLook(tuple(remarks[:_MOST_REMARKS]), rows.repeated())


class _Rows:
    """Rows of tables that stand elsewhere, too, by table and by the file where they do."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str | None], dict[str, None]] = {}

    def take(self, document: str, other: str) -> bool:
        """Take two documents that are alike, if one of them is a row of a table."""
        if table_of(document) is None:
            document, other = other, document
        table, beside = table_of(document), table_of(other) or other
        if table is None:
            return False
        rows = self._found.setdefault((table, None if beside == table else beside), {})
        rows.update(dict.fromkeys((document, other) if beside == table else (document,)))
        return True

    def repeated(self) -> tuple[Repetition, ...]:
        """Return what was taken, the most first."""
        found = (Repetition(table, tuple(rows), beside) for (table, beside), rows in self._found.items())
        return tuple(sorted(found, key=lambda each: -len(each.rows)))


def _file_of(document: str, files: frozenset[str]) -> str | None:
    """Return the file that a document is in or of; a record's name is that of its file, `#` and its own."""
    if document in files:
        return document
    parts = document.split("#")
    ways = ("#".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))
    return next((way for way in ways if way in files), None)


def _doubtful(index: Index, names: list[str], fresh: list[int]) -> Iterator[Remark]:
    for number in islice(fresh, _MOST_READ // _SAMPLE):
        doubt = doubt_of(_content(index, number, _SAMPLE).decode(errors="ignore"))
        if doubt is not None:
            yield Remark(names[number], doubt)


def doubt_of(text: str) -> str | None:
    """Return in what a text does not look like Arabic, if it does not; it may well be another language."""
    letters = len(_LETTERS.findall(text))
    if letters and len(_FORMS.findall(text)) > _LEAST_FORMS * letters:
        return "حروفه أشكال للعرض لا حروف (its letters are presentation forms)"
    if is_mirrored(text):
        return "كلماته مكتوبة من آخرها إلى أولها (its words run backwards)"
    try:
        check(text)
    except DocumentError as error:
        return error.reason
    return None


def _content(index: Index, document: int, most: int | None = None) -> bytes:
    """Return the text of a document from its first sentence to its last, at most so many bytes of it."""
    first, end = (int(place) for place in index.first_of_document[document : document + 2])
    if first == end:
        return b""
    spans = index.arrays["sentence_bytes"]
    start, last = int(spans[first][0]), int(spans[end - 1][1])
    return index.arrays["text"][start : last if most is None else min(last, start + most)].tobytes()


def sentence_keys(index: Index) -> Keys:
    """Return a number for each sentence: the same for the same bytes, and seldom for others.

    Sentences that differ in a letter or two may have the same one: they are as good as the same here.
    """
    text, spans = index.arrays["text"], cast("NDArray[np.int64]", index.arrays["sentence_bytes"])
    starts, lengths = spans[:, 0], spans[:, 1] - spans[:, 0]
    keys = lengths.astype(np.uint64)
    for probe in range(_PROBES):
        places = starts + np.maximum(lengths - 1, 0) * probe // (_PROBES - 1)
        keys = (keys ^ (keys >> np.uint64(29))) * _FACTOR + text[places].astype(np.uint64)
    return keys


def _twins(index: Index, names: list[str], fresh: NDArray[np.int64]) -> Iterator[tuple[str, str, str]]:
    """Yield each document among the fresh ones that largely stands in another one, that one, and how much."""
    if not len(index) or not len(fresh):
        return
    keys, is_fresh = sentence_keys(index), np.isin(index.document_of, fresh)
    common = Counter(_pairs(index, keys, is_fresh))
    sizes = np.diff(index.first_of_document)
    for (document, other), count in common.most_common():
        share = count / min(int(sizes[document]), int(sizes[other]))
        if count == sizes[document] == sizes[other] and _content(index, document) == _content(index, other):
            same = f"نصّه نصّ «{names[other]}» (its text is that of {names[other]})"
            yield names[document], names[other], same
        elif count >= FEWEST_COMMON and share >= LEAST_SHARE:
            yield (
                names[document],
                names[other],
                f"{share:.0%} من جمل أحدهما في الآخر أو تكاد: «{names[other]}» "
                f"({share:.0%} of the sentences of one stand in the other, or nearly: {names[other]})",
            )


def _pairs(index: Index, keys: Keys, is_fresh: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield two documents for each sentence that both hold: one that is fresh, and any other."""
    found, counts = np.unique(keys[np.isin(keys, keys[is_fresh])], return_counts=True)
    places = np.flatnonzero(np.isin(keys, found[counts > 1]))[:_MOST_PLACES]
    places = places[np.argsort(keys[places], kind="stable")]
    ends = np.flatnonzero(np.diff(keys[places], append=np.uint64(0)) != 0) + 1
    for group in np.split(places, ends):
        documents = list(dict.fromkeys(index.document_of[group].tolist()))
        news = set(index.document_of[group[is_fresh[group]]].tolist())
        for document in news:
            others = (each for each in documents if each != document)
            for other in islice(others, _MOST_OTHERS):
                if other not in news or other < document:  # two that are fresh are told of once
                    yield document, other
