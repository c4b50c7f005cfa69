"""Archives (ZIP): every file in them is read as it would be beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from bot.documents import Document, Reading, Refusal, Remark
from bot.errors import DocumentError
from bot.reading.archive import Archive

_FOREIGN = "__MACOSX"


def read_zip(content: bytes, name: str, read: Callable[[bytes, str], Reading]) -> Reading:
    """Return what the files of an archive hold; one that cannot be read is refused alone.

    Raises DocumentError for an archive that is damaged, or of which nothing can be read.
    """
    archive = Archive(content)
    documents: list[Document] = []
    refused: list[Refusal] = []
    remarks: list[Remark] = []
    for member in archive.names():
        parts = PurePosixPath(member).parts
        if any(part.startswith(".") and part != ".." for part in parts) or parts[0] == _FOREIGN:
            continue
        inside = f"{name}/{member}"
        try:
            if member.lower().endswith(".zip"):
                raise DocumentError("أرشيف داخل أرشيف (an archive inside an archive)")  # noqa: TRY301
            found = read(archive.read(member), inside)
            documents += found.documents
            refused += found.refused
            remarks += found.remarks
        except DocumentError as error:
            refused.append(Refusal(_printable(inside), error.reason, error.line, partial=True))
    if not documents and refused:
        first = refused[0]
        raise DocumentError(f"{first.file.removeprefix(f'{name}/')}: {first.reason}")
    return Reading(tuple(documents), tuple(refused), tuple(remarks))


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)
