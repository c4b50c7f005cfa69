"""Which spans of a sentence are weighed: none with half a pair of brackets, and as dates none but dates."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from bot.text.clues import KIN, MEASURES, is_year
from bot.text.dates import ERAS
from bot.text.folding import fold
from bot.text.months import may_name_a_month
from bot.text.number_phrases import YEAR_NOUNS
from bot.text.number_words import SCALE_NAMES, Size, number_word
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import PERCENT

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

MOST_WORDS = 120
"""Of a longer sentence, the first words are looked at."""
LONGEST = 24
"""Words of the longest span that is weighed."""
_LONGEST_NUMBER = 10
_REACH_OF_NUMBER = 3
"""Words that may stand before the first number of a span, and behind its last one."""


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_AGES = _words(
    """
    القرن قرن القرنين القرون عصر العصر عهد عقد صيف شتاء خريف ربيع الثمانينات التسعينات السبعينات الستينات
    الخمسينات الأربعينات الثلاثينات العشرينات التسعينيات الثمانينيات السبعينيات الستينيات الخمسينيات
    الأربعينيات الثلاثينيات العشرينيات
    """
)
_OF_DATES = (
    _AGES
    | YEAR_NOUNS
    | frozenset(ERAS)
    | _words(
        """
        من في بين إلى حتى منذ و شهر يوم صباح مساء ليلة فجر أوائل أواخر منتصف مطلع بداية نهاية قبل بعد
        فترة خلال
        الميلاد للميلاد ميلادي الميلادي هجري الهجري م هـ ق حوالي نحو تقريبا ومن وفي وحتى والى ومنذ وبين سنوات
        السنوات أعوام عاما شهرا يوما الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت عامي بعام لعام العام
        """
    )
)
_SCALES = frozenset(SCALE_NAMES.values()) | _words("مليوني ألفي ملايين مليارات آلاف")
_DASHES = frozenset("-–—")
_ARTICLE = fold("ال")
_MOST_NAMES = 4
"""If so many words go on, they are no name."""
_LEAST_VERB = 4
_NOWHERE = np.zeros(0, np.int64)
_OPEN, _CLOSED, _QUOTED = frozenset("(（"), frozenset(")）"), frozenset('"«»“”')


class Limit(StrEnum):
    """What the spans must be."""

    DATES = "dates"
    ONE_DATE = "one date"
    """Of two with a dash between them, one: he was born (1304 - 1368)."""
    NUMBERS = "numbers"
    SHARES = "shares"
    NAMES = "names"
    NONE = "none"


def allowed(
    said: Sequence[str], asked: Sequence[str], akin: Sequence[bool], gaps: Sequence[str], limit: Limit
) -> tuple[Numbers, Numbers]:
    """Return the first and the last word of each span of a sentence that may answer.

    `asked` are the question's words, `akin` says which words of the sentence are akin to them, and `gaps`
    is what stands before each word and behind the last one.
    """
    first, last = _all_spans(len(said))
    match limit:
        case Limit.DATES | Limit.ONE_DATE:
            core = [_dates(word) and word not in asked for word in said]
            if not any(core):
                return _NOWHERE, _NOWHERE
            fit = _none([not _goes_with_a_date(word) for word in said], first, last)
            fit &= ~_none(core, first, last)
            if limit is Limit.ONE_DATE:
                dash = [not _DASHES.isdisjoint(gap) for gap in gaps[1:]]
                fit &= (last == first) | _none(dash, first, np.maximum(last - 1, first))
        case Limit.NUMBERS | Limit.SHARES:
            fit = _numbers_in(said, asked, akin, first, last, shares=limit is Limit.SHARES)
        case Limit.NAMES:
            fit = _none([word[0].isdecimal() or word in YEAR_NOUNS for word in said], first, last)
        case Limit.NONE:
            fit = np.ones(len(first), np.bool_)
    if limit in (Limit.NAMES, Limit.NONE) and not KIN.isdisjoint(said):
        kin = np.array([False, *(word in KIN for word in said), False])
        fit &= ~kin.take(first) & ~kin.take(last + 1)  # neither behind "son of" nor at it
    places = fit.nonzero()[0]
    return _whole(gaps, first.take(places), last.take(places))


def end_of_name(said: Sequence[str], gaps: Sequence[str], akin: Sequence[bool], last: int) -> int:
    """Return where a name that goes on behind `last` ends: before a sign, a particle, a verb, an article."""
    for place in range(last + 1, min(last + 1 + _MOST_NAMES, len(said))):
        if (
            gaps[place].strip()
            or akin[place]
            or said[place].startswith(_ARTICLE)
            or _parts_names(said[place])
        ):
            return place - 1
    return last


@lru_cache(maxsize=20_000)
def _parts_names(word: str) -> bool:
    """Say whether a word is a particle, a number or most likely a verb: names end before it."""
    verb = len(word) >= _LEAST_VERB and (word[0] in "يت" or (word[-1] == "ت" and word[-2] != "ا"))
    joined = len(word) >= _LEAST_VERB and word[0] == "و" and word[1:] not in KIN
    prefixed = word.startswith(("بال", "لل"))
    return verb or joined or prefixed or word in STOP_WORDS or word in YEAR_NOUNS or word[0].isdecimal()


def _numbers_in(
    said: Sequence[str],
    asked: Sequence[str],
    akin: Sequence[bool],
    first: Numbers,
    last: Numbers,
    *,
    shares: bool,
) -> Mask:
    """Say of each span whether it is a number, or a range of them, with what it counts.

    Where a number counts what the question names, no other is meant; a share is, where one is asked for.
    """
    number = np.array([_numbers(word) for word in said])
    if not number.any():
        return np.zeros(len(first), np.bool_)
    fresh = number & np.array([not (word in asked and word[0].isdecimal()) for word in said])
    if shares:
        core = _narrowed(fresh, np.array([PERCENT in pair for pair in pairwise((*said, ""))]))
    else:
        next_two = np.array([*akin[1:], False])
        next_two[:-1] |= next_two[1:]
        plain = np.array([PERCENT not in pair and not _is_year(*pair) for pair in pairwise((*said, ""))])
        core = _narrowed(_narrowed(fresh, plain), next_two)
    before, behind = _distance(number[::-1])[::-1], _distance(number)
    other = number & np.append(False, behind[:-1] > 1)  # more than a word from the one before it
    ahead = before.take(first)
    fit: Mask = (ahead <= _REACH_OF_NUMBER) & (behind.take(last) <= _REACH_OF_NUMBER)
    fit &= (last - first < _LONGEST_NUMBER) & ~_none(core, first, last)
    begin = first + ahead + 1
    fit &= (begin > last) | _none(other, np.minimum(begin, last), last)
    calendar = [word in YEAR_NOUNS and word not in MEASURES for word in said]
    dated = number & np.array([False, *(word in YEAR_NOUNS for word in said[:-1])])
    return fit & _none(np.array(calendar) | dated, first, last)


def _is_year(word: str, behind: str) -> bool:
    return is_year(word) and (behind in ERAS or behind in STOP_WORDS or not behind)


def _narrowed(words: Mask, likelier: Mask) -> Mask:
    """Return the likelier ones of some words, if there are any."""
    return words & likelier if (words & likelier).any() else words


@lru_cache(maxsize=MOST_WORDS)
def _all_spans(size: int) -> tuple[Numbers, Numbers]:
    first = np.repeat(np.arange(size), LONGEST)
    last = first + np.tile(np.arange(LONGEST), size)
    return first[last < size], last[last < size]


def _whole(gaps: Sequence[str], first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """Return the spans in which every bracket and quotation mark has its other half in it, too."""
    signs = "".join(gaps)
    if _OPEN.isdisjoint(signs) and _QUOTED.isdisjoint(signs):
        return first, last
    halves = [_halves(gap) for gap in gaps]
    depth, quotes = (np.array(list(accumulate(each))) for each in zip(*halves, strict=True))
    closed = depth.take(last) == depth.take(first)
    closed &= (quotes.take(last) - quotes.take(first)) % 2 == 0
    return first[closed], last[closed]


@lru_cache(maxsize=20_000)
def _halves(gap: str) -> tuple[int, int]:
    """Return how many more brackets a gap opens than it closes, and how many quotation marks it holds."""
    return (
        sum(sign in _OPEN for sign in gap) - sum(sign in _CLOSED for sign in gap),
        sum(sign in _QUOTED for sign in gap),
    )


def _none(words: Mask | Sequence[bool], first: Numbers, last: Numbers) -> Mask:
    """Say of each span whether it holds none of some words."""
    before = np.array(list(accumulate(words, initial=0)))
    none: Mask = before.take(last + 1) == before.take(first)
    return none


def _distance(words: Mask) -> Numbers:
    """Return how many words ago one of these stood."""
    at = np.where(words, np.arange(len(words)), -len(words) - _LONGEST_NUMBER)
    return np.arange(len(words)) - np.maximum.accumulate(at)


@lru_cache(maxsize=20_000)
def _dates(word: str) -> bool:
    return word[0].isdecimal() or may_name_a_month(word) or word in _AGES


@lru_cache(maxsize=20_000)
def _goes_with_a_date(word: str) -> bool:
    return _dates(word) or word in _OF_DATES or number_word(word) is not None


@lru_cache(maxsize=20_000)
def _numbers(word: str) -> bool:
    """Say whether a word counts; the second of two does not."""
    named = number_word(word)
    counts = named is not None and named.size is not Size.ORDINAL
    return counts or word[0].isdecimal() or word in _SCALES or word == PERCENT
