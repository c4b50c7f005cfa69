"""What kind of file a page is: by what its server says, else by its address."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from bot.acquisitions.fetcher import Page
from bot.errors import AcquisitionError
from bot.reading.reading import READERS

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/epub+zip": ".epub",
    "application/zip": ".zip",
}
_VAGUE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/zip"})
"""Types that servers give to files that they do not know: a known ending of the address says more."""
_TEXTS = frozenset({".html", ".htm", ".txt", ".md", ".csv", ".tsv", ".json", ".jsonl"})


def ending_of(page: Page) -> str:
    """Return the ending of the file that a page is kept as.  Raises AcquisitionError for an unknown kind."""
    written = PurePosixPath(unquote(urlsplit(page.url).path)).suffix.lower()
    if page.content_type in _VAGUE and written in READERS:
        return written
    ending = _ENDINGS.get(page.content_type, "")
    if ending not in READERS:
        kinds = " ".join(sorted(READERS))
        said = page.content_type or written or "?"
        raise AcquisitionError(f"نوع غير مدعوم، المدعوم: {kinds} (unsupported kind of page: {said})")
    return ending


def is_text(ending: str) -> bool:
    """Say whether files of an ending are text, whose bytes must tell their encoding."""
    return ending in _TEXTS
