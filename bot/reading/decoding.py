"""Bytes to text: the encoding is told, never guessed over a fault."""

from __future__ import annotations

from bot.errors import DocumentError

_BOM = b"\xef\xbb\xbf"


def decode(content: bytes) -> str:
    r"""Return UTF-8 bytes as text with `\n` line ends.  Raises DocumentError naming the line."""
    content = content.removeprefix(_BOM)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError("الترميز ليس UTF-8 (not UTF-8)", line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DocumentError("ملف ثنائي لا نصي (a binary file)", line)
    return text.replace("\r\n", "\n").replace("\r", "\n")
