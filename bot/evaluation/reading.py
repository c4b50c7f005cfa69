"""Read a file of questions: SQuAD's JSON, or one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ValidationError

from bot.errors import QuestionsError
from bot.evaluation.questions import Paragraph, Question, QuestionFile
from bot.text.tokens import words


def _with_words(text: str) -> str:
    if not words(text):
        raise ValueError("holds no word to look for")
    return text


def _texts(answers: object) -> object:
    """Return the bare texts of answers that come with their places, in either of SQuAD's shapes."""
    if (
        isinstance(answers, dict) and "text" in answers
    ):  # as tables have it: {"text": [...], "answer_start": [...]}
        return answers["text"]
    if isinstance(answers, list):
        return [each["text"] if isinstance(each, dict) and "text" in each else each for each in answers]
    return answers


_Searchable = Annotated[str, AfterValidator(_with_words)]


class _Row(BaseModel):
    """One line, or one question of a SQuAD paragraph."""

    question: _Searchable
    answers: Annotated[list[str] | None, BeforeValidator(_texts)] = None
    answer: str | None = None
    document: str | None = None
    title: str | None = None
    context: str | None = None
    is_impossible: bool = False

    def as_question(self, place: str, document: str | None, context: str | None) -> Question:
        given = self.answers if self.answers is not None else [self.answer or ""]
        accepted = () if self.is_impossible else tuple(each for each in given if each.strip())
        return Question(self.question, accepted, document or None, context or None, place)


class _Paragraph(BaseModel):
    context: _Searchable
    qas: list[_Row]


class _Article(BaseModel):
    title: str = ""
    paragraphs: list[_Paragraph]


class _Squad(BaseModel):
    data: list[_Article]


def read_questions(path: Path) -> QuestionFile:
    """Read SQuAD 1.1 or 2.0 (Rajpurkar et al., 2016 and 2018), or JSONL of `question` and what answers it.

    A line has `answers` or `answer` (neither, or an empty one: the bot should refuse), and may have
    `document` and `context`.  Raises QuestionsError with file, line or place, and reason; of several
    faults it names the first and counts the others.
    """
    text = _text(path)
    found = _squad(text, path) if _is_squad(text) else _lines(text, path)
    if not found.questions:
        raise QuestionsError(f"{path}: holds no question")
    return found


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise QuestionsError(f"{path}: cannot be read ({error.strerror})") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise QuestionsError(f"{path}:{line}: not UTF-8") from None


def _is_squad(text: str) -> bool:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return False  # not one JSON value: taken for one a line
    return isinstance(whole, dict) and "data" in whole


def _squad(text: str, path: Path) -> QuestionFile:
    try:
        articles = _Squad.model_validate_json(text).data
    except ValidationError as error:
        others = _and_others(error.error_count() - 1)
        raise QuestionsError(f"{path}: not in SQuAD's format: {_in_words(error)}{others}") from None
    paragraphs, questions = [], []
    for number, article in enumerate(articles, 1):
        title = article.title.strip() or f"article {number}"
        for part, paragraph in enumerate(article.paragraphs, 1):
            place = f"{title} §{part}"
            paragraphs.append(Paragraph(title, paragraph.context))
            questions += [row.as_question(place, title, paragraph.context) for row in paragraph.qas]
    return _file(questions, paragraphs)


def _lines(text: str, path: Path) -> QuestionFile:
    rows: dict[int, _Row] = {}
    faults: dict[int, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                rows[number] = _Row.model_validate_json(line)
            except ValidationError as error:
                faults[number] = _in_words(error)
    if faults:
        first = min(faults)
        raise QuestionsError(f"{path}:{first}: {faults[first]}{_and_others(len(faults) - 1)}")
    questions = (
        row.as_question(f"{path.name}:{number}", row.document, row.context) for number, row in rows.items()
    )
    paragraphs = (
        Paragraph(row.document or row.title or "", row.context)
        for row in rows.values()
        if row.context and words(row.context)
    )
    return _file(questions, paragraphs)


def _file(questions: Iterable[Question], paragraphs: Iterable[Paragraph]) -> QuestionFile:
    return QuestionFile(tuple(questions), tuple(dict.fromkeys(paragraphs)))


def _in_words(error: ValidationError) -> str:
    """Return the first thing that is wrong, and where."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return "not JSON"
    place = ".".join(map(str, first["loc"]))
    reason = first["msg"].removeprefix("Value error, ")
    return f"{place}: {reason}" if place else reason


def _and_others(count: int) -> str:
    return f" (and {count} more)" if count else ""
