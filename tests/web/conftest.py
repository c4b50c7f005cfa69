"""A headless browser for the tests that look at the page, and a playground for it to look at."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .site import SUAD, Site

_ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("NO BROWSER: chromium is not installed, so NOBODY HAS LOOKED AT THE PAGE")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        expect.set_options(timeout=60_000)
        yield browser
        browser.close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site(query_seconds=0.6)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def opened(browser: Browser, site: Site) -> Iterator[Open]:
    """Open the page; at the end nothing may have been logged as an error or asked of another host."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(
        as_person: int = SUAD, *, chat: int | None = None, expect_errors: bool = False, **options: Any
    ) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith(site.url) else complaints.append(f"outside: {request.url}")
            ),
        )
        if not expect_errors:
            page.on(
                "console",
                lambda line: complaints.append(line.text) if line.type in {"error", "warning"} else None,
            )
        page.goto(f"{site.url}/#as={as_person}" + (f"&chat={chat}" if chat else ""))
        page.wait_for_selector("#app:not([hidden])")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
