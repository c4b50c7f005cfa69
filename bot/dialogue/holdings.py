"""The documents as /sources lists them for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from bot.buttons import Reply
from bot.dialogue.direction import isolated, start_of_line
from bot.dialogue.keyboards import under_pages
from bot.dialogue.language import Language
from bot.dialogue.markup import Run, lay_out, link
from bot.dialogue.phrases import counted, number, phrase
from bot.dialogue.render import shortened
from bot.documents import Source, table_of

SOURCES_PAGE = 15
"""How many documents a page lists; so many fit into one message."""
_LONGEST = 100  # code points of a title or file name in such a list
_LONGEST_DATE = 40


def sources(documents: Sequence[Source], page: int, language: Language) -> Reply:
    """Return a page of the documents, numbered, the records of a table together.

    Pages count from 1, and one that is not there is the first.
    """
    if not documents:
        return Reply(lay_out([Run(phrase("sources_none", language))]))
    listed = _gathered(documents)
    runs = [Run(counted("sources_title", language, len(listed)))]
    page, pages, first = _place(page, len(listed), SOURCES_PAGE)
    for place, (document, records) in enumerate(listed[first : first + SOURCES_PAGE], first + 1):
        runs += _titled(place, document, language)
        if records:
            runs.append(Run(f" — {counted('sources_records', language, records)}"))
    return Reply(lay_out(runs), under_pages("sources", page, pages, language))


def _gathered(documents: Sequence[Source]) -> list[tuple[Source, int]]:
    """Return the documents, each table once with the number of its records, by title."""
    tables = Counter(file for file in map(table_of, (each.document for each in documents)) if file)
    whole = [(each, 0) for each in documents if table_of(each.document) is None]
    gathered = [
        (Source(file, PurePosixPath(file).stem, None, None), records) for file, records in tables.items()
    ]
    return (
        sorted([*whole, *gathered], key=lambda each: (each[0].title, each[0].document)) if gathered else whole
    )


def _place(page: int, documents: int, size: int) -> tuple[int, int, int]:
    """Return the page to show, how many pages there are, and how many documents come before it."""
    pages = max(-(-documents // size), 1)
    page = page if 1 <= page <= pages else 1
    return page, pages, (page - 1) * size


def _titled(place: int, document: Source, language: Language) -> list[Run]:
    date = (document.date or "").strip()
    return [
        Run(f"\n{start_of_line(language)}{number(place, language)}. "),
        Run(isolated(shortened(document.title, _LONGEST)), link(document.url)),
        Run(f" — {isolated(shortened(date, _LONGEST_DATE))}" if date else ""),
    ]
