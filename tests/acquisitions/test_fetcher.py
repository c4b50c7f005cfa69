"""A page is fetched as its site wants it, within limits, over real HTTP."""

from __future__ import annotations

import gzip
import time

import pytest

from bot.acquisitions.fetcher import Fetcher
from bot.errors import AcquisitionError
from bot.reading.provenance import Origin

from .site import ARTICLE, Answer, Site

ROBOTS = "User-agent: *\nDisallow: /private/\nAllow: /private/open$\nDisallow: /*.php\n"


def known(url: str, etag: str | None = None) -> Origin:
    return Origin(url, url, "2026-11-25T12:00:00+00:00", etag)


async def reason(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(AcquisitionError) as caught:
        await fetcher.get(url)
    return str(caught.value)


async def test_a_page_comes_with_what_its_server_says_of_it(site: Site, fetcher: Fetcher) -> None:
    url = site.put(
        "/خبر", ARTICLE, "text/html; charset=UTF-8", etag='"1"', last_modified="Wed, 25 Nov 2026 12:00:00 GMT"
    )
    page = await fetcher.get(url)
    assert page is not None
    assert page.content.decode() == ARTICLE
    assert (page.content_type, page.charset, page.etag) == ("text/html", "utf-8", '"1"')
    assert page.last_modified == "Wed, 25 Nov 2026 12:00:00 GMT"
    assert page.url == f"{site.url}/%D8%AE%D8%A8%D8%B1"


async def test_we_say_who_we_are(site: Site, fetcher: Fetcher) -> None:
    await fetcher.get(site.put("/a", "نص"))
    assert {headers["user-agent"].partition("/")[0] for _, headers in site.calls} == {"Isnad"}


async def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    url = site.put("/a", "نص", etag='"1"')
    assert await fetcher.get(url, known(url, '"1"')) is None
    changed = await fetcher.get(url, known(url, '"0"'))
    assert changed is not None
    assert changed.etag == '"1"'


async def test_robots_txt_is_asked_first_once_and_heeded(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", ROBOTS)
    for path in ("/private/a", "/private/open", "/a.php", "/a"):
        site.put(path, "نص")
    for path in ("/private/a", "/a.php"):
        assert "robots.txt" in await reason(fetcher, site.url + path)
    for path in ("/private/open", "/a"):
        assert await fetcher.get(site.url + path) is not None
    assert [path for path, _ in site.calls] == ["/robots.txt", "/private/open", "/a"]


async def test_robots_txt_that_names_us_counts_more(site: Site, fetcher: Fetcher) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: Isnad\nAllow: /\n")
    assert await fetcher.get(site.put("/a", "نص")) is not None


async def test_a_robots_txt_in_trouble_forbids_and_a_missing_one_allows(site: Site, fetcher: Fetcher) -> None:
    site.say("/robots.txt", Answer(status=503))
    assert "robots.txt" in await reason(fetcher, site.put("/a", "نص"))
    site.say("/robots.txt", Answer(status=403))
    assert await fetcher.get(site.url + "/a") is not None


async def test_robots_txt_is_asked_of_each_site_that_a_redirect_leads_through(
    site: Site, fetcher: Fetcher
) -> None:
    site.put("/robots.txt", ROBOTS)
    site.put("/private/a", "نص")
    url = site.say("/a", Answer(status=301, headers={"location": "/private/a"}))
    assert "robots.txt" in await reason(fetcher, url)
    assert site.paths == ["/a"]


async def test_redirects_are_followed_to_the_page_and_remembered(site: Site, fetcher: Fetcher) -> None:
    site.put("/c", "نص")
    site.say("/b", Answer(status=302, headers={"location": site.url + "/c"}))
    page = await fetcher.get(site.say("/a", Answer(status=301, headers={"location": "b"})))
    assert page is not None
    assert (page.asked, page.url) == (f"{site.url}/a", f"{site.url}/c")


@pytest.mark.parametrize(
    "target", ["/a", "file:///etc/passwd", "ftp://example.org/", "http://u:p@example.org/"]
)
async def test_redirects_in_a_circle_or_out_of_the_web_are_not_followed(
    site: Site, fetcher: Fetcher, target: str
) -> None:
    url = site.say("/a", Answer(status=302, headers={"location": target}))
    await reason(fetcher, url)
    assert len(site.paths) <= 6


async def test_a_body_over_the_limit_is_not_read_to_its_end(site: Site, fetcher: Fetcher) -> None:
    assert "larger than 0.2 MB" in await reason(fetcher, site.say("/flood", Answer(endless=True)))
    assert site.sent < 5_000_000
    assert "larger than" in await reason(fetcher, site.put("/large", b"x" * 200_001))


async def test_a_small_body_that_unpacks_to_a_large_one_is_refused(site: Site, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < 100_000
    assert "larger than" in await reason(fetcher, site.put("/bomb", bomb, content_encoding="gzip"))


async def test_a_packed_page_is_unpacked_and_a_broken_one_refused(site: Site, fetcher: Fetcher) -> None:
    page = await fetcher.get(site.put("/a", gzip.compress(ARTICLE.encode()), content_encoding="gzip"))
    assert page is not None
    assert page.content.decode() == ARTICLE
    assert "gzip" in await reason(fetcher, site.put("/b", b"\x1f\x8b nothing", content_encoding="gzip"))
    assert "encoding" in await reason(fetcher, site.put("/c", b"nothing", content_encoding="br"))


async def test_a_page_that_never_ends_is_given_up(site: Site) -> None:
    async with Fetcher(private=True, pause=0.0, patience=0.3) as fetcher:
        assert "too long" in await reason(fetcher, site.say("/a", Answer(hangs=True)))


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 418, 429, 500, 503])
async def test_a_page_that_is_not_given_says_why(site: Site, fetcher: Fetcher, status: int) -> None:
    said = await reason(fetcher, site.say("/a", Answer(status=status)))
    assert f"[{status}]" in said
    assert "\n" not in said


async def test_a_server_that_is_not_there_is_one_line(fetcher: Fetcher) -> None:
    assert "no connection" in await reason(fetcher, "http://127.0.0.1:9/")


async def test_a_site_is_called_with_a_pause_between_and_as_slowly_as_it_asks(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.2\n")
    async with Fetcher(private=True, pause=0.05) as fetcher:
        started = time.monotonic()
        for number in range(3):
            await fetcher.get(site.put(f"/{number}", "نص"))
        assert time.monotonic() - started >= 0.4
