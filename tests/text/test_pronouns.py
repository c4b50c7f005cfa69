"""A pronoun written on to a word is told from a word that only ends like one."""

from __future__ import annotations

import pytest

from bot.text.pronouns import CARRIED, owned


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("عددهم", "عدد"),
        ("سكانها", "سكان"),
        ("عاصمتها", "عاصمة"),  # a ta marbuta comes back
        ("ولادته", "ولادة"),
        ("سنتها", "سنة"),
        ("لغتهم", "لغة"),
        ("هويته", "هوية"),
        ("بيته", "بيت"),  # a ta that was one before stays
        ("صوتها", "صوت"),
        ("تصويته", "تصويت"),
        ("صفاتها", "صفات"),
        ("بنائه", "بناء"),  # and so does a hamza
        ("بناؤها", "بناء"),
        ("بناها", "بنى"),  # and an alef maqsura
        ("معناه", "معنى"),
        ("ضحاياها", "ضحايا"),
        ("بينهما", "بين"),
        ("عَدَدُهُم", "عدد"),
        ("عـددهم", "عدد"),
    ],
)
def test_a_word_is_given_back_without_its_pronoun(word: str, bare: str) -> None:
    found = owned(word, tells_ta=True)
    assert found is not None
    assert (found.word, found.certain) == (bare, True)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "الجامعه",
            "بيونسيه",
            "اتهم",
            "للمدرسه",
            "والفقه",
            "مياه",
            "فقه",
            "وجه",
            "مهم",
            "أهم",
            "درهم",
            "سهم",
        ),
        *("مهما", "اتجاه", "سيبويه", "جامعة", "مدينة", "عمان", "الله", "ستة", "سته", "هم"),
        *("ها", "له"),
    ],
)
def test_a_word_that_only_ends_like_a_pronoun_is_whole(word: str) -> None:
    assert owned(word, tells_ta=True) is None


@pytest.mark.parametrize("word", ["مؤسسه", "جامعه", "عدده", "كتبه"])
def test_a_bare_ha_is_certain_only_from_a_writer_who_types_ta_marbuta(word: str) -> None:
    assert [found.certain for each in (True, False) if (found := owned(word, tells_ta=each))] == [True, False]


@pytest.mark.parametrize("word", ["عاصمته", "بنائه", "أعضاؤه", "عددها"])
def test_an_ending_that_no_ta_marbuta_has_is_certain_from_anybody(word: str) -> None:
    found = owned(word, tells_ta=False)
    assert found is not None
    assert found.certain


def test_prepositions_give_their_pronoun_up() -> None:
    assert [CARRIED[word] for word in ("فيها", "عنه", "عليهم", "لها", "اليه", "عندو", "بتاعها", "الها")] == [
        *("في", "عن", "على", "ل", "إلى", "عند", "بتاع", "ل")
    ]
