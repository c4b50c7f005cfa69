"""Does the text look like Arabic?  Broken files are told by what a reader of Arabic would see at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import DocumentError
from bot.reading.pdf.glyphs import UNKNOWN

_ENOUGH = 40
"""Words from which on shares say something."""
UNKNOWN_LIMIT = 0.02
"""Share of unknown letters up to which a file is taken in, with a remark."""
_LONE_LIMIT = 0.35
_FOREIGN_LIMIT = 0.25
_LEAST_FAMILIAR = 0.06
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u066e-\u06d3]+")
_LATIN_WORD = re.compile(r"[A-Za-z\u00a1-\u024f]+")
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PERSIAN = re.compile("[پچژگکیٹڈڑے]")
# What no Arabic page does without; each also tells its own mirror image.
_FAMILIAR = frozenset(
    {
        "في",
        "من",
        "على",
        "إلى",
        "الى",
        "عن",
        "أن",
        "ان",
        "إن",
        "هذا",
        "هذه",
        "التي",
        "الذي",
        "ما",
        "لا",
        "مع",
        "كان",
    }
)
_ARTICLE = re.compile(r"[وفبك]?ال\w\w|لل\w\w")
_MIRRORED_ARTICLE = re.compile(r"\w\w+لا[وفبك]?")


@dataclass(frozen=True, slots=True)
class Look:
    """What a text looks like, in shares of its words or letters from 0 to 1."""

    arabic: int
    """Words in Arabic letters."""
    familiar: float
    """Arabic words with the article, or of the commonest ones."""
    mirrored: float
    """Arabic words that would be such if they were read from the other end."""
    lone: float
    """Arabic words of one letter."""
    unknown: float
    """Letters that the file does not tell."""
    foreign: float
    """Latin words with letters that hardly any Latin word has: a sign of a wrong encoding."""


def look(text: str) -> Look:
    """Take the shares that tell sound text from broken."""
    text = _MARKS.sub("", text)
    arabic = _ARABIC_WORD.findall(text)
    latin = _LATIN_WORD.findall(text)
    letters = sum(map(len, arabic)) + sum(map(len, latin))
    unknown = text.count(UNKNOWN) + len(_PRIVATE.findall(text))
    odd = sum(sum(letter > "\u00a0" for letter in word) * 2 > len(word) for word in latin)
    return Look(
        arabic=len(arabic),
        familiar=_share(sum(map(_is_familiar, arabic)), len(arabic)),
        mirrored=_share(sum(_is_mirrored(word) for word in arabic), len(arabic)),
        lone=_share(sum(len(word) == 1 and word != "و" for word in arabic), len(arabic)),
        unknown=_share(unknown, letters + unknown),
        foreign=_share(odd, len(arabic) + len(latin)),
    )


def is_mirrored(text: str) -> bool:
    """Say whether the Arabic of a text is written from its end to its beginning."""
    shares = look(text)
    return shares.mirrored > 2 * shares.familiar and shares.mirrored >= _LEAST_FAMILIAR


def check(text: str) -> None:
    """Raise DocumentError, with the reason, for text that a reader would call garbage."""
    shares = look(text)
    if shares.unknown > UNKNOWN_LIMIT:
        share = f"{shares.unknown:.0%}"
        raise DocumentError(
            f"خط الملف لا يدل على حروفه: {share} منها مجهول "
            f"(a font without a Unicode map: {share} of the letters are unknown)"
        )
    if shares.foreign > _FOREIGN_LIMIT:
        raise DocumentError("نص الملف بترميز خاطئ لا يُقرأ (the text is in a wrong encoding)")
    if shares.arabic < _ENOUGH:
        return
    if shares.lone > _LONE_LIMIT:
        raise DocumentError("كلمات الملف مقطعة حروفًا (its words come apart into letters)")
    if shares.familiar < _LEAST_FAMILIAR and not _is_persian(text):
        raise DocumentError("نص الملف لا يشبه العربية (the text does not look like Arabic)")


def _is_familiar(word: str) -> bool:
    return word in _FAMILIAR or _ARTICLE.match(word) is not None


def _is_mirrored(word: str) -> bool:
    return word[::-1] in _FAMILIAR - {word} or _MIRRORED_ARTICLE.fullmatch(word) is not None


def _is_persian(text: str) -> bool:
    words: Sequence[str] = _ARABIC_WORD.findall(text)
    return sum(_PERSIAN.search(word) is not None for word in words) * 10 > len(words)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
