"""Indexes on disk: built when the corpus changed, whole or not at all, the old one serving until then."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.documents import Refusal, ReloadReport
from bot.errors import CorpusError, IndexUnusableError
from bot.journey import answer
from bot.search.generations import refresh, shelf
from bot.search.library import open_index
from bot.search.serving import KEPT, current

from .folders import COFFEE, COFFEE_ASKED, LIBRARY, LIBRARY_ASKED, PALM, PALM_ASKED, open_current, put


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return put(tmp_path / "corpus", coffee=COFFEE, library=LIBRARY)


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    return shelf(tmp_path / "data", corpus)


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def changes(report: ReloadReport) -> dict[str, tuple[str, ...]]:
    return {"added": report.added, "changed": report.changed, "removed": report.removed}


def first_sentence(folder: Path, question: str) -> str:
    return answer(question, open_current(folder)).passages[0].text


def test_the_first_build_reports_every_file_as_added(corpus: Path, folder: Path) -> None:
    report = refresh(corpus, folder)
    assert changes(report) == {"added": ("coffee.md", "library.md"), "changed": (), "removed": ()}
    assert (report.files, report.documents, report.sentences, report.refused) == (2, 2, 2, ())
    assert report.seconds > 0


def test_nothing_is_built_when_nothing_changed(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    serving = current(folder)
    report = refresh(corpus, folder)
    assert changes(report) == {"added": (), "changed": (), "removed": ()}
    assert (report.files, report.documents, report.sentences) == (2, 2, 2)
    assert current(folder) == serving
    assert len(generations(folder)) == 1


def test_nothing_is_built_when_files_were_only_touched(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    os.utime(corpus / "coffee.md", (1, 1))
    assert changes(refresh(corpus, folder)) == {"added": (), "changed": (), "removed": ()}
    assert len(generations(folder)) == 1


def test_what_was_added_changed_and_removed_is_reported_and_served(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    put(corpus, palm=PALM, coffee=COFFEE.replace("اليمن", "الحبشة"))
    (corpus / "library.md").unlink()
    report = refresh(corpus, folder)
    assert changes(report) == {"added": ("palm.md",), "changed": ("coffee.md",), "removed": ("library.md",)}
    assert first_sentence(folder, PALM_ASKED) == PALM
    assert "الحبشة" in first_sentence(folder, COFFEE_ASKED)
    assert {source.document for source in open_current(folder).sources} == {"coffee.md", "palm.md"}


def test_a_change_of_the_same_size_and_a_later_time_is_seen(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    path = corpus / "library.md"
    path.write_text(path.read_text(encoding="utf-8").replace("1990", "1991"), encoding="utf-8")
    os.utime(path, ns=(0, time.time_ns() + 10**9))
    assert refresh(corpus, folder).changed == ("library.md",)


def test_a_refused_file_is_reported_each_time_but_never_as_added(corpus: Path, folder: Path) -> None:
    (corpus / "scan.pdf").write_bytes(b"%PDF")
    (corpus / "broken.md").write_text("---\ntitle: [\n---\nنص", encoding="utf-8")
    built, again = refresh(corpus, folder), refresh(corpus, folder)
    assert built.refused == again.refused
    assert [(each.file, each.line) for each in built.refused] == [("broken.md", 2), ("scan.pdf", None)]
    assert built.added == ("coffee.md", "library.md")
    assert built.files == again.files == 2
    assert len(generations(folder)) == 1


def test_a_file_that_breaks_is_removed_and_refused_and_added_when_it_is_mended(
    corpus: Path, folder: Path
) -> None:
    refresh(corpus, folder)
    (corpus / "coffee.md").write_bytes(b"\xff")
    broken = refresh(corpus, folder)
    assert changes(broken) == {"added": (), "changed": (), "removed": ("coffee.md",)}
    assert broken.refused == (Refusal("coffee.md", "الترميز ليس UTF-8 (not UTF-8)", 1),)
    put(corpus, coffee=COFFEE)
    assert changes(refresh(corpus, folder)) == {"added": ("coffee.md",), "changed": (), "removed": ()}


def test_a_file_whose_name_is_not_utf8_harms_no_build(corpus: Path, folder: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(corpus) + b"/\xc7.md")).write_text("نص.", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    for _ in range(2):
        assert [each.file for each in refresh(corpus, folder).refused] == ["?.md"]
    assert len(generations(folder)) == 1


def cut_the_arrays(generation: Path) -> None:
    path = generation / "arrays"
    path.write_bytes(path.read_bytes()[:-1])


def lose_the_arrays(generation: Path) -> None:
    (generation / "arrays").unlink()


def flip_a_byte_of_the_text(generation: Path) -> None:
    path = generation / "arrays"
    content = path.read_bytes()
    place = content.index(LIBRARY.encode())
    path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])


def cut_the_manifest(generation: Path) -> None:
    path = generation / "manifest.json"
    path.write_bytes(path.read_bytes()[:-5])


def empty_the_manifest(generation: Path) -> None:
    (generation / "manifest.json").write_text("[]", encoding="utf-8")


def lose_the_manifest(generation: Path) -> None:
    (generation / "manifest.json").unlink()


def lose_the_generation(generation: Path) -> None:
    for path in generation.iterdir():
        path.unlink()
    generation.rmdir()


def spoil_the_name_of_the_current_one(generation: Path) -> None:
    (generation.parent / "current").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize(
    "damage",
    [
        cut_the_arrays,
        lose_the_arrays,
        flip_a_byte_of_the_text,
        cut_the_manifest,
        empty_the_manifest,
        lose_the_manifest,
        lose_the_generation,
        spoil_the_name_of_the_current_one,
    ],
)
def test_a_damaged_index_is_built_again_from_the_corpus(
    damage: Callable[[Path], None], corpus: Path, folder: Path, tmp_path: Path
) -> None:
    refresh(corpus, folder)
    serving = current(folder)
    assert serving is not None
    damage(serving)
    with pytest.raises(IndexUnusableError):
        open_current(folder)
    index = open_index(corpus, tmp_path / "data")
    assert answer(LIBRARY_ASKED, index).passages[0].text == LIBRARY
    assert current(folder) != serving


def test_whoever_builds_a_damaged_index_again_says_so_in_one_line(
    corpus: Path, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    refresh(corpus, folder)
    serving = current(folder)
    assert serving is not None
    flip_a_byte_of_the_text(serving)
    refresh(corpus, folder)
    assert caplog.messages == [f"the index is damaged: {serving} (text): built again from the corpus"]


def test_what_rotted_unseen_is_not_taken_over_into_the_next_index(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    serving = current(folder)
    assert serving is not None
    times = (serving / "arrays").stat()
    flip_a_byte_of_the_text(serving)
    os.utime(serving / "arrays", ns=(times.st_atime_ns, times.st_mtime_ns))
    put(corpus, palm=PALM)
    refresh(corpus, folder)
    assert first_sentence(folder, LIBRARY_ASKED) == LIBRARY


def test_a_corpus_that_cannot_be_served_leaves_the_old_index_serving(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    serving = current(folder)
    for path in corpus.iterdir():
        path.write_bytes(b"\xff")
    with pytest.raises(CorpusError, match=r"coffee\.md:1"):
        refresh(corpus, folder)
    assert current(folder) == serving
    assert first_sentence(folder, COFFEE_ASKED) == COFFEE


def test_an_index_that_cannot_be_named_the_current_one_leaves_nothing_behind(
    corpus: Path, folder: Path
) -> None:
    refresh(corpus, folder)
    before = generations(folder)
    (folder / "current").unlink()
    (folder / "current" / "in the way").mkdir(parents=True)  # the last step fails: no file replaces a folder
    put(corpus, palm=PALM)
    with pytest.raises(CorpusError, match="cannot be written"):
        refresh(corpus, folder)
    assert generations(folder) == sorted([*before, "current"])


@pytest.mark.parametrize("blocked", ["data", "data/index"])
def test_a_data_folder_that_is_a_file_is_one_clear_error(corpus: Path, tmp_path: Path, blocked: str) -> None:
    path = tmp_path / blocked
    path.parent.mkdir(exist_ok=True)
    path.touch()
    with pytest.raises(CorpusError, match="cannot be written") as caught:
        open_index(corpus, tmp_path / "data")
    assert "\n" not in str(caught.value)


def test_only_the_last_generations_are_kept_and_the_serving_one_is_among_them(
    corpus: Path, folder: Path
) -> None:
    served = []
    for number in range(KEPT + 2):
        put(corpus, palm=f"{PALM} {number}.")
        refresh(corpus, folder)
        serving = current(folder)
        assert serving is not None
        served.append(serving.name)
    assert generations(folder) == served[-KEPT:]


def test_an_index_taken_before_still_answers_when_its_folder_is_gone(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    taken = open_current(folder)
    for number in range(KEPT + 1):
        put(corpus, palm=f"{PALM} {number}.")
        refresh(corpus, folder)
    assert answer(COFFEE_ASKED, taken).passages[0].text == COFFEE
    assert len(taken) == 2


def test_what_a_killed_build_left_is_tidied_away_by_the_next(corpus: Path, folder: Path) -> None:
    (folder / f"{1:020d}-1").mkdir(parents=True)
    refresh(corpus, folder)
    serving = current(folder)
    assert serving is not None
    assert generations(folder) == [serving.name]


def test_builders_side_by_side_leave_one_whole_index(corpus: Path, folder: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as processes, ThreadPoolExecutor(2) as threads:
        work = [pool.submit(refresh, corpus, folder) for pool in (processes, threads) for _ in range(2)]
        reports = [each.result() for each in work]
    assert {report.sentences for report in reports} == {2}
    assert first_sentence(folder, COFFEE_ASKED) == COFFEE
    assert len(generations(folder)) <= KEPT
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "building",
        "changing",
        "current",
    ]


def test_each_corpus_has_a_shelf_of_its_own_by_its_real_path(corpus: Path, tmp_path: Path) -> None:
    other = put(tmp_path / "elsewhere" / "corpus", palm=PALM)
    link = tmp_path / "link"
    link.symlink_to(corpus)
    data = tmp_path / "data"
    assert shelf(data, corpus) != shelf(data, other)
    assert shelf(data, corpus) == shelf(data, link) == shelf(data, corpus / ".." / "corpus")
