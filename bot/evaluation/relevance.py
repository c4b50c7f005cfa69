"""What counts as a hit: a sentence from the right place that says an accepted answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.questions import Question
from bot.records import Passage
from bot.text.tokens import words

REACH = 350
"""Code points of a sentence that count: what is said further on, its reader does not see at a glance."""
SHARED = 0.8
"""A sentence is taken to come from a paragraph when this share of its words stands there."""

_ARABIC = re.compile("[\u0621-\u064a]{3,}")
_JOINED = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك")


@dataclass(frozen=True, slots=True)
class Right:
    """The sentences of a corpus that answer a question, by number; `placed`: its place is in the corpus."""

    sentences: frozenset[int]
    placed: bool


class Judge:
    """Know every sentence of a corpus, and which of them answer a question."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = list(passages)
        self._numbers = {(each.document, each.start): n for n, each in enumerate(self.passages)}
        self._documents = {each.document for each in self.passages}
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self.passages):
            for word in set(words(passage.text)):
                self._holding[word].append(number)

    def number(self, passage: Passage) -> int:
        """Return a sentence's number; the passage must be of this corpus."""
        return self._numbers[passage.document, passage.start]

    def has(self, document: str | None) -> bool:
        """Say whether a document of this name is in the corpus."""
        return document in self._documents

    def right(self, question: Question) -> Right:
        """Find every sentence that holds an accepted answer and comes from where it should.

        It should come from the paragraph, if that is known, or else from the document.  Both sides are
        folded, and whole words compared; only the conjunctions and prepositions that Arabic writes
        together with a word (و ف ب ل ك) may precede the first one.
        """
        context = frozenset(words(question.context)) if question.context else None
        sentences = frozenset(
            number
            for answer in map(words, question.answers)
            if answer  # one of signs alone is never found
            for number in self._saying(answer)
            if self._is_from(number, question.document, context)
        )
        return Right(sentences, bool(sentences) or self._has_place(question.document, context))

    def _saying(self, answer: Sequence[str]) -> Iterable[int]:
        firsts, rest = forms(answer[0]), list(answer[1:])
        with_first = {number for form in firsts for number in self._holding.get(form, ())}
        likely = with_first.intersection(*(self._holding.get(word, ()) for word in rest))
        return (number for number in likely if _says(_said(self.passages[number]), firsts, rest))

    def _is_from(self, number: int, document: str | None, context: frozenset[str] | None) -> bool:
        if context is not None:
            said = _said(self.passages[number])
            return bool(said) and sum(word in context for word in said) >= SHARED * len(said)
        return document is None or self.passages[number].document == document

    def _has_place(self, document: str | None, context: frozenset[str] | None) -> bool:
        """Say whether the document, or a sentence of the paragraph, stands in the corpus.

        If the paragraph does, then so does the sentence with the word of it that is rarest here.
        """
        if context is None:
            return document is None or self.has(document)
        known = [word for word in context if word in self._holding]
        rarest = min(known, key=lambda word: (len(self._holding[word]), word), default="")
        return any(self._is_from(number, document, context) for number in self._holding.get(rarest, ()))


def forms(word: str) -> frozenset[str]:
    """Return a folded word with each of the particles that Arabic writes together with it."""
    if not _ARABIC.fullmatch(word):
        return frozenset({word})
    joined = {particle + word for particle in _JOINED}
    if word.startswith("ال"):  # لـ swallows the article's alef: للمدينة
        joined |= {particle + "لل" + word.removeprefix("ال") for particle in ("", "و", "ف")}
    return frozenset({word, *joined})


def _said(passage: Passage) -> list[str]:
    return words(passage.text[:REACH])


def _says(said: Sequence[str], firsts: frozenset[str], rest: Sequence[str]) -> bool:
    return any(
        word in firsts and list(said[place : place + len(rest)]) == rest for place, word in enumerate(said, 1)
    )
