"""Read one file of the corpus into documents; whatever is wrong is said with its reason and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bot.documents import Reading, Refusal
from bot.errors import DocumentError
from bot.reading import limits
from bot.reading.json_records import read_json, read_json_lines
from bot.reading.markdown import read_markdown
from bot.reading.plain import read_plain
from bot.reading.tables import read_csv, read_tsv
from bot.reading.zipped import read_zip

Reader = Callable[[bytes, str], Reading]
"""From a file's bytes and its path below the corpus, with `/`, to what it holds.  Raises DocumentError."""


# What parses is imported when it is needed, in the process that reads: a question needs none of it.
def _page(content: bytes, name: str) -> Reading:
    from bot.reading.page import read_page

    return read_page(content, name)


def _word(content: bytes, name: str) -> Reading:
    from bot.reading.word import read_word

    return read_word(content, name)


def _pdf(content: bytes, name: str) -> Reading:
    from bot.reading.pdf.reader import read_pdf

    return read_pdf(content, name)


def _epub(content: bytes, name: str) -> Reading:
    from bot.reading.epub import read_epub

    return read_epub(content, name)


def _zip(content: bytes, name: str) -> Reading:
    return read_zip(content, name, read)


READERS: Mapping[str, Reader] = {
    ".md": read_markdown,
    ".txt": read_plain,
    ".html": _page,
    ".htm": _page,
    ".docx": _word,
    ".pdf": _pdf,
    ".epub": _epub,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".zip": _zip,
}
"""The reader for each kind of file, by the ending of its name."""


def read(content: bytes, name: str) -> Reading:
    """Return what a file's bytes hold; `name` is its path below the corpus, with `/`.

    Raises DocumentError for a file that is of no known kind, cannot be decoded or parsed, is larger than is
    allowed, or holds no text.
    """
    reader = reader_of(name)
    found = reader(content, name)
    if not any(any(map(str.isalnum, document.text)) for document in found.documents):
        raise DocumentError("الملف لا نص فيه (no text in the file)")
    return replace(found, refused=_told(found.refused, name))


def reader_of(name: str) -> Reader:
    """Return the reader for a file.  Raises DocumentError for one of no known kind."""
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        kinds = " ".join(sorted(READERS))
        raise DocumentError(f"نوع ملف غير مدعوم، المدعوم: {kinds} (unsupported kind of file)")
    return reader


def _told(refused: tuple[Refusal, ...], name: str) -> tuple[Refusal, ...]:
    """Return the refusals of a file, those beyond the first counted together."""
    rest = len(refused) - limits.TOLD
    if rest <= 0:
        return refused
    more = Refusal(name, f"ومثلها {rest} غيرها (and {rest} more)", partial=True)
    return (*refused[: limits.TOLD], more)
