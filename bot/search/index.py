"""The index that serves: what to score by, and the table of sentences to quote from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from bot.documents import Source
from bot.records import Passage, Quote
from bot.search.array_file import Array
from bot.search.fields import Level
from bot.search.forward import ForwardIndex
from bot.search.lexicon import Lexicon
from bot.search.postings import Postings
from bot.search.rows import NONE
from bot.search.scratch import Scratch
from bot.search.stems import Stems
from bot.search.store import Manifest, open_arrays
from bot.search.word_list import WordList

if TYPE_CHECKING:
    from bot.search.ranker import Ranking

SAMPLE = "sample_question"
"""The front matter key of a question that the playground offers to tap."""
LONGEST_NEIGHBOUR = 400
"""A sentence around the quoted one is shown when it has at most this many code points."""
CARDS = 2_000
"""Documents whose cards are kept at hand: the passages of an answer stand in few."""
WIDEST_VIEW = 1200
"""A passage that is opened shows at most this many code points of its section."""


class Index:
    """An immutable index; safe to ask from several threads at once."""

    def __init__(self, arrays: Mapping[str, Array], manifest: Manifest) -> None:
        self.manifest = manifest
        self.arrays = arrays
        self.document_of = cast("NDArray[np.int32]", arrays["sentence_document"])
        self.paragraph_of = cast("NDArray[np.int32]", arrays["sentence_paragraph"])
        self.heading_of = cast("NDArray[np.int32]", arrays["paragraph_heading"])
        self.first_of_paragraph = cast("NDArray[np.int32]", arrays["paragraph_first"])
        self.first_of_document = cast("NDArray[np.int32]", arrays["document_first"])
        self._words = WordList(arrays["words.block"], arrays["words.ends"])  # type: ignore[arg-type]
        # Looked at one by one, which numpy makes slow: it makes an object of every number.
        self._headings = arrays["headings"].data
        self._pages, self._fragments = arrays["sentence_page"].data, arrays["sentence_fragment"].data
        self._spans, self._bytes = arrays["sentence_span"].data, arrays["sentence_bytes"].data
        self._text, self._documents = arrays["text"].data, arrays["documents"].data
        self._document_ends = arrays["document_ends"].data
        self._card = lru_cache(maxsize=CARDS)(self._read_card)
        self.traits = cast("NDArray[np.int16]", arrays["sentence_traits"])
        sizes = {Level.SENTENCE: len(self), Level.DOCUMENT: len(self._document_ends) - 1}
        self.stems = Stems.from_arrays(self._own("stems"))
        self.lexicon = Lexicon.from_arrays(self._own("lexicon"))
        self.forward = ForwardIndex.from_arrays(
            self._own("forward"), sentences=sizes[Level.SENTENCE], titles=sizes[Level.DOCUMENT]
        )
        self.mean_paragraph = int(self.forward.starts[len(self)]) / max(len(self.first_of_paragraph) - 1, 1)
        self.fields = {level: Postings.from_arrays(self._own(level), size) for level, size in sizes.items()}
        self.scratch = {level: Scratch(size) for level, size in sizes.items()}

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Open an index from disk; nothing is read but its manifest.  Raises IndexUnusableError."""
        return cls(*open_arrays(folder))

    def __len__(self) -> int:
        return len(self.document_of)

    def text(self, sentence: int) -> str:
        """Return a sentence, verbatim."""
        return self._slice(self._bytes[sentence, 0], self._bytes[sentence, 1])

    def title(self, document: int) -> str:
        """Return the title of a document."""
        title: str = self._card(document)["title"]
        return title

    def passages(self, ranking: Ranking, top: int) -> tuple[Passage, ...]:
        """Return the first `top` ranked sentences, best first."""
        best = zip(ranking.sentences[:top].tolist(), ranking.scores[:top].tolist(), strict=True)
        return tuple(self._passage(sentence, score) for sentence, score in best)

    def all_passages(self) -> Iterator[Passage]:
        """Yield every sentence in the order of the corpus, with score 0."""
        return (self._passage(sentence, 0.0) for sentence in range(len(self)))

    def quote(self, sentence: int) -> Quote:
        """Return a sentence between its neighbours in the paragraph."""
        before, after = self._neighbour(sentence, -1), self._neighbour(sentence, +1)
        first, last = self._bytes[sentence, 0], self._bytes[sentence, 1]
        start = first if before is None else self._bytes[before, 0]
        end = last if after is None else self._bytes[after, 1]
        return Quote(self._slice(start, first), self._slice(first, last), self._slice(last, end))

    def sentence_at(self, document: str, start: int) -> int | None:
        """Return the sentence that begins at a code point of a document, if one serves now."""
        number = self.numbers.get(document)
        if number is None:
            return None
        first, last = np.searchsorted(self.document_of, [number, number + 1])
        place = int(first + np.searchsorted(self.arrays["sentence_span"][first:last, 0], start))
        return place if place < last and self._spans[place, 0] == start else None

    def extent(self, document: str) -> tuple[int, int] | None:
        """Return the first sentence of a document and the one after its last, if it serves now."""
        number = self.numbers.get(document)
        if number is None:
            return None
        first, last = self.first_of_document[number : number + 2]
        return int(first), int(last)

    def surroundings(self, sentence: int, widest: int = WIDEST_VIEW) -> Quote:
        """Return a sentence amid as much of its section, whole sentences on both sides, as fits."""
        first = last = sentence
        grown = True
        while grown:
            grown = False
            for other in (first - 1, last + 1):
                start, end = min(first, other), max(last, other)
                if self._same_section(other, sentence) and self._length(start, end) <= widest:
                    first, last, grown = start, end, True
        begin, end = self._bytes[sentence, 0], self._bytes[sentence, 1]
        opening, closing = self._bytes[first, 0], self._bytes[last, 1]
        return Quote(self._slice(opening, begin), self._slice(begin, end), self._slice(end, closing))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """List the documents by title."""
        cards = (self._card(number) for number in range(len(self._document_ends) - 1))
        sources = (Source(card["name"], card["title"], card["date"], card["url"]) for card in cards)
        return tuple(sorted(sources, key=lambda source: (source.title, source.document)))

    def sample_questions(self, most: int) -> Iterator[str]:
        """Yield the first questions that documents offer as samples, in the order of their names."""
        cards = (self._card(number) for number in range(len(self._document_ends) - 1))
        yield from islice((card["extra"][SAMPLE] for card in cards if SAMPLE in card["extra"]), most)

    def _passage(self, sentence: int, score: float) -> Passage:
        card = self._card(self.document_of.item(sentence))
        page, fragment = self._anchor(sentence)
        return Passage(
            document=card["name"],
            title=card["title"],
            url=_at(card["url"], page, fragment),
            date=card["date"],
            source=card["source"],
            text=self.text(sentence),
            start=self._spans[sentence, 0],
            end=self._spans[sentence, 1],
            score=score,
            heading=self._heading(sentence),
            page=page,
        )

    def _heading(self, sentence: int) -> str | None:
        number = self.heading_of.item(self.paragraph_of.item(sentence))
        return self._words.word(self._headings[number]) or None

    def _anchor(self, sentence: int) -> tuple[int | None, str]:
        """Return the page of a sentence, if there are pages, and the fragment that opens there."""
        number = self._fragments[sentence]
        return self._pages[sentence] or None, "" if number == NONE else self._words.word(number)

    def _same_section(self, other: int, sentence: int) -> bool:
        if not 0 <= other < len(self) or self.document_of[other] != self.document_of[sentence]:
            return False
        return bool(self.heading_of[self.paragraph_of[other]] == self.heading_of[self.paragraph_of[sentence]])

    def _length(self, first: int, last: int) -> int:
        return int(self._spans[last, 1] - self._spans[first, 0])

    def _neighbour(self, sentence: int, step: int) -> int | None:
        other = sentence + step
        if not 0 <= other < len(self) or self.paragraph_of.item(other) != self.paragraph_of.item(sentence):
            return None
        return other if self._length(other, other) <= LONGEST_NEIGHBOUR else None

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Return the number of each document by its name."""
        return {self._card(number)["name"]: number for number in range(len(self._document_ends) - 1)}

    def _read_card(self, document: int) -> dict[str, Any]:
        start, end = self._document_ends[document], self._document_ends[document + 1]
        text = str(self._documents[start:end], "utf-8")  # of bytes, json would guess the encoding first
        card: dict[str, Any] = json.loads(text)
        return card

    def _slice(self, start: int, end: int) -> str:
        return str(self._text[start:end], "utf-8")

    def _own(self, part: str) -> Mapping[str, Array]:
        prefix = f"{part}."
        return {name.removeprefix(prefix): a for name, a in self.arrays.items() if name.startswith(prefix)}


def _at(url: str | None, page: int | None, fragment: str) -> str | None:
    """Return an address that opens at a fragment, or at a page; one with a fragment of its own stays."""
    at = fragment or (f"page={page}" if page is not None else "")
    return f"{url}#{at}" if url and at and "#" not in url else url
