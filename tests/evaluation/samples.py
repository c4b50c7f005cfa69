"""Outcomes and corpora small enough to be counted by hand."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents import Document
from bot.evaluation.asking import Outcome
from bot.evaluation.questions import Question
from bot.evaluation.relevance import Judge
from bot.records import Answer, Passage, Silence
from bot.search.builder import build_from
from bot.text.question_words import QuestionKind

LIBRARY = "افتتحت المكتبة العامة في وسط المدينة القديمة عام 1990، وفيها قاعة كبيرة للقراء جميعًا."
COFFEE = "انتشرت القهوة من اليمن في القرن الخامس عشر الميلادي، وحملها التجار إلى مصر والحجاز."
DOCUMENTS = (Document("library.md", "المكتبة العامة", LIBRARY), Document("coffee.md", "القهوة", COFFEE))


def passage(text: str, document: str = "a.md", start: int = 0) -> Passage:
    return Passage(document, "عنوان", None, None, None, text, start, start + len(text), 0.0)


def judge_of(*passages: Passage) -> Judge:
    return Judge(passages)


def real_judge() -> Judge:
    return Judge(build_from(DOCUMENTS).all_passages())


def outcome(
    confidence: float = 0.5,
    hits: Sequence[int] = (),
    *,
    answered: bool = True,
    answerable: bool = True,
    known: int = 1,
    placed: bool = True,
    ms: float = 1.0,
    kind: QuestionKind = QuestionKind.WHEN,
    text: str = "متى؟",
) -> Outcome:
    """Return what became of a question; `hits` holds 1 for each listed passage that is one, else 0."""
    found = Answer(
        question=text,
        folded=text,
        passages=tuple(passage(f"جملة {place}", start=place) for place, _ in enumerate(hits)),
        confidence=confidence,
        quote=None,
        highlight=None,
        citations=(),
        silence=None if answered else Silence.NOT_FOUND,
        elapsed_ms=ms,
    )
    question = Question(text, ("جواب",) if answerable else (), place="q.jsonl:1")
    return Outcome(
        question=question,
        kind=kind,
        answer=found,
        hits=tuple(map(bool, hits)),
        sentences=frozenset(range(known)) if answerable else frozenset(),
        placed=placed,
    )
