"""Cut a document into the passages that are ranked: sentences, each in its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.sentences import Span, paragraphs, sentences

SHORT = 60
"""A sentence of fewer code points seldom stands alone: it is ranked together with its neighbour ..."""
LONGEST_JOINED = 350
"""... as long as both together stay within this many."""

# What a line of Markdown opens with before its words: heading marks, bullets, numbers, quote marks.
_LINE_MARK = re.compile(r"(?:#{1,6}[^\S\n]+|[-*+•][^\S\n]+|>[^\S\n]*)+")
_HEADING = re.compile(r"#{1,6}\s[^\n]*")


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
        pieces = [Chunk(len(spans), *span) for span in _joined(text, _unmarked(text, start, end))]
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
        if short and span[1] - held[0] <= LONGEST_JOINED and "\n" not in text[held[1] : span[0]]:
            held = (held[0], span[1])
        else:
            yield held
            held = span
    if held is not None:
        yield held
