"""Lay styled text out as Telegram messages: HTML that is always well formed and within the limits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from urllib.parse import urlsplit

from bot.dialogue.limits import MESSAGE_UNITS, cuts, utf16_length
from bot.records import Markup

BLOCKQUOTE, EXPANDABLE, BOLD, UNDERLINE = "blockquote", "blockquote expandable", "b", "u"
_LONGEST_URL = 2048
_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text inside the same tags, the outermost first."""

    text: str
    tags: tuple[str, ...] = ()


def link(url: str | None) -> tuple[str, ...]:
    """Return the tag of a link, or no tag for an address that a reader cannot open from Telegram."""
    if url is None or len(url) > _LONGEST_URL or not url.isprintable() or " " in url:
        return ()
    try:
        address = urlsplit(url)
    except ValueError:
        return ()
    if address.scheme.lower() not in {"http", "https"} or not address.netloc:
        return ()
    return (f'a href="{escape(url)}"',)


def units(runs: Iterable[Run]) -> int:
    """Return the length of the runs' text in UTF-16 units."""
    return sum(utf16_length(run.text) for run in runs)


def lay_out(runs: Sequence[Run], limit: int = MESSAGE_UNITS) -> tuple[Markup, ...]:
    """Return the runs as one message, or as several when they are longer than the limit.

    Cuts fall on the text, before it is marked up, so no tag, entity or character is ever cut; nothing but
    messages without anything to see is left out.
    """
    text = "".join(run.text for run in runs)
    parts = (list(_slice(runs, start, end)) for start, end in cuts(text, limit))
    return tuple(
        Markup(html=_html(part), plain="".join(run.text for run in part)) for part in parts if _visible(part)
    )


def plain(html: str) -> str:
    """Return the words of a message that `lay_out` made, without their markup."""
    return unescape(_TAG.sub("", html))


def _slice(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    """Yield the runs of `[start, end)` of the joined text."""
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        if text:
            yield replace(run, text=text)
        position += len(run.text)


def _visible(runs: Iterable[Run]) -> bool:
    return any(
        not character.isspace() and not unicodedata.category(character).startswith("C")
        for run in runs
        for character in run.text
    )


def _html(runs: Iterable[Run]) -> str:
    pieces: list[str] = []
    opened: tuple[str, ...] = ()
    for run in (*runs, Run("")):  # the empty one closes what is open
        shared = 0
        while shared < min(len(opened), len(run.tags)) and opened[shared] == run.tags[shared]:
            shared += 1
        pieces += [f"</{tag.split(' ')[0]}>" for tag in reversed(opened[shared:])]
        pieces += [f"<{tag}>" for tag in run.tags[shared:]]
        pieces.append(escape(run.text, quote=False))
        opened = run.tags
    return "".join(pieces)
