"""`isnad index`: what was read, what changed, and what was refused and why."""

from __future__ import annotations

import os

from .conftest import LIBRARY, Place
from .test_ask import ASKED


def test_a_bad_file_is_named_with_its_line_and_reason_and_the_good_ones_answer(place: Place) -> None:
    (place.corpus / "old.txt").write_bytes("سطر\n".encode() + "عربي".encode("windows-1256"))
    (place.corpus / "scan.png").write_bytes(b"\x89PNG")
    ran = place.isnad("index")
    assert (ran.status, ran.err) == (0, "")
    totals, *refused = ran.out.splitlines()
    assert totals.startswith(
        "2 files, 2 documents, 2 sentences (2 added, 0 changed, 0 removed, 2 refused) in "
    )
    assert refused[0] == "refused: old.txt:2: الترميز ليس UTF-8 (not UTF-8)"
    assert refused[1].startswith("refused: scan.png: ")
    (found,) = place.isnad("ask", "--json", ASKED).answers()
    assert found["answer"] == LIBRARY


def test_the_index_is_built_once_and_then_opened_until_the_corpus_changes(place: Place) -> None:
    place.isnad("index")
    built = place.generations()
    assert len(built) == 1
    assert "0 added, 0 changed, 0 removed" in place.isnad("index").out
    place.isnad("ask", "--json", ASKED).answers()
    assert place.generations() == built
    (place.corpus / "coffee.txt").unlink()
    assert "1 files, 1 documents, 1 sentences (0 added, 0 changed, 1 removed" in place.isnad("index").out
    assert len(place.generations()) == 2


def test_a_wrong_line_and_an_old_encoding_are_told_each_time_though_nothing_is_built_again(
    place: Place,
) -> None:
    table = "سؤال,جواب\nمن بنى الجسر؟,بنت الجسر المهندسة هدى عام 2003.\nزائد,في,السطر\n"
    (place.corpus / "faq.csv").write_bytes(table.encode("windows-1256"))
    told = [place.isnad("index").out.splitlines() for _ in range(2)]
    for totals, refused, note in told:
        assert totals.startswith("3 files, 3 documents, 3 sentences (")
        assert refused.startswith("refused: faq.csv:3: ")
        assert note == "note: faq.csv: قُرئ بترميز windows-1256 (read as windows-1256)"
    assert len(place.generations()) == 1
    (found,) = place.isnad("ask", "--json", "من بنى الجسر؟").answers()
    assert found["answer"] == "بنت الجسر المهندسة هدى عام 2003."
    assert found["passages"][0]["document"] == "faq.csv#1"


def test_an_index_that_rotted_is_told_by_check_and_built_again_by_the_next_who_needs_it(place: Place) -> None:
    place.isnad("index")
    assert place.isnad("check").out == "the index is whole: 2 documents, 2 sentences\n"
    (arrays,) = place.data.glob("index/*/*/arrays")
    times, content = arrays.stat(), arrays.read_bytes()
    arrays.write_bytes(content.replace(LIBRARY.encode(), LIBRARY.encode().replace(b"1", b"2")))
    os.utime(arrays, ns=(times.st_atime_ns, times.st_mtime_ns))
    ran = place.isnad("check")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("isnad: the index is damaged: ")
    ran = place.isnad("ask", ASKED)
    assert "built again from the corpus" in ran.err
    assert LIBRARY in ran.out
    assert place.isnad("check").status == 0


def test_check_without_an_index_says_so(place: Place) -> None:
    ran = place.isnad("check")
    assert ran.status == 2
    assert "no index was built yet" in ran.err
