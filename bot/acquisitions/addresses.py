"""Which addresses are fetched: public ones on the web, and no others unless that is allowed."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

import httpx

from bot.errors import AcquisitionError

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""From a host's name and a port to its addresses.  Raises OSError."""

LONGEST_URL = 2048
_LAST_PORT = 65535
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def checked_url(written: str) -> httpx.URL:
    """Return an address without its fragment.  Raises AcquisitionError for one that is not fetched."""
    try:
        url = httpx.URL(written.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise AcquisitionError(f"عنوان لا يُقرأ (the address cannot be read): {written[:100]}") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise AcquisitionError(f"العنوان ليس http أو https (not an http or https address): {written[:100]}")
    if url.userinfo:
        raise AcquisitionError("في العنوان اسم مستخدم أو كلمة سر (the address holds a user name or password)")
    if len(str(url)) > LONGEST_URL or not 0 < (url.port or 1) <= _LAST_PORT:
        raise AcquisitionError("عنوان لا يُقبل (the address is too long, or its port is none)")
    return url


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, also where another is written inside it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


async def resolved(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host.  Raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class GuardedTransport(httpx.AsyncBaseTransport):
    """Connect only to addresses that were checked: the name is resolved once, here, and never again.

    A name that means a public address when it is looked at, and one of ours when it is connected to (DNS
    rebinding), so gains nothing.
    """

    def __init__(
        self,
        wire: httpx.AsyncBaseTransport | None = None,
        *,
        private: bool = False,
        resolve: Resolve = resolved,
    ) -> None:
        """`private` lets addresses of the own network through, too."""
        # No connection outlives its request: one to an address could be taken for another name's.
        limits = httpx.Limits(max_keepalive_connections=0)
        self._wire = wire or httpx.AsyncHTTPTransport(limits=limits, trust_env=False)
        self._private = private
        self._resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address of its host that takes it.  Raises AcquisitionError."""
        host = request.url.raw_host.decode("ascii")
        failure: httpx.ConnectError | httpx.ConnectTimeout | None = None
        for address in await self._allowed(host, request.url.port or _default_port(request.url)):
            try:
                return await self._wire.handle_async_request(_pinned(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        if failure is not None:
            raise failure
        raise AcquisitionError(
            f"عنوان في شبكة خاصة (an address in a private network; ISNAD_FETCH_PRIVATE=1 allows it): {host}"
        )

    async def aclose(self) -> None:
        """Close what is open."""
        await self._wire.aclose()

    async def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError):
            raise AcquisitionError(f"لا موقع بهذا الاسم (no such host): {host}") from None
        return [address for address in found if self._private or is_public(address)]


def _default_port(url: httpx.URL) -> int:
    return 443 if url.scheme == "https" else 80


def _pinned(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """Return a request to an address; its Host header and its certificate stay the host's."""
    named = request.extensions if _is_address(host) else {**request.extensions, "sni_hostname": host}
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        extensions=named,
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
