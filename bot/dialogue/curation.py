"""What /docs shows to those who look after the documents: lists, one document, the trash, who did what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.buttons import Button, Keyboard, Reply
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.direction import closers, isolated, start_of_line, start_of_quote
from bot.dialogue.keyboards import laid_out
from bot.dialogue.language import Language
from bot.dialogue.markup import BLOCKQUOTE, BOLD, Run, lay_out, link
from bot.dialogue.phrases import counted, number, phrase
from bot.dialogue.render import shortened
from bot.dialogue.shelves import Shelf, mark_of
from bot.documents import Holding, Refusal, Removed, Source
from bot.memory import AuditEntry

DOCS = "docs"
PAGE = 10
_IN_A_ROW = 5
_LONGEST = 100  # code points of a title or file name in a list
_LONGEST_DATE = 40
_LONGEST_OPENING = 600
_REFUSED = 5
"""How many refused files a page names."""


def docs(
    documents: Sequence[Source],
    refused: Sequence[Refusal],
    shelf: Shelf,
    removed: int,
    language: Language,
) -> Reply:
    """Return a page of documents with a button for each; on the first of all also what was refused."""
    page, pages, first = placed(shelf.page, len(documents))
    shelf = Shelf(page, shelf.words)
    listed = documents[first : first + PAGE]
    title = counted("docs_found" if shelf.words else "sources_title", language, len(documents))
    runs = [Run(title)]
    for place, document in enumerate(listed, first + 1):
        runs += _titled(place, document, language)
    if page == 1 and refused and not shelf.words:
        runs.append(Run(f"\n\n{counted('docs_refused', language, len(refused))}"))
        runs += [_refused(each, language) for each in refused[:_REFUSED]]
    if page == 1 and not shelf.words:
        runs.append(Run(f"\n\n{phrase('docs_hint', language)}"))
    opening = [
        Button(number(place, language), _press(f"s:{mark_of(document.document)}:{shelf}"))
        for place, document in enumerate(listed, first + 1)
    ]
    rows = [opening[:_IN_A_ROW], opening[_IN_A_ROW:], _turning(shelf, pages, language)]
    if shelf.words:
        rows.append([Button(phrase("button_all_docs", language), _press(f"p:{Shelf()}"))])
    else:
        rows.append(_rooms(removed, language))
    return Reply(lay_out(runs), laid_out(rows, language))


def holding(held: Holding, shelf: Shelf, language: Language) -> Reply:
    """Return one document with its first lines, and the way to remove it."""
    mark = start_of_line(language)
    source = held.source
    known = [
        ("docs_file", source.document),
        ("docs_date", (source.date or "").strip()),
        ("docs_link", source.url or ""),
    ]
    runs = [Run(f"{mark}{isolated(shortened(source.title, _LONGEST))}", (BOLD,))]
    runs += [
        Run(f"\n{mark}{phrase(key, language, value=isolated(shortened(value, _LONGEST)))}")
        for key, value in known
        if value
    ]
    runs.append(Run(f"\n{mark}{counted('docs_passages', language, held.passages)}"))
    if held.documents > 1:
        runs.append(Run(f"\n{mark}{counted('docs_in_file', language, held.documents)}"))
    runs += quotation(held.opening)
    remove = Button(phrase("button_remove", language), _press(f"r:{mark_of(source.document)}:{shelf}"))
    row = [remove, _back(shelf, language)]
    if link(source.url):
        row.insert(0, Button(phrase("button_link", language), url=source.url))
    return Reply(lay_out(runs), laid_out([row], language))


def ask_removal(held: Holding, shelf: Shelf, language: Language) -> Reply:
    """Return the question whether the file of a document is to go."""
    asked = phrase("docs_remove_ask", language, file=isolated(shortened(held.file, _LONGEST)))
    if held.documents > 1:
        asked += f" {counted('docs_in_file', language, held.documents)}"
    mark = mark_of(held.source.document)
    row = [
        Button(phrase("button_remove_yes", language), _press(f"y:{mark}:{shelf}")),
        Button(phrase("button_keep", language), _press(f"s:{mark}:{shelf}")),
    ]
    return Reply(
        lay_out([Run(f"{asked}\n{phrase('docs_remove_safe', language)}")]), laid_out([row], language)
    )


def removed(file: str, key: str, documents: int, language: Language) -> Reply:
    """Return that a file is gone, and how to bring it back."""
    said = phrase("docs_removed", language, file=isolated(shortened(file, _LONGEST)))
    row = [Button(phrase("button_restore", language), _press(f"b:{key}")), _back(Shelf(), language)]
    return Reply(lay_out([Run(f"{said} {_now(documents, language)}")]), laid_out([row], language))


def restored(file: str, documents: int, language: Language) -> Reply:
    """Return that a file is back."""
    said = phrase("docs_restored", language, file=isolated(shortened(file, _LONGEST)))
    keyboard = laid_out([[_back(Shelf(), language)]], language)
    return Reply(lay_out([Run(f"{said} {_now(documents, language)}")]), keyboard)


def failed(reason: str, language: Language) -> Reply:
    """Return that nothing was changed, and why."""
    keyboard = laid_out([[_back(Shelf(), language)]], language)
    return Reply(lay_out([Run(phrase("docs_failed", language, reason=isolated(reason)))]), keyboard)


def trash(files: Sequence[Removed], page: int, language: Language) -> Reply:
    """Return a page of the trash with a button to bring each file back."""
    page, pages, first = placed(page, len(files))
    listed = files[first : first + PAGE]
    mark = start_of_line(language)
    runs = [Run(counted("docs_trash", language, len(files)))]
    for place, each in enumerate(listed, first + 1):
        named = isolated(shortened(each.file, _LONGEST))
        runs.append(Run(f"\n{mark}{number(place, language)}. {named} — {isolated(_moment(each.at))}"))
    restoring = [
        Button(
            phrase("button_restore_number", language, number=number(place, language)), _press(f"b:{each.key}")
        )
        for place, each in enumerate(listed, first + 1)
    ]
    rows = [restoring[place : place + 2] for place in range(0, len(restoring), 2)]
    rows.append([*_page_buttons("t", page, pages, language), _back(Shelf(), language)])
    return Reply(lay_out(runs), laid_out(rows, language))


def audit(entries: Sequence[AuditEntry], page: int, total: int, me: int, language: Language) -> Reply:
    """Return a page of what was done with the documents, and by whom; `me` is who reads it."""
    mark = start_of_line(language)
    runs = [Run(phrase("docs_audit" if total else "docs_audit_none", language))]
    for entry in entries:
        who = phrase("docs_by_you", language) if entry.actor_id == me else _who(entry.actor_id, language)
        done = phrase(f"docs_did_{entry.action}", language)
        named = isolated(shortened(entry.document, _LONGEST))
        runs.append(Run(f"\n{mark}• {isolated(_moment(entry.at))} — {who}: {done} {named}"))
        if entry.failure:
            runs.append(
                Run(f" — {phrase('docs_did_fail', language, reason=isolated(entry.failure[:_LONGEST]))}")
            )
    pages = max(-(-total // PAGE), 1)
    row = [*_page_buttons("l", page, pages, language), _back(Shelf(), language)]
    return Reply(lay_out(runs), laid_out([row], language))


def placed(page: int, total: int) -> tuple[int, int, int]:
    """Return the page to show, how many pages there are, and how many entries come before it."""
    pages = max(-(-total // PAGE), 1)
    page = page if 1 <= page <= pages else 1
    return page, pages, (page - 1) * PAGE


def quotation(text: str) -> list[Run]:
    """Return the first lines of a document in a quotation of their own."""
    shown = shortened(text, _LONGEST_OPENING)
    return [Run("\n"), Run(start_of_quote(shown) + shown + closers(shown), (BLOCKQUOTE,))] if shown else []


def _titled(place: int, document: Source, language: Language) -> list[Run]:
    mark, date = start_of_line(language), (document.date or "").strip()
    return [
        Run(f"\n{mark}{number(place, language)}. "),
        Run(isolated(shortened(document.title, _LONGEST)), link(document.url)),
        Run(f" — {isolated(shortened(date, _LONGEST_DATE))}" if date else ""),
        Run(f"\n{mark}    {isolated(shortened(document.document, _LONGEST))}"),
    ]


def _refused(refusal: Refusal, language: Language) -> Run:
    place = refusal.file if refusal.line is None else f"{refusal.file}:{refusal.line}"
    named, reason = (isolated(shortened(part, _LONGEST)) for part in (place, refusal.reason))
    return Run(f"\n{start_of_line(language)}• {named} — {reason}")


def _turning(shelf: Shelf, pages: int, language: Language) -> list[Button]:
    row = []
    if shelf.page > 1:
        row.append(Button(phrase("button_previous", language), _press(f"p:{shelf.previous}")))
    if shelf.page < pages:
        row.append(Button(phrase("button_next", language), _press(f"p:{shelf.next}")))
    return row


def _page_buttons(list_mark: str, page: int, pages: int, language: Language) -> list[Button]:
    row = []
    if page > 1:
        row.append(Button(phrase("button_previous", language), _press(f"{list_mark}:{page - 1}")))
    if page < pages:
        row.append(Button(phrase("button_next", language), _press(f"{list_mark}:{page + 1}")))
    return row


def _rooms(removed: int, language: Language) -> list[Button]:
    row = [Button(phrase("button_audit", language), _press("l:1"))]
    if removed:
        label = phrase("button_trash", language, count=number(removed, language))
        row.insert(0, Button(label, _press("t:1")))
    return row


def _back(shelf: Shelf, language: Language) -> Button:
    return Button(phrase("button_back", language), _press(f"p:{shelf}"))


def _press(argument: str) -> str:
    return str(CommandPress(DOCS, argument))


def _now(documents: int, language: Language) -> str:
    return counted("docs_now", language, documents)


def _who(actor_id: int | None, language: Language) -> str:
    return phrase("docs_by_server", language) if actor_id is None else isolated(str(actor_id))


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def under_added(document: str, language: Language) -> Keyboard:
    """Return the button under the report of an addition: to the document among the others."""
    button = Button(phrase("button_show_doc", language), _press(f"s:{mark_of(document)}:{Shelf()}"))
    return laid_out([[button]], language)
