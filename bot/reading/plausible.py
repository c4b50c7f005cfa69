"""Tell text that bytes really hold from what a wrong encoding makes of them."""

from __future__ import annotations

import re

SAMPLE = 500_000
"""So many code points are looked at."""
_FEWEST_LETTERS = 4
_COMMON = "اليمنورتبهعدسف"
"""The commonest letters: three of four in any Arabic text, fewer than half under a wrong encoding."""
_LEAST_COMMON = 0.6
_MOST_STRANGE = 0.01

_LETTER = re.compile(r"[\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06af\u06a9\u06d2]")
_COMMON_LETTER = re.compile(f"[{_COMMON}أإآةى]")
# What no Arabic text has: letters of Latin tables or odd signs touching an Arabic letter, and controls.
_STRANGE = re.compile(
    r"[\u0621-\u064a][A-Za-z\u0192-\u024f\u00c0-\u00ff\u00a2-\u00aa\u00ac\u00ae-\u00b6\u00b8-\u00ba\u00bc-\u00be\u0152\u0153]"
    r"|[A-Za-z\u00c0-\u00ff\u00a2-\u00aa\u00ac\u00ae-\u00b6\u00b8-\u00ba\u00bc-\u00be][\u0621-\u064a]"
    r"|[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]"
)
_TEXT = re.compile(
    r"[\t\n\r\f\x20-\x7e\u00a0-\u00ff\u0600-\u06ff\u0750-\u077f\u2000-\u206f\ufb50-\ufdff\ufe70-\ufeff]"
)
_LEAST_TEXT = 0.98


def looks_arabic(text: str) -> bool:
    """Say whether a text is Arabic as people write it: its common letters are common, nothing is strange."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters < _FEWEST_LETTERS:
        return False
    common = len(_COMMON_LETTER.findall(sample))
    strange = len(_STRANGE.findall(sample))
    return common >= _LEAST_COMMON * letters and strange <= _MOST_STRANGE * letters


def looks_like_text(text: str) -> bool:
    """Say whether nearly all of a text is Arabic or Latin letters, digits, spaces and signs."""
    sample = text[:SAMPLE]
    return "\0" not in sample and len(_TEXT.findall(sample)) >= _LEAST_TEXT * len(sample)
