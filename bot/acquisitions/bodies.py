"""The body of a response: unpacked within limits, and its text in an encoding that its bytes tell."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import AsyncIterator

from bot.errors import AcquisitionError

_ANY_ZLIB = zlib.MAX_WBITS | 32  # gzip or zlib, whichever it begins as
_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_SAY_THEMSELVES = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


def too_large(most: int) -> AcquisitionError:
    """Return the refusal of what is larger than so many bytes."""
    megabytes = f"{most / 1_000_000:g}"
    return AcquisitionError(f"أكبر من {megabytes} م.ب (larger than {megabytes} MB)")


async def body(chunks: AsyncIterator[bytes], encoding: str, most: int) -> bytes:
    """Return a body as it was before it was packed for the wire.

    Raises AcquisitionError for more than `most` bytes, packed or not, and for a packing that was not asked
    for or is broken.
    """
    if encoding not in {"", "identity", "gzip", "x-gzip"}:
        raise AcquisitionError(f"ترميز نقل غير مطلوب (a content encoding nobody asked for): {encoding}")
    unpacker = zlib.decompressobj(_ANY_ZLIB) if "gzip" in encoding else None
    whole, packed = bytearray(), 0
    try:
        async for chunk in chunks:
            packed += len(chunk)
            whole += chunk if unpacker is None else unpacker.decompress(chunk, most + 1 - len(whole))
            if max(packed, len(whole)) > most or (unpacker is not None and unpacker.unconsumed_tail):
                raise too_large(most)
    except zlib.error:
        raise AcquisitionError("محتوى مضغوط معطوب (a broken gzip body)") from None
    return bytes(whole)


def unpacked(content: bytes, most: int) -> bytes:
    """Return what a gzip file holds, or the content itself where it is none.  Raises AcquisitionError."""
    if not content.startswith(_GZIP):
        return content
    unpacker = zlib.decompressobj(_ANY_ZLIB)
    try:
        whole = unpacker.decompress(content, most)
    except zlib.error:
        raise AcquisitionError("محتوى مضغوط معطوب (a broken gzip body)") from None
    if unpacker.unconsumed_tail:
        raise too_large(most)
    return whole


def self_telling(content: bytes, charset: str | None) -> bytes:
    """Return a text whose bytes tell its encoding: in UTF-8 with its mark, where only the header told it.

    A text that is not in the encoding of the header stays as it is.
    """
    if charset is None or charset.lower() in _SAY_THEMSELVES or content.startswith(_BOM):
        return content
    try:
        return _BOM + content.decode(codecs.lookup(charset).name).encode()
    except (LookupError, UnicodeError, ValueError):
        return content
