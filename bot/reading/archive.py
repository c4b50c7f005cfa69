"""Open a zip archive that may be hostile: what it unpacks to is bounded, and its names stay inside."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.errors import DocumentError
from bot.reading import limits

_UTF8_NAME = 0x800  # the flag of a member whose name is UTF-8
_UNICODE_PATH = b"\x75\x70"  # the extra field that holds a name in UTF-8
_ENCRYPTED = 0x1
_DAMAGED = "أرشيف معطوب (a damaged archive)"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, IndexError)


class Archive:
    """The members of a zip archive, read one by one within limits."""

    def __init__(self, content: bytes) -> None:
        """Look at the list of members.  Raises DocumentError."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._members = {_name(info): info for info in self._zip.infolist() if not info.is_dir()}
        except _FAULTS:
            raise DocumentError(_DAMAGED) from None
        if len(self._zip.infolist()) > limits.MEMBERS:
            reason = (
                f"في الأرشيف أكثر من {limits.MEMBERS} ملف (more than {limits.MEMBERS} files in the archive)"
            )
            raise DocumentError(reason)
        self._left = limits.UNPACKED_BYTES

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def names(self) -> Iterator[str]:
        """Yield the names of the files inside, with `/`, in order."""
        yield from sorted(self._members)

    def read(self, name: str) -> bytes:
        """Return one file's bytes.

        Raises DocumentError for a name that leads out, for what is no plain file, is encrypted or damaged,
        and for more bytes than the limits allow.
        """
        info = self._members.get(name)
        if info is None:
            raise DocumentError(f"الأرشيف ينقصه {name} (missing in the archive)")
        _check_name(name)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise DocumentError("رابط داخل الأرشيف (a link inside the archive)")
        if info.flag_bits & _ENCRYPTED:
            raise DocumentError("الأرشيف محمي بكلمة سر (protected by a password)")
        allowed = min(
            limits.MEMBER_BYTES, self._left, max(limits.RATIO_FROM, info.compress_size * limits.RATIO)
        )
        try:
            with self._zip.open(info) as member:  # what it says of its size is not believed
                content = member.read(allowed + 1)
        except (*_FAULTS, RuntimeError):
            raise DocumentError(_DAMAGED) from None
        if len(content) > allowed:
            raise DocumentError("قنبلة ضغط: يتضخم عند فكّه فوق الحد (unpacks to more than is allowed)")
        self._left -= len(content)
        return content


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or path.parts[0].endswith(":"):
        raise DocumentError("اسم يخرج من الأرشيف (a name that leads out of the archive)")
    if not name.isprintable():
        raise DocumentError("اسم الملف فيه محارف تحكم (control characters in the file's name)")


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name, which many archivers write in UTF-8 without saying so, or beside it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    place = info.extra.find(_UNICODE_PATH)
    raw = info.filename.encode("cp437", "replace")
    candidates = [raw]
    if place >= 0:
        size = int.from_bytes(info.extra[place + 2 : place + 4], "little")
        candidates.insert(0, info.extra[place + 9 : place + 4 + size])
    for candidate in candidates:
        try:
            return candidate.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return info.filename
