"""What is said of a reload: while it runs, when it is done, when it wants a word first, and of going back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import TypeVar

from bot.buttons import Button, Reply
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.direction import isolated, start_of_line
from bot.dialogue.keyboards import laid_out
from bot.dialogue.language import Language
from bot.dialogue.markup import Run, lay_out
from bot.dialogue.phrases import counted, number, phrase
from bot.dialogue.render import shortened
from bot.documents import Generation, Refusal, ReloadReport, Remark, Repetition, table_of
from bot.records import Markup

Entry = TypeVar("Entry")
Key = TypeVar("Key")

RELOAD, ACCEPT, DECLINE = "reload", "take", "keep"
"""The command whose buttons these are, and what they say."""
_NAMED = 10
"""How many a report lists of each sort in the chat; the operator's log has them all."""
_LONGEST = 120  # code points of a file's name or a reason
_SINGLY = 2
"""How many lines or rows of one table are told one by one."""
_MINUTE = 60
_ROUNDED_S = 5


def reloaded(report: ReloadReport, language: Language) -> Reply:
    """Return what a reload found, changed and refused; buttons where it waits for a word."""
    lines = _figures(report, language)
    lines += _section("reload_refused", _refusals(report.refused, language), language)
    known = [*_repeated(report.repeated, language), *_remarks(report.remarks, language)]
    lines += _section("reload_remarks", known, language)
    return _asking(lines, report, language)


def _figures(report: ReloadReport, language: Language) -> list[str]:
    """Return how much there is and was, and what changed."""
    changes = {"added": report.added, "changed": report.changed, "removed": report.removed}
    lines = [*_opening(report, language), phrase("reload_totals", language, **_totals(report, language))]
    if report.documents_before and any(changes.values()):
        documents, sentences = report.documents_before, report.sentences_before
        before = {"documents": number(documents, language), "sentences": number(sentences, language)}
        lines.append(phrase("reload_before", language, **before))
    if not any(changes.values()):
        lines.append(phrase("reload_unchanged", language))
    for sort, names in changes.items():
        if names:
            lines.append(phrase(f"reload_{sort}", language, names=_names(names, language)))
    return lines


def _asking(lines: Sequence[str], report: ReloadReport, language: Language) -> Reply:
    """Return what is said, with the two buttons where it waits for a word."""
    if report.offer is None:
        return _said(lines)
    row = [
        Button(phrase("button_take_loss", language), str(CommandPress(RELOAD, f"{ACCEPT}:{report.offer}"))),
        Button(phrase("button_keep_old", language), str(CommandPress(RELOAD, f"{DECLINE}:{report.offer}"))),
    ]
    return Reply(_said(lines).parts, laid_out([row], language))


def noticed(report: ReloadReport, language: Language) -> Reply:
    """Return what is new in a reload that nobody in the chat had asked for: what waits, what was refused."""
    refused = _refusals(report.refused, language)
    if report.offer is None:
        return _said(_section("reload_noticed_refused", refused, language)[1:])
    lines = [phrase("reload_noticed", language), "", *_figures(report, language)]
    return _asking([*lines, *_section("reload_refused", refused, language)], report, language)


def under_way(done: int, of: int, seconds: float, language: Language) -> tuple[Markup, ...]:
    """Return how far a reload has come after so many seconds; `of` is 0 before it is known."""
    if not done or not of:
        return _said([phrase("reload_begun", language)]).parts
    share = phrase("percent", language, value=number(int(100 * done / of), language))
    left = _left(seconds * (of - done) / done, language)
    return _said([phrase("reload_under_way", language, share=share, left=left)]).parts


def accepted(generation: Generation, language: Language) -> Reply:
    """Return that what had waited for a word serves now."""
    return _said([phrase("reload_accepted", language), _described(generation, language)])


def declined(generation: Generation, language: Language) -> Reply:
    """Return that what had waited for a word was dropped, and what serves."""
    return _said([phrase("reload_declined", language), _described(generation, language)])


def rolled_back(generation: Generation, language: Language) -> Reply:
    """Return that an earlier index serves again, and until when."""
    stays = phrase("rollback_stays", language)
    return _said([phrase("rollback_done", language), _described(generation, language), stays])


def no_earlier(language: Language) -> Reply:
    """Return that there is no earlier index."""
    return _said([phrase("rollback_none", language)])


