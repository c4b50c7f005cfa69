"""Measure the bot on questions whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.errors import QuestionsError
from bot.records import Answer, Passage
from bot.text.tokens import words

DEPTH = 10
SHARED = 0.8
"""A passage is taken to come from a paragraph when this share of its words stands there."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its accepted answers (none: not answerable), and where the answer stands, if known."""

    text: str
    answers: tuple[str, ...]
    document: str | None
    context: str | None


class _Text(BaseModel):
    text: str


class _Row(BaseModel):
    """One line of JSONL, or one question of a SQuAD paragraph."""

    question: str
    answers: list[str | _Text] | None = None
    answer: str | None = None
    document: str | None = None
    context: str | None = None
    is_impossible: bool = False

    def as_question(self, context: str | None = None) -> Question:
        given = self.answers if self.answers is not None else [self.answer] if self.answer else []
        texts = tuple(each if isinstance(each, str) else each.text for each in given)
        return Question(
            self.question, () if self.is_impossible else texts, self.document, context or self.context
        )


class _Paragraph(BaseModel):
    context: str
    qas: list[_Row]


class _Article(BaseModel):
    paragraphs: list[_Paragraph]


class _Squad(BaseModel):
    data: list[_Article]


def read_questions(path: Path) -> list[Question]:
    """Read SQuAD-format JSON, or JSONL of question, answers and document or context.

    Raises QuestionsError with file, line and reason.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise QuestionsError(f"{path}: cannot be read ({error.strerror})") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise QuestionsError(f"{path}:{line}: not UTF-8") from None
    questions = _squad(text, path) if _is_squad(text) else list(_rows(text, path))
    if not questions:
        raise QuestionsError(f"{path}: holds no question")
    return questions


def _is_squad(text: str) -> bool:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return False  # not one JSON value: taken for one a line
    return isinstance(whole, dict) and "data" in whole


def _squad(text: str, path: Path) -> list[Question]:
    try:
        articles = _Squad.model_validate_json(text).data
    except ValidationError as error:
        raise QuestionsError(f"{path}: not in SQuAD's format: {_in_words(error)}") from None
    paragraphs = (paragraph for article in articles for paragraph in article.paragraphs)
    return [row.as_question(paragraph.context) for paragraph in paragraphs for row in paragraph.qas]


def _rows(text: str, path: Path) -> Iterator[Question]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _Row.model_validate_json(line).as_question()
            except ValidationError as error:
                raise QuestionsError(f"{path}:{number}: {_in_words(error)}") from None


def _in_words(error: ValidationError) -> str:
    """Return the first thing that is wrong, and where."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return "not JSON"
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"]


def evaluate(questions: Sequence[Question], answer: Callable[[str, int], Answer]) -> Mapping[str, float]:
    """Return hit@1, 3 and 5, MRR@10, the share answered or rightly refused, and mean milliseconds."""
    answerable = [question for question in questions if question.answers]
    unanswerable = [question for question in questions if not question.answers]
    hits, right, offered, elapsed = [], 0, 0, 0.0
    for question in answerable:
        found = answer(question.text, DEPTH)
        hits.append([_is_hit(passage, question) for passage in found.passages])
        offered += found.answered
        right += found.answered and hits[-1][:1] == [True]
        elapsed += found.elapsed_ms
    silent = [answer(question.text, DEPTH) for question in unanswerable]
    elapsed += sum(found.elapsed_ms for found in silent)
    figures: dict[str, float] = {"questions": len(questions), "answerable": len(answerable)}
    if answerable:
        for k in (1, 3, 5):
            figures[f"hit@{k}"] = sum(any(each[:k]) for each in hits) / len(hits)
        figures["mrr@10"] = sum(1 / (each.index(True) + 1) for each in hits if True in each) / len(hits)
        figures["answered"] = offered / len(answerable)
        figures["right_when_answered"] = right / max(offered, 1)
    if unanswerable:
        figures["refused_when_unanswerable"] = sum(not f.answered for f in silent) / len(silent)
    figures["ms"] = elapsed / len(questions)
    return figures


def _is_hit(passage: Passage, question: Question) -> bool:
    found = words(passage.text)
    if question.document is not None:
        here = passage.document == question.document
    elif question.context is not None:
        context = set(words(question.context))
        here = sum(word in context for word in found) >= SHARED * len(found)
    else:
        here = True
    text = f" {' '.join(found)} "
    return here and any(f" {' '.join(words(answer))} " in text for answer in question.answers)
