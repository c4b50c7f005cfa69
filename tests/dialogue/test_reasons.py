from dataclasses import replace

import pytest

from bot.dialogue.direction import FSI, PDI
from bot.dialogue.language import Language
from bot.dialogue.reasons import why
from bot.explanation import Evidence, Explanation, Found, Sort, Word
from bot.records import Silence

from .samples import answer, only, passage, units

AR, EN = Language.ARABIC, Language.ENGLISH
ANSWERED = answer(None, question="سؤال", confidence=0.834)
SILENT = replace(ANSWERED, silence=Silence.NOT_FOUND)
WORDS = tuple(Word(f"كلمة{number}", place) for number, place in enumerate(Found))
EXPLAINED = Explanation(
    words=WORDS,
    first=passage("a.md", 0.813),
    second_score=0.07,
    confidence=0.834,
    threshold=0.45,
    evidence=tuple(Evidence(sort, 0.75 - number) for number, sort in enumerate(Sort)),
)


def test_every_word_is_told_with_its_place() -> None:
    for language in Language:
        shown = only(why(ANSWERED, EXPLAINED, language)).text
        for word in WORDS:
            assert f"{FSI}{word.typed}{PDI}" in shown


def test_the_decision_is_told_with_chance_and_threshold() -> None:
    assert "83.4٪" in only(why(ANSWERED, EXPLAINED, AR)).text
    assert "45٪: فأجبت." in only(why(ANSWERED, EXPLAINED, AR)).text
    assert "فلم أعرضها" in only(why(SILENT, EXPLAINED, AR)).text
    assert "81.3%" in only(why(ANSWERED, EXPLAINED, EN)).text


@pytest.mark.parametrize("language", Language)
def test_what_put_the_sentence_first_is_told_in_words(language: Language) -> None:
    lines = only(why(ANSWERED, EXPLAINED, language)).text.splitlines()[-len(Sort) :]
    assert [line[1] for line in lines] == ["▲", *"▼" * (len(Sort) - 1)]
    assert [line.rsplit(": ", 1)[1] for line in lines[:2]] == [f"{FSI}+0.8{PDI}", f"{FSI}-0.2{PDI}"]
    assert not any("_" in line for line in lines)


def test_the_longest_question_is_explained_in_one_message() -> None:
    words = tuple(Word("كلمة" * 100, place) for place in Found for _ in range(300))
    long = Explanation(words, passage("a.md", 1.0, text="نص " * 999, title="ع" * 999), 0.0, 0.5, 0.5, ())
    assert units(only(why(replace(ANSWERED, question="سؤال " * 900), long, AR)).text) <= 4096


def test_a_question_without_words_is_explained_too() -> None:
    assert "ليس في السؤال كلمة" in only(why(SILENT, Explanation((), None, 0, 0, 0.5, ()), AR)).text


def test_a_chance_that_is_another_today_is_told_to_be_todays() -> None:
    assert "تغيّرت الوثائق" in only(why(replace(ANSWERED, confidence=0.2), EXPLAINED, AR)).text
    assert "تغيّرت الوثائق" not in only(why(ANSWERED, EXPLAINED, AR)).text
