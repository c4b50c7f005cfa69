"""What enters the corpus is whole, and what leaves it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.acquisitions.collection import Change, Collection
from bot.errors import AcquisitionError
from bot.reading.provenance import Origin, origin_of

PAGE = Origin("https://example.org/a", "https://example.org/a", "2026-11-25T12:00:00+00:00")


def test_a_file_enters_under_its_name_and_nothing_else_is_left_there(collection: Collection) -> None:
    placed = collection.place("أخبار/ميناء صور.md", b"one")
    assert placed.change is Change.NEW
    files = [path for path in collection.folder.rglob("*") if path.is_file()]
    assert files == [collection.folder / "أخبار" / "ميناء صور.md"]


def test_the_same_content_again_changes_nothing(collection: Collection) -> None:
    collection.place("a.md", b"one")
    assert collection.place("a.md", b"one").change is Change.UNCHANGED
    assert collection.trash.all() == []


def test_a_replaced_file_is_in_the_trash_with_its_origin_and_comes_back(collection: Collection) -> None:
    collection.place("a.md", b"one", PAGE)
    placed = collection.place("a.md", b"two")
    assert placed.change is Change.REPLACED
    assert placed.former is not None
    assert origin_of(collection.folder / "a.md") is None
    collection.restore(placed.former.key)
    assert (collection.folder / "a.md").read_bytes() == b"one"
    assert origin_of(collection.folder / "a.md") == PAGE
    [kept] = collection.trash.all()
    assert collection.trash.content(kept) == b"two"


def test_a_removed_file_leaves_no_empty_folder_and_comes_back_to_its_place(collection: Collection) -> None:
    collection.place("a/b/c.md", b"one", PAGE)
    kept = collection.remove("a/b/c.md")
    assert list(collection.folder.iterdir()) == []
    assert collection.restore(kept.key).change is Change.NEW
    assert (collection.folder / "a/b/c.md").read_bytes() == b"one"
    assert collection.trash.all() == []


def test_the_trash_lists_what_left_last_first(collection: Collection) -> None:
    for name in ("1.md", "2.md", "3.md"):
        collection.place(name, name.encode())
    kept = [collection.remove(name) for name in ("2.md", "1.md", "3.md")]
    assert [each.name for each in collection.trash.all()] == ["3.md", "1.md", "2.md"] or len(
        {each.removed_at for each in kept}
    ) < len(kept)


@pytest.mark.parametrize("change", [Change.NEW, Change.REPLACED])
def test_an_entry_that_is_undone_was_never_there(collection: Collection, change: Change) -> None:
    if change is Change.REPLACED:
        collection.place("a.md", b"before")
    before = {path: path.read_bytes() for path in collection.folder.iterdir()}
    placed = collection.place("a.md", b"after")
    assert placed.change is change
    collection.undo(placed)
    assert {path: path.read_bytes() for path in collection.folder.iterdir()} == before


@pytest.mark.parametrize(
    "name",
    [
        "../a.md",
        "/etc/passwd",
        "a/../../b.md",
        ".hidden",
        "a/.git/b",
        "",
        ".",
        "a\0b",
        "out/b.md",
        "~$a.docx",
        "a.md~",
    ],
)
def test_no_name_leads_out_of_the_folder_or_into_hidden_places(
    collection: Collection, tmp_path: Path, name: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.md").write_bytes(b"mine")
    (collection.folder / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AcquisitionError):
        collection.place(name, b"theirs")
    with pytest.raises(AcquisitionError):
        collection.remove(name)
    assert (tmp_path / "elsewhere" / "b.md").read_bytes() == b"mine"


def test_a_link_out_of_the_corpus_is_not_written_through(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_bytes(b"mine")
    (collection.folder / "a.md").symlink_to(tmp_path / "mine.md")
    with pytest.raises(AcquisitionError):
        collection.place("a.md", b"theirs")
    assert (tmp_path / "mine.md").read_bytes() == b"mine"


@pytest.mark.parametrize("key", ["", "..", "../../etc", "0" * 16, "G" * 16])
def test_a_key_that_the_trash_never_gave_brings_nothing_back(collection: Collection, key: str) -> None:
    with pytest.raises(AcquisitionError):
        collection.restore(key)


def test_a_record_is_in_the_file_before_its_mark(collection: Collection) -> None:
    collection.place("qa.jsonl", b"{}")
    collection.place("a#b.md", b"x")
    found = [collection.file_of(name) for name in ("qa.jsonl", "qa.jsonl#3", "a#b.md", "gone.md#1")]
    assert found == ["qa.jsonl", "qa.jsonl", "a#b.md", None]


def test_a_document_in_an_archive_is_in_the_archive_whatever_its_name_there(collection: Collection) -> None:
    collection.place("old/books.zip", b"PK")
    inside = ("old/books.zip/a.md", "old/books.zip/b/qa.jsonl#3", "old/books.zip/.hidden/../x", "old/a.md")
    found = [collection.file_of(name) for name in inside]
    assert found == ["old/books.zip", "old/books.zip", "old/books.zip", None]


def test_fetched_files_are_found_by_each_address_that_led_to_them(collection: Collection) -> None:
    moved = Origin("https://example.org/b", "https://example.org/old", "2026-11-25T12:00:00+00:00")
    collection.place("h/a.html", b"1", PAGE)
    collection.place("h/b.html", b"2", moved)
    collection.place("own.md", b"3")
    (collection.folder / "h" / ".gone.html.origin.json").write_text("{}", encoding="utf-8")
    assert {url: name for url, (name, _) in collection.fetched().items()} == {
        "https://example.org/a": "h/a.html",
        "https://example.org/b": "h/b.html",
        "https://example.org/old": "h/b.html",
    }
    assert collection.names() == ["h/a.html", "h/b.html", "own.md"]
