"""What a question asks for is told by its question word, in standard Arabic and dialects, and its noun."""

from __future__ import annotations

import pytest

from bot.text.analyzer import analyze
from bot.text.question_words import QuestionKind
from bot.text.questions import kind_of

WHEN, WHERE, WHY, HOW = QuestionKind.WHEN, QuestionKind.WHERE, QuestionKind.WHY, QuestionKind.HOW
WHO, WHO_IS, WHAT, WHICH = QuestionKind.WHO, QuestionKind.WHO_IS, QuestionKind.WHAT, QuestionKind.WHICH
HOW_MANY, HOW_MUCH, YES_NO = QuestionKind.HOW_MANY, QuestionKind.HOW_MUCH, QuestionKind.YES_NO
DEFINITION, OTHER = QuestionKind.DEFINITION, QuestionKind.OTHER


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("متى ولد؟", WHEN),
        ("متى؟", WHEN),
        ("ومتى أُغلق؟", WHEN),
        ("من متى كان المغرب عضوًا؟", WHEN),
        ("في أي عام فتحت؟", WHEN),
        ("أي سنة استقلت؟", WHEN),
        ("في أي أيام تغلق المكتبة؟", WHEN),
        ("ما تاريخ التأسيس؟", WHEN),
        ("ما هو تاريخ التأسيس؟", WHEN),
        ("ما العام الذي تأسست فيه؟", WHEN),
        ("اذكر تاريخ التأسيس", WHEN),
        ("تاريخ تأسيس الجامعة", WHEN),
        ("في سنة كم تأسست الجامعة؟", WHEN),
        ("الساعة كم يبدأ الدرس؟", WHEN),
        ("في أي عهد فتحت مصر؟", WHEN),
        ("كم عدد السكان؟", HOW_MANY),
        ("كم ولاية في الهند؟", HOW_MANY),
        ("ما عدد السكان؟", HOW_MANY),
        ("ما هو العدد الكلي؟", HOW_MANY),
        ("إلى كم منطقة تنقسم؟", HOW_MANY),
        ("بكم يقدر عدد السكان؟", HOW_MANY),
        ("شحال ديال الناس؟", HOW_MANY),
        ("عدد سكان مصر", HOW_MANY),
        ("ما إجمالي عدد السكان؟", HOW_MANY),
        ("ما مقدار الزكاة؟", HOW_MUCH),
        ("شكثر سعر التذكرة؟", HOW_MUCH),
        ("بأي طريقة يدفع الرسم؟", HOW),
        ("مخترع الهاتف من هو؟", WHO),
        ("ما اسم الذي بنى الجامع؟", WHO),
        ("بواسطة من أسست الشركة؟", WHO),
        ("الزلزال ما هو؟", DEFINITION),
        ("ما المراد بالتيمم؟", DEFINITION),
        ("أليس القمر تابعًا للأرض؟", YES_NO),
        ("أيجوز الجمع بين الصلاتين؟", YES_NO),
        ("ما مساحة البلاد؟", HOW_MUCH),
        ("كم تبلغ مساحة البلاد؟", HOW_MUCH),
        ("كم يبلغ الارتفاع؟", HOW_MUCH),
        ("قديش طول النيل؟", HOW_MUCH),
        ("بكام التذكرة؟", HOW_MUCH),
        ("بكم التذكرة؟", HOW_MUCH),
        ("كم دامت الحرب؟", HOW_MUCH),
        ("كم تبعد المدينة؟", HOW_MUCH),
        ("ما هي نسبة الملح؟", HOW_MUCH),
        ("مساحة مصر كام؟", HOW_MUCH),
        ("أين تقع البتراء؟", WHERE),
        ("من أين ينبع النيل؟", WHERE),
        ("في أي مدينة ولد؟", WHERE),
        ("ما موقع المكتبة؟", WHERE),
        ("السد العالي فين؟", WHERE),
        ("لماذا سمي بذلك؟", WHY),
        ("لمَ سُمي بذلك؟", WHY),
        ("ما سبب الزلازل؟", WHY),
        ("ما هي أسباب الزلازل؟", WHY),
        ("اذكر أسباب الزلازل", WHY),
        ("سبب وفاة الملك", WHY),
        ("بسبب ماذا اندلعت الحرب؟", WHY),
        ("لأي سبب تأخر المشروع؟", WHY),
        ("ما الدافع وراء الحرب؟", WHY),
        ("كيف يصنع؟", HOW),
        ("ما طريقة الصنع؟", HOW),
        ("من اكتشفها؟", WHO),
        ("من الذي بنى الجامع؟", WHO),
        ("من هو مؤلف الكتاب؟", WHO),
        ("من هو أول رئيس؟", WHO),
        ("من هو السلطان الذي فتحها؟", WHO),
        ("ما اسم مؤلف الكتاب؟", WHO),
        ("على يد من تأسست؟", WHO),
        ("ضد من قاد الحملات؟", WHO),
        ("تأسست على يد من؟", WHO),
        ("من هو ابن الهيثم؟", WHO_IS),
        ("من هي الملكة هيلانة؟", WHO_IS),
        ("من يكون ابن الهيثم؟", WHO_IS),
        ("أي معركة انتصر فيها؟", WHICH),
        ("بأي اسم عُرفت؟", WHICH),
        ("من أي مدرسة تخرج؟", WHICH),
        ("ما الدولة التي تحدها شمالًا؟", WHICH),
        ("ما هو الحزب الذي يرأسه؟", WHICH),
        ("ما أطول نهر؟", WHICH),
        ("ما هي أكبر مدينة؟", WHICH),
        ("أيهما أكبر؟", WHICH),
        ("أنهي نهر أطول؟", WHICH),
        ("أية سنة استقلت؟", WHEN),
        ("ما هو الرادار؟", DEFINITION),
        ("ماهو الرادار؟", DEFINITION),
        ("ما البتراء؟", DEFINITION),
        ("شو هي البتراء؟", DEFINITION),
        ("الرادار هو إيه؟", DEFINITION),
        ("ما معنى الكلمة؟", DEFINITION),
        ("ما تعريف الرادار؟", DEFINITION),
        ("ما المقصود بالرادار؟", DEFINITION),
        ("ماذا يعني الرادار؟", DEFINITION),
        ("شو يعني رادار؟", DEFINITION),
        ("عرّف الرادار", DEFINITION),
        ("ما هو يوم عاشوراء؟", DEFINITION),
        ("ما عاصمة الأردن؟", WHAT),
        ("ما هي عاصمة الأردن؟", WHAT),
        ("ما اسم المدينة القديم؟", WHAT),
        ("ماذا حدث؟", WHAT),
        ("بماذا تشتهر؟", WHAT),
        ("اذكر عواصم", WHAT),
        ("هل فتحت ما أغلق؟", YES_NO),
        ("هل يعرف متى ولد؟", YES_NO),
        ("واش كاين موقف؟", YES_NO),
        ("أخذها من بيته", OTHER),
        ("المسافة 5 كم", OTHER),
        ("لم يشارك أحد ما", WHY),
        ("من الذي لم يشارك؟", WHO),
        ("القهوة", OTHER),
        ("ما طولها؟", HOW_MUCH),
        ("كم طوله؟", HOW_MUCH),
        ("وكم عددهم؟", HOW_MANY),
        ("ما سببها؟", WHY),
        ("ابن بطوطة مين هو؟", WHO_IS),
        ("ابن بطوطة هو مين؟", WHO_IS),
        ("هو إيه الرادار؟", DEFINITION),
        ("عاصمة الأردن شو هي؟", WHAT),
        ("المسافة قد إيه؟", HOW_MUCH),
        ("أد إيه طول النيل؟", HOW_MUCH),
        ("كد ايش عمر النخلة؟", HOW_MUCH),
        ("عشان شو بنوا السد؟", WHY),
        ("علشان إيه بنوا السد؟", WHY),
        ("في أنو سنة تأسست؟", WHEN),
        ("و", OTHER),
        ("", OTHER),
        ("😀", OTHER),
    ],
)
def test_kind_of_question(question: str, kind: QuestionKind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("standard", "asked", "dialects"),
    [
        (
            "متى",
            "افتتحت الجامعة؟",
            "إمتى امتا ايمتى إيمتا أيمت يمتى امتين وقتاش وقيتاش فوقاش وقتيش متين شوكت وإمتى",
        ),
        ("كم", "عدد الطلاب؟", "كام قديش أديش قديه قداش قدش شحال اشحال شكد شقد چم وقديش"),
        ("بكم", "التذكرة؟", "بكام بقديش بقداش بشحال"),
        ("أين", "تقع الجامعة؟", "وين فين وينها فينها فينو ووين وفين"),
        ("من أين", "ينبع النيل؟", "منين ومنين"),
        ("لماذا", "أغلقت الجامعة؟", "ليش ليه علاش علاه لويش لاش لواش بليش وليش وليه وعلاش لايش"),
        ("كيف", "بنيت الجامعة؟", "إزاي ازاى شلون اشلون كيفاش كفاش وشلون"),
        ("من", "بنى الجامعة؟", "مين منو شكون اشكون أشكون شكونو منهو ومين"),
        ("لمن", "أهديت الجامعة؟", "لمين لشكون"),
        ("ماذا", "حدث للجامعة؟", "شو إيش ايش اش وش ويش شنو شنوه شني اشنو وشو إيه"),
        ("بماذا", "تشتهر الجامعة؟", "بشو بايش بشنو باش"),
        ("ما", "عاصمة الأردن؟", "شو إيه وش شنو ايش اش"),
        ("هل", "افتتحت الجامعة؟", "واش فهل وهل"),
        ("ماهو", "الرادار؟", "شنهو اشنهو شنهي وشهو"),
    ],
)
def test_a_dialect_s_question_word_changes_neither_the_kind_nor_what_is_looked_for(
    standard: str, asked: str, dialects: str
) -> None:
    expected = f"{standard} {asked}"
    for word in dialects.split():
        question = f"{word} {asked}"
        assert kind_of(question) is kind_of(expected), word
        assert analyze(question).words == analyze(expected).words, word


