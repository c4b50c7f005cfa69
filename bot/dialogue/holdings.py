"""The documents as /sources lists them for everybody, and /docs for those who look after them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons import Reply
from bot.dialogue.direction import isolated, start_of_line
from bot.dialogue.keyboards import under_pages
from bot.dialogue.language import Language
from bot.dialogue.markup import Run, lay_out, link
from bot.dialogue.phrases import counted, number, phrase
from bot.dialogue.render import shortened
from bot.documents import Refusal, Source

SOURCES_PAGE, DOCS_PAGE = 15, 10
"""How many documents a page lists; so many fit into one message."""
_LONGEST = 100  # code points of a title or file name in such a list
_LONGEST_DATE = 40
_REFUSED = 5
"""How many refused files a page names."""


def sources(documents: Sequence[Source], page: int, language: Language) -> Reply:
    """Return a page of the documents, numbered.

    Pages count from 1, and one that is not there is the first.
    """
    if not documents:
        return Reply(lay_out([Run(phrase("sources_none", language))]))
    runs = [Run(counted("sources_title", language, len(documents)))]
    page, pages, first = _place(page, len(documents), SOURCES_PAGE)
    for place, document in enumerate(documents[first : first + SOURCES_PAGE], first + 1):
        runs += _titled(place, document, language)
    return Reply(lay_out(runs), under_pages("sources", page, pages, language))


def docs(documents: Sequence[Source], refused: Sequence[Refusal], page: int, language: Language) -> Reply:
    """Return a page of the documents with their files; on the first also what was refused, and why."""
    runs = [Run(counted("sources_title", language, len(documents)))]
    page, pages, first = _place(page, len(documents), DOCS_PAGE)
    for place, document in enumerate(documents[first : first + DOCS_PAGE], first + 1):
        runs += _titled(place, document, language)
        runs.append(Run(f"\n{start_of_line(language)}    {isolated(shortened(document.document, _LONGEST))}"))
    if page == 1 and refused:
        runs.append(Run(f"\n\n{counted('docs_refused', language, len(refused))}"))
        runs += [_refused(each, language) for each in refused[:_REFUSED]]
    return Reply(lay_out(runs), under_pages("docs", page, pages, language))


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


def _refused(refusal: Refusal, language: Language) -> Run:
    place = refusal.file if refusal.line is None else f"{refusal.file}:{refusal.line}"
    named, reason = (isolated(shortened(part, _LONGEST)) for part in (place, refusal.reason))
    return Run(f"\n{start_of_line(language)}• {named} — {reason}")
