"""Turn an answer into what the reader sees: the quoted sentence, then where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from bot.dialogue.direction import LRI, PDI, closers, islands, isolated, start_of_line, start_of_quote
from bot.dialogue.language import Language
from bot.dialogue.limits import MESSAGE_UNITS, utf16_length
from bot.dialogue.markup import BLOCKQUOTE, BOLD, EXPANDABLE, UNDERLINE, Run, lay_out, link, units
from bot.dialogue.nearest import nearest
from bot.dialogue.phrases import page, phrase
from bot.records import Answer, Citation, Markup, Passage, Quote, Silence

_LONGEST_LABEL = 200  # code points of a title, source or date; more than that is not a label
_LONG_QUOTE = 600  # UTF-16 units, some thirteen lines on a phone; what is longer comes folded
_SEEN_FOLDED = 110  # UTF-16 units that the three lines of a folded quote show for certain
_SILENCES = {Silence.NO_WORDS: "no_words", Silence.NOT_FOUND: "not_found"}


def render(answer: Answer, language: Language) -> tuple[Markup, ...]:
    """Return the messages of a reply in order: one, unless the sentence alone is longer than a message."""
    searched = _searched(answer.searched, language)
    if answer.silence is not None or answer.quote is None:
        silence = phrase(_SILENCES[answer.silence or Silence.NOT_FOUND], language)
        return lay_out([*searched, Run(silence), *_hint(answer, language)])
    sources = _sources(answer.citations, language)
    runs = [*searched, *foldable(answer.quote, answer.highlight), *sources]
    if units(runs) > MESSAGE_UNITS:  # one message without the neighbours is better than two with them
        runs = [*searched, *foldable(Quote("", answer.quote.sentence, ""), answer.highlight), *sources]
    return lay_out(runs)


def _hint(answer: Answer, language: Language) -> list[Run]:
    """Return the line above the buttons that open the nearest passages, if there are any."""
    return [Run(f"\n\n{phrase('nearest', language)}")] if nearest(answer) else []


def label(text: str) -> str:
    """Return a title, source or date as it is shown inside a line of any direction."""
    return isolated(shortened(text, _LONGEST_LABEL))


def shortened(text: str, longest: int) -> str:
    """Return a text without the space around it, cut after so many code points."""
    text = text.strip()
    return text if len(text) <= longest else text[:longest].rstrip() + "…"


def _searched(searched: str | None, language: Language) -> list[Run]:
    """Return the line that says how a question was understood, when that is not as it was typed."""
    return [Run(phrase("searched", language, question=label(searched)) + "\n\n")] if searched else []


def foldable(quote: Quote, highlight: str | None) -> list[Run]:
    """Return a quotation that is folded when it is long, with what answers in sight all the same.

    Folded, it begins with the sentence; a span that the fold would hide stands above it.
    """
    whole = quoted(quote, highlight)
    if units(whole) <= _LONG_QUOTE:
        return whole
    runs = quoted(replace(quote, before=""), highlight, EXPANDABLE)
    ahead, span, _ = quote.sentence.partition(highlight or quote.sentence)
    if highlight and span and utf16_length(ahead + span) > _SEEN_FOLDED:
        return [Run(start_of_quote(span) + span, (BOLD,)), Run("\n"), *runs]
    return runs


def quoted(quote: Quote, highlight: str | None, tag: str = BLOCKQUOTE) -> list[Run]:
    """Return a sentence between its neighbours as one quotation, the sentence bold."""
    before = quote.before + closers(quote.before)
    if before and not before[-1].isspace():
        before += " "
    after = quote.after + closers(quote.after)
    if after and not after[0].isspace():
        after = " " + after
    return _with_islands(
        [
            Run(start_of_quote(quote.before + quote.sentence) + before, (tag,)),
            *_sentence(quote.sentence, highlight, tag),
            Run(closers(quote.sentence) + after, (tag,)),
        ]
    )


def _with_islands(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with isolates around what their line would show out of order; no word changes."""
    text = "".join(run.text for run in runs)
    ends = list(accumulate(len(run.text) for run in runs))
    pieces = [list(run.text) for run in runs]
    for start, end in islands(text):
        for place, mark in ((start, LRI + "{}"), (end - 1, "{}" + PDI)):
            run = next(number for number, past in enumerate(ends) if place < past)
            inside = place - (ends[run] - len(runs[run].text))
            pieces[run][inside] = mark.format(pieces[run][inside])
    return [replace(run, text="".join(characters)) for run, characters in zip(runs, pieces, strict=True)]


def _sentence(sentence: str, highlight: str | None, tag: str) -> list[Run]:
    bold = (tag, BOLD)
    if not highlight or highlight not in sentence:
        return [Run(sentence, bold)]
    ahead, span, behind = sentence.partition(highlight)
    return [Run(ahead, bold), Run(span, (*bold, UNDERLINE)), Run(behind, bold)]


def _sources(citations: tuple[Citation, ...], language: Language) -> list[Run]:
    runs: list[Run] = []
    for citation in citations:
        if citation.number == 1:
            runs.append(Run(f"\n\n{phrase('source', language)}"))
        elif citation.number == 2:  # noqa: PLR2004 - the first of the further ones
            runs.append(Run(f"\n\n{phrase('see_also', language)}"))
        runs += _citation(citation, language)
    return runs


def _citation(citation: Citation, language: Language) -> list[Run]:
    notes = (*place(citation, language), citation.source, citation.date)
    return [
        Run(f"\n{start_of_line(language)}[{citation.number}] "),
        *attributed(citation.title, citation.url, notes),
    ]


def place(cited: Citation | Passage, language: Language) -> tuple[str | None, str | None]:
    """Return the heading and the page of what is cited, where they say more than the title."""
    heading = cited.heading if cited.heading != cited.title else None
    return heading, page(cited.page, language) if cited.page is not None else None


def attributed(title: str, url: str | None, notes: Iterable[str | None]) -> list[Run]:
    """Return a title, linked where its document can be opened, and what else is known of it."""
    linked = link(url)
    known = [note for note in notes if note and note.strip() and not (linked and _same_page(note, url))]
    return [Run(label(title), linked), Run("".join(f" — {label(note)}" for note in known))]


def _same_page(note: str, url: str | None) -> bool:
    return url is not None and note.partition("#")[0] == url.partition("#")[0]
