"""Only public addresses are connected to, whatever a name means at which moment."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from bot.acquisitions.addresses import GuardedTransport, checked_url, is_public
from bot.acquisitions.fetcher import Fetcher
from bot.errors import AcquisitionError

PUBLIC, OURS = "93.184.216.34", "127.0.0.1"
Names = dict[str, list[str]]


@pytest.mark.parametrize("address", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:db8::1",
    ],
)
def test_an_address_that_is_not_public_is_known_in_every_dress(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "written",
    [
        "file:///etc/passwd",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "gopher://example.org",
        "//example.org/a",
        "http://",
        "https:///a",
        "http://user:secret@example.org/",
        "http://example.org:99999/",
        "http://example.org/" + "a" * 3000,
        "كلام",
    ],
)
def test_an_address_that_is_not_of_the_web_is_refused_without_its_secrets(written: str) -> None:
    with pytest.raises(AcquisitionError) as caught:
        checked_url(written)
    assert "secret" not in str(caught.value)


def test_a_fragment_is_no_other_page_and_arabic_paths_are_addresses() -> None:
    assert str(checked_url("https://example.org/أخبار#قسم")) == str(checked_url("https://example.org/أخبار"))


async def refused(names: Names, url: str, answers: Callable[[httpx.Request], httpx.Response]) -> list[str]:
    """Fetch what must be refused; return the addresses that were connected to."""
    connected: list[str] = []

    def wire(request: httpx.Request) -> httpx.Response:
        connected.append(request.url.host)
        return answers(request)

    async def resolve(host: str, _: int) -> list[str]:
        return names[host] if len(names[host]) == 1 else [names[host].pop(0)]

    transport = GuardedTransport(httpx.MockTransport(wire), resolve=resolve)
    async with Fetcher(transport, pause=0.0) as fetcher:
        with pytest.raises(AcquisitionError, match="private network"):
            await fetcher.get(url)
    return connected


def nothing(_: httpx.Request) -> httpx.Response:
    return httpx.Response(404)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]:8080/", "http://inside.test/"])
async def test_an_address_of_ours_is_not_connected_to(url: str) -> None:
    names = {"127.0.0.1": [OURS], "::1": ["::1"], "inside.test": ["192.168.0.7"]}
    assert await refused(names, url, nothing) == []


async def test_a_redirect_to_an_address_of_ours_is_not_followed() -> None:
    def answers(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(302, headers={"location": "http://metadata.test/latest"})

    names = {"public.test": [PUBLIC], "metadata.test": ["169.254.169.254"]}
    assert set(await refused(names, "http://public.test/", answers)) == {PUBLIC}


async def test_a_name_that_changes_its_meaning_is_connected_to_as_it_was_checked() -> None:
    """The name is public for robots.txt, and ours for the page itself."""
    names = {"rebinding.test": [PUBLIC, OURS]}
    assert await refused(names, "http://rebinding.test/", nothing) == [PUBLIC]


async def test_a_name_with_one_public_address_is_connected_to_there_only() -> None:
    seen: list[httpx.Request] = []

    def wire(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, text="نص")

    async def resolve(_: str, __: int) -> list[str]:
        return [OURS, PUBLIC]

    async with httpx.AsyncClient(
        transport=GuardedTransport(httpx.MockTransport(wire), resolve=resolve)
    ) as client:
        await client.get("https://example.org:8443/a")
    [request] = seen
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "example.org:8443"
    assert request.extensions["sni_hostname"] == "example.org"


async def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    def wire(request: httpx.Request) -> httpx.Response:
        if request.url.host == "1.1.1.1":
            raise httpx.ConnectError("no route", request=request)
        return httpx.Response(200, text=request.url.host)

    async def resolve(_: str, __: int) -> list[str]:
        return ["1.1.1.1", PUBLIC]

    transport = GuardedTransport(httpx.MockTransport(wire), resolve=resolve)
    async with httpx.AsyncClient(transport=transport) as client:
        assert (await client.get("http://example.org/")).text == PUBLIC


async def test_a_host_that_is_not_there_is_said_so() -> None:
    async def resolve(_: str, __: int) -> list[str]:
        raise OSError("Name or service not known")

    async with Fetcher(GuardedTransport(resolve=resolve)) as fetcher:
        with pytest.raises(AcquisitionError, match="no such host"):
            await fetcher.get("http://nowhere.test/")
