"""The file's compressed streams, unpacked within limits: a small file may unfold to gigabytes."""

from __future__ import annotations

import zlib

from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import LITERALS_FLATE_DECODE, LITERALS_LZW_DECODE, PDFStream
from pdfminer.psparser import PSKeyword

from bot.errors import DocumentError

STREAM_LIMIT = 48 * 2**20
"""Bytes that one stream may unfold to; a page's text takes some kilobytes, a font some megabytes."""
FILE_LIMIT = 384 * 2**20
"""Bytes that all streams read from one file may unfold to."""
_LZW_GROWTH = 1400  # the most that one byte of LZW unfolds to, about


class BoundedStream(PDFStream):
    """A stream that refuses to unfold beyond the limits."""

    budget: list[int]

    def decode(self) -> None:
        """Unfold the stream.  Raises DocumentError before it grows too large."""
        data = self.rawdata or b""
        if self.decipher is not None and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        size = len(data)
        for kind, _ in self.get_filters():
            if kind in LITERALS_FLATE_DECODE:
                data = _inflated(data)
                size = len(data)
            elif kind in LITERALS_LZW_DECODE:
                size *= _LZW_GROWTH
            else:
                break
        self.budget[0] -= len(data)
        if size > STREAM_LIMIT or self.budget[0] < 0:
            raise _too_large()
        super().decode()


class BoundedParser(PDFParser):
    """A parser whose streams share one budget."""

    def do_keyword(self, pos: int, token: PSKeyword) -> None:
        """Put a bounded stream where the parser puts a stream."""
        super().do_keyword(pos, token)
        if token is not self.KEYWORD_STREAM or not self.curstack:
            return
        place, plain = self.curstack[-1]
        if isinstance(plain, PDFStream) and not isinstance(plain, BoundedStream):
            stream = BoundedStream(plain.attrs, plain.rawdata or b"", plain.decipher)
            stream.budget = self._budget
            self.curstack[-1] = (place, stream)

    @property
    def _budget(self) -> list[int]:
        if not hasattr(self, "budget"):
            self.budget = [FILE_LIMIT]
        return self.budget


def _inflated(data: bytes) -> bytes:
    """Unfold as much as is allowed; what is damaged ends where the damage begins."""
    engine = zlib.decompressobj()
    try:
        unfolded = engine.decompress(data, STREAM_LIMIT + 1)
    except zlib.error:
        return b""
    if len(unfolded) > STREAM_LIMIT:
        raise _too_large()
    return unfolded


def _too_large() -> DocumentError:
    return DocumentError("في الملف أجزاء مضغوطة تكبر فوق الحد (compressed parts unfold beyond the limit)")
