"""Mend the slips in a question before it is looked for, where it is plain what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.search.guesses import Standing, standing
from bot.search.index import Index
from bot.search.lexicon import Lexicon
from bot.search.mending import Manner, Mending, mendings
from bot.search.transcription import transcriptions
from bot.text.analyzer import Alternative, Correction, Query, analyze, content_words
from bot.text.folding import fold
from bot.text.tokens import words

_LEAST_WHOLE, _LEAST_PART = 6, 2
"""Letters of a word that is taken to be torn apart, and of its parts."""
_MORE_USUAL = 2


def correct(query: Query, index: Index) -> Query:
    """Return the query with its slips mended; the very same one where the corpus knows every word.

    Two words that make one of the corpus may be one that was torn apart: that is looked for beside them.
    """
    mended = _mended_query(query, index)
    whole = list(_torn_apart(mended, index.lexicon))
    return _with_alternatives(mended, whole) if whole else mended


def _with_alternatives(query: Query, alternatives: Sequence[Alternative]) -> Query:
    """Return the query with more words to look for; one that stands for stop words alone is a word itself."""
    known = [
        replace(each, typed=tuple(word for word in each.typed if word in query.words))
        for each in alternatives
    ]
    return replace(
        query,
        words=(*query.words, *(each.word for each in known if not each.typed)),
        alternatives=(*query.alternatives, *(each for each in known if each.typed)),
    )


def _torn_apart(query: Query, lexicon: Lexicon) -> Iterator[Alternative]:
    """Yield the words that two neighbours make together, if one of these is hardly more usual."""
    for one, other in pairwise(words(query.text)):
        word = one + other
        if len(word) < _LEAST_WHOLE or min(len(one), len(other)) < _LEAST_PART or word in query.words:
            continue
        count = lexicon.count(word)
        if count and min(lexicon.count(one), lexicon.count(other)) <= _MORE_USUAL * count:
            yield Alternative(word, (one, other))


def _mended_query(query: Query, index: Index) -> Query:
    if all(standing(word, index.lexicon) is Standing.KNOWN for word in query.words):
        return query
    read = transcriptions(query.text, index)
    text = _mended(query.text, read)
    if read:
        text = text.replace("?", "؟")
    found = list(mendings(text, index))
    shown = [each for each in found if each.manner is Manner.SHOWN]
    made = (*_corrections(query.text, read), *_corrections(text, shown))
    new = analyze(_mended(text, shown)) if made else query
    forms = {
        fold(text[each.start : each.end]): fold(each.meant) for each in found if each.manner is Manner.INSTEAD
    }
    meant = tuple(forms.get(word, word) for word in new.words)
    changed = replace(query, text=new.text, folded=new.folded, words=meant, corrections=made)
    beside = [
        Alternative(word, tuple(content_words(text[each.start : each.end])))
        for each in found
        if each.manner is Manner.BESIDE
        for word in content_words(each.meant)
    ]
    return _with_alternatives(changed, beside) if beside else changed


def _corrections(text: str, mended: Sequence[Mending]) -> Iterator[Correction]:
    return (Correction(text[each.start : each.end], each.meant) for each in mended)


def _mended(text: str, mended: Sequence[Mending]) -> str:
    """Return the text with what was meant in its places."""
    whole, place = "", 0
    for each in mended:
        whole += text[place : each.start] + each.meant
        place = each.end
    return whole + text[place:]
