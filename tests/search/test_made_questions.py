"""Questions made from a corpus ask for one sentence each of its documents, and are always the same."""

from __future__ import annotations

from bot.search.builder import build_from
from bot.search.made_questions import SHARE, WORDS, made_questions
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
