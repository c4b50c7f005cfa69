"""Cut a document into the passages that are ranked: sentences, each in its paragraph.

Arabic prose often goes on for half a page between two full stops; what is that long is ranked by its clauses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.sentences import Span, paragraphs, sentences

SHORT = 60
"""A sentence of fewer code points seldom stands alone: it is ranked together with its neighbour ..."""
LONGEST = 350
"""... as long as both together stay within this many.  A longer sentence is cut into clauses."""

# What a line of Markdown opens with before its words: heading marks, bullets, numbers, quote marks.
_LINE_MARK = re.compile(r"(?:#{1,6}[^\S\n]+|[-*+•][^\S\n]+|>[^\S\n]*)+")
_HEADING = re.compile(r"#{1,6}\s[^\n]*")
# Where the next clause begins: behind a comma, with a word that goes on.
_CLAUSE = re.compile(
    r"[،,]\s+(?=(?:و\w{2}|ف\w{3}|ثم|كما|حيث|لكن|إذ|بينما|مما|أما|إلا|بل|أي)\S* "
    r"|(?:and|but|while|which|who|where)\b)"
)
_BRACKETS = (("(", ")"), ("«", "»"), ("[", "]"))
_LOOK_AHEAD = 2 * LONGEST


@dataclass(frozen=True, slots=True)
class Chunk:
    """One passage: `[start, end)` in its document, and the number of its paragraph there."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chunks:
    """A document cut up: the passages, the spans of their paragraphs, and each paragraph's heading."""

    passages: tuple[Chunk, ...]
    paragraphs: tuple[Span, ...]
    headings: tuple[str, ...]


def chunk(text: str) -> Chunks:
    """Cut a text; a heading is no passage of its own but counts with the paragraphs below it."""
    passages: list[Chunk] = []
    spans: list[Span] = []
    headings: list[str] = []
    heading = ""
    for start, end in paragraphs(text):
        first_line = _HEADING.match(text, start, end)
        if first_line is not None:
            heading = first_line.group().lstrip("#").strip()
            start = first_line.end()  # noqa: PLW2901  # the rest of the block, if any, is a paragraph
        whole = _joined(text, _unmarked(text, start, end))
        pieces = [Chunk(len(spans), *span) for each in whole for span in _clauses(text, *each)]
        if pieces:
            passages += pieces
            spans.append((pieces[0].start, pieces[-1].end))
            headings.append(heading)
    return Chunks(tuple(passages), tuple(spans), tuple(headings))


def _unmarked(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences without the marks that open their lines."""
    for first, last in sentences(text, start, end):
        mark = _LINE_MARK.match(text, first, last)
        begin = mark.end() if mark is not None else first
        if begin < last:
            yield begin, last


def _joined(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Join short sentences of one line with their neighbours; each line of a list stays by itself."""
    held: Span | None = None
    for span in spans:
        if held is None:
            held = span
            continue
        short = min(held[1] - held[0], span[1] - span[0]) < SHORT
        if short and span[1] - held[0] <= LONGEST and "\n" not in text[held[1] : span[0]]:
            held = (held[0], span[1])
        else:
            yield held
            held = span
    if held is not None:
        yield held


def _clauses(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, or as many of its clauses at a time as stay within LONGEST."""
    while end - start > LONGEST:
        near = min(start + _LOOK_AHEAD, end - SHORT)  # no further: a whole book may have no full stop
        begin = start
        places = (match.end() for match in _CLAUSE.finditer(text, start + SHORT, near))
        found = [place for place in places if not _opens_more(text[begin:place])]
        if not found:
            break
        start = max((place for place in found if place - begin <= LONGEST), default=found[0])
        yield begin, begin + len(text[begin:start].rstrip())
    yield start, end


def _opens_more(piece: str) -> bool:
    """Say whether a bracket that a piece opens is not closed in it."""
    return any(piece.count(opening) > piece.count(closing) for opening, closing in _BRACKETS)
