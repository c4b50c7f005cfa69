"""A part of an index: what was found in some documents, to be put together with what was found in others.

An index is itself such a part, with more beside it, so that the next one is made of what is left of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.search.rows import Numbers
from bot.search.spellings import Spellings, Terms
from bot.search.stem_table import StemTable
from bot.search.word_list import WordList

Array = NDArray[np.generic]
Places = NDArray[np.int32]
Span = tuple[int, int]
"""`[first, end)`."""


@dataclass(frozen=True)
class Part:
    """Documents taken apart; every number of a word refers to the one list of words."""

    words: WordList
    stems: StemTable
    spellings: Spellings
    terms: Terms
    headings: Places
    """The word that each heading is."""
    places: Mapping[str, Array]
    """What is kept of sentences, paragraphs and documents, by the names of the index's arrays."""
    forward: Mapping[str, Array]
    """The texts as stem numbers: see ForwardIndex."""

    @classmethod
    def of_index(cls, arrays: Mapping[str, Array]) -> Part:
        """Return an index's arrays as a part; nothing is read or copied but the hashes of its stems."""

        def own(part: str) -> Mapping[str, Array]:
            prefix = f"{part}."
            return {
                name.removeprefix(prefix): each for name, each in arrays.items() if name.startswith(prefix)
            }

        words = own("words")
        return cls(
            WordList(words["block"], words["ends"]),  # type: ignore[arg-type]  # the store keeps dtypes
            StemTable.of_index(own("stems")),
            Spellings.from_arrays(own("spellings")),
            Terms.from_arrays(own("lexicon")),
            arrays["headings"],  # type: ignore[arg-type]
            {name: each for name, each in arrays.items() if "." not in name},
            own("forward"),
        )

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.places["document_first"]) - 1

    def sentences(self, documents: Span) -> Span:
        """Return the sentences of some documents in a row."""
        return self.ends("document_first", documents)

    def paragraphs(self, documents: Span) -> Span:
        """Return the paragraphs of some documents in a row."""
        first, end = np.searchsorted(self.places["paragraph_first"], self.sentences(documents))
        return int(first), int(end)

    def text_of(self, documents: Span) -> Span:
        """Return where the texts of some documents in a row stand."""
        return self.ends("document_bytes", documents)

    def texts(self, first: int, end: int) -> Places:
        """Return the stems of some texts in a row, one text after the other: see ForwardIndex."""
        starts, stems = self.forward["starts"], self.forward["stems"]
        found: Places = stems[int(starts[first]) : int(starts[end])]  # type: ignore[assignment]
        return found

    def marks(self, first: int, end: int) -> NDArray[np.uint8]:
        """Return the marks of the words of some texts in a row."""
        starts, marks = self.forward["starts"], self.forward["marks"]
        found: NDArray[np.uint8] = marks[int(starts[first]) : int(starts[end])]  # type: ignore[assignment]
        return found

    def lengths(self, first: int, end: int) -> Numbers:
        """Return the number of stems of each of some texts in a row."""
        return np.diff(self.forward["starts"][first : end + 1])

    def title(self, document: int) -> int:
        """Return the number of a document's title among the texts."""
        return int(self.places["document_first"][-1]) + document

    def heading(self, heading: int) -> int:
        """Return the number of a heading among the texts."""
        return self.title(len(self)) + heading

    def documents(self, span: Span) -> Iterator[tuple[bytes, str]]:
        """Yield the card and the text of some documents in a row."""
        cards, card_ends = self.places["documents"], self.places["document_ends"]
        text, ends = self.places["text"], self.places["document_bytes"]
        for number in range(*span):
            card = cards[card_ends[number] : card_ends[number + 1]].tobytes()
            yield card, text[ends[number] : ends[number + 1]].tobytes().decode()

    def ends(self, name: str, span: Span) -> Span:
        """Return where rows in a row stand, by the array that tells where each ends."""
        ends = self.places[name]
        return int(ends[span[0]]), int(ends[span[1]])
