"""Two readings of a question, decided by what the documents hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.dialogue.follow_up import answer_in_context, looked_for
from bot.journey import answer, look_for
from bot.memory import Topic
from bot.records import Answer
from bot.search.builder import build, build_from
from bot.search.corpus import read_corpus
from bot.search.index import Index
from bot.text.analyzer import Query
from tests.golden.questions import CORPUS, golden_questions
from tests.search.folders import document

CANAL = Topic("كم طول قناة السويس؟", "قناة السويس، طريق قصير بين بحرين", "يبلغ طول القناة نحو 193 كيلومترًا.")


@pytest.fixture(scope="module")
def index() -> Index:
    return build(read_corpus(CORPUS))


def sentence(question: str, index: Index, topic: Topic) -> str:
    found = answer(question, index, topic=topic)
    assert found.quote is not None
    return found.quote.sentence


def test_whatever_was_talked_about_a_question_that_stands_alone_gets_its_own_answer(index: Index) -> None:
    for row in golden_questions():
        alone = answer(row["question"], index)
        after = answer(row["question"], index, topic=CANAL)
        assert (after.searched, after.passages) == (None, alone.passages), row["question"]


def test_an_and_before_the_question_word_changes_nothing(index: Index) -> None:
    for row in golden_questions():
        tied, alone = answer(f"و{row['question']}", index), answer(row["question"], index)
        if tied.folded == alone.folded:  # that is, where there is a question word
            assert tied.passages == alone.passages


def test_a_follow_up_keeps_its_question_as_typed_and_tells_what_was_looked_for(index: Index) -> None:
    found = answer("وكم سفينة انتظرت بسبب جنوحها؟", index, topic=CANAL)
    assert found.question == "وكم سفينة انتظرت بسبب جنوحها؟"
    assert found.searched == "كم سفينة انتظرت بسبب جنوح قناة السويس؟"
    assert found.quote is not None
    assert "400 سفينة" in found.quote.sentence


def test_a_noun_that_may_belong_to_the_topic_does_where_that_is_what_the_documents_tell(index: Index) -> None:
    pyramid = Topic("كم ارتفاع هرم خوفو؟", "هرم خوفو، آخر عجائب العالم القديم")
    found = answer("كم عدد الكتل؟", index, topic=pyramid)
    assert found.searched in {None, "كم عدد الكتل هرم خوفو؟"}  # whichever is believed more
    assert found.quote is not None
    assert "2.3 مليون كتلة" in found.quote.sentence


def test_a_name_that_has_a_document_of_its_own_is_not_drowned_by_the_topic(index: Index) -> None:
    for question in ("أين البتراء؟", "من هم الأنباط؟", "والبتراء متى أدرجت في قائمة التراث العالمي؟"):
        found = answer(question, index, topic=CANAL)
        assert found.searched is None
        assert found.passages[0].document == "history/petra.md"


def test_another_name_with_an_and_is_asked_the_last_question_though_the_and_may_be_its_own(
    index: Index,
) -> None:
    library = Topic("متى افتتحت مكتبة الإسكندرية الجديدة؟", "مكتبة الإسكندرية بين القديم والجديد")
    found = answer("وهرم خوفو؟", index, topic=library)
    assert found.searched == "متى افتتحت هرم خوفو؟"
    assert found.passages[0].document == "history/khufu-pyramid.md"


def test_what_something_has_is_asked_of_the_topic(index: Index) -> None:
    university = Topic("أين جامعة السنديان؟", "أسئلة القبول الشائعة في جامعة السنديان")
    assert "97٪" in sentence("وهل توجد منح فيها؟", index, university)


def test_where_nothing_of_what_is_asked_is_found_the_topic_alone_is_no_answer(index: Index) -> None:
    assert not answer("وهل توجد منح فيه؟", index, topic=Topic("كم ارتفاع هرم خوفو؟", "هرم خوفو")).answered


def test_what_may_begin_with_an_and_is_asked_of_the_topic_where_it_finds_nothing_by_itself(
    index: Index,
) -> None:
    deadline = Topic("متى ينتهي التقديم للجامعة؟", "أسئلة القبول الشائعة في جامعة السنديان")
    assert "10 سبتمبر" in sentence("وموعد النتائج؟", index, deadline)


def test_who_names_the_whole_of_a_title_needs_nothing_from_before(index: Index) -> None:
    traveller = Topic("أين ولد ابن بطوطة؟", "ابن بطوطة، ثلاثون عامًا على الطريق")
    assert answer("أين عاش الخوارزمي؟", index, topic=traveller).searched is None


def test_what_the_document_tells_as_it_was_asked_is_not_lost_in_the_words_of_the_last_question(
    index: Index,
) -> None:
    guarantee = Topic("كم مدة ضمان الأجهزة الكبيرة؟", "سياسة التوصيل والإرجاع في متجر الواحة")
    assert "الكسر" in sentence("وماذا لا يغطي؟", index, guarantee)


@pytest.mark.parametrize("question", ["وكيف تعالج أمراضها بالمبيدات؟", "وقديش سعر الكيلو منها؟"])
def test_what_is_filled_in_makes_no_answer_by_itself(question: str, index: Index) -> None:
    found = answer(question, index, topic=Topic("ما هي نخلة التمر؟", "النخلة والتمر"))
    assert found.searched is not None
    assert not found.answered


@pytest.mark.parametrize("question", ["ومتى توفي؟", "ومات إمتى؟", "وفي أي سنة مات؟"])
def test_the_document_that_was_talked_about_comes_before_others_that_speak_alike(question: str) -> None:
    king = "الصالح أيوب ملك من ملوك مصر، وكان الصالح أيوب من بني أيوب، توفي في المنصورة عام 1249."
    sultan = "صلاح الدين يوسف بن أيوب سلطان مصر والشام. حارب صلاح الدين الصليبيين، وتوفي في دمشق عام 1193."
    two = build_from([document(king, "a.md", "الصالح أيوب"), document(sultan, "b.md", "صلاح الدين")])
    talked_about = Topic("متى ولد السلطان يوسف بن أيوب؟", "صلاح الدين", sultan)
    assert answer(question, two, topic=talked_about).passages[0].title == "صلاح الدين"


def test_an_and_ties_a_question_to_the_talk_though_another_document_tells_of_its_verb(index: Index) -> None:
    panels = Topic("أين نوجه الألواح الشمسية؟", "الطاقة الشمسية، من الضوء إلى الكهرباء")
    assert answer("وكم سنة تعيش؟", index, topic=panels).searched == "كم سنة تعيش الألواح الشمسية؟"
    assert answer("وقديش بتعيش؟", index, topic=panels).searched == "قديش بتعيش الألواح الشمسية؟"


@pytest.mark.parametrize("question", ["ومتى ولد؟", "وإمتى اتولد؟", "وأين عاش؟"])
def test_of_somebody_whom_no_document_knows_nobody_else_is_told(question: str, index: Index) -> None:
    found = answer(question, index, topic=Topic("من هو نابليون بونابرت؟"))
    assert "نابليون بونابرت" in (found.searched or "")
    assert not found.answered


@pytest.mark.parametrize("question", ["وكم عددهم؟", "وقديش عددهم؟"])
def test_a_number_is_told_without_the_word_for_it(question: str, index: Index) -> None:
    crew = Topic("من هم رواد أبولو 11؟", "أبولو 11", "كان الطاقم ثلاثة رواد:")
    assert "ثلاثة" in sentence(question, index, crew)


@pytest.mark.parametrize(
    "question", ["ومن الذي حضر حفل افتتاحها؟", "وماذا عن نهر النيل؟", "متى ولد الخوارزمي؟"]
)
def test_an_answer_tells_the_query_that_it_was_found_by(question: str, index: Index) -> None:
    queries: list[Query] = []

    def look(query: Query) -> Answer:
        queries.append(query)
        return look_for(query, index, top=3)

    found = replace(answer_in_context(question, CANAL, look), question=question)
    assert looked_for(found) in queries


def test_another_name_for_the_topic_of_which_nothing_that_was_asked_is_told_is_no_answer(
    index: Index,
) -> None:
    scholar = Topic("من هو أبو الأسود الدؤلي؟", "اللغة العربية وخطّها", "ثم وضع أبو الأسود الدؤلي نقطًا.")
    for question in ("وفي أي قرن عاش؟", "وأي قرن عاش فيه؟"):
        assert "الدؤلي" in (answer(question, index, topic=scholar).searched or "")


@pytest.mark.parametrize("question", ["ومن هو؟", "ومين هو؟"])
def test_who_is_asked_of_whom_the_answer_names_by_the_question(question: str, index: Index) -> None:
    pit = "في عام 1954 اكتشف كمال الملاخ حفرة مغلقة عند الجانب الجنوبي للهرم، فيها مركب مفكك من خشب الأرز."
    boat = Topic("من اكتشف حفرة مركب خوفو؟", "هرم خوفو، آخر عجائب العالم القديم", pit)
    assert "كمال الملاخ" in (answer(question, index, topic=boat).searched or "")


def test_in_the_full_question_its_own_words_count_in_another_form_too(index: Index) -> None:
    assert "أوجيني" in sentence("ومن الذي حضر حفل افتتاحها؟", index, CANAL)


def test_i_mean_is_not_looked_for(index: Index) -> None:
    meant, alone = (answer(f"{lead}متى ولد الخوارزمي؟", index, topic=CANAL) for lead in ("لا، أقصد ", ""))
    assert (meant.searched, meant.passages) == (None, alone.passages)


def test_a_follow_up_to_which_nothing_is_found_says_in_full_what_was_looked_for(index: Index) -> None:
    found = answer("ومن طبّاخها؟", index, topic=Topic("من هو نابليون بونابرت؟"))
    assert not found.answered
    assert found.searched == "من طباخ نابليون بونابرت؟"


def test_without_a_topic_a_follow_up_is_looked_for_as_it_stands(index: Index) -> None:
    assert answer("ومتى توفي؟", index).searched is None
