"""What a file would give is what it gives once it is in the corpus."""

from __future__ import annotations

from pathlib import Path

from bot.acquisitions.inspection import OPENING, inspected
from bot.reading.provenance import Origin
from bot.reading.reading import read
from bot.search.library import open_index

TEXT = "---\ntitle: ميناء صور\ndate: 2024-01-02\n---\n" + " ".join(
    f"في عام {1900 + number} وصلت إلى ميناء صور سفينة كبيرة تحمل القمح والزيت والخشب من بلاد بعيدة."
    for number in range(20)
)
PAGE = Origin("https://example.org/a", "https://example.org/a", "2026-11-25T12:00:00+00:00")


def test_the_passages_title_and_link_are_those_of_the_index(tmp_path: Path) -> None:
    seen = inspected(TEXT.encode(), "a.md", PAGE, read)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text(TEXT, encoding="utf-8")
    index = open_index(tmp_path / "corpus", tmp_path / "data")
    assert (seen.passages, seen.documents) == (len(index), index.manifest.documents)
    assert (seen.title, seen.date, seen.url) == ("ميناء صور", "2024-01-02", PAGE.url)
    assert seen.opening.startswith(index.text(0))
    assert len(seen.opening) <= OPENING
    assert seen.refusal is None
    assert seen.remarks == ()


def test_what_cannot_be_read_is_refused_with_the_reason_and_line() -> None:
    seen = inspected(b"\xff\xfe\xff", "a.xyz", None, read)
    assert seen.refusal is not None
    assert seen.passages == 0


def test_what_is_odd_is_remarked() -> None:
    english = inspected(b"The harbour\nIt was restored in 1936.", "a.txt", None, read)
    assert any("Arabic" in remark for remark in english.remarks)
    assert any("short" in remark for remark in english.remarks)
