"""The playground's server, over real HTTP: what it serves, and to whom."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

import bot.web
from bot.loopback.sample import sample_world
from bot.loopback.server import asgi
from bot.web.playground import playground
from bot.web.serving import serving

STATIC = Path(bot.web.__file__).with_name("static")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    world = sample_world("500000001:secret")
    app = playground(
        asgi(world),
        ["سؤال؟"],
        people=list(world.people),
        files=world.files,
        admins={1001},
        operators=-7,
        documents=lambda: 24,
        version="1.2.3",
    )
    async with (
        serving(app, "127.0.0.1", 0) as port,
        httpx.AsyncClient(timeout=60, base_url=f"http://127.0.0.1:{port}") as http,
    ):
        yield http


async def test_the_page_is_arabic_and_may_load_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    assert answer.status_code == 200
    assert '<html lang="ar" dir="rtl">' in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "path", ["/", "/static/page.js", "/playground.json", "/client/state?as=1001", "/nothing"]
)
async def test_every_answer_forbids_guessing_types_and_naming_where_one_came_from(
    client: httpx.AsyncClient, path: str
) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]


async def test_what_is_not_the_page_is_sandboxed(client: httpx.AsyncClient) -> None:
    assert "sandbox" in (await client.get("/client/file?file_id=x")).headers["content-security-policy"]


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "127.0.0.1.example.org",
        "localhost.example.org:8080",
        "example.org@localhost",
        "10.0.0.1",
        "[::2]",
    ],
)
async def test_a_foreign_host_name_is_refused_everywhere(client: httpx.AsyncClient, host: str) -> None:
    for path in ("/", "/playground.json", "/client/state?as=1001", "/bot500000001:secret/getMe"):
        answer = await client.get(path, headers={"Host": host})
        assert answer.status_code == 403, path
        assert "secret" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8080", "LOCALHOST:1", "[::1]:8080"])
async def test_this_computer_is_served_by_each_of_its_names(client: httpx.AsyncClient, host: str) -> None:
    assert (await client.get("/", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://127.0.0.1:1"])
async def test_a_form_on_another_site_cannot_write_here(client: httpx.AsyncClient, origin: str) -> None:
    form = {"as": "1001", "chat_id": "1001", "caption": "من موقع آخر"}
    files = {"file": ("a.txt", b"text")}
    refused = await client.post("/client/upload", data=form, files=files, headers={"Origin": origin})
    assert refused.status_code == 403
    own = {"Origin": str(client.base_url).rstrip("/")}
    assert (await client.post("/client/upload", data=form, files=files, headers=own)).status_code == 200


async def test_the_facts_of_the_page_come_from_the_app(client: httpx.AsyncClient) -> None:
    assert (await client.get("/playground.json")).json() == {
        "version": "1.2.3",
        "documents": 24,
        "samples": ["سؤال؟"],
        "people": [1001, 1002, 1003],
        "admins": [1001],
        "operators": -7,
    }


async def test_the_bot_api_is_at_the_root_of_the_same_address(client: httpx.AsyncClient) -> None:
    answer = (await client.get("/bot500000001:secret/getMe")).json()
    assert answer["result"]["is_bot"] is True


async def test_a_file_is_downloaded_under_its_arabic_name_without_the_token(
    client: httpx.AsyncClient,
) -> None:
    files = {"file": ("كتاب جديد.html", b"<script>1</script>")}
    sent = await client.post("/client/upload", data={"as": "1001", "chat_id": "1001"}, files=files)
    file_id = sent.json()["message"]["document"]["file_id"]
    answer = await client.get("/client/file", params={"file_id": file_id})
    assert answer.content == b"<script>1</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''%D9%83%D8%AA%D8%A7%D8%A8%20")
    assert (await client.get("/client/file", params={"file_id": "unknown"})).status_code == 404


async def test_every_file_that_the_page_names_is_served(client: httpx.AsyncClient) -> None:
    named = set(re.findall(r'"(/static/[^"#]+)', (STATIC / "index.html").read_text()))
    for module in STATIC.glob("*.js"):
        named |= {f"/static/{name}" for name in re.findall(r'from "\./([^"]+)"', module.read_text())}
    assert len(named) > 15
    for path in named:
        assert (await client.get(path)).status_code == 200, path


def words(language: str) -> list[str]:
    return re.findall(r"^  (\w+):", (STATIC / f"words.{language}.js").read_text(), re.MULTILINE)


def test_the_page_has_the_same_words_in_both_languages() -> None:
    assert len(words("ar")) > 80
    assert words("ar") == words("en")


def test_every_word_that_the_page_asks_for_exists_and_is_used() -> None:
    sources = [path for path in STATIC.iterdir() if path.suffix in {".js", ".html"}]
    text = "\n".join(path.read_text() for path in sources if not path.name.startswith("words."))
    asked = set(re.findall(r'label\("(\w+)"', text)) | set(re.findall(r'data-(?:label|name)="(\w+)"', text))
    known = set(words("ar"))
    assert asked <= known
    unused = {key for key in known - asked if f'"{key}"' not in text}
    assert unused - {"creator", "administrator"} == set()  # these two are looked up by a member's role
