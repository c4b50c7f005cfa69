"""Cut a text into paragraphs and sentences by offsets; nothing is copied, nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.folding import INVISIBLE, MARKS

Span = tuple[int, int]
"""`[start, end)` in code points."""

_CLOSERS = "\"'”’»)\\]}›"
# Blank lines; or one line's end, when the line closes a sentence: many texts give a paragraph one line.
_PARAGRAPH = re.compile(rf"\n[^\S\n]*(?:\n[^\S\n]*)+|(?<=[.!?؟…۔])[{_CLOSERS}]*[^\S\n]*\n|\f|\u2029")
# A terminator with the closing quotes and footnote numbers that belong to it; or a line's end.
_BOUNDARY = re.compile(rf"(?:[.!?؟؛…۔]+[{_CLOSERS}{INVISIBLE}]*(?:\[\d+\])*)|\n+|\u2028")
# Each part is tried where a run of its signs begins, and no further: a long run costs its length, once.
_OPAQUE = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,100}@[\w-]+\.[\w.]+|(?<![\w-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_WORD_BEFORE = re.compile(rf"[\u0621-\u064a](?:[{MARKS}]*[\u0621-\u064aـ])+[{MARKS}{_CLOSERS}]*$")
_LAST_WORD = re.compile(rf"(?:[^\W\d_][{MARKS}ـ]*)+$")
_LIST_NUMBER = re.compile(r"(?:^|\n)[^\S\n]*[(]?(?:\d{1,3}|[^\W\d_])$")
_LOOK_BACK = 2_000  # code points of a sentence in which an open bracket is looked for ...
_WORD_BACK = 100  # ... and the word before a full stop
_BRACKET_REACH = 200  # code points; a bracket not closed by then is taken for a slip
# Written with a full stop and followed by what they belong to.
_ABBREVIATIONS = frozenset(
    {"هـ", "مج", "تح", "تر", "dr", "mr", "mrs", "ms", "st", "vs", "no", "vol", "fig", "prof"}
)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text: runs of lines, without the space around them."""
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        yield from _trimmed(text, start, gap.end())
        start = gap.end()
    yield from _trimmed(text, start, len(text))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of `text[start:end]`.

    A piece without a letter joins the one before it; dashes and dots with none before them are left out.
    """
    end = len(text) if end is None else end
    held: Span | None = None
    for piece in _pieces(text, start, end):
        if held is not None and not any(map(str.isalpha, text[piece[0] : piece[1]])):
            held = (held[0], piece[1])
            continue
        if held is not None:
            yield held
        held = piece if any(map(str.isalnum, text[piece[0] : piece[1]])) else None
    if held is not None:
        yield held


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    opaque = _OPAQUE.finditer(text, start, end)
    shut = next(opaque, None)
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        while shut is not None and shut.end() <= match.start():
            shut = next(opaque, None)
        if not _ends_here(text, max(begin, match.start() - _LOOK_BACK), match, end, shut):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _ends_here(text: str, begin: int, match: re.Match[str], end: int, shut: re.Match[str] | None) -> bool:
    """Say whether a terminator really ends a sentence that began at `begin`.

    `shut` is the next stretch, an address say, inside which none does.
    """
    mark, place = match.group()[0], match.start()
    if mark in "\n\u2028":
        return True
    if shut is not None and shut.start() <= place:
        return place == shut.end() - 1
    if _inside_brackets(text, begin, match.end(), end) or _closes_an_aside(text, begin, match):
        return False
    after = text[match.end()] if match.end() < end else "\n"
    before = text[max(begin, place - _WORD_BACK) : place]
    if mark != ".":
        return mark not in "…" or after.isspace()
    if after.isspace():
        return match.end() >= end or after == "\n" or not _abbreviation(before)
    # No space after the stop: only between two Arabic words is that a careless end of a sentence.
    return bool("\u0621" <= after <= "\u064a" and _ARABIC_WORD_BEFORE.search(before))


def _inside_brackets(text: str, begin: int, place: int, end: int) -> bool:
    """Say whether a bracket opened since `begin` is closed soon after `place`, on the same line."""
    if text.rfind("(", begin, place) <= text.rfind(")", begin, place):
        return False
    closing = text.find(")", place, min(end, place + _BRACKET_REACH))
    return closing >= 0 and text.find("\n", place, closing) < 0 and text.find("(", place, closing) < 0


def _closes_an_aside(text: str, begin: int, match: re.Match[str]) -> bool:
    """Say whether a terminator stands last in brackets inside a sentence, which (as here!) goes on."""
    opening = text.rfind("(", begin, match.start())
    return ")" in match.group() and opening >= 0 and text[begin:opening].strip() != ""


def _abbreviation(before: str) -> bool:
    """Say whether the text before a full stop ends in an abbreviation, an initial or a list's number."""
    if _LIST_NUMBER.search("\n" + before.lstrip()):
        return True
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    letters = _LETTER.findall(word.group())
    if len(letters) == 1:  # an initial, unless it is the letter of a year: 2021م
        return word.start() == 0 or not before[: word.start()].rstrip()[-1:].isdigit()
    return word.group().lower() in _ABBREVIATIONS


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
