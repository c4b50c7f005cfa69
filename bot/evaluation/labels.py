"""What each figure is called and what it says, in Arabic and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.evaluation.figures import Figures
from bot.text.question_words import QuestionKind


class Unit(StrEnum):
    """How a figure is written."""

    COUNT = "count"
    SHARE = "share"
    SCORE = "score"
    MILLISECONDS = "ms"


@dataclass(frozen=True, slots=True)
class Label:
    """One figure, its name in tables and JSON, and what it says."""

    key: str
    value: float | None
    unit: Unit
    arabic: str
    english: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know before the figures are believed."""

    arabic: str
    english: str


KINDS: Mapping[QuestionKind, str] = MappingProxyType(
    {
        QuestionKind.WHEN: "متى",
        QuestionKind.HOW_MANY: "كم عددًا",
        QuestionKind.HOW_MUCH: "كم مقدارًا",
        QuestionKind.WHERE: "أين",
        QuestionKind.WHY: "لماذا",
        QuestionKind.WHO_IS: "من هو",
        QuestionKind.WHO: "من",
        QuestionKind.HOW: "كيف",
        QuestionKind.WHICH: "أي",
        QuestionKind.DEFINITION: "ما تعريف",
        QuestionKind.WHAT: "ما",
        QuestionKind.YES_NO: "هل",
        QuestionKind.OTHER: "غير ذلك",
    }
)
"""Kinds of questions in Arabic."""

FEW = 100
"""Below so many answerable questions, the interval says more than the figure."""


def labelled(figures: Figures) -> list[Label]:
    """Return the figures that were measured, in the order in which they are read."""
    every = [*_counts(figures), *_ranking(figures), *_decision(figures), *_confidence(figures)]
    return [label for label in [*every, *_speed(figures)] if label.value is not None]


def notes(figures: Figures) -> list[Note]:
    """Return what the reader of these figures should bear in mind."""
    found = []
    if figures.astray:
        found.append(
            Note(
                f"أسئلة لا توجد وثيقتها أو فقرتها في مجلد الوثائق: {figures.astray}، وتُحسب إخفاقًا.",
                f"{figures.astray} questions name a document or paragraph that the corpus does not hold; "
                "they count as misses.",
            )
        )
    if figures.unspoken:
        found.append(
            Note(
                f"أسئلة لا تحمل جملةٌ واحدة جوابها كاملًا: {figures.unspoken}، وتُحسب إخفاقًا.",
                f"{figures.unspoken} answers stand in no single sentence; they count as misses.",
            )
        )
    if 0 < figures.answerable < FEW:
        found.append(
            Note(
                "الأسئلة قليلة، فانظر إلى المجال قبل الرقم.",
                "There are few questions: read the interval before the figure.",
            )
        )
    if not figures.unanswerable:
        found.append(
            Note(
                "ليس في الملف سؤال بلا جواب، فلم يُقس السكوت، والثقة التي تحسب حساب مثله تبدو أحذر مما ينبغي.",
                "No question of the file is without an answer, so refusing was not measured, and the "
                "confidence, which reckons with such questions, looks too careful.",
            )
        )
    return found


def _counts(figures: Figures) -> list[Label]:
    return [
        Label("questions", figures.questions, Unit.COUNT, "أسئلة", "questions"),
        Label("answerable", figures.answerable, Unit.COUNT, "لها جواب", "have an answer"),
        Label("unanswerable", figures.unanswerable, Unit.COUNT, "لا جواب لها", "have none"),
    ]


def _ranking(figures: Figures) -> list[Label]:
    found = figures.accuracy
    if found is None:
        return []
    share, score = Unit.SHARE, Unit.SCORE
    return [
        Label("hit@1", found.hit_1, share, "الجملة الأولى تجيب", "the first sentence answers"),
        Label("hit@3", found.hit_3, share, "تجيب إحدى الثلاث الأولى", "one of the first 3 answers"),
        Label("hit@5", found.hit_5, share, "تجيب إحدى الخمس الأولى", "one of the first 5 answers"),
        Label("hit@10", found.hit_10, share, "تجيب إحدى العشر الأولى", "one of the first 10 answers"),
        Label("mrr@10", found.mrr, score, "متوسط مقلوب الرتبة", "mean reciprocal rank"),
        Label(
            "ndcg@10", found.ndcg, score, "جودة ترتيب العشر الأولى", "quality of the order of the first 10"
        ),
        Label(
            "document@1",
            figures.document_1,
            share,
            "الوثيقة الأولى هي الصحيحة",
            "the first document is right",
        ),
    ]


def _decision(figures: Figures) -> list[Label]:
    now, share = figures.choice, Unit.SHARE
    return [
        Label("answered", now.answered, share, "أُجيب عنه مما له جواب", "of the answerable, answered"),
        Label("right_when_answered", now.right, share, "صحيح مما أُجيب عنه", "of these answers, right"),
        Label("refused", now.refused, share, "سُكت عنه مما لا جواب له", "of the unanswerable, refused"),
    ]


def _confidence(figures: Figures) -> list[Label]:
    if_90 = figures.proposed
    share, score = Unit.SHARE, Unit.SCORE
    return [
        Label(
            "refused_at_90",
            if_90.refused if if_90 else None,
            share,
            "يُسكت عنه مما لا جواب له لو أُجيب عن 90 %",
            "of the unanswerable, refused were 90 % answered",
        ),
        Label(
            "threshold_at_90",
            if_90.threshold if if_90 else None,
            score,
            "الثقة التي يُجاب عندها عن 90 %",
            "the confidence at which 90 % are answered",
        ),
        Label(
            "auroc_answerable",
            figures.auroc_answerable,
            score,
            "تمييز الثقة ما له جواب مما ليس له",
            "confidence tells answerable from unanswerable",
        ),
        Label(
            "auroc_right",
            figures.auroc_right,
            score,
            "تمييز الثقة الصحيح من الخطأ",
            "confidence tells right from wrong",
        ),
        Label("calibration_error", figures.calibration_error, score, "خطأ المعايرة", "0 is best"),
        Label("brier", figures.brier, score, "مربع خطأ الثقة", "squared error of confidence, 0 is best"),
    ]


def _speed(figures: Figures) -> list[Label]:
    ms = Unit.MILLISECONDS
    return [
        Label("ms_p50", figures.p50_ms, ms, "نصف الأجوبة أسرع", "half of the answers are quicker"),
        Label("ms_p95", figures.p95_ms, ms, "95 % من الأجوبة أسرع", "95 % of the answers are quicker"),
    ]
