"""Which questions stand alone, which cannot, and which the words alone do not tell."""

from __future__ import annotations

import pytest

from bot.dialogue.reading import read
from bot.dialogue.standing import Need
from bot.memory import Topic

FRANCE = Topic("ما عاصمة فرنسا؟", "فرنسا", "باريس هي عاصمة فرنسا وأكبر مدنها.")


def need(question: str) -> Need:
    return read(question, FRANCE).need


@pytest.mark.parametrize(
    "question",
    [
        *("ومتى حدث ذلك؟", "وكم عددهم؟", "من هو؟", "ومن هم؟", "ما هي؟"),
        *("متى كان ذلك بالضبط؟", "كيف ذلك؟", "متى؟", "أين؟", "ولماذا؟", "كم؟", "وما السبب؟"),
        *("ما السبب في ذلك؟", "وما العدد؟", "أين تقع؟", "ما عاصمتها؟", "وكم عدد سكانها؟"),
        *("من هو رئيسها الحالي؟", "ومن أين جاء اسمه؟", "وما أشهر مؤلفاته؟"),
        *("ما علاقته بابن رشد؟", "وهل زارها ابن بطوطة؟", "هل هو عالم؟"),
        *("متى بني هذا المسجد؟", "ماذا يوجد فيها؟", "طيب ووالدته؟"),
    ],
)
def test_a_question_that_only_points_cannot_stand_alone(question: str) -> None:
    assert need(question) is Need.SURE


@pytest.mark.parametrize(
    "question",
    [
        *("راح فين؟", "على يد من؟", "ليش هيك؟", "في أي عام؟"),
        *("وهو مين؟", "وامتى حصل ده؟", "وينه؟", "وينها؟", "ليش؟", "طيب وليه؟", "شو السبب؟"),
        *("قديش عددهم؟", "كام واحد؟", "وفين كاينة؟", "وشكون بناها؟", "ومنو هو؟"),
        *("وايش اسمها؟", "وبعدين شو صار؟", "ومين دي؟"),
    ],
)
def test_so_it_is_in_the_dialects(question: str) -> None:
    assert need(question) is Need.SURE


@pytest.mark.parametrize(
    "question",
    [
        *("بماذا اشتهر؟", "في أي مدينة؟", "وما الفرق بينهما؟", "شنو اسم كتابو؟"),
        *("ومتى توفي؟", "أين ولد؟", "كيف مات؟", "ماذا كتب؟", "وماذا فعل بعد ذلك؟"),
        *("ومن أين جاءت؟", "وفي أي حي ولد؟", "في أي جامعة درس؟", "وكم رسمه؟"),
        *(
            "لا، أقصد إيطاليا",
            "قصدي ألمانيا",
            "عفوا، أعني إيطاليا",
            "لا أنا أسأل عن إيطاليا",
            "لا، بل إيطاليا",
        ),
        *("من مؤسسه؟", "شو اسمو؟", "وماذا عن إيطاليا؟", "وفي ألمانيا؟"),
        *(
            "ما نظام الحكم فيها؟",
            "وهل توجد تسمية أخرى لها؟",
            "وما هي العملة الرسمية فيها؟",
            "كم شخصا مات فيها؟",
        ),
        *("وكم في إيطاليا؟", "بالنسبة لإيطاليا؟", "شو عن المغرب؟"),
    ],
)
def test_a_verb_without_a_subject_and_another_name_are_likely_follow_ups(question: str) -> None:
    assert need(question) is Need.LIKELY


@pytest.mark.parametrize(
    "question",
    [
        *("من هو ابن سينا؟", "ما هي عاصمة فرنسا؟", "ماهي شروط القبول في الجامعة؟"),
        *("متى ولد ابن بطوطة وأين توفي؟", "ابن سينا متى كانت وفاته؟"),
        *("هرم خوفو كم ارتفاعه؟", "هل هي صحيحة أن القهوة من اليمن؟"),
        *("لماذا سمي البحر الميت بهذا الاسم؟", "من الذي اكتشف أمريكا؟", "وكم عدد سكان مصر؟"),
        *("ومتى بدأت الحرب العالمية الأولى؟", "ومن كتب رواية البؤساء؟"),
        *("ثم من تولى الحكم بعد عبد الناصر؟", "طيب مين اخترع المصباح الكهربائي؟"),
        *("هل هناك حياة على المريخ؟", "ما أهم مهام البرلمان الأردني؟"),
        *("أين تقع مياه الخليج العربي؟", "أي دولة هي الأكبر؟"),
        *("ما الكتاب الذي وضع فيه الشافعي أصول الفقه؟", "لا، أقصد متى بدأت الحرب العالمية الأولى؟"),
        *("وين تقع مدينة جرش؟", "وش هي عاصمة قطر؟", "مين هو أول رئيس لتونس؟"),
        *("كم مره فاز الاهلي بدوري الابطال؟", "هل يجوز تأجيل الدراسة؟", "قناة السويس"),
    ],
)
def test_a_question_with_a_subject_of_its_own_stands_alone(question: str) -> None:
    """Though it begins with "and", or holds a pronoun that its own words explain."""
    assert need(question) is Need.NONE


@pytest.mark.parametrize(
    "question",
    [
        *(
            "ما هي العاصمة؟",
            "هل كتب كتابا؟",
            "وابن جبير؟",
            "ما المساحة التي يشكلها وادي النيل؟",
            "ما الدولة التي عاصمتها باريس؟",
            "متى سافر إلى مكة؟",
            "ما الدولة التي تحدها شمالا؟",
        ),
        *("كم عدد السكان؟", "من الرئيس؟", "شو اسمها عاصمة الأردن؟", "كم هدفا سجل؟"),
        "هل هي مصر أكبر دول العالم إنتاجا للتمور؟",
    ],
)
def test_where_the_words_do_not_tell_both_readings_are_looked_for(question: str) -> None:
    assert need(question) is Need.PERHAPS


@pytest.mark.parametrize(
    "chatter",
    [
        *("شكرا", "شكرا جزيلا لك", "السلام عليكم", "طيب", "نعم", "لا", "👍", "", "من أنت؟"),
        *("يعطيك العافية", "بارك الله فيك", "جزاك الله خيرا", "صباح الخير", "ما قصرت", "فهمت"),
        *("كيف حالك؟", "شو اسمك؟", "…"),
    ],
)
def test_thanks_and_small_talk_go_on_from_nothing(chatter: str) -> None:
    assert need(chatter) is Need.NONE


def test_without_a_topic_every_question_stands_alone() -> None:
    assert read("ومتى حدث ذلك؟", None).need is Need.NONE
