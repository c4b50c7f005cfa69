"""`isnad eval`: figures and a report for questions of one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from .conftest import COFFEE, LIBRARY, Place, Ran
from .test_ask import ASKED

ROWS = [
    {"question": ASKED, "answers": ["عام 1990"], "document": "library.md"},
    {"question": "زقزقنط؟", "answers": []},
]


def figures(ran: Ran) -> dict[str, float]:
    """Return the figures of the first table."""
    assert (ran.status, ran.err) == (0, "")
    _, table, *_ = ran.out.split("\n\n")
    return {line.split()[0]: float(line.split()[1]) for line in table.splitlines()}


def lines(place: Place, rows: Sequence[Mapping[str, object]]) -> Path:
    path = place.folder / "questions.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def squad(place: Place, *contexts: str) -> Path:
    path = place.folder / "squad.json"
    qas = [{"id": "1", "question": ASKED, "answers": [{"text": "1990", "answer_start": 0}]}]
    paragraphs = [{"context": context, "qas": qas if "1990" in context else []} for context in contexts]
    content = {"data": [{"title": "المكتبة_العامة", "paragraphs": paragraphs}]}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_lines_of_json_are_measured(place: Place) -> None:
    found = figures(place.isnad("eval", lines(place, ROWS)))
    assert (found["questions"], found["hit@1"], found["mrr@10"], found["ndcg@10"]) == (2, 1, 1, 1)
    assert (found["answered"], found["right_when_answered"], found["refused"]) == (1, 1, 1)
    assert found["ms_p50"] > 0


def test_a_squad_file_is_measured(place: Place) -> None:
    assert figures(place.isnad("eval", squad(place, LIBRARY)))["hit@1"] == 1


def test_the_report_lies_in_the_data_folder_and_its_place_is_said(place: Place) -> None:
    ran = place.isnad("eval", lines(place, ROWS))
    [report] = (place.data / "eval").iterdir()
    assert report.name.endswith("-questions.html")
    assert ran.out.endswith(f"\n\nreport: data/eval/{report.name}\n")
    assert "تقرير القياس" in report.read_text(encoding="utf-8")


def test_report_and_figures_go_where_they_are_told(place: Place) -> None:
    page, figures_file = place.folder / "out" / "page.html", place.folder / "out" / "figures.json"
    ran = place.isnad("eval", lines(place, ROWS), "--report", page, "--json", figures_file)
    assert ran.out.endswith(f"report: {page}\n")
    assert "تقرير القياس" in page.read_text(encoding="utf-8")
    found = json.loads(figures_file.read_text(encoding="utf-8"))
    assert found["figures"]["hit@1"] == 1
    assert not (place.data / "eval").exists()


def test_the_paragraphs_of_a_file_can_be_its_corpus(place: Place) -> None:
    path = squad(place, COFFEE, LIBRARY)
    for each in place.corpus.iterdir():
        each.unlink()
    ran = place.isnad("eval", path, "--own-corpus")
    assert "1 documents, 2 sentences" in ran.out
    found = figures(ran)
    assert (found["hit@1"], found["document@1"]) == (1, 1)
    assert place.generations() == []


def test_others_are_asked_beside_the_bot(place: Place) -> None:
    for number in range(3):  # in two sentences, rank-bm25 weighs every word as nothing
        (place.corpus / f"{number}.txt").write_text(f"مقال {number}\n\n{COFFEE}\n", encoding="utf-8")
    ran = place.isnad("eval", lines(place, ROWS), "--compare")
    assert ran.status == 0
    rows = {line.split("  ")[0]: line.split()[-7:] for line in ran.out.splitlines() if "0." in line}
    assert rows["Isnad"][0] == "1.000"
    assert re.fullmatch(r"\d+\.\d\d", rows["Isnad"][-1]), "the index is built anew, and timed"
    assert rows["rank-bm25, str.split"][0] == "1.000"
    assert "bm25s, title" in ran.out
    assert "tantivy, title" in ran.out


def test_a_broken_file_is_one_line_with_its_name_and_line_and_nothing_is_built(place: Place) -> None:
    path = place.folder / "questions.jsonl"
    path.write_text('{"question": "أ؟"}\nnot json\n', encoding="utf-8")
    assert "questions.jsonl:2: not JSON" in place.isnad("eval", path).refusal()
    assert place.generations() == []


def test_a_corpus_without_anything_that_the_questions_are_about_is_said_to_be_that(place: Place) -> None:
    said = place.isnad("eval", lines(place, [{**ROWS[0], "document": "elsewhere.md"}])).refusal()
    assert "not one of the documents or paragraphs that its questions name is in corpus" in said
    assert not (place.data / "eval").exists()
    said = place.isnad("eval", squad(place, f"فقرة من كتاب ليس هنا، كتب في {1990}.")).refusal()
    assert "--own-corpus" in said


def test_two_corpora_at_once_are_refused_and_so_is_a_file_without_paragraphs(place: Place) -> None:
    path = lines(place, ROWS)
    assert "exclude each other" in place.isnad("eval", path, "--corpus", "x", "--own-corpus").refusal()
    assert "brings no paragraphs" in place.isnad("eval", path, "--own-corpus").refusal()


def test_a_report_that_cannot_be_written_is_one_line(place: Place) -> None:
    path = lines(place, ROWS)
    assert "cannot be written" in place.isnad("eval", path, "--report", path / "page.html").refusal()
