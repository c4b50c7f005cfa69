"""What a follow-up is in full."""

from __future__ import annotations

import pytest

from bot.dialogue.reading import read
from bot.memory import Topic

FRANCE = Topic("ما عاصمة فرنسا؟", "فرنسا", "باريس هي عاصمة فرنسا وأكبر مدنها.")
TRAVELLER = Topic("أين ولد ابن بطوطة؟", "ابن بطوطة، ثلاثون عامًا على الطريق", "ولد ابن بطوطة في مدينة طنجة.")
INSULIN = Topic("من اكتشف الإنسولين؟", "السكري", "اكتشف فريدريك بانتنغ وتشارلز بست الإنسولين عام 1921.")
TEAMS = Topic("ما المنتخبات التي شاركت في كأس العالم؟", "كأس العالم", "شاركت أربعة منتخبات.")
TRADE = Topic("كم بلغ التبادل بين روسيا وقرغيزستان في 2021؟", "علاقات روسيا وقرغيزستان")
BOAT = Topic("وين انلقى مركب خوفو؟")
PANELS = Topic("شلون تتركب الألواح الشمسية؟", "الطاقة الشمسية، من الضوء إلى الكهرباء")
FEE = Topic("كم رسم العضوية للكبار بالمكتبة؟", "دليل المكتبة")
HOUR = Topic("كم يدفع الطالب للساعة في الهندسة؟", "أسئلة القبول")
FACULTY = Topic("ما المعدل المطلوب لكلية الطب؟", "القبول في الجامعة", "كلية الطب: 90٪.")


def first(question: str, topic: Topic) -> str:
    return read(question, topic).full[0]


@pytest.mark.parametrize(
    ("question", "topic", "full"),
    [
        ("وكم عدد سكانها؟", FRANCE, "كم عدد سكان فرنسا؟"),
        ("من هو رئيسها الحالي؟", FRANCE, "من هو رئيس فرنسا الحالي؟"),
        ("ماذا يوجد فيها؟", FRANCE, "ماذا يوجد في فرنسا؟"),
        ("هل هي دولة كبيرة؟", FRANCE, "هل فرنسا دولة كبيرة؟"),
        ("ومتى توفي؟", TRAVELLER, "متى توفي ابن بطوطة؟"),
        ("وما أشهر كتبه وأين كتبها؟", TRAVELLER, "ما أشهر كتب ابن بطوطة وأين كتب؟"),
        ("من هو؟", TRAVELLER, "من هو ابن بطوطة؟"),
        ("ليش سموه هيك؟", TRAVELLER, "ليش سمو ابن بطوطة هيك؟"),
        ("شو اسم كتابو؟", TRAVELLER, "شو اسم كتاب ابن بطوطة؟"),
        ("ماذا فعل بعد ذلك؟", TRAVELLER, "ماذا فعل بعد ذلك ابن بطوطة؟"),
        ("شو اسمو؟", TRAVELLER, "شو اسم ابن بطوطة؟"),
        ("ومين لقاه؟", BOAT, "مين لقى مركب خوفو؟"),
        ("وكم سنة تعيش؟", PANELS, "كم سنة تعيش الألواح الشمسية؟"),
        ("ومن والده؟", TRAVELLER, "من والد ابن بطوطة؟"),
        ("ووالدته؟", TRAVELLER, "والدة ابن بطوطة؟"),
        ("وفوقاش رجعات الملاحة ليها؟", FRANCE, "فوقاش رجعات الملاحة لفرنسا؟"),
    ],
)
def test_a_pronoun_is_replaced_by_what_the_last_question_was_about(
    question: str, topic: Topic, full: str
) -> None:
    assert first(question, topic) == full


@pytest.mark.parametrize(
    ("question", "topic", "full"),
    [
        ("ومتى حدث ذلك؟", INSULIN, "متى اكتشف الإنسولين؟"),
        ("وأين؟", INSULIN, "أين اكتشف الإنسولين؟"),
        ("في أي عام كان ذلك؟", INSULIN, "في أي عام اكتشف الإنسولين؟"),
        ("في أي مدينة؟", INSULIN, "في أي مدينة اكتشف الإنسولين؟"),
        ("وهل كان ذلك صعبا؟", INSULIN, "هل كان اكتشف الإنسولين صعبا؟"),
        ("وامتى حصل ده؟", INSULIN, "امتى اكتشف الإنسولين؟"),
        ("وما السبب؟", TRAVELLER, "ما السبب ولد ابن بطوطة؟"),
        ("وكم عددهم؟", TEAMS, "كم عدد المنتخبات التي شاركت في كأس العالم؟"),
    ],
)
def test_what_happened_is_all_that_the_last_question_said(question: str, topic: Topic, full: str) -> None:
    assert first(question, topic) == full


