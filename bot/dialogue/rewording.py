"""The operator's own words for phrases, read from a file and checked before the bot says any of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from string import Formatter
from typing import Any

from babel import Locale

from bot.dialogue.language import Language
from bot.dialogue.limits import utf16_length
from bot.dialogue.phrases import Phrase, Wordings, our_phrases
from bot.errors import PhrasesError

NOTE, COMMAND, SHORT_DESCRIPTION, DESCRIPTION, MESSAGE = 200, 256, 120, 512, 4096
"""The most that Telegram takes of each, in UTF-16 units."""
_WITH_A_NUMBER = frozenset({"few", "many", "other"})
"""The plural forms that must name their number; *one* and *two* may say it by the noun alone."""
_NOTES = frozenset(
    {"failed", "forgotten", "lang_chosen", "not_admin", "not_answered_too_many", "only_in_private"}
)
"""Phrases that are also shown in the small window over a chat, as all notes are."""


def read_wordings(path: Path) -> Wordings:
    """Read a TOML file with a table for each language, `[ar]` and `[en]`, of phrases by their keys.

    Raises PhrasesError with one line that names the file and the phrase.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PhrasesError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise PhrasesError(f"{path}: is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise PhrasesError(f"{path}: is not TOML: {error}") from None
    return {language: _checked(path, language, table) for language, table in _languages(path, written)}


def _languages(path: Path, written: Mapping[str, Any]) -> Iterator[tuple[Language, Mapping[str, Any]]]:
    for name, table in written.items():
        if name not in set(Language) or not isinstance(table, dict):
            raise PhrasesError(f"{path}: {name}: phrases stand below [ar] or [en]")
        yield Language(name), table


def _checked(path: Path, language: Language, table: Mapping[str, Any]) -> Mapping[str, Phrase]:
    for key, wording in table.items():
        try:
            _check(key, wording, language)
        except PhrasesError as problem:
            raise PhrasesError(f"{path}: {language.value}.{key}: {problem}") from None
    return table


def _check(key: str, wording: object, language: Language) -> None:
    """Raise PhrasesError that says what is wrong with an operator's wording."""
    ours = our_phrases(language)
    if key not in ours:
        near = get_close_matches(key, ours, n=1)
        raise PhrasesError("there is no such phrase" + (f"; is it {near[0]}?" if near else ""))
    own = ours[key]
    if isinstance(own, str):
        _check_text(key, wording, wanted=_placeholders(own), known=_placeholders(own))
        return
    forms = Locale(language.value).plural_form.tags | {"other"}
    if not isinstance(wording, dict):
        raise PhrasesError(f"must be a table of plural forms: {', '.join(sorted(forms))}")
    known = _placeholders(own["other"])
    for form, text in wording.items():
        if form not in forms:
            listed = ", ".join(sorted(forms))
            raise PhrasesError(f"{form}: is no plural form of the language; those are {listed}")
        try:
            _check_text(key, text, wanted=known if form in _WITH_A_NUMBER else set(), known=known)
        except PhrasesError as problem:
            raise PhrasesError(f"{form}: {problem}") from None


def _check_text(key: str, text: object, *, wanted: set[str], known: set[str]) -> None:
    if not isinstance(text, str):
        raise PhrasesError("must be a text in quotes")
    if not text.strip():
        raise PhrasesError("must not be empty")
    try:
        given = _placeholders(text)
    except ValueError:
        raise PhrasesError("has a brace that stands alone; write {{ or }} for one that is shown") from None
    if wanted - given:
        raise PhrasesError(f"lacks {_listed(wanted - given)}")
    if given - known:
        also = f"; known: {_listed(known)}" if known else ""
        raise PhrasesError(f"{_listed(given - known)} is not known here{also}")
    if utf16_length(text) > _most(key):
        raise PhrasesError(f"is longer than {_most(key)} characters")


def _placeholders(text: str) -> set[str]:
    """Return the names in braces; what is more than a name comes with all that is in them."""
    found = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            found.add(name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else ""))
    return found


def _listed(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _most(key: str) -> int:
    if key in _NOTES or key.startswith("note_"):
        return NOTE
    if key.startswith("command_"):
        return COMMAND
    return {"description": DESCRIPTION, "short_description": SHORT_DESCRIPTION}.get(key, MESSAGE)
