"""The index quotes verbatim, answers from disk as from memory, and says nothing when it knows nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.journey import answer
from bot.records import Answer, Silence
from bot.search.builder import build, build_from
from bot.search.corpus import Corpus
from bot.search.index import LONGEST_NEIGHBOUR, Index
from bot.search.store import write
from tests.golden.questions import golden_questions

from .folders import COFFEE, LIBRARY, LIBRARY_ASKED, PALM, document


@pytest.fixture(scope="module")
def opened(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("index") / "generation"
    write(folder, index.arrays.items(), index.manifest)
    return Index.open(folder)


def asked(question: str, index: Index) -> Answer:
    """Return an answer without the time that it took."""
    return replace(answer(question, index), elapsed_ms=0.0)


def test_an_index_opened_from_disk_answers_as_the_one_in_memory(index: Index, opened: Index) -> None:
    assert len(opened) == len(index) > 0
    assert opened.manifest == index.manifest
    assert opened.sources == index.sources
    for row in golden_questions():
        assert asked(row["question"], opened) == asked(row["question"], index)


def test_every_passage_is_the_text_at_its_place_in_its_document(corpus: Corpus, opened: Index) -> None:
    texts = {document.name: document.text for document in corpus.documents}
    seen = set()
    for row in golden_questions():
        for passage in answer(row["question"], opened, top=100).passages:
            assert texts[passage.document][passage.start : passage.end] == passage.text
            seen.add((passage.document, passage.start))
    assert len(seen) > len(opened) / 2


def test_every_sentence_is_quoted_verbatim_between_its_neighbours(corpus: Corpus, opened: Index) -> None:
    texts = [document.text for document in corpus.documents]
    for sentence in range(len(opened)):
        quote = opened.quote(sentence)
        assert quote.sentence == opened.text(sentence)
        assert quote.before + quote.sentence + quote.after in texts[opened.document_of[sentence]]


def test_a_quote_stays_in_its_paragraph() -> None:
    index = build_from([document(f"{COFFEE}\n\n{LIBRARY} {PALM}")])
    assert [index.quote(0).before, index.quote(0).after] == ["", ""]
    assert index.quote(1).after.strip() == PALM
    assert index.quote(2).before.strip() == LIBRARY


def test_a_very_long_neighbour_is_not_quoted() -> None:
    endless = "كلمة " * (LONGEST_NEIGHBOUR // 5 + 1) + "انتهت."
    index = build_from([document(f"{endless} {LIBRARY}")])
    assert index.quote(1).before == ""


@given(
    st.lists(st.sampled_from(["😀", "é", "نص", "👩‍👩‍👧", "م\u064f", "2.49", ". ", "\n\n", "A", "؟ "])).map(
        "".join
    )
)
def test_places_are_code_points_whatever_the_text_is_made_of(text: str) -> None:
    index = build_from([document("مقدمة. " + text)])
    found = answer("مقدمة نص 2.49", index, top=100)
    for passage in found.passages:
        assert ("مقدمة. " + text)[passage.start : passage.end] == passage.text


def test_the_documents_are_listed_once_each_by_title(index: Index, corpus: Corpus) -> None:
    titles = [source.title for source in index.sources]
    assert titles == sorted(titles)
    assert {source.document for source in index.sources} == {each.name for each in corpus.documents}


def test_the_first_questions_that_documents_offer_are_the_samples() -> None:
    documents = [
        replace(document(COFFEE, f"{number}.md"), extra={"sample_question": f"سؤال {number}؟"})
        for number in range(5)
    ]
    documents[1] = replace(documents[1], extra={})
    assert list(build_from(documents).sample_questions(3)) == ["سؤال 0؟", "سؤال 2؟", "سؤال 3؟"]


@pytest.mark.parametrize("texts", [[], ["في من على."], ["😀 !"]])
def test_an_index_that_holds_no_word_to_look_for_finds_nothing(texts: list[str]) -> None:
    found = answer("متى افتتحت المكتبة؟", build_from([document(text, title="في") for text in texts]))
    assert (found.silence, found.passages, found.citations) == (Silence.NOT_FOUND, (), ())


@pytest.mark.parametrize("others", [[], [COFFEE], [COFFEE, PALM]])
def test_one_document_two_and_three_answer(others: list[str]) -> None:
    texts = [LIBRARY, *others]
    index = build_from([document(text, f"{number}.md", "عنوان") for number, text in enumerate(texts)])
    assert answer(LIBRARY_ASKED, index).passages[0].text == LIBRARY


@pytest.mark.parametrize(
    "question", ["", " ", "😀😀", "؟!", "من هو؟", "في على", "\u202e\u200f\u2066", "\0", "ـ", "ًٌٍ"]
)
def test_a_question_without_a_word_to_look_for_has_no_words_and_no_passage(
    question: str, index: Index
) -> None:
    found = answer(question, index)
    assert (found.silence, found.passages, found.quote, found.confidence) == (Silence.NO_WORDS, (), None, 0.0)


def test_one_question_always_has_the_same_answer(index: Index) -> None:
    question = "كم بلغ حجم التبادل التجاري بين البلدين في 2021؟"
    assert asked(question, index) == asked(question, index)


def test_spelling_does_not_change_what_is_found(index: Index) -> None:
    plain, dressed = "متى أُسست مكتبة الإسكندرية؟", "متــى اسست مكتبه الاسكندريه"
    assert answer(plain, index).passages[:3] == answer(dressed, index).passages[:3]


def test_as_many_passages_are_listed_as_were_asked_for_best_first(index: Index) -> None:
    for top in (1, 3, 10):
        scores = [passage.score for passage in answer("مدينة", index, top=top).passages]
        assert len(scores) == top
        assert scores == sorted(scores, reverse=True)


def test_progress_counts_up_to_all_steps(corpus: Corpus) -> None:
    heard: list[tuple[int, int]] = []
    build(corpus, lambda done, of: heard.append((done, of)))
    steps = heard[-1][1]
    assert heard == [(done, steps) for done in range(1, steps + 1)]
