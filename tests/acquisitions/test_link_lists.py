"""Feeds and sitemaps: their links, and no harm from their XML."""

from __future__ import annotations

import pytest

from bot.acquisitions.link_lists import Link, ListKind, link_list
from bot.errors import AcquisitionError

BASE = "https://example.org/feed"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>أخبار</title><link>https://example.org/</link>
<atom:link href="https://example.org/feed" rel="self"/>
<item><title>خبر</title><link>https://example.org/1?a=1&amp;b=2</link>
<pubDate>Wed, 25 Nov 2026 10:00:00 +0300</pubDate></item>
<item><title>خبر</title><guid>https://example.org/2</guid></item>
<item><link>/3</link><description><![CDATA[<link>https://evil.example/</link>]]></description></item>
<item><link>https://example.org/1?a=1&amp;b=2</link></item>
<item><title>بلا رابط</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://example.org/"/>
<entry><link rel="edit" href="https://example.org/edit"/><link href="https://example.org/a"/><published>2026-11-25T10:00:00Z</published></entry>
<entry><link rel="alternate" href="b"/><updated>2026-11-25T10:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><link>https://example.org/</link></channel>
<item><link>https://example.org/r</link><dc:date>2026-11-25T10:00Z</dc:date></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://example.org/أ </loc><lastmod>2026-11-25</lastmod></url><url><loc>https://example.org/b</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/s1.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("written", "kind", "links"),
    [
        (
            RSS,
            ListKind.FEED,
            [
                Link("https://example.org/1?a=1&b=2", None),
                Link("https://example.org/2"),
                Link("https://example.org/3"),
            ],
        ),
        (
            ATOM,
            ListKind.FEED,
            [Link("https://example.org/a", "2026-11-25"), Link("https://example.org/b")],
        ),
        (RDF, ListKind.FEED, [Link("https://example.org/r", "2026-11-25")]),
        (SITEMAP, ListKind.SITEMAP, [Link("https://example.org/أ"), Link("https://example.org/b")]),
        (INDEX, ListKind.SITEMAP_INDEX, [Link("https://example.org/s1.xml")]),
    ],
)
def test_each_kind_of_list_gives_its_links_in_order_once(
    written: str, kind: ListKind, links: list[Link]
) -> None:
    found = link_list(written.encode(), BASE)
    assert found is not None
    assert found.kind is kind
    assert [link.url for link in found.links] == [link.url for link in links]


def test_a_feed_dates_its_pages_and_a_sitemap_does_not() -> None:
    dates = [
        [link.date for link in found.links]
        for found in (link_list(each.encode(), BASE) for each in (RSS, ATOM, SITEMAP))
        if found is not None
    ]
    assert dates == [["2026-11-25", None, None], ["2026-11-25", None], [None, None]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        "نص عن <rss> لا غير".encode(),
        b"<!doctype html><html><body><feed>x</feed></body></html>",
        b"<html><head><title>x</title></head></html>",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_list_is_none(content: bytes) -> None:
    assert link_list(content, BASE) is None


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss>&b;</rss>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss/>',
    ],
)
def test_a_list_with_a_document_type_is_refused(bomb: str) -> None:
    with pytest.raises(AcquisitionError, match="document type"):
        link_list(bomb.encode(), BASE)


def test_a_broken_list_is_refused_with_its_place() -> None:
    with pytest.raises(AcquisitionError, match="at 3:"):
        link_list(RSS[: RSS.index("</title>")].encode(), BASE)
