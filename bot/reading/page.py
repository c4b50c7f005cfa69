"""Web pages: the content without menus, footers and banners, and what the page says of itself."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from urllib.parse import urlsplit

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document as PageDocument

from bot.documents import Document, Reading
from bot.reading.blocks import Blocks
from bot.reading.clearing import clear, drop_surroundings
from bot.reading.decoding import decode
from bot.reading.markup import parse_html
from bot.reading.outline import Outline, place_of, text_of

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE
)
_HEAD_BYTES = 4096
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S{1,2000})\s*-->")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_FEWEST_BLOCKS = 2
_DATES = {"extensive_search": False, "original_date": True}


def read_page(content: bytes, name: str) -> Reading:
    """Return the one document of a page.  Raises DocumentError."""
    declared = _CHARSET.search(content[:_HEAD_BYTES])
    decoded = decode(content, declared.group(1).decode("ascii", "replace") if declared else None)
    root = parse_html(decoded.text)
    if root is None:
        return Reading(())
    clear(root)
    places = {text_of(each): place for each in root.iter(*_HEADINGS) if (place := place_of(each))}
    found = trafilatura.bare_extraction(
        copy.deepcopy(root),
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    blocks = Blocks()
    outline = Outline(blocks, places, linked=True)
    told = found if isinstance(found, PageDocument) else trafilatura.extract_metadata(root)
    if told.body is not None and len(told.body) >= _FEWEST_BLOCKS:
        outline.walk(told.body)
    if not blocks.text:  # what it found of a short page is all its words in one heap
        _walk_all(root, outline)
    document = Document(
        name=name,
        title=_clean(told.title) or Path(name).stem,
        text=blocks.text,
        url=_address(told.url) or _saved_from(decoded.text),
        date=_clean(told.date),
        author=_clean(told.author),
        source=_site(told.sitename),
        language=_clean(root.get("lang") or told.language),
        anchors=blocks.anchors,
    )
    return Reading((document,), remarks=decoded.remarks(name))


def _walk_all(root: HtmlElement, outline: Outline) -> None:
    """Walk a page in which no main content was told from the rest: all of it but what stands around."""
    body = root.find("body")
    if body is not None:
        drop_surroundings(body)
        outline.walk(body)


def _clean(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _address(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in {"http", "https"} else None


def _saved_from(text: str) -> str | None:
    found = _SAVED_FROM.search(text[:_HEAD_BYTES])
    return found.group(1) if found else None


def _site(name: str | None) -> str | None:
    """Return the name of a site, if it has one beside its address."""
    found = _clean(name)
    return found if found and (" " in found or "." not in found) else None
