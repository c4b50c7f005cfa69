"""Measure the bot on questions whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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


def read_questions(path: Path) -> list[Question]:
    """Read SQuAD-format JSON, or JSONL of question, answers and document or context.

    Raises QuestionsError with file, line and reason.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{path}: cannot be read ({type(error).__name__})") from None
    try:
        whole = json.loads(text)
    except ValueError:
        whole = None  # not one JSON value: taken for one a line
    squad = isinstance(whole, dict) and "data" in whole
    try:
        questions = list(_squad(whole)) if squad else [_row(row) for row in _rows(text, path)]
    except (KeyError, TypeError, AttributeError) as error:
        raise QuestionsError(f"{path}: a question lacks {error}") from None
    if not questions:
        raise QuestionsError(f"{path}: holds no question")
    return questions


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


def _squad(whole: Mapping[str, Any]) -> Iterator[Question]:
    for article in whole["data"]:
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                answers = () if qa.get("is_impossible") else tuple(a["text"] for a in qa["answers"])
                yield Question(qa["question"], answers, None, paragraph["context"])


def _rows(text: str, path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise QuestionsError(f"{path}:{number}: not JSON") from None
        if not isinstance(row, dict):
            raise QuestionsError(f"{path}:{number}: not an object")
        yield row


def _row(row: Mapping[str, Any]) -> Question:
    answers = row.get("answers")
    if answers is None:
        answers = [row["answer"]] if row.get("answer") else []
    texts = tuple(each["text"] if isinstance(each, dict) else str(each) for each in answers)
    return Question(row["question"], texts, row.get("document"), row.get("context"))
