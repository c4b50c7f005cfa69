"""Keep texts of both directions readable side by side (Unicode's bidirectional algorithm, UAX #9)."""

from __future__ import annotations

import re
import unicodedata

from bot.dialogue.language import Language, holds_arabic

LRM, RLM = "\u200e", "\u200f"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

_CLOSER = {LRE: PDF, RLE: PDF, LRO: PDF, RLO: PDF, LRI: PDI, RLI: PDI, FSI: PDI}
# Characters of the bidirectional class B: they end a paragraph, and every control opened in it.
_PARAGRAPH_ENDS = re.compile("[\n\r\x1c-\x1e\x85\u2029]")
_LINE_ENDS = re.compile("[\\s\x1c-\x1f\x85\u2028\u2029]+")
# What is read from left to right as a whole, though parts of it are of no direction or of that around them:
# in an Arabic line `10 km` would be shown as `km 10`, `C++` as `++C`, `2022-03-05` as `05-03-2022`.
_ISLAND = re.compile(
    r"""
    (?<![\w@.+-]) (?:
        https?://[^\s<>"«»()\[\]\u2066-\u2069]*[^\s<>"«»()\[\]\u2066-\u2069.,;:!?،؛؟]  # an address
      | [\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+                # an e-mail address
      | \d{4}-\d{2}-\d{2} (?![\w-])                      # a date
      | [\w-]+ (?:\.[\w-]+)* \.[A-Za-z]\w{1,4} (?!\w)    # the name of a file or a site
      | \.?[A-Za-z]\w* (?: \+\+? | \#) (?!\w)            # C++, C#, A+
      | (?<![^\s("«]) \.[A-Za-z]\w*                      # .NET
      | [+-]?\d+ (?:[.,:/-]\d+)* [ \u00a0\u202f]? (?:°|[µ°]?[A-Za-z][\w/²³°]*) (?!\w)  # a number and its unit
      | \+\d[\d -]{4,}\d                               # a telephone number
    )
    """,
    re.ASCII | re.VERBOSE,
)


def isolated(text: str) -> str:
    """Return a text on one line, in an isolate that nothing inside it can leave."""
    return FSI + _balanced(_LINE_ENDS.sub(" ", text).strip()) + PDI


def islands(text: str) -> list[tuple[int, int]]:
    """Return the spans `[start, end)` of an Arabic text that are shown out of order unless they are isolated.

    Those are numbers with Latin units, dates, names of files, addresses, and names such as C++.
    """
    if not holds_arabic(text):
        return []
    return [match.span() for match in _ISLAND.finditer(text)]


def closers(text: str) -> str:
    """Return the controls that close what a text leaves open at its end; the text itself stays verbatim."""
    return _walk(_PARAGRAPH_ENDS.split(text)[-1])[1]


def start_of_line(language: Language) -> str:
    """Return the invisible mark that gives a line the direction of a language, whatever it starts with."""
    return RLM if language is Language.ARABIC else LRM


def start_of_quote(text: str) -> str:
    """Return the mark that an Arabic text needs in front when its first letter is of another script."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return ""
        if direction == "L":
            return RLM if holds_arabic(text) else ""
    return ""


def _balanced(text: str) -> str:
    kept, closing = _walk(text)
    return kept + closing


def _walk(text: str) -> tuple[str, str]:
    """Return the text without controls that close nothing, and the closers it lacks at its end."""
    kept: list[str] = []
    opened: list[str] = []
    for character in text:
        if character in _CLOSER:
            opened.append(_CLOSER[character])
        elif character == PDI:
            if PDI not in opened:
                continue
            while opened.pop() != PDI:  # the end of an isolate also ends the embeddings inside it
                pass
        elif character == PDF:
            if not opened or opened[-1] != PDF:
                continue
            opened.pop()
        kept.append(character)
    return "".join(kept), "".join(reversed(opened))
