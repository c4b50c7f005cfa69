"""A slip is mended where it is plain what was meant; every other word stays as it was typed."""

from __future__ import annotations

import pytest

from bot.journey import answer
from bot.search.builder import build, build_from
from bot.search.corpus import read_corpus
from bot.search.correction import correct
from bot.search.guesses import Standing, standing
from bot.search.index import Index
from bot.text.analyzer import Alternative, analyze
from bot.text.folding import fold
from tests.golden.questions import CORPUS, golden_questions

from .folders import document


@pytest.fixture(scope="module")
def index() -> Index:
    return build(read_corpus(CORPUS))


@pytest.fixture(scope="module")
def news() -> Index:
    return build_from(
        [
            document("أعلن وزير خارجية روسيا سيرغي لافروف في موسكو يوم السبت زيارة إلى قرغيزستان.", "a.md"),
            document("قال وزير الاقتصاد في قرغيزستان إن التجارة مع روسيا زادت في العام الماضي.", "b.md"),
            document(
                "The annual budget of the European Union was approved by parliament in Brussels.", "c.md"
            ),
            document(
                "Tesla opened a large factory near Berlin, and its first cars left the factory.", "d.md"
            ),
        ]
    )


def searched(question: str, index: Index) -> str | None:
    """Return what was looked for, if not what was asked."""
    return answer(question, index).searched


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("من هو وزير خارجية روسيا لافاروف؟", "من هو وزير خارجية روسيا لافروف؟"),  # another spelling
        ("ماذا قال وزير الاقتصاد في قيرغيزستان؟", "ماذا قال وزير الاقتصاد في قرغيزستان؟"),
        ("ماذا قال وزير الاقتصاد في قرغيزيا؟", "ماذا قال وزير الاقتصاد في قرغيزستان؟"),
        ("ماذا أعلن وزير خارحية روسيا؟", "ماذا أعلن وزير خارجية روسيا؟"),  # a wrong letter
        ("ماذا قال وزير الاقصاد في قرغيزستان؟", "ماذا قال وزير الاقتصاد في قرغيزستان؟"),  # a missing one
        ("ماذا أعلن وزير خاررجية روسيا؟", "ماذا أعلن وزير خارجية روسيا؟"),  # one too many
        ("ماذا أعلن وزير خاجرية روسيا؟", "ماذا أعلن وزير خارجية روسيا؟"),  # two swapped
        ("ماذا أعلن وزيرخارجية روسيا؟", "ماذا أعلن وزير خارجية روسيا؟"),  # joined
        ("ماذا أعلن وزير خارجيةروسيا؟", "ماذا أعلن وزير خارجية روسيا؟"),
        ("ماذا أعلن وزير خار جية روسيا؟", "ماذا أعلن وزير خارجية روسيا؟"),  # torn apart
        ("ماظا أعلن وزير خارجية روسيا؟", "ماذا أعلن وزير خارجية روسيا؟"),  # a question word
        ("factry of Tesla near Berlin", "factory of Tesla near Berlin"),
    ],
)
def test_a_slip_is_mended_and_shown_in_the_spelling_of_the_corpus(
    typed: str, meant: str, news: Index
) -> None:
    assert searched(typed, news) == meant


@pytest.mark.parametrize(
    "question",
    [
        "من هو لافروڤ؟",  # folded alike
        "مَن هو وَزيرُ خارجيّة روسيا؟",
        "من وزير الخارجيه الروسي؟",  # another form
        "متى زادت تجارة قرغيزستان وروسيا؟",
        "أين تقع أستراليا؟",  # nothing is near
        "متى ولد موزارت؟",
        "كم بلغت التجارة في مارس 2021؟",  # a month that the corpus never names
        "كم بلغت ثلاثة عشر مليونًا؟",
        "Tesla factories near Berlin",
        "؟!",
        "2021",
    ],
)
def test_what_is_right_or_unknown_is_left_alone(question: str, news: Index) -> None:
    assert searched(question, news) is None


def test_a_clean_question_is_the_very_same_query(index: Index) -> None:
    for row in golden_questions():
        query = analyze(row["question"])
        if all(standing(word, index.lexicon) is Standing.KNOWN for word in query.words):
            assert correct(query, index) is query


