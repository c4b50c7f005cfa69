"""Names for files of the corpus: as their owners wrote them, in any script, and safe as paths."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Container
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

LONGEST = 160
"""UTF-8 bytes of a name; file systems take 255, and what is kept beside a file adds to it."""
_LONGEST_ENDING = 10
_FALLBACK = "document"
_FORBIDDEN = re.compile(r'[<>:"|?*#\\/]')  # some file system minds each; # parts a file from a record in it
_SEPARATORS = re.compile(r"[\\/]")


def safe_name(name: str, fallback: str = _FALLBACK) -> str:
    """Return the last part of a path, of whatever system, as the name of a file; letters of no script go."""
    seen = _visible(_SEPARATORS.split(name)[-1]).strip()
    stem, dot, suffix = seen.rpartition(".")
    if not dot or len(suffix.encode()) > _LONGEST_ENDING:  # a full stop amid a sentence
        stem, suffix = seen, ""
    end = f".{_plain(suffix)}" if _plain(suffix) else ""
    return (_cut(_plain(stem), LONGEST - len(end.encode())) or fallback) + end


def name_of_page(url: str, ending: str) -> str:
    """Return where in the corpus a page is kept: a folder for its host, a name from its path.

    What a name cannot show, a query or a long path, is told apart by a few digits.
    """
    address = urlsplit(url)
    path = unquote(address.path).strip("/")
    whole = _plain(_visible(path.removesuffix(ending).replace("/", "-"))) or "index"
    if address.query or len(whole.encode()) > LONGEST - len(ending):
        mark = hashlib.blake2b(url.encode(), digest_size=3).hexdigest()
        whole = f"{_cut(whole, LONGEST - len(ending) - len(mark) - 1)}-{mark}"
    return f"{_plain(_visible(address.hostname or '')) or 'pages'}/{whole}{ending}"


def free_name(name: str, taken: Container[str] | Callable[[str], bool]) -> str:
    """Return a name that is not taken: the one given, or one with a number behind it."""
    is_taken = taken if callable(taken) else taken.__contains__
    path, number = PurePosixPath(name), 2
    while is_taken(name):
        name = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
        number += 1
    return name


def _visible(text: str) -> str:
    """Return a text without controls, direction marks and what is not assigned."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(each for each in composed if each in "\t\n\r" or unicodedata.category(each)[0] != "C")


def _plain(text: str) -> str:
    """Return a text without what some file system minds, and not hidden."""
    return " ".join(_FORBIDDEN.sub("-", text).split()).strip(". ")


def _cut(text: str, most: int) -> str:
    """Return as much of a text as fits into so many bytes."""
    return text.encode()[: max(most, 0)].decode(errors="ignore").rstrip(". ")
