import re
from string import Formatter

import pytest
from babel import Locale

from bot.dialogue.language import Language
from bot.dialogue.phrases import counted, number, phrase, phrases

KEYS = sorted(phrases(Language.ARABIC))


def placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name}


def test_both_languages_have_the_same_phrases() -> None:
    assert sorted(phrases(Language.ENGLISH)) == KEYS
    assert len(KEYS) > 20


@pytest.mark.parametrize("key", KEYS)
def test_a_phrase_has_the_same_placeholders_and_kind_in_both_languages(key: str) -> None:
    arabic, english = (phrases(language)[key] for language in Language)
    if isinstance(arabic, str):
        assert isinstance(english, str)
        assert placeholders(arabic) == placeholders(english)
    else:
        assert isinstance(english, dict)
        assert placeholders(arabic["other"]) == placeholders(english["other"])


@pytest.mark.parametrize("language", Language)
def test_a_counted_phrase_has_every_plural_form_of_its_language(language: Language) -> None:
    rule = Locale(language.value).plural_form
    needed = {rule(count) for count in range(1, 200)} | {"other"}
    for wording in phrases(language).values():
        if isinstance(wording, dict):
            assert needed <= set(wording)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "… وواحدة غيرها"),
        (2, "… واثنتان غيرها"),
        (5, "… و5 غيرها"),
        (32, "… و32 غيرها"),
        (100, "… و100 غيرها"),
    ],
)
def test_counts_take_their_arabic_forms(count: int, expected: str) -> None:
    assert counted("more", Language.ARABIC, count) == expected


@pytest.mark.parametrize("language", Language)
def test_numbers_have_western_digits_and_one_decimal(language: Language) -> None:
    assert [number(value, language) for value in (0, 12, 1234567, 2.345)] == ["0", "12", "1,234,567", "2.3"]


@pytest.mark.parametrize("language", Language)
def test_commands_and_names_inside_a_text_stand_in_an_isolate(language: Language) -> None:
    for wording in phrases(language).values():
        for form in [wording] if isinstance(wording, str) else wording.values():
            assert not re.search(r"(?<!\u2066)(?:/[a-z]+|@\{bot\})", form)


def test_a_counted_phrase_is_not_said_without_its_number_nor_a_plain_one_with_it() -> None:
    with pytest.raises(TypeError):
        phrase("more", Language.ARABIC)
    with pytest.raises(TypeError):
        counted("start", Language.ARABIC, 1)
