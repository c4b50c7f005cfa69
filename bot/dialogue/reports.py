"""What the admins are told of the bot's work: its figures, and the questions it could not answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.buttons import Reply
from bot.dialogue.direction import isolated, start_of_line
from bot.dialogue.keyboards import under_pages
from bot.dialogue.language import Language
from bot.dialogue.markup import BOLD, Run, lay_out
from bot.dialogue.nearest import nearest
from bot.dialogue.phrases import counted, number, phrase
from bot.dialogue.render import shortened
from bot.memory import Day, Figures, Gap
from bot.records import Passage

GAPS_PAGE = 5
_LONGEST_QUESTION = 200  # code points
_LONGEST_NAME = 60  # code points of a title or heading


def gaps(found: Sequence[Gap], page: int, total: int, language: Language) -> Reply:
    """Return a page of unanswered questions, pages counted from 1, and how many there are in all."""
    if not total:
        return Reply(lay_out([Run(phrase("gaps_none", language))]))
    runs = [Run(counted("gaps_title", language, total))]
    for place, gap in enumerate(found, (page - 1) * GAPS_PAGE + 1):
        runs += _gap(place, gap, language)
    return Reply(lay_out(runs), under_pages("gaps", page, -(-total // GAPS_PAGE), language))


def stats(in_all: Figures, days: Sequence[Day], language: Language) -> Reply:
    """Return the figures of all time, and of each day that had any, newest first."""
    lines = [Run(phrase("stats_title", language), (BOLD,)), *_figures(in_all, language)]
    busy = [day for day in days if day.figures.questions or day.figures.good or day.figures.bad]
    if busy:
        lines.append(Run(f"\n\n{phrase('stats_days', language)}", (BOLD,)))
    for day in busy:
        lines.append(Run(f"\n\n{start_of_line(language)}{isolated(day.date.isoformat())}"))
        lines += _figures(day.figures, language)
    return Reply(lay_out(lines))


def _gap(place: int, gap: Gap, language: Language) -> list[Run]:
    mark = start_of_line(language)
    asked = counted("gap_times", language, gap.times)
    if gap.in_groups:
        asked += phrase("gap_groups", language, count=number(gap.in_groups, language))
    near = [_named(passage) for _, passage in nearest(gap.answer)]
    runs = [
        Run(f"\n\n{mark}{number(place, language)}. "),
        Run(isolated(shortened(gap.answer.question, _LONGEST_QUESTION)), (BOLD,)),
        Run(f"\n{mark}{asked} — {isolated(_moment(gap.last_at))}"),
    ]
    if near:
        names = phrase("separator", language).join(near)
        runs.append(Run(f"\n{mark}{phrase('gap_nearest', language, names=names)}"))
    return runs


def _named(passage: Passage) -> str:
    name = passage.title if not passage.heading else f"{passage.title}: {passage.heading}"
    return isolated(shortened(name, _LONGEST_NAME))


def _figures(figures: Figures, language: Language) -> list[Run]:
    mark = start_of_line(language)
    lines = [
        phrase(
            "stats_questions",
            language,
            questions=number(figures.questions, language),
            answered=number(figures.answered, language),
            abstained=number(figures.questions - figures.answered, language),
        ),
        phrase(
            "stats_votes",
            language,
            good=number(figures.good, language),
            bad=number(figures.bad, language),
        ),
        phrase("stats_sessions", language, sessions=number(figures.sessions, language)),
    ]
    if figures.to_people:
        asked, answered = (number(each, language) for each in (figures.to_people, figures.by_people))
        lines.append(phrase("stats_people", language, asked=asked, answered=answered))
    if figures.median_ms is not None and figures.p95_ms is not None:
        median, most = (number(round(each), language) for each in (figures.median_ms, figures.p95_ms))
        lines.append(phrase("stats_latency", language, median=median, most=most))
    return [Run(f"\n{mark}{line}") for line in lines]


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
