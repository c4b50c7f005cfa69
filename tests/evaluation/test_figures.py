"""All figures together: what each is a share of, and what is left out where it could not be measured."""

from __future__ import annotations

import pytest

from bot.evaluation.figures import figures
from bot.evaluation.labels import KINDS, labelled, notes
from bot.evaluation.measuring import Subject, measure
from bot.evaluation.misses import MOST, misses
from bot.evaluation.own_corpus import documents_of
from bot.evaluation.questions import Paragraph, Question, QuestionFile
from bot.search.builder import build_from
from bot.text.question_words import QuestionKind

from .samples import COFFEE, DOCUMENTS, outcome

UNANSWERABLE = outcome(0.1, [0], answered=False, answerable=False)


def test_ranking_is_measured_on_the_answerable_questions_alone() -> None:
    found = figures([outcome(hits=[1]), outcome(hits=[0]), UNANSWERABLE])
    assert (found.questions, found.answerable, found.unanswerable) == (3, 2, 1)
    assert found.accuracy is not None
    assert found.accuracy.hit_1 == 0.5
    assert found.choice.refused == 1.0


def test_what_could_not_be_measured_is_not_printed() -> None:
    keys = {label.key for label in labelled(figures([UNANSWERABLE]))}
    assert {"refused", "calibration_error", "ms_p50"} <= keys
    assert keys.isdisjoint({"hit@1", "answered", "auroc_answerable", "threshold_at_90", "document@1"})
    keys = {label.key for label in labelled(figures([outcome(hits=[1])]))}
    assert {"hit@1", "hit@10", "mrr@10", "ndcg@10", "answered", "right_when_answered"} <= keys
    assert keys.isdisjoint({"refused", "refused_at_90", "auroc_answerable"})


def test_milliseconds_are_the_median_and_what_95_of_100_do_not_exceed() -> None:
    found = figures([outcome(ms=float(n)) for n in range(1, 101)])
    assert (found.p50_ms, found.p95_ms) == (50.5, 95.0)


def test_kinds_of_questions_are_counted_apart_the_most_frequent_first() -> None:
    where, when = QuestionKind.WHERE, QuestionKind.WHEN
    found = figures(
        [outcome(hits=[1], kind=where), outcome(hits=[0], kind=when), outcome(hits=[1], kind=when)]
    )
    assert [(each.kind, each.questions, each.accuracy.hit_1) for each in found.kinds] == [
        (when, 2, 0.5),
        (where, 1, 1.0),
    ]


def test_every_kind_of_question_has_an_arabic_name() -> None:
    assert set(KINDS) == set(QuestionKind)


def test_the_reader_is_told_what_the_figures_do_not_show() -> None:
    said = " ".join(note.english for note in notes(figures([outcome(placed=False), outcome(known=0)])))
    assert "1 questions name a document or paragraph" in said
    assert "1 answers stand in no single sentence" in said
    assert "few questions" in said
    assert "refusing was not measured" in said
    plenty = [*(outcome(hits=[1]) for _ in range(100)), UNANSWERABLE]
    assert notes(figures(plenty)) == []


def test_the_worst_misses_come_first_and_are_not_endless() -> None:
    wrong = [outcome(n / 100, [0], text=str(n)) for n in range(20)]
    silent = outcome(0.3, [1], answered=False, text="عرف")
    found = misses([*wrong, silent, outcome(0.9, [1]), outcome(0.2, [0], answered=False), UNANSWERABLE])
    assert [each.question.text for each in found.wrong] == [str(n) for n in range(19, 19 - MOST, -1)]
    assert (found.wrong_in_all, found.refused_in_all) == (20, 1)
    assert found.refused == (silent,)


def test_an_answer_to_a_question_without_one_is_a_miss() -> None:
    given = outcome(0.8, [0], answerable=False)
    assert misses([given]).wrong == (given,)


def test_a_bot_is_asked_as_it_answers_on_telegram(tmp_path_factory: pytest.TempPathFactory) -> None:
    questions = (
        Question("متى افتتحت المكتبة العامة؟", ("عام 1990",), "library.md"),
        Question("من أين انتشرت القهوة؟", ("اليمن",), "library.md"),
        Question("زقزقنط؟", ()),
    )
    subject = Subject("corpus", build_from(DOCUMENTS))
    heard: list[tuple[int, int]] = []
    file = tmp_path_factory.getbasetemp() / "q.jsonl"
    found = measure(file, QuestionFile(questions, ()), subject, lambda done, of: heard.append((done, of)))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert (found.documents, found.sentences) == (2, 2)
    first, second, third = found.outcomes
    assert (first.rank, first.right_document, first.known) == (1, True, 1)
    assert (second.rank, second.right_document, second.known) == (None, False, 0)
    assert not third.answer.answered
    assert found.figures.document_1 == 0.5


def test_a_corpus_of_a_files_own_paragraphs_has_one_document_an_article() -> None:
    parts = [
        Paragraph("القهوة_العربية", "أولى."),
        Paragraph("b.md", "ثانية."),
        Paragraph("القهوة_العربية", "ثالثة."),
    ]
    first, second = documents_of(parts)
    assert (first.name, first.title, first.text) == ("القهوة_العربية", "القهوة العربية", "أولى.\n\nثالثة.")
    assert (second.name, second.title) == ("b.md", "b")


def test_a_paragraph_of_no_known_article_is_named_by_its_opening() -> None:
    [found] = documents_of([Paragraph("", COFFEE)])
    assert (found.name, found.title) == ("#1", "انتشرت القهوة من اليمن في القرن")
