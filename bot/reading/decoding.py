"""Bytes to text: the encoding is told, never guessed over a fault."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bot.documents import Remark
from bot.errors import DocumentError
from bot.reading.plausible import looks_arabic, looks_like_text

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EIGHT_BITS = ("windows-1256", "iso-8859-6")
_DECLARABLE = frozenset((*_EIGHT_BITS, "windows-1252", "iso-8859-1", "iso-8859-15", "mac-arabic"))
# Two Arabic letters of UTF-8 side by side: what an 8-bit Arabic text never holds by chance.
_UTF8_ARABIC = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){2}")
_NAMES = {"windows-1252": "cp1252", "iso-8859-1": "cp1252", "mac-arabic": "mac_arabic"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that its bytes were in."""

    text: str
    encoding: str

    def remarks(self, name: str) -> tuple[Remark, ...]:
        """Return what is worth knowing of a file's encoding: nothing, when it is UTF-8."""
        if self.encoding == "utf-8":
            return ()
        return (Remark(name, f"قُرئ بترميز {self.encoding} (read as {self.encoding})"),)


def decode(content: bytes, declared: str | None = None) -> Decoded:
    r"""Return bytes as text with `\n` line ends; `declared` is the encoding that the file itself names.

    Bytes that are UTF-8 are UTF-8, whatever they declare.  Raises DocumentError naming the line.
    """
    found = _by_mark(content) or _utf_8(content) or _wide(content) or _declared(content, declared)
    found = found or _eight_bits(content)
    if found is None:
        raise DocumentError("الترميز ليس UTF-8 (not UTF-8)", _fault(content))
    if "\0" in found.text:
        line = found.text.count("\n", 0, found.text.index("\0")) + 1
        raise DocumentError("ملف ثنائي لا نصي (a binary file)", line)
    return Decoded(found.text.replace("\r\n", "\n").replace("\r", "\n"), found.encoding)


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return Decoded(content[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                line = content.count(b"\n", 0, len(mark) + error.start) + 1
                reason = f"الترميز ليس {encoding.upper()} كما يقول أوله (not {encoding.upper()}, as it opens)"
                raise DocumentError(reason, line) from None
    return None


def _utf_8(content: bytes) -> Decoded | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text and _wide(content) else Decoded(text, "utf-8")


def _wide(content: bytes) -> Decoded | None:
    """Return UTF-16 without a mark, which a zero byte in a text points to."""
    if b"\0" not in content or len(content) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if looks_like_text(text):
            return Decoded(text, encoding)
    return None


def _declared(content: bytes, declared: str | None) -> Decoded | None:
    encoding = (declared or "").strip().lower().replace("cp1256", "windows-1256")
    if encoding not in _DECLARABLE or _UTF8_ARABIC.search(content):
        return None
    try:
        return Decoded(content.decode(_NAMES.get(encoding, encoding)), encoding)
    except UnicodeDecodeError:
        return None


def _eight_bits(content: bytes) -> Decoded | None:
    """Return Arabic of one byte a letter, where one encoding alone makes Arabic of the bytes."""
    if b"\0" in content or _UTF8_ARABIC.search(content):  # a damaged UTF-8 is a fault, not an encoding
        return None
    for encoding in _EIGHT_BITS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if looks_arabic(text):
            return Decoded(text, encoding)
    return None


def _fault(content: bytes) -> int:
    """Return the line of the first byte that is not UTF-8, counted from 1."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content.count(b"\n", 0, error.start) + 1
    return 1
