"""Which files of questions can be read, and how the others are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import QuestionsError
from bot.evaluation.questions import Paragraph, Question
from bot.evaluation.reading import read_questions


def written(path: Path, rows: object, *, lines: bool = True) -> Path:
    content = (
        "\n".join(map(json.dumps, rows)) if lines and isinstance(rows, list) else json.dumps(rows, indent=1)
    )
    path.write_text(content, encoding="utf-8")
    return path


def test_lines_of_json_are_read_with_their_answers_in_any_of_the_known_shapes(tmp_path: Path) -> None:
    rows = [
        {"question": "أ؟", "answers": ["x", {"text": "y"}], "document": "a.md"},
        {"question": "ب؟", "answer": "z", "context": "سياق"},
        {"question": "ج؟", "answers": {"text": ["x"], "answer_start": [0]}},
    ]
    path = tmp_path / "questions.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n\n".join(lines).encode())
    found = read_questions(path)
    assert found.questions == (
        Question("أ؟", ("x", "y"), "a.md", None, "questions.jsonl:1"),
        Question("ب؟", ("z",), None, "سياق", "questions.jsonl:3"),
        Question("ج؟", ("x",), None, None, "questions.jsonl:5"),
    )
    assert found.paragraphs == (Paragraph("", "سياق"),)


@pytest.mark.parametrize(
    "rest",
    [
        {},
        {"answer": None},
        {"answer": ""},
        {"answers": []},
        {"answers": [" "]},
        {"answers": {"text": []}},
        {"answer": "x", "is_impossible": True},
    ],
)
def test_a_question_without_an_answer_should_be_refused(tmp_path: Path, rest: dict[str, object]) -> None:
    path = written(tmp_path / "questions.jsonl", [{"question": "أ؟", **rest}])
    [question] = read_questions(path).questions
    assert not question.answerable


def test_a_squad_file_is_read_with_its_paragraphs_and_impossible_questions(tmp_path: Path) -> None:
    paragraph = {
        "context": "سياق",
        "qas": [
            {"id": "1", "question": "أ؟", "answers": [{"text": "x", "answer_start": 0}]},
            {"id": "2", "question": "ب؟", "answers": [{"text": "x"}], "is_impossible": True},
        ],
    }
    bare = {"context": "سياق بلا أسئلة", "qas": []}
    whole = {"version": "2.0", "data": [{"title": "عنوان", "paragraphs": [paragraph, bare]}]}
    found = read_questions(written(tmp_path / "squad.json", whole, lines=False))
    assert found.questions == (
        Question("أ؟", ("x",), "عنوان", "سياق", "عنوان §1"),
        Question("ب؟", (), "عنوان", "سياق", "عنوان §1"),
    )
    assert found.paragraphs == (Paragraph("عنوان", "سياق"), Paragraph("عنوان", "سياق بلا أسئلة"))


def test_a_paragraph_that_many_questions_share_is_kept_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [{"question": "أ؟", "context": each, "document": "a.md"} for each in ("واحد", "اثنان", "واحد")]
    found = read_questions(written(tmp_path / "questions.jsonl", rows))
    assert found.paragraphs == (Paragraph("a.md", "واحد"), Paragraph("a.md", "اثنان"))


def refusal(path: Path, content: bytes | str) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(QuestionsError) as caught:
        read_questions(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


GOOD = '{"question": "أ؟", "answer": "x"}\n'


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (GOOD + "not json\n", ":2"),
        (GOOD + "\n[1, 2]\n", ":3"),
        (GOOD + '{"answer": "x"}\n', ":2"),
        (GOOD + '{"question": 5}\n', ":2"),
        (GOOD + '{"question": " ؟"}\n', ":2"),
        (GOOD + '{"question": "أ؟", "answers": 7}\n', ":2"),
        (GOOD + '{"question": "أ؟", "answers": "x"}\n', ":2"),
        (GOOD + '{"question": "أ؟", "answers": [{"start": 1}]}\n', ":2"),
        (GOOD.encode() + b"\xff\n", ":2"),
        ("", ""),
        ("\n \n", ""),
        ('{"data": []}', ""),
        ('{"data": [{"paragraphs": [{"qas": [{"question": "x", "answers": []}]}]}]}', ""),
        ('{"data": 5}', ""),
        ("[" * 100_000, ":1"),
    ],
)
def test_a_file_that_is_no_list_of_questions_is_refused_with_its_name_and_line(
    tmp_path: Path, content: bytes | str, place: str
) -> None:
    path = tmp_path / "questions.jsonl"
    assert refusal(path, content).startswith(f"{path}{place}: ")


def test_a_file_that_is_not_there_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="nowhere"):
        read_questions(tmp_path / "nowhere.jsonl")
    with pytest.raises(QuestionsError, match=str(tmp_path)):
        read_questions(tmp_path)


def test_of_several_bad_lines_the_first_is_named_and_the_others_are_counted(tmp_path: Path) -> None:
    said = refusal(tmp_path / "questions.jsonl", GOOD + "not json\n" + GOOD + '{"answer": 1}\n{}\n')
    assert said.endswith("questions.jsonl:2: not JSON (and 2 more)")


def test_a_fault_in_a_squad_file_is_named_with_its_place(tmp_path: Path) -> None:
    said = refusal(
        tmp_path / "s.json", '{"data": [{"paragraphs": [{"context": "سياق", "qas": [{"id": 1}]}]}]}'
    )
    assert "data.0.paragraphs.0.qas.0.question: Field required" in said
