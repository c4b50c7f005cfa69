"""Offers to choose from: what is offered, how it is listed, what is sent."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.language import Language
from bot.dialogue.offers import MOST, offers
from bot.records import Answer, Citation, Passage, Quote, Silence

from .samples import TelegramHtml, answer, cite, passage, units

SENTENCE = "عمّان هي عاصمة الأردن."


def found(*scores: float, silence: Silence | None = None) -> Answer:
    """Return an answer with a passage for each score, each from a document of its own."""
    passages = tuple(
        passage(f"{number}.md", score, text=f"{SENTENCE} {number}", start=number, date="2024-05-01")
        for number, score in enumerate(scores)
    )
    quote = Quote("قبلها.", passages[0].text, "بعدها.")
    return answer(quote, cite(1, "الأول"), cite(2, "الثاني"), passages=passages, silence=silence)


def test_the_best_sentence_is_offered_with_its_neighbours_and_its_source_alone() -> None:
    first = offers(found(0.9), Language.ARABIC)[0]
    shown = TelegramHtml(first.markup.html)
    assert shown.inside["b"] == f"{SENTENCE} 0"
    assert "قبلها." in shown.text
    assert "الأول" in shown.text
    assert "الثاني" not in shown.text


def test_further_sentences_are_offered_each_with_its_own_source() -> None:
    made = offers(found(0.5, 0.3, 0.2), Language.ARABIC)
    assert [TelegramHtml(offer.markup.html).inside["b"] for offer in made] == [
        f"{SENTENCE} {number}" for number in range(3)
    ]
    for number, offer in enumerate(made[1:], start=1):
        assert f"عنوان {number}.md" in offer.markup.plain
        assert "[1]" in offer.markup.plain
        assert offer.answer.passages[0].document == f"{number}.md"


def test_a_sentence_far_behind_the_first_is_not_offered_and_never_more_than_five_are() -> None:
    assert len(offers(found(0.96, 0.03, 0.01), Language.ARABIC)) == 1
    assert len(offers(found(*[0.1] * 9), Language.ARABIC)) == MOST == 5


def test_what_is_not_answered_offers_nothing() -> None:
    assert offers(found(0.9, silence=Silence.NOT_FOUND), Language.ARABIC) == ()
    assert offers(answer(None, silence=Silence.NO_WORDS), Language.ARABIC) == ()


def test_the_list_shows_the_sentence_and_under_it_the_source_and_its_date() -> None:
    offer = offers(found(0.9), Language.ARABIC)[0]
    assert offer.title == f"{SENTENCE} 0"
    assert "عنوان 0.md" in offer.description
    assert "2024-05-01" in offer.description


def test_a_long_sentence_is_cut_in_the_list_between_words_and_whole_in_the_message() -> None:
    long = " ".join(["كلمة"] * 100) + "."
    whole = replace(found(0.9), quote=Quote("", long, ""), passages=(passage("0.md", 0.9, text=long),))
    offer = offers(whole, Language.ARABIC)[0]
    assert len(offer.title) <= 122
    assert offer.title.endswith("كلمة…")
    assert long in offer.markup.plain


def test_a_sentence_that_does_not_fit_into_a_message_is_not_offered() -> None:
    endless = "كلمة " * 1000
    assert units(endless) > 4096
    whole = replace(found(0.9), quote=Quote("", endless, ""), passages=(passage("0.md", 0.9, text=endless),))
    assert offers(whole, Language.ARABIC) == ()


def test_keys_are_different_stable_and_short_enough_for_telegram() -> None:
    keys = [offer.key for offer in offers(found(0.5, 0.3, 0.2), Language.ARABIC)]
    again = [offer.key for offer in offers(found(0.5, 0.3, 0.2), Language.ENGLISH)]
    assert len(set(keys)) == 3
    assert keys == again
    assert all(1 <= len(key.encode()) <= 64 for key in keys)


def test_offers_keep_what_the_corpus_says_of_a_source() -> None:
    told = Passage("a.md", "عنوان", "https://docs.example/a", "2020", "مجلة", SENTENCE, 3, 9, 0.4)
    second = offers(replace(found(0.5), passages=(found(0.5).passages[0], told)), Language.ARABIC)[1]
    assert second.answer.citations == (
        Citation(1, "a.md", "عنوان", "2020", "https://docs.example/a", "مجلة"),
    )
