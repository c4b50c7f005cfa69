"""What a reply shows after a tap: a passage amid its section, or further answers."""

from __future__ import annotations

from bot.dialogue.direction import start_of_line
from bot.dialogue.keyboards import PAGE, more_on
from bot.dialogue.language import Language
from bot.dialogue.limits import MESSAGE_UNITS, cuts, utf16_length
from bot.dialogue.markup import Run, lay_out, units
from bot.dialogue.phrases import number, phrase
from bot.dialogue.render import attributed, place, quoted, shortened
from bot.records import Answer, Markup, Passage, Quote

WINDOW_UNITS = 200
"""The longest text of the window that a tap can open, in UTF-16 units."""
_LONGEST_TITLE = 50  # code points of a title in that window
_LONGEST_ANSWER = 700  # code points of each in a list of further answers; opened, it is shown whole


def opened(passage: Passage, around: Quote | None, language: Language) -> tuple[Markup, ...]:
    """Return a passage amid its section with its source; alone, and saying so, when the document changed."""
    source = [
        Run(f"\n\n{phrase('source', language)}\n{start_of_line(language)}"),
        *attributed(passage.title, passage.url, (*place(passage, language), passage.source, passage.date)),
    ]
    alone = Quote("", passage.text, "")
    if around is None:
        return lay_out([*quoted(alone, None), *source, Run(f"\n\n{phrase('source_changed', language)}")])
    runs = [*quoted(around, None), *source]
    return lay_out(runs if units(runs) <= MESSAGE_UNITS else [*quoted(alone, None), *source])


def more(answer: Answer, page: int, language: Language) -> tuple[Markup, ...]:
    """Return a page of further answers, each quoted, with its source."""
    runs = [Run(phrase("more_title", language) + "\n")]
    for rank, (_, passage) in enumerate(more_on(answer, page), (page - 1) * PAGE + 1):
        text = shortened(passage.text, _LONGEST_ANSWER)
        runs += [
            Run(f"\n{start_of_line(language)}{number(rank, language)}. "),
            *attributed(passage.title, passage.url, (*place(passage, language), passage.date)),
            Run("\n"),
            *quoted(Quote("", text, ""), None),
        ]
    return lay_out(runs)


def in_a_window(passage: Passage) -> str:
    """Return a passage as the small window shows it: plain text of at most 200 UTF-16 units."""
    source = f"\n— {shortened(passage.title, _LONGEST_TITLE)}"
    room = WINDOW_UNITS - utf16_length(source)
    if utf16_length(passage.text) <= room:
        return passage.text + source
    _, end = next(cuts(passage.text, room - 1))
    return passage.text[:end].rstrip() + "…" + source