def busy(language: Language) -> Reply:
    """Return that another reload runs."""
    return _said([phrase("reload_busy", language)])


def failed(reason: str, language: Language) -> Reply:
    """Return why a reload or a rollback failed, and that the old documents serve on."""
    return _said([phrase("reload_failed", language, reason=isolated(reason))])


def broke(language: Language) -> Reply:
    """Return that a reload failed through a fault of ours, whose details are not for the chat."""
    return _said([phrase("reload_broke", language)])


def _opening(report: ReloadReport, language: Language) -> Iterator[str]:
    if report.offer is not None:
        yield phrase("reload_held_back", language)
    else:
        yield phrase("reload_done", language, seconds=number(report.seconds, language))


def _totals(report: ReloadReport, language: Language) -> dict[str, str]:
    counts = {"files": report.files, "documents": report.documents, "sentences": report.sentences}
    return {name: number(count, language) for name, count in counts.items()}


def _described(generation: Generation, language: Language) -> str:
    return phrase(
        "generation",
        language,
        built=isolated(f"{generation.built_at:%Y-%m-%d %H:%M} UTC"),
        documents=number(generation.documents, language),
        sentences=number(generation.sentences, language),
    )


def _left(seconds: float, language: Language) -> str:
    if seconds <= _MINUTE:
        return counted("seconds_left", language, _ROUNDED_S * max(ceil(seconds / _ROUNDED_S), 1))
    return counted("minutes_left", language, ceil(seconds / _MINUTE))


def _section(key: str, entries: Sequence[str], language: Language) -> list[str]:
    """Return a heading and the first entries below it, nothing where there are none."""
    if not entries:
        return []
    lines = ["", phrase(key, language), *(f"{start_of_line(language)}• {each}" for each in entries[:_NAMED])]
    if len(entries) > _NAMED:
        lines.append(counted("more", language, len(entries) - _NAMED))
    return lines


def _names(names: Sequence[str], language: Language) -> str:
    shown = phrase("separator", language).join(_isolated(name) for name in names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{shown} {counted('more', language, rest)}" if rest > 0 else shown


def _refusals(refused: Sequence[Refusal], language: Language) -> list[str]:
    """Return what was refused; many lines of one file are counted and the first of them is told."""
    found = []
    for file, each in _by(refused, lambda refusal: refusal.file if refusal.partial else None):
        first = each[0]
        if file is not None and len(each) > _SINGLY:
            said = counted("reload_lines", language, len(each))
            found.append(f"{_isolated(file)} — {said} {_refusal(first)}")
        else:
            found += map(_refusal, each)
    return found


def _refusal(refusal: Refusal) -> str:
    place = refusal.file if refusal.line is None else f"{refusal.file}:{refusal.line}"
    return f"{_isolated(place)} — {_isolated(refusal.reason)}"


def _repeated(repeated: Sequence[Repetition], language: Language) -> Iterator[str]:
    for each in repeated:
        rows = counted("reload_rows", language, len(each.rows))
        elsewhere = {} if each.other is None else {"other": _isolated(each.other)}
        key = "reload_repeat_each_other" if each.other is None else "reload_stand_elsewhere"
        yield phrase(key, language, rows=rows, file=_isolated(each.file), **elsewhere)


def _remarks(remarks: Sequence[Remark], language: Language) -> list[str]:
    """Return what is worth knowing; the same of many rows of one table is told once, with their number."""
    found = []
    for table, each in _by(remarks, lambda remark: (table_of(remark.file), remark.text)):
        if table[0] is not None and len(each) > _SINGLY:
            rows = counted("reload_rows", language, len(each))
            found.append(f"{_isolated(table[0])} ({rows}) — {_isolated(table[1])}")
        else:
            found += [f"{_isolated(remark.file)} — {_isolated(remark.text)}" for remark in each]
    return found


def _by(entries: Sequence[Entry], key: Callable[[Entry], Key]) -> Iterator[tuple[Key, list[Entry]]]:
    """Yield entries with the same key together, in the order of the first of each."""
    groups: dict[Key, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    yield from groups.items()


def _isolated(text: str) -> str:
    return isolated(shortened(text, _LONGEST))


def _said(lines: Sequence[str]) -> Reply:
    return Reply(lay_out([Run("\n".join(lines))]))
