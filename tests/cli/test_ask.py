"""`isnad ask`: a question in, an answer out, for people and for programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import COFFEE, LIBRARY, ROOT, Place

ASKED = "متى افتتحت المكتبة العامة؟"
NEWS = ROOT.parent / "shared" / "news"


def test_the_keys_of_an_answer_and_their_order_are_a_contract(shared_place: Place) -> None:
    (found,) = shared_place.isnad("ask", "--json", ASKED).answers()
    assert list(found) == [
        "question",
        "answered",
        "answer",
        "highlight",
        "confidence",
        "passages",
        "elapsed_ms",
    ]
    first = found["passages"][0]
    assert list(first) == ["document", "title", "url", "text", "start", "end", "score"]
    assert (found["question"], found["answered"], found["answer"]) == (ASKED, True, LIBRARY)
    assert (first["document"], first["title"]) == ("library.md", "المكتبة العامة")
    assert (first["url"], first["text"]) == ("https://example.org/library", LIBRARY)
    assert LIBRARY[first["start"] : first["end"]] == LIBRARY
    assert 0 < found["confidence"] <= 1
    assert found["elapsed_ms"] > 0


def test_a_python_of_its_own_in_a_bare_locale_prints_the_same(shared_place: Place) -> None:
    """The other commands here are forked from a process that has loaded them."""
    arguments, bare = ["ask", ASKED], {"PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        check=True,
        cwd=shared_place.folder,
        env=bare,
    )
    assert (done.stdout.decode(), done.stderr) == (shared_place.isnad(*arguments).out, b"")


def test_words_on_the_command_line_are_one_question_and_top_limits_the_passages(shared_place: Place) -> None:
    (found,) = shared_place.isnad("ask", "--json", "--top", "1", "القهوة", "المكتبة").answers()
    assert found["question"] == "القهوة المكتبة"
    assert len(found["passages"]) == 1


def test_questions_in_quotes_on_the_command_line_are_answered_one_each(shared_place: Place) -> None:
    other = "ما القهوة؟"
    found = shared_place.isnad("ask", "--json", ASKED, other).answers()
    assert [each["question"] for each in found] == [ASKED, other]
    assert found[0]["answer"] == LIBRARY


def test_no_line_goes_on_from_the_one_before_it(shared_place: Place) -> None:
    follow_up = "وأين تقع؟"
    (alone,) = shared_place.isnad("ask", "--json", follow_up).answers()
    _, after = shared_place.isnad("ask", "--json", lines=f"{ASKED}\n{follow_up}\n").answers()
    for answer in (alone, after):
        answer.pop("elapsed_ms")
    assert after == alone


STRANGE = [
    "",
    "   ",
    "😀🎉👩‍👩‍👧",
    '<b>متى</b> افتتحت <script>المكتبة</script> & &amp; "العامة"؟',
    "**متى** افتتحت _المكتبة_ [العامة](https://x.y)؟ `rm -rf`",
    "\u202eمتى افتتحت\u2066 المكتبة\u200f العامة؟\u202c",
    "متى افتتحت المكتبة العامة؟ " * 200,
    "ا" * 5_000,
    "\0 \x07 \x1b[31mمتى",
    "\u2028\u2029\x85\x0b\x0c",
    "من من من ما هو في على",
    "SELECT * FROM passages; -- '\"",
]


def test_each_line_of_input_is_one_answer_whatever_it_holds(shared_place: Place) -> None:
    assert any(len(line) >= 5_000 for line in STRANGE)
    lines = "\n".join([*STRANGE, f"{ASKED}\r"]).encode() + b"\n\xff\xfe\n"
    *found, broken = shared_place.isnad("ask", "--json", lines=lines).answers()
    assert [each["question"] for each in found] == [*STRANGE, ASKED]
    assert broken["answered"] is False
    assert found[-1]["answer"] == LIBRARY
    for each in found:
        assert (each["answer"] is None) == (not each["answered"])
        assert all(passage["text"] in LIBRARY + COFFEE for passage in each["passages"])
    by_question = {each["question"]: each for each in found}
    assert not by_question["😀🎉👩‍👩‍👧"]["passages"]
    dressed = "\u202eمتى افتتحت\u2066 المكتبة\u200f العامة؟\u202c"
    assert by_question[dressed]["answer"] == LIBRARY


@pytest.mark.parametrize(
    "arguments", [["--top", "0", "س"], ["--colour", "red", "س"]], ids=["bad value", "unknown"]
)
def test_a_wrong_option_ends_with_2_and_how_to_write_it(shared_place: Place, arguments: list[str]) -> None:
    ran = shared_place.isnad("ask", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert "Usage" in ran.err
    assert "Traceback" not in ran.err


def test_a_person_reads_the_sentence_and_its_source(shared_place: Place) -> None:
    ran = shared_place.isnad("ask", ASKED)
    assert (ran.status, ran.err) == (0, "")
    sentence, source, *_ = ran.out.splitlines()
    assert sentence == LIBRARY
    assert source.strip() == "[1] المكتبة العامة — 2024-05-01 — https://example.org/library — library.md"


def test_a_person_is_told_what_was_looked_for_and_a_program_finds_its_question_as_it_was(
    shared_place: Place,
) -> None:
    slipped = "متى افتتحت المكتبة العاامة؟"
    assert shared_place.isnad("ask", slipped).out.splitlines()[:2] == [
        f"بحثت عن: {ASKED} (Searched for this instead.)",
        LIBRARY,
    ]
    (found,) = shared_place.isnad("ask", "--json", slipped).answers()
    assert (found["question"], found["answer"]) == (slipped, LIBRARY)
    assert "searched" not in found


def test_a_person_is_told_when_the_documents_do_not_answer(shared_place: Place) -> None:
    ran = shared_place.isnad("ask", "زقزقنط؟")
    assert ran.status == 0
    assert ran.out.startswith("لم أجد")
    assert "[1]" not in ran.out


def test_the_news_article_is_cited_with_the_volume_of_trade(place: Place) -> None:
    if not NEWS.is_dir():
        pytest.skip(f"NOT CHECKED: no article at {NEWS}")
    question = "كم بلغ حجم التبادل التجاري بين البلدين في 2021؟"
    (found,) = place.isnad("ask", "--corpus", NEWS, "--json", question).answers()
    assert found["answered"]
    assert "2.49" in found["answer"]
    (source,) = NEWS.iterdir()
    assert found["answer"] in source.read_text(encoding="utf-8")


def test_the_corpus_may_be_named_by_an_option_or_a_setting(place: Place, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    place.corpus.rename(elsewhere)
    (by_option,) = place.isnad("ask", "--corpus", elsewhere, "--json", ASKED).answers()
    (by_setting,) = place.isnad(
        "ask", "--json", ASKED, settings={"ISNAD_CORPUS_DIR": str(elsewhere)}
    ).answers()
    assert by_option["answer"] == by_setting["answer"] == LIBRARY
    assert len(place.generations()) == 1
