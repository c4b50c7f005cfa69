"""The operator's own words: taken where they can be said, refused in one line where they cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.language import Language
from bot.dialogue.phrases import counted, is_reworded, our_phrases, phrase, reword
from bot.dialogue.replies import Audience, command_menu
from bot.dialogue.rewording import read_wordings
from bot.errors import PhrasesError

AR, EN = Language


@pytest.fixture(autouse=True)
def _our_words_again() -> Iterator[None]:
    yield
    reword({})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "phrases.toml"


def said_in(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    reword(read_wordings(file))


def test_what_the_file_words_is_said_so_and_all_else_as_before(file: Path) -> None:
    said_in(file, '[ar]\nnot_found = "لا أعرف."\n[en]\ncommand_help = "Hints"\n')
    assert phrase("not_found", AR) == "لا أعرف."
    assert phrase("not_found", EN) == our_phrases(EN)["not_found"]
    assert phrase("no_words", AR) == our_phrases(AR)["no_words"]
    assert ("help", "Hints") in command_menu(EN, Audience.PERSON)
    assert is_reworded("not_found")
    assert not is_reworded("no_words")


def test_a_placeholder_keeps_its_place_wherever_it_stands(file: Path) -> None:
    said_in(file, '[en]\nsearched = "({question}), {{so}} I looked"\n')
    assert phrase("searched", EN, question="x") == "(x), {so} I looked"


def test_single_plural_forms_can_be_worded_and_one_need_not_name_its_number(file: Path) -> None:
    said_in(file, '[ar.sources_title]\none = "وثيقة وحيدة:"\nfew = "هنا {count}:"\n')
    assert [counted("sources_title", AR, count) for count in (1, 2, 5)] == [
        "وثيقة وحيدة:",
        "لديّ وثيقتان:",
        "هنا 5:",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[fr]\n", "fr: phrases stand below [ar] or [en]"),
        ('not_found = "x"', "not_found: phrases stand below [ar] or [en]"),
        ('[ar]\nnot_fund = "x"', "ar.not_fund: there is no such phrase; is it not_found?"),
        ("[ar]\nnot_found = 3", "ar.not_found: must be a text in quotes"),
        ('[ar]\nnot_found = " "', "ar.not_found: must not be empty"),
        ('[ar.not_found]\none = "x"', "ar.not_found: must be a text in quotes"),
        (
            '[ar]\nmore = "x"',
            "ar.more: must be a table of plural forms: few, many, one, other, two, zero",
        ),
        ('[en]\nmore = {few = "{count}"}', "en.more: few: is no plural form of the language; those are one"),
        ('[ar]\nmore = {few = "x"}', "ar.more: few: lacks {count}"),
        ("[ar]\nmore = {few = 1}", "ar.more: few: must be a text in quotes"),
        ('[en]\nsearched = "So:"', "en.searched: lacks {question}"),
        ('[en]\nsearched = "{question} {name}"', "en.searched: {name} is not known here; known: {question}"),
        ('[en]\nnot_found = "{0}"', "en.not_found: {0} is not known here"),
        ('[en]\nsearched = "{question!r}"', "en.searched: lacks {question}"),
        ('[en]\nnot_found = "a { b"', "en.not_found: has a brace that stands alone"),
        (f'[en]\nnote_thanks = "{"x" * 201}"', "en.note_thanks: is longer than 200 characters"),
        (f'[en]\ncommand_ask = "{"x" * 257}"', "en.command_ask: is longer than 256 characters"),
        ("[ar\n", "is not TOML: Expected ']' at the end of a table declaration (at line 1"),
    ],
)
def test_what_could_not_be_said_is_refused_in_one_line_that_names_file_and_phrase(
    file: Path, text: str, problem: str
) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PhrasesError) as raised:
        read_wordings(file)
    said = str(raised.value)
    assert said.startswith(f"{file}: {problem}")
    assert "\n" not in said


def test_a_file_that_is_not_there_or_not_utf8_is_named(file: Path) -> None:
    with pytest.raises(PhrasesError, match="No such file"):
        read_wordings(file)
    file.write_bytes("[ar]".encode("utf-16"))
    with pytest.raises(PhrasesError, match="is not UTF-8"):
        read_wordings(file)


@pytest.mark.parametrize("language", Language)
def test_our_own_words_pass_the_same_check(file: Path, language: Language) -> None:
    """They are those that an operator begins with."""
    ours = Path("bot/dialogue").joinpath(f"phrases.{language}.toml")
    written = (Path(__file__).parents[2] / ours).read_text(encoding="utf-8")
    file.write_text(f"[{language}]\n" + written.replace("\n[", f"\n[{language}."), encoding="utf-8")
    assert read_wordings(file)[language] == our_phrases(language)
