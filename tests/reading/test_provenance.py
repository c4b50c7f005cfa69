"""Where a fetched file came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.documents import Document
from bot.reading.provenance import Origin, as_text, attributed, described_file, origin_of, origin_path
from bot.search.corpus import read_corpus

PAGE = Origin("https://example.org/خبر", "https://example.org/n/1", "2026-11-25T12:00:00+00:00", '"v1"')


def test_an_origin_is_found_beside_its_file_and_the_file_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "خبر.html"
    origin_path(file).write_text(as_text(PAGE), encoding="utf-8")
    assert origin_of(file) == PAGE
    assert described_file(origin_path(file)) == file
    assert described_file(file) is None


@pytest.mark.parametrize(
    "spoilt", ["", "[]", '{"url": 1, "asked": "", "fetched_at": ""}', '{"url": "x"}', "\0"]
)
def test_a_spoilt_origin_is_none(tmp_path: Path, spoilt: str) -> None:
    file = tmp_path / "خبر.html"
    origin_path(file).write_text(spoilt, encoding="utf-8")
    assert origin_of(file) is None


def test_what_a_document_says_of_itself_counts_more_than_where_it_was_fetched() -> None:
    silent, telling = Document("a", "أ", "نص"), Document("b", "ب", "نص", url="https://own.example/")
    assert [each.url for each in attributed([silent, telling], PAGE)] == [PAGE.url, "https://own.example/"]


def test_the_corpus_links_a_file_to_where_it_was_fetched(tmp_path: Path) -> None:
    file = tmp_path / "خبر.txt"
    file.write_text("عنوان\nنصّ الخبر هنا.", encoding="utf-8")
    origin_path(file).write_text(as_text(PAGE), encoding="utf-8")
    corpus = read_corpus(tmp_path)
    assert [(each.name, each.url) for each in corpus.documents] == [("خبر.txt", PAGE.url)]
    assert corpus.refused == ()