@pytest.mark.parametrize(
    ("standard", "dialect"),
    [
        ("ما هي عاصمة الأردن؟", "عاصمة الأردن إيه؟"),
        ("ما هي عاصمة الأردن؟", "شو هي عاصمة الأردن؟"),
        ("أين يقع السد العالي؟", "يقع السد العالي فين؟"),
        ("متى اكتمل بناء السد؟", "بناء السد اكتمل إمتى؟"),
        ("كم عدد سكان مصر؟", "عدد سكان مصر كام؟"),
        ("من هو ابن بطوطة؟", "مين هو ابن بطوطة؟"),
        ("من هو ابن بطوطة؟", "شكون هو ابن بطوطة؟"),
        ("بأي مدينة ولد؟", "أي مدينة ولد؟"),
    ],
)
def test_a_dialect_s_question_asks_the_same_with_the_same_words(standard: str, dialect: str) -> None:
    assert kind_of(dialect) is kind_of(standard)
    assert sorted(analyze(dialect).words) == sorted(analyze(standard).words)


def test_what_only_a_dialect_says_is_not_looked_for() -> None:
    assert analyze("مين اللي بنى السد هيك؟").words == analyze("من بنى السد؟").words
    assert analyze("قد إيه طول النيل؟").words == analyze("كم طول النيل؟").words
    assert analyze("علشان إيه بنوا السد؟").words == analyze("ليه بنوا السد؟").words


ANYWHERE_WORDS = "متى إمتى وقتاش وين فين ليش ليه علاش كام قديش شحال إزاي شلون كيفاش مين منو شكون شو إيش شنو"


@pytest.mark.parametrize("word", ANYWHERE_WORDS.split())
def test_a_dialect_s_question_word_asks_the_same_at_the_beginning_in_the_middle_and_at_the_end(
    word: str,
) -> None:
    asked = [f"{word} باعت القافلة؟", f"القافلة {word} باعت؟", f"القافلة باعت {word}؟"]
    assert len({kind_of(question) for question in asked}) == 1
    assert all(sorted(analyze(each).words) == sorted(analyze(asked[0]).words) for each in asked)


def test_a_word_that_asks_only_at_the_beginning_is_looked_for_elsewhere() -> None:
    assert analyze("بأي اسم عرفت تونس؟").words == analyze("أي اسم عرفت تونس؟").words
    assert "باي" in analyze("متى حكم باي تونس؟").words
    assert "الام" in analyze("متى توفيت الأم؟").words
    assert "ولايه" in analyze("متى تأسست ولاية كردفان؟").words
