"""Every string of the surface, by key and language, as `phrases.ar.toml` and `phrases.en.toml` word them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.numbers import format_decimal

from bot.dialogue.language import Language

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

Phrase = str | dict[str, str]
"""One wording, or one for each plural category of the language (zero, one, two, few, many, other)."""
Wordings = Mapping[Language, Mapping[str, Phrase]]
_OPERATORS: dict[Language, Mapping[str, Phrase]] = {}  # set once, before the bot says anything


def phrase(key: str, language: Language, **values: str) -> str:
    """Return a phrase with its values put in."""
    wording = phrases(language)[key]
    if not isinstance(wording, str):
        raise TypeError(f"{key} is counted: it needs a number")
    return wording.format(**values)


def counted(key: str, language: Language, count: int) -> str:
    """Return a phrase in the plural form that the language has for a count."""
    wording = phrases(language)[key]
    if isinstance(wording, str):
        raise TypeError(f"{key} has no plural forms")
    form = wording.get(_locale(language).plural_form(count)) or wording["other"]
    return form.format(count=number(count, language))


def number(value: float, language: Language) -> str:
    """Return a number in western digits, with the thousands apart and at most one decimal."""
    return format_decimal(value, format="#,##0.#", locale=_locale(language))


def page(number: int, language: Language) -> str:
    """Return how a page is referred to, in the digits of the language."""
    digits = str(number).translate(_ARABIC_DIGITS) if language is Language.ARABIC else str(number)
    return phrase("page", language, page=digits)


@cache
def phrases(language: Language) -> dict[str, Phrase]:
    """Return all phrases of a language: ours, and in the place of some the operator's."""
    said = dict(our_phrases(language))
    for key, wording in _OPERATORS.get(language, {}).items():
        ours = said[key]
        said[key] = {**ours, **wording} if isinstance(ours, dict) and isinstance(wording, dict) else wording
    return said


def reword(wordings: Wordings) -> None:
    """Say some phrases in the operator's words from now on, and all others in ours."""
    _OPERATORS.clear()
    _OPERATORS.update(wordings)
    phrases.cache_clear()


def is_reworded(key: str) -> bool:
    """Say whether the operator has words of their own for a phrase, in any language."""
    return any(key in wordings for wordings in _OPERATORS.values())


@cache
def our_phrases(language: Language) -> Mapping[str, Phrase]:
    """Return all phrases of a language as they come with Isnad."""
    written = files("bot.dialogue").joinpath(f"phrases.{language.value}.toml").read_text(encoding="utf-8")
    return tomllib.loads(written)


@cache
def _locale(language: Language) -> Locale:
    return Locale(language.value)
