"""Fetch a page politely: as its site wants it, within limits, and not again when it has not changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from types import TracebackType

import httpx

from bot.acquisitions.addresses import GuardedTransport, checked_url
from bot.acquisitions.bodies import body, too_large
from bot.acquisitions.robots import PRODUCT, Robots
from bot.errors import AcquisitionError
from bot.reading.provenance import Origin

LARGEST = 25_000_000
"""Bytes of a page, a feed or a file from the web."""
PATIENCE = 60.0
"""Seconds that one call may take from its beginning to the last byte."""
PAUSE = 1.0
MOST_REDIRECTS = 5
_LARGEST_ROBOTS = 500_000
_SILENCE = httpx.Timeout(15.0)
_OK, _NOT_MODIFIED, _CLIENT_ERROR, _SERVER_ERROR = 200, 304, 400, 500
_REASONS = {
    401: "الصفحة لمن له حساب (it wants a login)",
    403: "الموقع يمنع هذه الصفحة عنا (the site forbids it)",
    404: "لا صفحة في هذا العنوان (there is no such page)",
    410: "حُذفت هذه الصفحة (the page is gone)",
    429: "الموقع مشغول، أعد المحاولة لاحقًا (the site is busy: try later)",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address held: its bytes, and what the server said of them."""

    url: str
    """Where it was found in the end."""
    asked: str
    content: bytes
    content_type: str
    """Lower case, without parameters."""
    charset: str | None
    etag: str | None
    last_modified: str | None


class Fetcher:
    """A polite client.  Use it as an asynchronous context manager, or close it."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport | None = None,
        *,
        private: bool = False,
        pause: float = PAUSE,
        patience: float = PATIENCE,
        largest: int = LARGEST,
    ) -> None:
        """`private` lets addresses of the own network be fetched, too; `pause` and `patience` are seconds."""
        headers = {
            "User-Agent": f"{PRODUCT}/{version('isnad')} (Telegram bot; cites pages its operator chose)",
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
            "Accept-Language": "ar,en;q=0.5",
            "Accept-Encoding": "gzip",
        }
        self._http = httpx.AsyncClient(
            transport=transport or GuardedTransport(private=private),
            headers=headers,
            timeout=_SILENCE,
            trust_env=False,
        )
        self._robots = Robots(self._rules, pause)
        self._patience = patience
        self.largest = largest

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def get(self, address: str, known: Origin | None = None) -> Page | None:
        """Return what an address holds; None: the same as when it was fetched last, as `known` tells.

        Raises AcquisitionError with one line for a reader.
        """
        asked = url = checked_url(address)
        for _ in range(MOST_REDIRECTS + 1):
            await self._robots.admitted(url)
            found = await self._step(url, known, str(asked))
            if not isinstance(found, httpx.URL):
                return found
            url = found
        raise AcquisitionError("تحويلات أكثر مما يُتبع (too many redirects)")

    async def _step(self, url: httpx.URL, known: Origin | None, asked: str) -> Page | httpx.URL | None:
        """Return the page at an address, where it has gone, or None when it has not changed."""
        async with self._called(url, _conditions(known)) as response:
            if response.has_redirect_location:
                return checked_url(str(url.join(response.headers["location"])))
            if response.status_code == _NOT_MODIFIED and known is not None:
                return None
            if response.status_code != _OK:
                raise _unwanted(response.status_code)
            content = await _content(response, self.largest)
            return Page(
                url=str(url),
                asked=asked,
                content=content,
                content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
                charset=response.charset_encoding,
                etag=response.headers.get("etag"),
                last_modified=response.headers.get("last-modified"),
            )

    async def _rules(self, url: httpx.URL) -> str | None:
        """Return a robots.txt; None where there is none, which allows all."""
        for _ in range(MOST_REDIRECTS + 1):
            async with self._called(url, {}) as response:
                if response.has_redirect_location:
                    url = checked_url(str(url.join(response.headers["location"])))
                    continue
                if response.status_code >= _SERVER_ERROR:
                    raise AcquisitionError(
                        f"تعذرت قراءة robots.txt للموقع (its robots.txt cannot be read: "
                        f"{response.status_code})"
                    )
                if response.status_code >= _CLIENT_ERROR:
                    return None
                return (await _content(response, _LARGEST_ROBOTS)).decode(errors="replace")
        return None

    @asynccontextmanager
    async def _called(self, url: httpx.URL, headers: dict[str, str]) -> AsyncIterator[httpx.Response]:
        """Call an address; every failure is an AcquisitionError."""
        try:
            async with asyncio.timeout(self._patience), self._http.stream("GET", url, headers=headers) as got:
                yield got
        except (TimeoutError, httpx.TimeoutException):
            raise AcquisitionError("الموقع لا يجيب في وقت مقبول (the site takes too long)") from None
        except httpx.HTTPError as error:
            raise AcquisitionError(f"تعذر الاتصال بالموقع (no connection: {_named(error)})") from None


def _conditions(known: Origin | None) -> dict[str, str]:
    if known is None:
        return {}
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in given.items() if value}


async def _content(response: httpx.Response, most: int) -> bytes:
    said = response.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise too_large(most)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    return await body(response.aiter_raw(), encoding, most)


def _unwanted(status: int) -> AcquisitionError:
    reason = _REASONS.get(status)
    if reason is None:
        trouble = status >= _SERVER_ERROR
        reason = (
            "عند الموقع خلل، أعد المحاولة لاحقًا (trouble at the site: try later)"
            if trouble
            else "الموقع لا يعطي هذه الصفحة (the site does not give it)"
        )
    return AcquisitionError(f"{reason} [{status}]")


def _named(error: httpx.HTTPError) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
