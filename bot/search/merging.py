"""Put parts together into one index, document by document in a given order, by whole arrays at a time.

What comes out depends on the documents and their order alone, not on how they were spread over parts: so
an index that was brought up to date is the one that a build from nothing would have made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.search.joining import Run, forward_of, places_in
from bot.search.lexicon import Lexicon
from bot.search.part import Part
from bot.search.rows import NONE, Places, renumbered
from bot.search.spellings import merged_spellings
from bot.search.stem_table import StemTable
from bot.search.surviving import Survivors
from bot.search.weighing import weighed
from bot.search.word_list import WordList, union

Array = NDArray[np.generic]


STEPS = 8
"""How often a merge tells that it has come further."""


def merged(
    parts: Sequence[Part], runs: Sequence[Run], told: Callable[[], None] = lambda: None
) -> Iterator[tuple[str, Array]]:
    """Yield every array of the index that runs of documents make up, one after the other, with its name.

    `told` hears of each of STEPS.
    """
    parts, runs = _in_use(parts, runs)
    kept = [[run.documents for run in runs if run.part == number] for number in range(len(parts))]
    left = [Survivors.of(part, spans) for part, spans in zip(parts, kept, strict=True)]
    words, new = _words(parts, left)
    told()
    yield from _named("words", words.arrays())
    headings, heading_of = renumbered(
        [part.headings for part in parts], [each.headings for each in left], new, len(words)
    )
    yield "headings", headings
    places = places_in(parts, runs, new, heading_of)
    yield from places.items()
    told()
    stems, stem_of = StemTable.merged([part.stems for part in parts], left, new, len(words))
    yield from _named("stems", stems.arrays(words))
    told()
    forward = forward_of(parts, runs, stem_of, heading_of, len(headings))
    yield from _named("forward", forward)
    told()
    for level, postings in weighed(places, forward, stems.family_of, len(stems.family_words)):
        yield from _named(level, postings.arrays())
        told()
    tables = [(part.spellings, part.terms) for part in parts]
    spellings, terms = merged_spellings(tables, left, new, len(words))
    told()
    yield from _named("spellings", spellings.arrays())
    yield from _named("lexicon", terms.arrays())
    yield from _named("lexicon", Lexicon.of(words, spellings, terms).arrays())
    told()


def _in_use(parts: Sequence[Part], runs: Sequence[Run]) -> tuple[Sequence[Part], Sequence[Run]]:
    """Leave out the parts of which nothing is kept; of no runs at all, the first one stays."""
    used = sorted({run.part for run in runs} or {0})
    place = {number: i for i, number in enumerate(used)}
    runs = runs or [Run(0, (0, 0))]
    return [parts[number] for number in used], [Run(place[run.part], run.documents) for run in runs]


def _words(parts: Sequence[Part], left: Sequence[Survivors]) -> tuple[WordList, list[Places]]:
    """Return all words that are in use, and the number there of each word of each part."""
    used = [np.flatnonzero(each.words) for each in left]
    lists = [
        part.words if len(numbers) == len(part.words) else part.words.take(numbers)
        for part, numbers in zip(parts, used, strict=True)
    ]
    words, places = union(lists)
    new = [np.full(len(part.words) + 1, NONE, np.int32) for part in parts]
    for own, numbers, there in zip(new, used, places, strict=True):
        own[numbers] = there
    return words, new


def _named(part: str, arrays: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    return ((f"{part}.{name}", array) for name, array in arrays.items())
