"""The corpus folder: what is read, what is left out, and what is refused with its reason."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from bot.errors import CorpusError
from bot.reading.limits import FILE_BYTES
from bot.search.corpus import look, read_corpus

from .folders import COFFEE, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path / "corpus", coffee=COFFEE)


def reasons(folder: Path) -> dict[str, str]:
    return {refusal.file: refusal.reason for refusal in read_corpus(folder).refused}


def test_files_of_all_folders_are_read_in_the_order_of_their_names(folder: Path) -> None:
    put(folder / "ب", آخر="نص آخر.")
    put(folder / "a" / "b", deep="نص عميق.")
    names = ["a/b/deep.md", "coffee.md", "ب/آخر.md"]
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == names
    assert [file.name for file in corpus.files] == names
    assert corpus.refused == ()


def test_hidden_files_and_folders_are_left_out_without_a_word(folder: Path) -> None:
    put(folder / ".git", config="سر")
    (folder / ".DS_Store").write_bytes(b"\0\1")
    assert list(look(folder)) == ["coffee.md"]
    assert reasons(folder) == {}


def test_a_bad_file_is_refused_with_its_line_and_the_others_serve(folder: Path) -> None:
    (folder / "old.txt").write_bytes("نص\n".encode() + "عربي".encode("windows-1256"))
    (folder / "scan.png").write_bytes(b"\x89PNG")
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == ["coffee.md"]
    assert [(refusal.file, refusal.line) for refusal in corpus.refused] == [
        ("old.txt", 2),
        ("scan.png", None),
    ]
    assert "UTF-8" in corpus.refused[0].reason
    assert "unsupported" in corpus.refused[1].reason


def test_a_link_to_a_file_inside_the_corpus_is_read(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "coffee.md")
    assert [document.name for document in read_corpus(folder).documents] == ["coffee.md", "link.md"]


def test_links_out_of_the_corpus_are_refused_whether_to_a_file_or_a_folder(folder: Path) -> None:
    put(folder.parent / "outside", secret="كلمة السر.")
    (folder / "file.md").symlink_to(folder.parent / "outside" / "secret.md")
    (folder / "folder").symlink_to(folder.parent / "outside")
    assert set(reasons(folder)) == {"file.md", "folder"}
    assert all("link out" in reason for reason in reasons(folder).values())


def test_what_is_not_a_file_is_refused_and_never_waited_for(folder: Path) -> None:
    (folder / "nowhere.md").symlink_to(folder / "missing.md")
    (folder / "circle.md").symlink_to(folder / "circle.md")
    (folder / "again").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    assert set(reasons(folder)) == {"nowhere.md", "circle.md", "again", "pipe.md"}
    assert all("not a file" in reason for reason in reasons(folder).values())


def test_a_corpus_folder_may_itself_be_a_link(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    assert [document.name for document in read_corpus(link).documents] == ["coffee.md"]


def test_a_name_that_is_not_utf8_is_refused_by_a_name_that_can_be_printed(folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xc7\xe1.md")).write_text("نص.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert list(reasons(folder)) == ["??.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_refused(folder: Path) -> None:
    put(folder, locked="نص.")
    (folder / "locked.md").chmod(0)
    assert "cannot be read" in reasons(folder)["locked.md"]


@pytest.mark.parametrize("state", ["missing", "empty", "hidden", "file"])
def test_no_corpus_is_one_clear_error_that_names_the_folder(tmp_path: Path, state: str) -> None:
    folder = tmp_path / "corpus"
    if state == "file":
        folder.write_text("نص", encoding="utf-8")
    elif state != "missing":
        folder.mkdir()
        (folder / "sub").mkdir()
    if state == "hidden":
        (folder / ".keep").touch()
    with pytest.raises(CorpusError, match="corpus folder") as caught:
        read_corpus(folder)
    assert str(folder) in str(caught.value)


def test_a_corpus_without_one_good_file_says_what_is_wrong_with_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_bytes("سطر\n".encode() + b"\xff")
    with pytest.raises(CorpusError, match=r"a\.md:2: .*UTF-8"):
        read_corpus(folder)


def test_one_wrong_line_of_a_table_is_told_and_the_others_serve(folder: Path) -> None:
    (folder / "faq.csv").write_text('سؤال,جواب\nمن؟,هو.\n"أين؟,هنا\nمتى؟,أمس.\n', encoding="utf-8")
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == ["coffee.md", "faq.csv#1", "faq.csv#3"]
    (refusal,) = corpus.refused
    assert (refusal.file, refusal.line, refusal.partial) == ("faq.csv", 3, True)


def test_a_file_that_is_hostile_is_refused_and_the_others_serve(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("../../x.txt", "نص")
        bomb.writestr("zeros.txt", b"\0" * 50_000_000)
    (folder / "page.html").write_text("<h1>عنوان</h1><p>نص.</p>", encoding="utf-8")
    corpus = read_corpus(folder)
    assert [document.name for document in corpus.documents] == ["coffee.md", "page.html"]
    assert [refusal.file for refusal in corpus.refused] == ["bomb.zip"]


def test_a_file_larger_than_the_limit_is_refused_without_being_read(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(FILE_BYTES + 1)  # a hole: it takes no room on the disk
    assert "larger than" in reasons(folder)["huge.txt"]


def test_another_encoding_than_utf_8_is_remarked_on(folder: Path) -> None:
    (folder / "old.txt").write_bytes("نص بترميز قديم من أيام مضت.".encode("windows-1256"))
    corpus = read_corpus(folder)
    assert corpus.refused == ()
    (remark,) = corpus.remarks
    assert (remark.file, "windows-1256" in remark.text) == ("old.txt", True)
