"""Read one file of the corpus into documents; whatever is wrong is said with its reason and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from bot.documents import Reading
from bot.errors import DocumentError
from bot.reading.markdown import read_markdown
from bot.reading.plain import read_plain

Reader = Callable[[bytes, str], Reading]
"""From a file's bytes and its path below the corpus, with `/`, to what it holds.  Raises DocumentError."""

READERS: Mapping[str, Reader] = {".md": read_markdown, ".txt": read_plain}
"""The reader for each kind of file, by the ending of its name."""


def read(content: bytes, name: str) -> Reading:
    """Return what a file's bytes hold; `name` is its path below the corpus, with `/`.

    Raises DocumentError for a file that is of no known kind, cannot be decoded, has broken front matter,
    or holds no text.
    """
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        kinds = " ".join(sorted(READERS))
        raise DocumentError(f"نوع ملف غير مدعوم، المدعوم: {kinds} (unsupported kind of file)")
    found = reader(content, name)
    if not any(any(map(str.isalnum, document.text)) for document in found.documents):
        raise DocumentError("الملف لا نص فيه (no text in the file)")
    return found
