"""`isnad eval`: figures for questions of one's own."""

from __future__ import annotations

import json

from .conftest import LIBRARY, Place, Ran
from .test_ask import ASKED


def figures(ran: Ran) -> dict[str, float]:
    assert (ran.status, ran.err) == (0, "")
    return {name: float(value) for name, value in (line.split() for line in ran.out.splitlines())}


def test_lines_of_json_are_measured(place: Place) -> None:
    path = place.folder / "questions.jsonl"
    rows = [
        {"question": ASKED, "answers": ["عام 1990"], "document": "library.md"},
        {"question": "زقزقنط؟", "answers": []},
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    found = figures(place.isnad("eval", path))
    assert (found["questions"], found["hit@1"], found["mrr@10"]) == (2, 1, 1)
    assert found["refused_when_unanswerable"] == 1


def test_a_squad_file_is_measured(place: Place) -> None:
    path = place.folder / "squad.json"
    qas = [{"id": "1", "question": ASKED, "answers": [{"text": "1990", "answer_start": 0}]}]
    content = {"data": [{"title": "x", "paragraphs": [{"context": LIBRARY, "qas": qas}]}]}
    path.write_text(json.dumps(content), encoding="utf-8")
    assert figures(place.isnad("eval", path))["hit@1"] == 1


def test_a_broken_file_is_one_line_with_its_name_and_line_and_nothing_is_built(place: Place) -> None:
    path = place.folder / "questions.jsonl"
    path.write_text('{"question": "أ؟"}\nnot json\n', encoding="utf-8")
    assert "questions.jsonl:2: not JSON" in place.isnad("eval", path).refusal()
    assert place.generations() == []