def test_who_is_he_means_whom_the_answer_named_when_the_question_was_who() -> None:
    assert first("ومن هو؟", INSULIN) == "من هو فريدريك بانتنغ وتشارلز بست؟"


@pytest.mark.parametrize(
    ("question", "topic", "full"),
    [
        ("وماذا عن إيطاليا؟", FRANCE, "ما عاصمة إيطاليا؟"),
        ("وإيطاليا؟", FRANCE, "ما عاصمة إيطاليا؟"),
        ("طب والمغرب؟", FRANCE, "ما عاصمة المغرب؟"),
        ("وماذا عن ابن جبير؟", TRAVELLER, "أين ولد ابن جبير؟"),
        ("وماذا عن كلية الهندسة؟", FACULTY, "ما المعدل المطلوب كلية الهندسة؟"),
        ("وفي 2020؟", TRADE, "كم بلغ التبادل بين روسيا وقرغيزستان في 2020؟"),
        ("وبين روسيا والصين؟", TRADE, "كم بلغ التبادل بين روسيا والصين في 2021؟"),
        ("وللطلاب؟", FEE, "كم رسم العضوية للطلاب بالمكتبة؟"),
        ("لا، أقصد إيطاليا", FRANCE, "ما عاصمة إيطاليا؟"),
        ("مش فرنسا، إيطاليا", FRANCE, "ما عاصمة إيطاليا؟"),
        ("لا، ليس فرنسا بل إيطاليا", FRANCE, "ما عاصمة إيطاليا؟"),
        ("قصدي إيطاليا مش فرنسا", FRANCE, "ما عاصمة إيطاليا؟"),
        ("والطب؟", HOUR, "كم يدفع الطالب للساعة في الطب؟"),
        ("وش عن الآداب؟", HOUR, "كم يدفع الطالب للساعة في الآداب؟"),
    ],
)
def test_what_about_another_asks_the_last_question_of_it(question: str, topic: Topic, full: str) -> None:
    assert first(question, topic) == full


def test_what_about_another_side_of_it_is_tried_too() -> None:
    assert read("وماذا عن السكان؟", FRANCE).full == ("ما عاصمة السكان؟", "السكان فرنسا؟")


def test_the_subject_is_what_the_title_shares_and_the_adjectives_behind_it() -> None:
    pyramid = Topic("كم ارتفاع الهرم الأكبر عند اكتماله؟", "هرم خوفو، آخر عجائب العالم القديم")
    assert first("ومتى بني؟", pyramid) == "متى بني الهرم الأكبر؟"


@pytest.mark.parametrize(("asks", "dies"), [("من هو", "ومتى توفي؟"), ("مين كان", "وإمتى مات؟")])
def test_a_name_that_the_title_has_is_whole_though_a_word_of_it_looks_like_a_particle(
    asks: str, dies: str
) -> None:
    assert "محمد علي باشا" in first(dies, Topic(f"{asks} محمد علي باشا؟", "محمد علي باشا"))


@pytest.mark.parametrize("asked", ["كم أجرة التوصيل لديكم؟", "بكام التوصيل عندكم؟"])
def test_that_it_is_with_you_is_not_what_a_question_is_about(asked: str) -> None:
    assert first("وهل هو مجاني؟", Topic(asked, "متجر الواحة")) == "هل التوصيل مجاني؟"


def test_a_document_of_another_name_is_tried_by_its_name_next() -> None:
    capital = Topic("ما عاصمة الأردن؟", "مدينة عمّان", "عمّان عاصمة الأردن.")
    assert read("وكم عدد سكانها؟", capital).full[0::2] == ("كم عدد سكان الأردن؟", "كم عدد سكان مدينة عمّان؟")


def test_the_nouns_that_the_subject_is_among_are_tried_beside_it() -> None:
    guarantee = Topic("كم مدة ضمان الأجهزة الكبيرة؟", "سياسة المتجر")
    assert "ماذا لا يغطي ضمان الأجهزة الكبيرة؟" in read("وماذا لا يغطي؟", guarantee).full


def test_after_no_answer_the_question_itself_says_what_it_was_about() -> None:
    assert first("ومتى ولد؟", Topic("من هو نابليون بونابرت؟")) == "متى ولد نابليون بونابرت؟"


def test_a_completed_question_can_be_gone_on_from() -> None:
    full = first("ومتى توفي؟", TRAVELLER)
    assert first("وأين؟", Topic(full, TRAVELLER.title)) == "أين توفي ابن بطوطة؟"


def test_what_a_completed_question_was_given_may_hold_a_word_that_was_typed() -> None:
    age = Topic("كم كان عمر عمر المختار حين حارب؟", typed="وكم كان عمره حين حارب؟")
    assert first("وكيف أعدم؟", age) == "كيف أعدم عمر المختار؟"
