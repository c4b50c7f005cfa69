"""Find the exact span that answers inside a sentence: the date that was asked for, or the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.text.clues import is_year
from bot.text.folding import fold
from bot.text.months import may_name_a_month
from bot.text.question_words import QUESTION_WORDS, QuestionKind
from bot.text.questions import kind_of
from bot.text.stemmer import stem
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import Token, tokens

_YEAR_NOUNS = frozenset(fold("عام سنة العام").split())
_ERAS = frozenset(fold("م هـ ق ميلادي هجري").split())
_MONTH_PARTS = frozenset(fold("الاول الثاني الاخر الاخرة اول ثاني").split())
_AMOUNTS = frozenset(fold("الف الاف مليون ملايين مليار مليارات تريليون").split())
_SHARES = frozenset(fold("بالمئة بالمائة").split())
_SHARE_ASKED = frozenset(fold("نسبة النسبة بالمئة بالمائة معدل").split())
_LAST_DAY = 31
_NEAR = 3  # code points between two tokens of one span: a space, a slash, a bracket


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    last: int
    share: bool = False


def highlight(question: str, sentence: str) -> str | None:
    """Return the span that answers, verbatim; None when no single one can be told."""
    found = list(tokens(sentence))
    asked = {token.folded for token in tokens(question)}
    match kind_of(question):
        case QuestionKind.WHEN:
            spans = _dates(sentence, found)
        case QuestionKind.HOW_MANY | QuestionKind.HOW_MUCH:
            spans = _numbers(sentence, found, share_asked=not asked.isdisjoint(_SHARE_ASKED))
        case _:
            return None
    new = [span for span in spans if _tells_more(found[span.first : span.last + 1], asked)]
    best = _only(new, found, asked)
    if best is None:
        return None
    end = found[best.last].end
    return sentence[found[best.first].start : end + (best.share and sentence[end : end + 1] in "٪%")]


def _tells_more(span: Sequence[Token], asked: set[str]) -> bool:
    """Say whether the span holds a number, or a month, that the question does not."""
    told = [token.folded for token in span]
    return any((word[0].isdecimal() or may_name_a_month(word)) and word not in asked for word in told)


def _dates(sentence: str, found: Sequence[Token]) -> list[_Span]:
    """Return the runs of day, month and year."""
    spans, place = [], 0
    while place < len(found):
        end = place
        while end < len(found) and _dates_on(found, place, end) and _touches(sentence, found, place, end):
            end += 1
        told = [token.folded for token in found[place:end]]
        if any(is_year(word) or may_name_a_month(word) for word in told) or _short_year(told):
            spans.append(_Span(place, end - 1))
        place = max(end, place + 1)
    return spans


def _short_year(told: Sequence[str]) -> bool:
    """Say whether a run names a year of few digits by its noun: عام 859."""
    return len(told) > 1 and told[0] in _YEAR_NOUNS and told[1].isdecimal()


def _dates_on(found: Sequence[Token], first: int, place: int) -> bool:
    """Say whether the token can go on the date that began at `first`."""
    word = found[place].folded
    if word in _YEAR_NOUNS:
        return place + 1 < len(found) and found[place + 1].folded.isdecimal()
    if word in _ERAS or word in _MONTH_PARTS:
        return place > first
    if may_name_a_month(word) or is_year(word):
        return True
    if not word.isdecimal():
        return False
    after_noun = place > first and found[place - 1].folded in _YEAR_NOUNS
    before_month = place + 1 < len(found) and may_name_a_month(found[place + 1].folded)
    return after_noun or (before_month and int(word) <= _LAST_DAY)


def _numbers(sentence: str, found: Sequence[Token], *, share_asked: bool) -> list[_Span]:
    """Return the numbers with what they count; percentages only where a share is asked for."""
    spans = []
    for place, token in enumerate(found):
        is_note = sentence[token.start - 1 : token.start] == "["
        is_year_named = place > 0 and found[place - 1].folded in _YEAR_NOUNS
        if not token.folded[0].isdecimal() or is_note or is_year_named:
            continue
        last = place
        while last + 1 < len(found) and found[last + 1].folded in _AMOUNTS | _SHARES:
            last += 1
        is_share = sentence[token.end : token.end + 1] in {"٪", "%"} or found[last].folded in _SHARES
        if is_share != share_asked or (
            is_year(token.folded) and last == place and not _counts(sentence, found, last)
        ):
            continue
        if not is_share and _counts(sentence, found, last):
            last += 1
        spans.append(_Span(place, last, is_share))
    return spans


def _counts(sentence: str, found: Sequence[Token], place: int) -> bool:
    """Say whether the next token is the thing counted: a word of content right behind one space."""
    if place + 1 >= len(found):
        return False
    word = found[place + 1].folded
    behind = sentence[found[place].end : found[place + 1].start] == " "
    return behind and word.isalpha() and word[0] != "و" and word not in STOP_WORDS | QUESTION_WORDS


def _touches(sentence: str, found: Sequence[Token], first: int, place: int) -> bool:
    between = sentence[found[place - 1].end : found[place].start] if place > first else ""
    return len(between) <= _NEAR and not any(mark in between for mark in "،,.؛-–")


def _only(spans: Sequence[_Span], found: Sequence[Token], asked: set[str]) -> _Span | None:
    """Return the only span, or the only one that counts what is asked about: a wrong mark misleads."""
    stems = {stem(word) for word in asked - STOP_WORDS - QUESTION_WORDS}
    counting = [
        span
        for span in spans
        if not stems.isdisjoint(stem(token.folded) for token in found[span.first : span.last + 1])
    ]
    for choice in (spans, counting):
        if len(choice) == 1:
            return choice[0]
    return None
