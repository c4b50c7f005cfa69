"""From what somebody names, a page, a feed, a sitemap, a file or a folder, to the files it comes to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bot.acquisitions.bodies import self_telling, too_large, unpacked
from bot.acquisitions.fetcher import Fetcher, Page
from bot.acquisitions.kinds import ending_of, is_text
from bot.acquisitions.link_lists import Link, LinkList, ListKind, link_list
from bot.acquisitions.naming import free_name, name_of_page, safe_name
from bot.errors import AcquisitionError
from bot.reading.provenance import Origin

LARGEST_FILE = 100_000_000
"""Bytes of a file of this computer."""
_PACKED = frozenset({"application/gzip", "application/x-gzip"})
MOST_SITEMAPS = 50
"""How many sitemaps an index of them may lead to."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one source came to: a file to take in, or why there is none."""

    source: str
    name: str = ""
    """Where it is to be kept below the corpus; empty where it cannot be."""
    content: bytes = b""
    origin: Origin | None = None
    unchanged: bool = False
    """The page is as it was when it was fetched last, and there already."""
    failure: str | None = None


def is_address(source: str) -> bool:
    """Say whether a source is an address of the web."""
    return source.lower().startswith(("http://", "https://"))


class Gatherer:
    """Gathers for one order; two of its sources never get the same name."""

    def __init__(self, fetcher: Fetcher, known: Mapping[str, tuple[str, Origin]], most: int) -> None:
        """`known` are the files fetched before, by address; of a list, `most` links are followed."""
        self._fetcher = fetcher
        self._known = known
        self._most = most
        self._fetched_names = {name for name, _ in known.values()}
        self._given: set[str] = set()
        self._seen: set[str] = set()

    async def gather(self, source: str) -> AsyncIterator[Gathered]:
        """Yield what a source comes to; what goes wrong with one file holds up no other."""
        if not is_address(source):
            for each in self._local(Path(source), source):
                yield each
            return
        async for each in self._web(Link(source), expand=True):
            yield each

    async def _web(self, link: Link, *, expand: bool) -> AsyncIterator[Gathered]:
        name, origin = self._known.get(link.url, ("", None))
        if link.url in self._seen:
            return
        self._seen.add(link.url)
        try:
            page = await self._fetcher.get(link.url, origin)
            if page is None:
                yield Gathered(link.url, self._own(name), origin=origin, unchanged=True)
                return
            listed = await asyncio.to_thread(self._list_in, page) if expand else None
            if listed is None:
                if page.url == link.url or page.url not in self._seen:
                    self._seen.add(page.url)
                    yield self._page(page, link, name)
                return
        except AcquisitionError as error:
            yield Gathered(link.url, failure=str(error))
            return
        async for each in self._listed(listed, page.url):
            yield each

    async def _listed(self, listed: LinkList, source: str) -> AsyncIterator[Gathered]:
        links, left, failures = await self._links(listed, source)
        for failure in failures:
            yield failure
        for link in links:
            async for each in self._web(link, expand=False):
                yield each
        if left:
            rest = f"روابط لم تُتبع، فالحد {self._most} (links not followed: the limit is {self._most})"
            yield Gathered(source, failure=f"{left} {rest}")
        if not links and not failures:
            yield Gathered(source, failure="لا روابط في القائمة (the feed or sitemap lists no link)")

    async def _links(self, listed: LinkList, source: str) -> tuple[list[Link], int, list[Gathered]]:
        """Return the links to follow, how many more there are, and which sitemaps of an index fail.

        A sitemap speaks for its own site only.
        """
        found, failures = list(listed.links), []
        if listed.kind is ListKind.SITEMAP_INDEX:
            found = []
            for sitemap in listed.links[:MOST_SITEMAPS]:
                try:
                    found += await self._of_sitemap(sitemap, source)
                except AcquisitionError as error:
                    failures.append(Gathered(sitemap.url, failure=str(error)))
                if len(found) > self._most:
                    break
        elif listed.kind is ListKind.SITEMAP:
            found = _of_the_same_site(found, source)
        return found[: self._most], max(len(found) - self._most, 0), failures

    async def _of_sitemap(self, sitemap: Link, source: str) -> list[Link]:
        if not _of_the_same_site([sitemap], source):
            return []
        page = await self._fetcher.get(sitemap.url)
        if page is None:
            return []
        listed = await asyncio.to_thread(self._list_in, page)
        if listed is None or listed.kind is not ListKind.SITEMAP:
            return []
        return _of_the_same_site(listed.links, source)

    def _list_in(self, page: Page) -> LinkList | None:
        """Return the links that a page lists if it is a feed or a sitemap.  Raises AcquisitionError."""
        packed = page.content_type in _PACKED or page.url.endswith(".xml.gz")
        return link_list(unpacked(page.content, self._fetcher.largest) if packed else page.content, page.url)

    def _page(self, page: Page, link: Link, name: str) -> Gathered:
        ending = ending_of(page)
        content = self_telling(page.content, page.charset) if is_text(ending) else page.content
        origin = Origin(
            url=page.url,
            asked=page.asked,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            etag=page.etag,
            last_modified=page.last_modified,
            date=link.date,
        )
        known_name, _ = self._known.get(page.url, (name, None))
        if not known_name:  # beside the pages of other addresses
            known_name = free_name(name_of_page(page.url, ending), self._fetched_names)
        return Gathered(link.url, self._own(known_name), content, origin)

    def _local(self, path: Path, source: str) -> Iterator[Gathered]:
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                below = file.relative_to(path)
                if file.is_file() and not any(part.startswith(".") for part in below.parts):
                    folders = [safe_name(part) for part in (path.resolve().name, *below.parts[:-1])]
                    yield self._file(file, "/".join([*folders, safe_name(file.name)]), str(file))
            return
        yield self._file(path, safe_name(path.name), source)

    def _file(self, path: Path, name: str, source: str) -> Gathered:
        try:
            if path.stat().st_size > LARGEST_FILE:
                return Gathered(source, failure=str(too_large(LARGEST_FILE)))
            if not path.is_file():  # a pipe would be waited for
                return Gathered(source, failure="ليس ملفًا (not a file)")
            return Gathered(source, self._own(name), path.read_bytes())
        except OSError as error:
            return Gathered(source, failure=f"تعذرت القراءة (cannot be read: {error.strerror})")

    def _own(self, name: str) -> str:
        free = free_name(name, self._given)
        self._given.add(free)
        return free


def _of_the_same_site(links: list[Link] | tuple[Link, ...], source: str) -> list[Link]:
    site = urlsplit(source).hostname
    return [link for link in links if urlsplit(link.url).hostname == site]