def test_a_word_that_the_corpus_knows_is_never_touched(index: Index) -> None:
    for row in golden_questions():
        query = analyze(row["question"])
        mended = correct(query, index)
        known = [word for word in query.words if standing(word, index.lexicon) is Standing.KNOWN]
        assert set(known) <= set(mended.words)
        for each in mended.corrections:
            assert standing(fold(each.typed), index.lexicon) is not Standing.KNOWN


def test_another_form_of_a_known_word_is_put_in_silently(news: Index) -> None:
    query = correct(analyze("أخبار لقرغيزستان وروسيا"), news)
    assert "قرغيزستان" in query.words
    assert query.corrections == ()


@pytest.mark.parametrize("form", ["اكتشفهما", "اكتشفها", "اكتشفهم"])
def test_a_verb_with_its_object_is_a_form_of_it_and_no_slip(form: str) -> None:
    found = build_from([document("وقد اكتشف عالمان في المختبر الأوروبي جسيمين سنة 1983 ونالا جائزة كبيرة.")])
    query = correct(analyze(f"أي جسيمين {form} عالمان؟"), found)
    assert query.corrections == ()
    assert answer(f"أي جسيمين {form} عالمان؟", found).searched is None


def test_a_guess_that_is_not_plain_helps_the_search_without_being_shown(news: Index) -> None:
    query = correct(analyze("من هو لفروف؟"), news)
    assert query.corrections == ()
    assert query.words == ("لفروف",)
    assert query.alternatives == (Alternative("لافروف", ("لفروف",)),)


def test_the_question_stays_as_it_was_typed_and_its_passages_verbatim(news: Index) -> None:
    typed = "من هو وزير خارجية روسيا لافاروف؟"
    found = answer(typed, news)
    assert found.question == typed
    assert found.answered
    assert found.passages[0].text.startswith("أعلن وزير خارجية روسيا سيرغي لافروف")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("meen wazeer 5arejeyet rosya", "مين وزير خارجية روسيا"),
        ("Meen wazir kharijiyyat rosia?", "مين وزير خارجية روسيا؟"),
        ("lk i, ,.dv ohv[dm v,sdh?", "من هو وزير خارجية روسيا؟"),
        ("lk ,.dv hghrjwh] td rvydsjhk", "من وزير الاقتصاد في قرغيزستان"),  # with a slip on top
        ("ماذا أعلن Lavrov في موسكو؟", "ماذا أعلن لافروف في موسكو؟"),
        ("من هو ghtv,t؟", "من هو لافروف؟"),
        ("أين مصنع فثسمش؟", "أين مصنع Tesla؟"),
        ("Who is Lavrov?", "Who is لافروف؟"),
    ],
)
def test_arabic_in_latin_letters_or_keys_is_read(typed: str, meant: str, news: Index) -> None:
    assert searched(typed, news) == meant


@pytest.mark.parametrize(
    "question",
    [
        "What is the annual budget of the European Union?",
        "when was the budget approved",
        "Who makes the best pizza in town?",
        "which parliament approved it",
        "hello there",
        "budget of Switzerland",
        "كم ميزانية European Union؟",
        "ما هو WhatsApp؟",
    ],
)
def test_english_is_not_turned_to_gibberish(question: str, news: Index) -> None:
    assert searched(question, news) is None


def test_a_question_in_latin_letters_finds_the_same_sentence(index: Index) -> None:
    for latin, arabic in (
        ("meen wazeer 5arejeyet rosya", "مين وزير خارجية روسيا"),
        ("wein weled ibn battuta", "وين ولد ابن بطوطة"),
        ("kam tool nahr el nil", "كم طول نهر النيل"),
        (";l ',g kiv hgkdg", "كم طول نهر النيل"),
    ):
        assert answer(latin, index, top=1).passages == answer(arabic, index, top=1).passages


def test_a_word_torn_into_two_that_are_known_is_looked_for_beside_them_unseen() -> None:
    index = build_from(
        [
            document("يباع شراب سلسبيل في متاجر دمشق القديمة.", "a.md"),
            document("بنى الوالي سبيل الماء عند باب المدينة.", "b.md"),
            document("عالج الطبيب مرض سل الرئة في مصحة الجبل.", "c.md"),
        ]
    )
    query = analyze("أين يباع سل سبيل؟")
    assert correct(query, index).words == ("يباع", "سل", "سبيل")
    assert correct(query, index).alternatives == (Alternative("سلسبيل", ("سل", "سبيل")),)
    assert answer("أين يباع سل سبيل؟", index).searched is None
    kept = analyze("أين سبيل الماء؟")
    assert correct(kept, index) is kept
