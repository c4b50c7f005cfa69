"""Paragraphs to a document's text: headings marked, tables by row, and where each page begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents import Anchor
from bot.reading.blocks import quoted_rows
from bot.reading.pdf.reading_lines import TextLine, TextParagraph

_LARGER = 1.15
"""A heading's letters are this many times as high as the body's."""
_HEADING_LENGTH = 160
_BOLD_HEADING_LENGTH = 100
"""Code points up to which a large line, or a bold one, may be a heading."""
_DEEPEST = 6
_SENTENCE_END = re.compile(r"[.؟?!؛:،]\W*$")
_SOFT_HYPHENS = ("\u00ad", "\u2010")
_INNER_BREAK = re.compile(r"\w[-/]$|(?:https?://|www\.)\S*[/?&=._-]$|https?:/?/?$")
_LABEL = re.compile(r"^([•◦▪●○■□‣⁃]|\d{1,3}[.)])(?=[^\W\d])")  # of a list's item, set apart by a gap alone
_OPENED = re.compile(r"[(\[{«‹]$")
_LONE_PREFIX = re.compile(r"(?:^|\W)[وبكلف]ـ?$")


@dataclass(frozen=True, slots=True)
class Composed:
    """A document's text, and the places in it where its pages begin."""

    text: str
    anchors: tuple[Anchor, ...]


def compose(paragraphs: Sequence[TextParagraph]) -> Composed:
    """Return the text of a document from its paragraphs, a blank line between two."""
    levels = _levels(paragraphs)
    pieces = _Pieces(spaces_drawn=_spaces_are_drawn(paragraphs))
    for paragraph, level in zip(paragraphs, levels, strict=True):
        if not any(any(line.cells) for line in paragraph.lines):
            continue
        pieces.gap()
        if level:
            pieces.add("#" * level + " ", paragraph.lines[0].page)
        if paragraph.tabular:
            pieces.table(paragraph.lines)
        else:
            pieces.prose(paragraph.lines)
    return pieces.composed()


def first_heading(paragraphs: Sequence[TextParagraph]) -> str | None:
    """Return the first of the largest lines of the first page, if it stands out."""
    opening = [p for p in paragraphs if p.lines[0].page == paragraphs[0].lines[0].page and not p.tabular]
    body = _body_size(paragraphs)
    largest = max(opening, key=lambda paragraph: paragraph.size, default=None)
    if largest is None or largest.size < _LARGER * body or len(_plain(largest)) > _HEADING_LENGTH:
        return None
    return _plain(largest)


class _Pieces:
    """Collects a text and its pages."""

    def __init__(self, *, spaces_drawn: bool) -> None:
        self._spaces_drawn = spaces_drawn
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []

    def add(self, text: str, page: int) -> None:
        if not self._anchors or self._anchors[-1].page != page:
            self._anchors.append(Anchor(self._length, page, f"page={page}"))
        self._put(text)

    def gap(self) -> None:
        if self._parts:
            self._put("\n\n")

    def prose(self, lines: Sequence[TextLine]) -> None:
        for number, line in enumerate(lines):
            text = " ".join(line.cells)
            if number == 0:
                text = _LABEL.sub(r"\1 ", text)
            else:
                self._put("" if self._cut_inside(lines[number - 1], text) else " ")
            self.add(text, line.page)

    def table(self, lines: Sequence[TextLine]) -> None:
        rows = quoted_rows([line.cells for line in lines], header=None)
        for number, (row, line) in enumerate(zip(rows, lines[-len(rows) :], strict=True)):
            if number:
                self._put("\n")
            self.add(row, line.page)

    def composed(self) -> Composed:
        return Composed("".join(self._parts), tuple(self._anchors))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _cut_inside(self, line: TextLine, following: str) -> bool:
        """Say whether a line's end cut a word, and take back a hyphen put in for it."""
        last = self._parts[-1]
        if last.endswith(_SOFT_HYPHENS):
            self._parts[-1] = last[:-1]
            self._length -= 1
            return True
        if _OPENED.search(last) or (_INNER_BREAK.search(last) and following[:1].isalnum()):
            return True
        prefixed = _LONE_PREFIX.search(last) is not None and following[:1].isdigit()
        return prefixed and self._spaces_drawn and not line.spaced


def _spaces_are_drawn(paragraphs: Sequence[TextParagraph]) -> bool:
    """Say whether the file draws the spaces at which it breaks its lines."""
    broken = [
        line.spaced for paragraph in paragraphs if not paragraph.tabular for line in paragraph.lines[:-1]
    ]
    return 2 * sum(broken) > len(broken)


def _levels(paragraphs: Sequence[TextParagraph]) -> list[int]:
    """Return each paragraph's depth as a heading; 0: it is none."""
    body = _body_size(paragraphs)
    large = [_is_large(paragraph, body) for paragraph in paragraphs]
    sizes = sorted({round(p.size) for p, big in zip(paragraphs, large, strict=True) if big}, reverse=True)
    levels = []
    for paragraph, big in zip(paragraphs, large, strict=True):
        if big:
            levels.append(min(sizes.index(round(paragraph.size)) + 1, _DEEPEST))
        elif _is_bold_heading(paragraph, body):
            levels.append(min(len(sizes) + 1, _DEEPEST))
        else:
            levels.append(0)
    return levels


def _is_large(paragraph: TextParagraph, body: float) -> bool:
    return (
        not paragraph.tabular
        and paragraph.size >= _LARGER * body
        and len(_plain(paragraph)) <= _HEADING_LENGTH
    )


def _is_bold_heading(paragraph: TextParagraph, body: float) -> bool:
    text = _plain(paragraph)
    short = len(paragraph.lines) == 1 and len(text) <= _BOLD_HEADING_LENGTH
    return (
        paragraph.bold
        and not paragraph.tabular
        and short
        and paragraph.size > body / _LARGER
        and not _SENTENCE_END.search(text)
    )


def _plain(paragraph: TextParagraph) -> str:
    return " ".join(" ".join(line.cells) for line in paragraph.lines)


def _body_size(paragraphs: Sequence[TextParagraph]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[round(paragraph.size, 1)] += len(_plain(paragraph))
    return sizes.most_common(1)[0][0] if sizes else 0.0
