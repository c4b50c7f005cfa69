"""From what somebody names to files, over real HTTP."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bot.acquisitions.collection import Collection
from bot.acquisitions.fetcher import Fetcher
from bot.acquisitions.gathering import Gathered, Gatherer
from bot.search.corpus import read_corpus

from .site import ARTICLE, TEXT, Answer, Site

MOST = 3


async def gathered(fetcher: Fetcher, collection: Collection, *sources: str) -> list[Gathered]:
    gatherer = Gatherer(fetcher, collection.fetched(), MOST)
    return [each for source in sources async for each in gatherer.gather(source)]


async def add(fetcher: Fetcher, collection: Collection, *sources: str) -> list[str]:
    """Gather and place; return what became of each."""
    done = []
    for each in await gathered(fetcher, collection, *sources):
        if each.failure is not None:
            done.append(each.failure)
        elif each.unchanged:
            done.append(f"same {each.name}")
        else:
            done.append(f"{collection.place(each.name, each.content, each.origin).change} {each.name}")
    return done


def sitemap(*urls: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"


async def test_a_page_is_new_then_the_same_then_replaced_in_its_place(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    url = site.put("/ports/tyre.txt", TEXT, etag='"1"')
    name = "127.0.0.1/ports-tyre.txt"
    assert await add(fetcher, collection, url) == [f"new {name}"]
    assert await add(fetcher, collection, url) == [f"same {name}"]
    site.put("/ports/tyre.txt", TEXT + "زيادة.\n", etag='"2"')
    assert await add(fetcher, collection, url) == [f"replaced {name}"]
    assert [kept.name for kept in collection.trash.all()] == [name]


async def test_a_page_that_moved_keeps_its_file(site: Site, fetcher: Fetcher, collection: Collection) -> None:
    old = site.put("/old.txt", TEXT)
    await add(fetcher, collection, old)
    site.put("/new.txt", TEXT + "زيادة.\n")
    site.say("/old.txt", Answer(status=301, headers={"location": "/new.txt"}))
    assert await add(fetcher, collection, old) == ["replaced 127.0.0.1/old.txt"]
    assert await add(fetcher, collection, site.url + "/new.txt") == ["unchanged 127.0.0.1/old.txt"]


async def test_two_addresses_of_one_name_are_two_files(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    first, second = site.put("/a/b.txt", TEXT), site.put("/a-b.txt", TEXT + "أخرى.\n")
    await add(fetcher, collection, first)
    assert await add(fetcher, collection, second) == ["new 127.0.0.1/a-b-2.txt"]
    assert await add(fetcher, collection, first) == ["unchanged 127.0.0.1/a-b.txt"]


async def test_a_feed_is_followed_to_its_pages_and_no_further_than_the_limit(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    items = "".join(
        f"<item><link>{site.put(f'/{number}.txt', TEXT + str(number))}</link></item>" for number in range(5)
    )
    feed = site.put("/feed", f"<rss><channel>{items}</channel></rss>", "application/rss+xml")
    *pages, rest = await add(fetcher, collection, feed)
    assert pages == [f"new 127.0.0.1/{number}.txt" for number in range(MOST)]
    assert rest.startswith("2 ")
    assert "limit is 3" in rest


async def test_the_date_of_a_feed_goes_with_its_page(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    page = site.put("/1.txt", TEXT)
    feed = site.put(
        "/feed",
        f"<rss><channel><item><link>{page}</link>"
        "<pubDate>Wed, 25 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>",
        "text/xml",
    )
    [found] = await gathered(fetcher, collection, feed)
    assert found.origin is not None
    assert (found.origin.url, found.origin.date) == (page, "2026-11-25")


async def test_a_packed_sitemap_and_an_index_of_them_lead_to_pages_of_their_own_site_only(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    page = site.put("/1.txt", TEXT)
    elsewhere = site.put("/2.txt", TEXT).replace("127.0.0.1", "localhost")
    packed = site.put("/map.xml.gz", gzip.compress(sitemap(page, elsewhere).encode()), "application/gzip")
    index = site.put(
        "/index.xml",
        f"<sitemapindex><sitemap><loc>{packed}</loc></sitemap></sitemapindex>",
        "application/xml",
    )
    for source in (packed, index):
        assert [each.source for each in await gathered(fetcher, collection, source)] == [page]


async def test_a_sitemap_that_is_gone_holds_up_no_other_of_its_index(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    page = site.put("/1.txt", TEXT)
    whole = site.put("/whole.xml", sitemap(page), "application/xml")
    both = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in (f"{site.url}/gone.xml", whole))
    index = site.put("/index.xml", f"<sitemapindex>{both}</sitemapindex>", "application/xml")
    failed, found = await gathered(fetcher, collection, index)
    assert failed.source == f"{site.url}/gone.xml"
    assert failed.failure is not None
    assert (found.source, found.failure) == (page, None)


async def test_a_list_in_a_list_is_not_followed(site: Site, fetcher: Fetcher, collection: Collection) -> None:
    inner = site.put("/inner.xml", sitemap(site.put("/1.txt", TEXT)), "application/xml")
    [found] = await gathered(fetcher, collection, site.put("/map.xml", sitemap(inner), "application/xml"))
    assert found.failure is not None
    assert site.paths == ["/map.xml", "/inner.xml"]


async def test_one_page_that_fails_holds_up_no_other(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    urls = [site.url + "/gone", site.put("/1.txt", TEXT), "http://user:pw@example.org/"]
    failed, fine, refused = await gathered(fetcher, collection, *urls)
    assert failed.failure is not None
    assert fine.content == TEXT.encode()
    assert refused.failure is not None


async def test_a_text_whose_header_alone_tells_its_encoding_is_kept_in_utf_8(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    url = site.put("/1.txt", TEXT.encode("windows-1256", "ignore"), "text/plain; charset=windows-1256")
    [found] = await gathered(fetcher, collection, url)
    assert found.content.decode("utf-8-sig").startswith("ميناء صور")


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/ملف.md", "application/octet-stream", "127.0.0.1/ملف.md"),
        ("/ملف.md", "text/plain", "127.0.0.1/ملف.md"),
        ("/page", "text/plain", "127.0.0.1/page.txt"),
        ("/", "text/markdown", "127.0.0.1/index.md"),
    ],
)
async def test_the_kind_is_what_the_server_says_unless_that_is_vague(
    site: Site, fetcher: Fetcher, collection: Collection, path: str, kind: str, name: str
) -> None:
    [found] = await gathered(fetcher, collection, site.put(path, TEXT, kind))
    assert found.name == name


async def test_a_web_page_is_kept_as_it_is_and_read_with_its_link(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    url = site.put("/ports/tyre", ARTICLE, "text/html")
    assert await add(fetcher, collection, url) == ["new 127.0.0.1/ports-tyre.html"]
    [document] = read_corpus(collection.folder).documents
    assert (document.title, document.url) == ("ميناء صور", url)
    assert "في عام 1936 رُمّم الميناء القديم" in document.text
    assert (collection.folder / "127.0.0.1/ports-tyre.html").read_text(encoding="utf-8") == ARTICLE


async def test_a_page_in_the_encoding_of_its_header_is_read_right_whatever_its_own_words_say(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    page = (
        ARTICLE.replace("utf-8", "iso-8859-1")
        .replace("رُمّم", "رمم")
        .replace("وُسّع", "وسع")
        .replace("صيّادين", "صيادين")
    )
    url = site.put("/a", page.encode("windows-1256"), "text/html; charset=windows-1256")
    await add(fetcher, collection, url)
    [document] = read_corpus(collection.folder).documents
    assert "رمم الميناء القديم" in document.text


async def test_a_kind_that_no_reader_knows_is_refused(
    site: Site, fetcher: Fetcher, collection: Collection
) -> None:
    [found] = await gathered(fetcher, collection, site.put("/a", b"\x89PNG", "image/png"))
    assert found.failure is not None
    assert "image/png" in found.failure


async def test_files_and_folders_of_this_computer_keep_their_names_and_order(
    fetcher: Fetcher, collection: Collection, tmp_path: Path
) -> None:
    folder = tmp_path / "وثائق"
    for name in ("تقرير 1.md", "ب/تقرير 2.md", ".git/config", ".hidden"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT + name, encoding="utf-8")
    other = tmp_path / "تقرير 1.md"
    other.write_text(TEXT, encoding="utf-8")
    found = await gathered(
        fetcher, collection, str(folder), str(other), str(folder / "تقرير 1.md"), str(tmp_path / "none.md")
    )
    assert [each.name for each in found] == [
        "وثائق/ب/تقرير 2.md",
        "وثائق/تقرير 1.md",
        "تقرير 1.md",
        "تقرير 1-2.md",
        "",
    ]
    assert found[-1].failure is not None
