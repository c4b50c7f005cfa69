"""What an admin is shown of a file or link that they sent: what it would give, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons import Button, Reply
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.curation import quotation, under_added
from bot.dialogue.direction import isolated, start_of_line
from bot.dialogue.keyboards import laid_out
from bot.dialogue.language import Language
from bot.dialogue.markup import BOLD, Run, lay_out
from bot.dialogue.phrases import counted, number, phrase
from bot.dialogue.render import shortened
from bot.documents import Candidate, Offered, Refusal
from bot.records import Markup

ADD = "add"
_LONGEST = 100  # code points of a title, file name or address
_LONGEST_REASON = 200
_NAMED, _FAILED, _UNCHANGED = 8, 5, 3
"""How many files are named of each sort, so that all fit into one message."""
_REMARKS = 5


def offered(found: Offered, key: str, language: Language) -> Reply:
    """Return what would be taken in, with the question whether it shall be; or why there is nothing."""
    runs: list[Run] = []
    if len(found.candidates) == 1:
        runs += _one(found.candidates[0], language)
    elif found.candidates:
        runs += _several(found.candidates, language)
    for name in found.unchanged[:_UNCHANGED]:
        said = phrase("add_unchanged", language, file=isolated(shortened(name, _LONGEST)))
        runs.append(Run(f"{_gap(runs)}{said}"))
    if found.failures:
        runs.append(Run(f"{_gap(runs)}{phrase('add_refused', language)}"))
        runs += [_failure(each, language) for each in found.failures[:_FAILED]]
        if len(found.failures) > _FAILED:
            runs.append(Run(f"\n{counted('more', language, len(found.failures) - _FAILED)}"))
    if not found.candidates:
        return Reply(lay_out(runs))
    runs.append(Run(f"\n\n{phrase('add_ask', language)}"))
    row = [
        Button(phrase("button_add", language), str(CommandPress(ADD, f"{key}:yes"))),
        Button(phrase("button_keep", language), str(CommandPress(ADD, f"{key}:no"))),
    ]
    return Reply(lay_out(runs), laid_out([row], language))


def looking(source: str, language: Language) -> tuple[Markup, ...]:
    """Return that what was sent is being looked at, where that takes long."""
    return lay_out([Run(phrase("add_looking", language, file=isolated(shortened(source, _LONGEST))))])


def added(names: Sequence[str], document: str, documents: int, language: Language) -> Reply:
    """Return that files serve now."""
    shown = phrase("separator", language).join(isolated(shortened(each, _LONGEST)) for each in names[:_NAMED])
    if len(names) > _NAMED:
        shown += f" {counted('more', language, len(names) - _NAMED)}"
    said = f"{phrase('add_done', language, files=shown)} {counted('docs_now', language, documents)}"
    return Reply(lay_out([Run(said)]), under_added(document, language))


def already(language: Language) -> Reply:
    """Return that everything was there already."""
    return Reply(lay_out([Run(phrase("add_already", language))]))


def declined(language: Language) -> Reply:
    """Return that nothing was taken in."""
    return Reply(lay_out([Run(phrase("add_declined", language))]))


def not_added(reason: str, language: Language) -> Reply:
    """Return that nothing was taken in, and why."""
    return Reply(lay_out([Run(phrase("add_failed", language, reason=isolated(reason[:_LONGEST_REASON])))]))


def broke(language: Language) -> Reply:
    """Return that looking at it failed through a fault of ours, whose details are not for the chat."""
    return Reply(lay_out([Run(phrase("add_broke", language))]))


def too_large(megabytes: float, language: Language) -> Reply:
    """Return that Telegram hands over no file of that size."""
    return Reply(lay_out([Run(phrase("add_too_large", language, limit=number(megabytes, language)))]))


def _one(seen: Candidate, language: Language) -> list[Run]:
    mark = start_of_line(language)
    lines = [
        phrase("docs_file", language, value=isolated(shortened(seen.file, _LONGEST))),
        counted("docs_passages", language, seen.passages),
    ]
    if seen.documents > 1:
        lines.append(counted("docs_in_file", language, seen.documents))
    if seen.date:
        lines.append(phrase("docs_date", language, value=isolated(shortened(seen.date, _LONGEST))))
    if seen.url:
        lines.append(phrase("docs_link", language, value=isolated(shortened(seen.url, _LONGEST))))
    runs = [
        Run(phrase("add_title", language) + "\n"),
        Run(f"{mark}{isolated(shortened(seen.title, _LONGEST))}", (BOLD,)),
        *(Run(f"\n{mark}{line}") for line in lines),
        *quotation(seen.opening),
    ]
    return runs + [Run(f"\n{mark}⚠️ {line}") for line in _warnings(seen, language)]


def _several(candidates: Sequence[Candidate], language: Language) -> list[Run]:
    runs = [Run(counted("add_several", language, len(candidates)))]
    for place, seen in enumerate(candidates[:_NAMED], 1):
        title = isolated(shortened(seen.title, _LONGEST))
        passages = counted("docs_passages", language, seen.passages)
        replaces = f" — {phrase('add_replaces', language)}" if seen.replaces else ""
        runs.append(
            Run(f"\n{start_of_line(language)}{number(place, language)}. {title} — {passages}{replaces}")
        )
    if len(candidates) > _NAMED:
        runs.append(Run(f"\n{counted('more', language, len(candidates) - _NAMED)}"))
    return runs


def _warnings(seen: Candidate, language: Language) -> list[str]:
    lines = []
    if seen.replaces:
        lines.append(phrase("add_replaces", language))
    if seen.twin is not None:
        lines.append(phrase("add_twin", language, file=isolated(shortened(seen.twin, _LONGEST))))
    return lines + [isolated(shortened(remark, _LONGEST_REASON)) for remark in seen.remarks[:_REMARKS]]


def _failure(refusal: Refusal, language: Language) -> Run:
    named = isolated(shortened(refusal.file, _LONGEST))
    reason = isolated(shortened(refusal.reason, _LONGEST_REASON))
    return Run(f"\n{start_of_line(language)}• {named} — {reason}")


def _gap(runs: Sequence[Run]) -> str:
    return "\n\n" if runs else ""
