import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale

import bot
from bot.dialogue.language import Language, holds_arabic
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


ROOT = Path(bot.__file__).parent
SHOWN = {"Button", "Markup", "Outcome", "Run", "InlineKeyboardButton"}
SPEAKING = sorted(path for room in ("dialogue", "desk", "chat") for path in (ROOT / room).glob("*.py"))


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the string constants of a module that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


def worded_in_place(path: Path) -> list[str]:
    """Return what a module shows people in words that stand in the module itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    shown = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in SHOWN]
    pieces = (piece for call in shown for piece in _pieces(call.args[0]))
    return [f"{path.name}: {piece}" for piece in pieces if re.search(r"[^\W\d_]{2}", piece)]


def _pieces(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from _pieces(part)
    if isinstance(node, ast.BinOp):
        yield from (*_pieces(node.left), *_pieces(node.right))


def test_desk_and_chat_hold_no_arabic_words_but_reasons_in_both_languages() -> None:
    """What they say stands in the files of phrases, where the operator can word it otherwise."""
    found = [
        (path.name, text)
        for path in SPEAKING
        if path.parent.name in {"desk", "chat"}
        for _, text in literals(path)
        if holds_arabic(text) and "(" not in text
    ]
    assert found == []


def test_nothing_is_shown_whose_words_stand_in_the_code() -> None:
    assert len(SPEAKING) > 50
    assert [each for path in SPEAKING for each in worded_in_place(path)] == []


def test_every_phrase_is_said_somewhere() -> None:
    said = {text for path in SPEAKING for _, text in literals(path)}
    beginnings = tuple(text for text in said if text.endswith("_"))  # of keys that end in a value
    assert [key for key in KEYS if key not in said and not key.startswith(beginnings)] == []


def test_words_in_the_code_would_be_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        '"""Say."""\nButton("Tap me", data)\nRun(f"{a} — {b}")\nRun("لا" + x)\n', encoding="utf-8"
    )
    assert worded_in_place(planted) == ["planted.py: Tap me", "planted.py: لا"]
    assert [text for _, text in literals(planted)] == ["Tap me", " — ", "لا"]
