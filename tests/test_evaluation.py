"""The figures of `isnad eval`: what counts as a hit, and which files of questions can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import QuestionsError
from bot.evaluation import Question, evaluate, read_questions
from bot.records import Answer, Passage, Quote, Silence


def question(*answers: str, document: str | None = "a.md", context: str | None = None) -> Question:
    return Question("سؤال؟", answers, document, context)


def answered(*texts: str, document: str = "a.md", silent: bool = False) -> Answer:
    passages = tuple(
        Passage(document, "عنوان", None, None, None, text, 0, len(text), 1.0 / place)
        for place, text in enumerate(texts, 1)
    )
    return Answer(
        question="سؤال؟",
        folded="سوال",
        passages=passages,
        confidence=0.5,
        quote=None if silent else Quote("", texts[0], ""),
        highlight=None,
        citations=(),
        silence=Silence.NOT_FOUND if silent else None,
        elapsed_ms=2.0,
    )


def test_ranks_of_the_first_hit_make_the_figures() -> None:
    given = {
        "أول": answered("في بيروت", "آخر"),
        "ثان": answered("لا", "في بيروت"),
        "رابع": answered("لا", "لا", "لا", "في بيروت", silent=True),
        "أبدًا": answered("لا", silent=True),
    }
    questions = [Question(text, ("بيروت",), "a.md", None) for text in given]
    figures = evaluate(questions, lambda text, _top: given[text])
    assert figures["hit@1"] == 1 / 4
    assert figures["hit@3"] == 2 / 4
    assert figures["hit@5"] == 3 / 4
    assert figures["mrr@10"] == pytest.approx((1 + 1 / 2 + 1 / 4 + 0) / 4)
    assert figures["answered"] == 2 / 4
    assert figures["right_when_answered"] == 1 / 2
    assert figures["ms"] == pytest.approx(2.0)
    assert figures["questions"] == 4


def test_questions_without_an_answer_count_only_as_rightly_refused() -> None:
    figures = evaluate([question()], lambda _text, _top: answered("لا", silent=True))
    assert figures["refused_when_unanswerable"] == 1.0
    assert "hit@1" not in figures
    figures = evaluate([question()], lambda _text, _top: answered("لا"))
    assert figures["refused_when_unanswerable"] == 0.0


@pytest.mark.parametrize(
    ("asked", "found", "hit"),
    [
        (question("بيروت"), answered("وُلد في بَيـروت."), True),
        (question("مدرسة"), answered("في مدرسه قديمة"), True),
        (question("٢٫٥"), answered("بلغ 2.5 كلم"), True),
        (question("بيروت"), answered("بيروتي الأصل"), False),
        (question("بيروت"), answered("في بيروت", document="b.md"), False),
        (question("بيروت", document=None), answered("في بيروت", document="b.md"), True),
        (question("لا", "بيروت"), answered("في بيروت"), True),
        (question("بيروت", document=None, context="ولد في بيروت سنة 1900"), answered("في بيروت"), True),
        (question("بيروت", document=None, context="مدينة أخرى"), answered("في بيروت"), False),
    ],
)
def test_a_passage_hits_when_it_stands_in_the_right_place_and_says_the_answer(
    asked: Question,
    found: Answer,
    hit: bool,  # noqa: FBT001
) -> None:
    assert evaluate([asked], lambda _text, _top: found)["hit@1"] == float(hit)


def test_lines_of_json_are_read_with_their_answers_in_any_of_the_known_shapes(tmp_path: Path) -> None:
    rows = [
        {"question": "أ؟", "answers": ["x", {"text": "y"}], "document": "a.md"},
        {"question": "ب؟", "answer": "z", "context": "سياق"},
        {"question": "ج؟", "answer": None},
        {"question": "د؟"},
    ]
    path = tmp_path / "questions.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n\n".join(lines).encode())
    assert read_questions(path) == [
        Question("أ؟", ("x", "y"), "a.md", None),
        Question("ب؟", ("z",), None, "سياق"),
        Question("ج؟", (), None, None),
        Question("د؟", (), None, None),
    ]


def test_a_squad_file_is_read_with_its_paragraphs_and_impossible_questions(tmp_path: Path) -> None:
    paragraph = {
        "context": "سياق",
        "qas": [
            {"question": "أ؟", "answers": [{"text": "x", "answer_start": 0}]},
            {"question": "ب؟", "answers": [{"text": "x"}], "is_impossible": True},
        ],
    }
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": [{"paragraphs": [paragraph]}]}, indent=1), encoding="utf-8")
    assert read_questions(path) == [Question("أ؟", ("x",), None, "سياق"), Question("ب؟", (), None, "سياق")]


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
