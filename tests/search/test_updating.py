"""An index that follows its corpus is the one that a build from nothing would have made."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents import Reading, Refusal
from bot.search.analysing import Wanted, analysed
from bot.search.corpus import look, read_file
from bot.search.generations import Order, refresh
from bot.search.index import Index
from bot.search.joining import Run
from bot.search.merging import merged
from bot.search.store import Manifest
from bot.search.updating import made
from tests.golden.questions import CORPUS

from .folders import COFFEE, LIBRARY, PALM, open_current, put

TEXTS = (
    COFFEE,
    f"# المكتبة\n\n{LIBRARY}\n\n# النخلة\n\n{PALM}",
    f"# النخلة\n\n{PALM} {COFFEE}",
    "في على من.",
    "Vermeer رسم سنة 1665 ﷺ لوحةً، ثمّ رسم أُخرى في أمستردام بعد عشرين عامًا من ذلك.",
    f"{LIBRARY.replace('المكتبة', 'المَكْتَبة')} {LIBRARY}",
    "",
)
STATES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(TEXTS), min_size=1)
_clock = count(10**9)


def put_exactly(folder: Path, state: dict[str, str]) -> None:
    """Make a folder hold these files and no others; what is as it was is left alone."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.stem not in state:
            path.unlink()
    for name, text in {"z": PALM, **state}.items():
        path = folder / f"{name}.md"
        content = f"---\ntitle: {name} القهوة\n---\n{text}\n"
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            moment = next(_clock)
            os.utime(path, ns=(moment, moment))


def undated(manifest: Manifest) -> Manifest:
    """Return a manifest without the times of its files: one that was only touched keeps its old one."""
    return replace(manifest, files=tuple(replace(file, modified_ns=0) for file in manifest.files))


def assert_same(one: Index, other: Index) -> None:
    assert undated(one.manifest) == undated(other.manifest)
    assert one.arrays.keys() == other.arrays.keys()
    for name, array in one.arrays.items():
        assert array.dtype == other.arrays[name].dtype, name
        np.testing.assert_array_equal(array, other.arrays[name], err_msg=name)


@settings(max_examples=25, deadline=None)
@given(st.lists(STATES, min_size=2, max_size=4))
def test_after_any_additions_changes_and_removals_it_is_the_same_to_the_last_bit(
    states: list[dict[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        corpus, shelf = Path(place, "corpus"), Path(place, "shelf")
        for number, state in enumerate(states):
            put_exactly(corpus, state)
            refresh(corpus, shelf, order=Order.CONFIRMED)
            anew = Path(place, str(number))
            made(corpus, look(corpus), None, anew)
            assert_same(open_current(shelf), Index.open(anew))


def test_the_sample_corpus_in_parts_of_several_processes_is_the_one_in_one_part() -> None:
    wanted = [Wanted(name, seen) for name, seen in look(CORPUS).items()]
    alone, together = (analysed(CORPUS, wanted, lambda _: None, processes) for processes in (1, 3))
    assert len(together.parts) == 3
    one, other = (
        dict(merged(taken.parts, [Run(f.part, f.documents) for _, f in sorted(taken.files.items())]))
        for taken in (alone, together)
    )
    assert one.keys() == other.keys()
    for name, array in one.items():
        np.testing.assert_array_equal(array, other[name], err_msg=name)


def test_a_file_of_the_same_size_and_time_is_not_opened(tmp_path: Path) -> None:
    corpus, shelf = put(tmp_path / "corpus", coffee=COFFEE, library=LIBRARY), tmp_path / "shelf"
    refresh(corpus, shelf)
    path = corpus / "coffee.md"
    times = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("اليمن", "الهند"), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    put(corpus, library=f"{LIBRARY} {PALM}")
    refresh(corpus, shelf)
    assert [passage.text for passage in open_current(shelf).all_passages()] == [COFFEE, LIBRARY, PALM]


def test_a_file_that_holds_what_it_held_is_not_read_again(tmp_path: Path) -> None:
    def reader(_content: bytes, _name: str) -> Reading:
        raise AssertionError("it was read")

    corpus = put(tmp_path / "corpus", coffee=COFFEE)
    known = made(corpus, look(corpus), None, tmp_path / "index").files[0]
    os.utime(corpus / "coffee.md", (1, 1))
    seen = look(corpus)["coffee.md"]
    found = read_file(corpus, "coffee.md", seen, reader, known)
    assert found.is_known
    assert found.state is not None
    assert found.state.looks_like(seen)
    assert (found.state.digest, found.state.documents) == (known.digest, 1)


def test_what_was_refused_in_a_file_is_still_told_when_other_files_change(tmp_path: Path) -> None:
    corpus, shelf = put(tmp_path / "corpus", coffee=COFFEE), tmp_path / "shelf"
    (corpus / "broken.md").write_bytes(b"\xff")
    (corpus / "rows.jsonl").write_text(
        '{"question": "أين القهوة؟", "answer": "في اليمن."}\n{', encoding="utf-8"
    )
    refused = refresh(corpus, shelf).refused
    put(corpus, palm=PALM)
    assert refresh(corpus, shelf).refused == refused
    assert [(each.file, each.partial) for each in refused] == [("broken.md", False), ("rows.jsonl", True)]
    assert isinstance(refused[0], Refusal)


def test_progress_of_a_refresh_only_grows_and_ends_at_the_end(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    made(CORPUS, look(CORPUS), None, tmp_path / "index", lambda done, of: heard.append((done, of)))
    assert [done for done, _ in heard] == sorted({done for done, _ in heard})
    assert len({of for _, of in heard}) == 1
    assert heard[-1][0] == heard[-1][1]


def test_nothing_is_taken_over_from_an_index_that_other_code_made(tmp_path: Path) -> None:
    corpus = put(tmp_path / "corpus", coffee=COFFEE)
    made(corpus, look(corpus), None, tmp_path / "first")
    path = corpus / "coffee.md"
    times = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("اليمن", "الهند"), encoding="utf-8")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    ours = Index.open(tmp_path / "first")
    assert made(corpus, look(corpus), ours, tmp_path / "second") == ours.manifest
    theirs = Index(ours.arrays, replace(ours.manifest, recipe="other"))
    made(corpus, look(corpus), theirs, tmp_path / "third")
    assert "الهند" in Index.open(tmp_path / "third").text(0)
