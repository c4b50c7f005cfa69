"""`isnad add`, `remove`, `restore` and `list`, as their operator types them."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from .conftest import COFFEE, LIBRARY, Place

HARBOUR = "رُمّم ميناء صور القديم ووُسّع حوضه في عام 1936، فصار يستقبل السفن الكبيرة في الشتاء."
ASKED = "متى رمم ميناء صور القديم؟"
PRIVATE = {"ISNAD_FETCH_PRIVATE": "1"}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.path == "/ports/tyre.txt"
        same = known and self.headers.get("If-None-Match") == '"1"'
        self.send_response(304 if same else 200 if known else 404)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("ETag", '"1"')
        self.end_headers()
        if known and not same:
            self.wfile.write(f"ميناء صور\n{HARBOUR}\n".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def page() -> Iterator[str]:
    """Serve one page and return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/ports/tyre.txt"
        server.shutdown()


def test_a_page_is_added_answers_with_its_link_and_is_not_fetched_twice(place: Place, page: str) -> None:
    ran = place.isnad("add", page, settings=PRIVATE)
    assert ran.status == 0, ran.err
    assert ran.out.startswith("new: 127.0.0.1/ports-tyre.txt\n")
    assert "3 documents" in ran.out
    (found,) = place.isnad("ask", "--json", ASKED).answers()
    assert found["answer"] == HARBOUR
    assert found["passages"][0]["url"] == page
    assert place.isnad("add", page, settings=PRIVATE).out == "unchanged: 127.0.0.1/ports-tyre.txt\n"


def test_an_address_of_the_own_network_is_refused_unless_the_setting_allows_it(
    place: Place, page: str
) -> None:
    ran = place.isnad("add", page)
    assert ran.status == 2
    assert "ISNAD_FETCH_PRIVATE" in ran.err
    assert ran.err.splitlines()[-1] == "isnad: 1 of 1 could not be added"
    assert not (place.corpus / "127.0.0.1").exists()


def test_what_cannot_be_read_does_not_enter_and_the_rest_does(place: Place) -> None:
    (place.folder / "صورة.png").write_bytes(b"\x89PNG")
    (place.folder / "ميناء صور.txt").write_text(f"ميناء صور\n{HARBOUR}\n", encoding="utf-8")
    ran = place.isnad("add", "صورة.png", "ميناء صور.txt", "none.md")
    assert ran.status == 2
    assert "new: ميناء صور.txt" in ran.out
    assert "refused: صورة.png: " in ran.err
    assert ran.err.endswith("isnad: 2 of 3 could not be added\n")
    assert sorted(path.name for path in place.corpus.iterdir()) == [
        "coffee.txt",
        "library.md",
        "ميناء صور.txt",
    ]


def test_what_is_removed_answers_no_more_and_comes_back(place: Place) -> None:
    ran = place.isnad("remove", "library.md")
    assert ran.status == 0, ran.err
    key = re.search(r"isnad restore ([0-9a-f]+)", ran.out)
    assert key is not None
    assert "1 documents" in ran.out
    assert key[1] in place.isnad("list", "--removed").out
    assert "2 documents" in place.isnad("restore", key[1]).out
    assert LIBRARY in (place.corpus / "library.md").read_text(encoding="utf-8")
    assert place.isnad("list", "--removed").out == ""


@pytest.mark.parametrize("name", ["none.md", "../secret.md", "/etc/passwd", "coffee"])
def test_a_name_that_is_not_there_removes_nothing(place: Place, name: str) -> None:
    (place.folder / "secret.md").write_text("سرّ", encoding="utf-8")
    assert place.isnad("remove", "coffee.txt", name).refusal()
    assert (place.corpus / "coffee.txt").exists()
    assert (place.folder / "secret.md").exists()


def test_documents_are_listed_and_found_by_words_of_title_or_name(shared_place: Place) -> None:
    lines = shared_place.isnad("list").out.splitlines()
    assert lines == [
        "coffee.txt — القهوة العربية",
        "library.md — المكتبة العامة — 2024-05-01 — https://example.org/library",
    ]
    assert shared_place.isnad("list", "--search", "مكتبه عامه").out.splitlines() == lines[1:]
    assert shared_place.isnad("list", "--search", "coffee").out.splitlines() == lines[:1]


def test_what_was_done_is_noted_without_a_person(place: Place) -> None:
    place.isnad("remove", "library.md")
    with closing(sqlite3.connect(place.data / "isnad.sqlite3")) as connection:
        noted = connection.execute("select action, document, actor_id, failure from audit").fetchall()
    assert noted == [("remove", "library.md", None, None)]


def on_disk(place: Place, text: str) -> list[str]:
    """Return the files of the data folder that hold a text."""
    found = (path for path in place.data.rglob("*") if path.is_file() and text.encode() in path.read_bytes())
    return sorted(path.relative_to(place.data).parts[0] for path in found)


def test_a_removal_says_how_much_went_and_how_to_undo_it(place: Place) -> None:
    place.isnad("reload")
    ran = place.isnad("remove", "library.md")
    assert ran.status == 0, ran.err
    undo = re.search(
        r"gone: 1 of 2 documents, 1 of 2 sentences; to undo: (isnad restore [0-9a-f]{16})", ran.out
    )
    assert undo is not None, ran.out
    assert place.isnad(*undo[1].split()[1:]).status == 0
    assert (place.corpus / "library.md").exists()


def test_what_is_removed_for_good_is_in_no_index_and_no_trash_and_what_was_there_otherwise_stays(
    place: Place,
) -> None:
    place.isnad("reload")
    former = (place.corpus / "library.md").read_text(encoding="utf-8")
    (place.corpus / "library.md").write_text(f"{former}\nوفيها ألف كتاب.\n", encoding="utf-8")
    place.isnad("reload")
    place.isnad("remove", "coffee.txt")
    assert LIBRARY in str(place.isnad("ask", "متى افتتحت المكتبة العامة؟").out)
    place.isnad("restore", *re.findall("^[0-9a-f]{16}", place.isnad("list", "--removed").out))
    assert len(on_disk(place, LIBRARY)) >= 2
    ran = place.isnad("remove", "--for-good", "library.md")
    assert ran.status == 0, ran.err
    assert ran.out.endswith("deleted for good: library.md\n")
    assert on_disk(place, LIBRARY) == []
    assert on_disk(place, COFFEE) == ["index"]
    assert place.isnad("list", "--removed").out == ""
    assert "coffee.txt" in place.isnad("list").out
    assert "no earlier index" in place.isnad("rollback").refusal()


def test_the_trash_is_emptied_at_an_explicit_word_and_what_serves_stays(place: Place) -> None:
    place.isnad("reload")
    place.isnad("remove", "library.md")
    assert "--for-good" in place.isnad("remove", "--all-removed").refusal()
    assert place.isnad("list", "--removed").out != ""
    ran = place.isnad("remove", "--for-good", "--all-removed")
    assert ran.status == 0, ran.err
    assert on_disk(place, LIBRARY) == []
    assert "coffee.txt" in place.isnad("list").out
    assert place.isnad("remove", "--for-good", "--all-removed").out == "nothing is in the trash\n"


def test_a_name_that_means_nothing_removes_nothing_for_good(place: Place) -> None:
    assert "nosuch.md" in place.isnad("remove", "--for-good", "coffee.txt", "nosuch.md").refusal()
    assert (place.corpus / "coffee.txt").exists()
    assert "which file?" in place.isnad("remove").refusal()
