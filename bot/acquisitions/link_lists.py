"""Feeds (RSS, Atom, RDF) and sitemaps: the links that they list, read without trusting their XML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urljoin
from xml.parsers import expat

from bot.errors import AcquisitionError


class ListKind(StrEnum):
    """What a list of links is."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap_index"


@dataclass(frozen=True, slots=True)
class Link:
    """One address of a list, with the date (ISO 8601) that a feed gives it."""

    url: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class LinkList:
    """The links of a feed or a sitemap in its order, each once."""

    kind: ListKind
    links: tuple[Link, ...]


_ROOTS = {
    "rss": ListKind.FEED,
    "RDF": ListKind.FEED,
    "feed": ListKind.FEED,
    "urlset": ListKind.SITEMAP,
    "sitemapindex": ListKind.SITEMAP_INDEX,
}
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_LINKS = frozenset({"link", "loc"})
_DATES = frozenset({"pubDate", "published", "date"})
_ATOM = "http://www.w3.org/2005/Atom"
_HEAD = 2000  # bytes in which a list must show its root
_DAY = len("2026-11-25")


def link_list(content: bytes, base: str) -> LinkList | None:
    """Return the list that a file is, or None when it is no feed and no sitemap.

    Raises AcquisitionError for a list with a document type, whose entities could blow it up, and for
    broken XML.
    """
    if not any(
        f"<{root}".encode() in content[:_HEAD] or f":{root}".encode() in content[:_HEAD] for root in _ROOTS
    ):
        return None
    reader = _Reader(base)
    try:
        reader.read(content)
    except expat.ExpatError as error:
        if reader.kind is None:
            return None
        place = f"{error.lineno}:{error.offset}"
        raise AcquisitionError(f"قائمة روابط معطوبة (a broken feed or sitemap, at {place})") from None
    if reader.kind is None:
        return None
    each_once: dict[str, Link] = {}
    for link in reader.links:
        each_once.setdefault(link.url, link)
    return LinkList(reader.kind, tuple(each_once.values()))


@dataclass
class _Entry:
    link: str | None = None
    guid: str | None = None
    date: str | None = None


@dataclass
class _Reader:
    """Walks through the XML once."""

    base: str
    kind: ListKind | None = None
    links: list[Link] = field(default_factory=list)
    _depth: int = 0
    _entry: _Entry | None = None
    _text: list[str] = field(default_factory=list)

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(content, True)  # noqa: FBT003 - expat's signature

    def _refuse(self, name: str, *_: object) -> None:
        if name.lower() != "html":
            raise AcquisitionError("قائمة روابط فيها DOCTYPE (a feed or sitemap with a document type)")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, local = _parted(name)
        self._text.clear()
        if self._depth == 0:
            self.kind = _ROOTS.get(local)
        elif local in _ENTRIES:
            self._entry = _Entry()
        elif self._entry is not None and local == "link" and space == _ATOM and _leads_on(attributes):
            self._entry.link = self._entry.link or attributes.get("href")
        self._depth += 1

    def _end(self, name: str) -> None:
        space, local = _parted(name)
        said = "".join(self._text).strip()
        self._text.clear()
        self._depth -= 1
        entry = self._entry
        if entry is None or not self.kind:
            return
        if local in _ENTRIES:
            self._entry = None
            self._keep(entry)
        elif local in _LINKS and space != _ATOM and said and entry.link is None:
            entry.link = said
        elif local == "guid" and said.startswith(("http://", "https://")):
            entry.guid = said
        elif local in _DATES and said and entry.date is None:
            entry.date = _day(said)

    def _keep(self, entry: _Entry) -> None:
        link = entry.link or entry.guid
        if link:
            self.links.append(Link(urljoin(self.base, link), entry.date))


def _leads_on(attributes: Mapping[str, str]) -> bool:
    """Say whether a link of Atom leads to the page itself, not to its comments or its editor."""
    return attributes.get("rel", "alternate") == "alternate"


def _parted(name: str) -> tuple[str, str]:
    space, _, local = name.rpartition(" ")
    return space, local


def _day(said: str) -> str | None:
    """Return the day of a date as feeds write it, ISO 8601 or RFC 822."""
    if said[:4].isdecimal():
        return said[:_DAY]
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except ValueError:
        return None
