"""The exact span is marked where it can be told: a date, a number, a name, a place, what a thing is."""

from __future__ import annotations

import pytest

from bot.journey import answer
from bot.search.builder import build
from bot.search.corpus import read_corpus
from bot.search.highlight import EVERY, SHAPE, best, highlight, learned
from bot.search.highlight_models import f1, shared_words
from bot.search.span_limits import LONGEST
from bot.search.spans import GROUPS, OTHER, spans_of
from bot.text.tokens import words
from tests.golden.questions import CORPUS, golden_questions

BATTUTA = "ابن بطوطة (1304 - 1368) رحالة ومؤرخ مغربي، طاف البلاد."
TRADE = (
    "وفي عام 2021 ارتفع حجم التبادل التجاري بين البلدين 46.6٪ عمّا كان عليه في 2020، "
    "فوصل إلى 2.49 مليار دولار."
)


@pytest.mark.parametrize(
    ("question", "sentence", "span"),
    [
        ("متى افتتح المقهى؟", "افتُتح المقهى في لندن عام 1652، وصاحبه رجل.", "1652"),
        ("متى شُفي؟", "شُفي في أكتوبر/تشرين الأول 1977 وعاد.", "أكتوبر/تشرين الأول 1977"),
        ("متى هبط في 1969؟", "هبط عام 1969 على القمر.", None),
        ("متى ولد؟", "ولد عام 1900 وتوفي عام 1950.", "1900"),
        ("متى توفي؟", "ولد عام 1900 وتوفي عام 1950.", "1950"),
        ("متى ولد ابن بطوطة؟", BATTUTA, "1304"),
        ("متى توفي ابن بطوطة؟", BATTUTA, "1368"),
        ("كم هدفًا سجل؟", "شهدت البطولة ١٧٢ هدفًا في ٦٤ مباراة.", "١٧٢ هدفًا"),
        ("كم بلغ حجم التبادل التجاري بين روسيا وقرغيزستان في 2021؟", TRADE, "2.49 مليار دولار"),
        ("كم نسبة الزيادة؟", "ارتفع التبادل 46.6٪ عام 2021 فبلغ 2.49 مليار دولار.", "46.6٪"),
        ("أين يقع الجامع؟", "يقع جامع القرويين في مدينة فاس، وبنته فاطمة عام 859.", "مدينة فاس"),
        ("هل هو بعيد؟", "", None),
    ],
)
def test_highlight(question: str, sentence: str, span: str | None) -> None:
    assert highlight(question, sentence) == span


@pytest.mark.parametrize(
    ("question", "sentence", "inside"),
    [
        ("من هو ابن بطوطة؟", BATTUTA, "رحالة"),
        ("ما هو الرادار؟", "الرادار هو نظام يستخدم الموجات، وقد اخترعه علماء.", "نظام"),
        ("من مؤلف رواية البؤساء؟", "البؤساء رواية للكاتب فيكتور هوغو نشرت سنة 1862.", "فيكتور هوغو"),
    ],
)
def test_a_longer_span_holds_what_is_asked_for(question: str, sentence: str, inside: str) -> None:
    span = highlight(question, sentence)
    assert span is not None
    assert inside in span
    assert len(span) < len(sentence) - 10


def test_every_mark_in_the_corpus_is_of_the_sentence_and_leaves_no_bracket_half_open() -> None:
    index, marks = build(read_corpus(CORPUS)), 0
    for row in golden_questions():
        found = answer(row["question"], index, top=1)
        if found.highlight is None:
            continue
        marks += 1
        assert found.quote is not None
        assert found.highlight in found.quote.sentence
        assert len(words(found.highlight)) <= LONGEST
        assert found.highlight.count("(") == found.highlight.count(")")
    assert marks > 15


def test_who_is_asked_for_is_no_date() -> None:
    spans = spans_of("من بنى الجامع؟", "بنته فاطمة عام 859 في فاس.")
    assert spans is not None
    texts = {
        tuple(token.folded for token in spans.found[a : b + 1])
        for a, b in zip(spans.first, spans.last, strict=True)
    }
    assert ("فاطمه",) in texts
    assert not any("859" in text or "عام" in text for text in texts)


def test_the_shared_words_of_a_span_are_those_of_the_likest_answer() -> None:
    spans = spans_of("من بنى الجامع؟", "بنته فاطمة الفهرية في فاس.")
    assert spans is not None
    shared = shared_words(spans, [words("فاطمة الفهرية"), words("الملك")])
    place = int(shared.argmax())
    assert shared[place] == 1
    assert (spans.first[place], spans.last[place]) == (1, 2)
    assert f1(["ا", "ب"], ["ب"]) == pytest.approx(2 / 3)
    assert f1([], []) == 0


def test_the_learned_weights_are_of_known_groups_parts_and_evidence() -> None:
    known = learned()
    assert set(known.groups) <= {EVERY, OTHER, *GROUPS.values()}
    assert all(
        len(row) == len(SHAPE[part])
        for weights in known.groups.values()
        for part, row in weights.parts.items()
    )
    assert 0 < known.threshold < 1


def test_what_is_expected_of_a_span_is_between_nothing_and_all() -> None:
    spans = spans_of("متى ولد؟", "ولد عام 1900.")
    assert spans is not None
    place, expected = best(spans, learned().groups[spans.group])
    assert 0 <= place < len(spans.first)
    assert 0 < expected <= 1 + 1e-9
