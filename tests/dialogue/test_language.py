import pytest

from bot.dialogue.language import Language, language_of

from .samples import message


@pytest.mark.parametrize("text", ["ما عاصمة الأردن؟", "what is عمّان", "ﻋﻤﺎﻥ"])
def test_a_text_with_arabic_letters_is_answered_in_arabic(text: str) -> None:
    assert language_of(message(text, sender_language="en")) is Language.ARABIC


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("ar", Language.ARABIC),
        ("ar-EG", Language.ARABIC),
        (None, Language.ARABIC),
        ("en", Language.ENGLISH),
        ("fr", Language.ENGLISH),
    ],
)
def test_without_arabic_letters_the_senders_language_decides_and_arabic_when_unknown(
    spoken: str | None, expected: Language
) -> None:
    assert language_of(message("😀 2.49 ؟", sender_language=spoken)) is expected
