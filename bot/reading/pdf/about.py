"""What a file says of itself, where it can be believed."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NO_TITLE = re.compile(
    r"untitled.*|document\d*|about:blank|\w+://.*|/.*|microsoft (word|powerpoint|excel)\b.*|print|"
    r".*\.(docx?|odt|rtf|html?|pdf|indd|tex|txt|pages|qxd)|بدون عنوان.*|مستند\s*\d*|\W*|\d+",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"user\d*|admin(istrator)?|owner|hp|dell|pc|asus|lenovo|unknown|anonymous|author|\W*|\d+", re.IGNORECASE
)
_DATE = re.compile(r"(?:D:)?(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_LONGEST = 200
_WRONG_LETTERS = re.compile("[\ufffd\u0080-\u009f]|[À-ÿ]{3}")


def title_of(about: Mapping[str, str]) -> str | None:
    """Return the title that the file gives itself, unless it is a file's name, a filler or garbage."""
    return _sane(about.get("Title"), _NO_TITLE)


def author_of(about: Mapping[str, str]) -> str | None:
    """Return the author's name, unless it is a computer's filler or garbage."""
    return _sane(about.get("Author"), _NO_AUTHOR)


def date_of(about: Mapping[str, str]) -> str | None:
    """Return the day on which the file was made, as YYYY-MM-DD."""
    found = _DATE.match(about.get("CreationDate", ""))
    return "-".join(found.groups()) if found else None


def _sane(value: str | None, filler: re.Pattern[str]) -> str | None:
    value = (value or "").strip()
    if filler.fullmatch(value) or _WRONG_LETTERS.search(value) or len(value) > _LONGEST:
        return None
    return value or None
