"""Made questions ask for one sentence each, or for what nobody wrote of, and are always the same."""

from __future__ import annotations

from bot.search.asked import Asked
from bot.search.builder import build_from
from bot.search.made_questions import SHARE, STRANGE, WORDS, made_questions, strange_questions
from bot.text.analyzer import content_words

from .folders import COFFEE, LIBRARY, PALM, document

ROWS = [{"document": "coffee.md", "set": "one"}, {"document": "palm.md", "set": "two"}]


def test_each_asks_for_the_sentence_that_it_was_made_of() -> None:
    index = build_from(
        [document(COFFEE, "coffee.md", "القهوة"), document(LIBRARY, "library.md"), document(PALM, "palm.md")]
    )
    made = made_questions(ROWS, index)
    assert {each.question["document"] for each in made} == {"coffee.md", "palm.md"}
    for each in made:
        passage = next(p for n, p in enumerate(index.all_passages()) if n == each.sentence)
        title, said = content_words(passage.title), content_words(passage.text)
        asked = content_words(each.question["question"])
        assert passage.document == each.question["document"]
        assert asked[: len(title)] == title
        assert len(set(asked[len(title) :]) & set(said)) == WORDS
        assert each.ranking.sentences[each.hits].tolist() == [each.sentence]


def test_those_of_a_set_weigh_a_share_of_its_real_ones_together() -> None:
    index = build_from([document(COFFEE, "coffee.md"), document(PALM, "palm.md")])
    made = made_questions(ROWS, index)
    for name in ("one", "two"):
        assert abs(sum(each.weight for each in made if each.question["set"] == name) - SHARE) < 1e-9


def test_the_same_corpus_makes_the_same_questions() -> None:
    index = build_from([document(COFFEE, "coffee.md"), document(PALM, "palm.md")])
    asked = [[each.question["question"] for each in made_questions(ROWS, index)] for _ in range(2)]
    assert asked[0] == asked[1] != []


def test_a_question_gets_a_strange_word_in_the_place_of_its_rarest_and_no_answer() -> None:
    index = build_from([document(COFFEE, "coffee.md"), document(PALM, "palm.md")])
    row = {"question": "متى ظهرت القهوة في مدن اليمن؟", "document": "coffee.md", "set": "one"}
    asked = Asked(row, index, 1.0)
    known = [word for word in asked.query.words if index.lexicon.count(word)]
    [strange], [again] = strange_questions([asked]), strange_questions([asked])
    assert strange.question == again.question
    assert strange.question["document"] == "coffee.md"
    assert strange.weight == STRANGE
    said, before = strange.question["question"].split(), row["question"].split()
    [new] = [word for word, old in zip(said, before, strict=True) if word != old]
    [gone] = [old for word, old in zip(said, before, strict=True) if word != old]
    assert any(word in content_words(gone) for word in known)
    assert not index.lexicon.count(content_words(new)[0])
    assert not strange.hits.any()


def test_a_question_of_which_the_index_knows_no_word_gets_none() -> None:
    index = build_from([document(COFFEE, "coffee.md")])
    assert strange_questions([Asked({"question": "من صمم ملعب لوسيل؟"}, index, 1.0)]) == []
