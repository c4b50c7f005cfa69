"""Archives: what is in them is read as it would be beside them, and what is hostile is refused."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from bot.documents import Reading
from bot.errors import DocumentError
from bot.reading import limits
from bot.reading.reading import read

TEXT = "عنوان\n\nنص يُقرأ من الأرشيف.".encode()


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, written in members:
            archive.writestr(name, written)
    return content.getvalue()


def unpacked(*members: tuple[str | zipfile.ZipInfo, bytes]) -> Reading:
    return read(packed(*members), "a/b.zip")


def link() -> zipfile.ZipInfo:
    found = zipfile.ZipInfo("link.txt")
    found.external_attr = (stat.S_IFLNK | 0o777) << 16
    return found


def test_files_in_folders_are_named_by_the_archive_and_their_way_in_it() -> None:
    found = unpacked(("قسم/ملف.txt", TEXT), ("q.csv", "سؤال,جواب\nمن؟,هو.\n".encode()))
    assert [each.name for each in found.documents] == ["a/b.zip/q.csv#1", "a/b.zip/قسم/ملف.txt"]
    assert found.refused == ()


def test_hidden_files_and_those_of_the_archiver_are_left_out_without_a_word() -> None:
    found = unpacked(("a.txt", TEXT), (".git/config.txt", TEXT), ("__MACOSX/a.txt", TEXT), ("._a.txt", TEXT))
    assert len(found.documents) == 1
    assert found.refused == ()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("../out.txt", TEXT, "leads out"),
        ("a/../../out.txt", TEXT, "leads out"),
        ("/etc/out.txt", TEXT, "leads out"),
        ("C:/out.txt", TEXT, "leads out"),
        ("a\\..\\out.txt", TEXT, "leads out"),
        ("a\x1b[2J.txt", TEXT, "control characters"),
        (link(), b"/etc/passwd", "a link"),
        ("inner.zip", packed(("a.txt", TEXT)), "inside an archive"),
        ("picture.png", b"\x89PNG", "unsupported"),
        ("bomb.txt", b"\0" * (limits.RATIO_FROM + 1), "unpacks to more"),
        ("empty.txt", b"", "no text"),
    ],
)
def test_what_must_not_be_read_is_refused_with_its_name_and_the_rest_serves(
    name: str | zipfile.ZipInfo, content: bytes, reason: str
) -> None:
    found = unpacked(("good.txt", TEXT), (name, content))
    assert [each.name for each in found.documents] == ["a/b.zip/good.txt"]
    (refusal,) = found.refused
    assert refusal.file.startswith("a/b.zip/")
    assert refusal.file.isprintable()
    assert refusal.partial
    assert reason in refusal.reason


def test_a_size_that_an_archive_understates_is_not_believed() -> None:
    content = bytearray(packed(("bomb.txt", b"x" * (limits.RATIO_FROM * 3))))
    size = (limits.RATIO_FROM * 3).to_bytes(4, "little")
    content = content.replace(size, (10).to_bytes(4, "little"))
    with pytest.raises(DocumentError, match=r"bomb\.txt: .*(unpacks to more|damaged)"):
        read(bytes(content), "f.zip")


def test_an_archive_of_too_many_files_is_refused() -> None:
    content = packed(*((f"{number}.txt", b"") for number in range(limits.MEMBERS + 1)))
    with pytest.raises(DocumentError, match="more than"):
        read(content, "f.zip")


def test_a_file_under_a_password_is_refused() -> None:
    content = bytearray(packed(("secret.txt", TEXT)))
    content[6] |= 1  # the flag in the member's own header ...
    content[content.index(b"PK\x01\x02") + 8] |= 1  # ... and in the list of members
    with pytest.raises(DocumentError, match="password"):
        read(bytes(content), "f.zip")


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", packed(("a.txt", TEXT))[:-30]])
def test_a_damaged_archive_is_refused(content: bytes) -> None:
    with pytest.raises(DocumentError, match="damaged"):
        read(content, "f.zip")


def test_an_archive_of_nothing_is_refused() -> None:
    with pytest.raises(DocumentError, match="no text"):
        read(packed(), "f.zip")


def test_a_wrong_line_of_a_table_inside_is_told_with_the_way_to_it() -> None:
    found = unpacked(("q.csv", 'سؤال,جواب\nمن؟,هو.\n"أين؟,هنا\n'.encode()))
    assert [(each.file, each.line) for each in found.refused] == [("a/b.zip/q.csv", 3)]
