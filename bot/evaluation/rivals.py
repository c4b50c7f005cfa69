"""Other ways to rank the very same sentences, each as its documentation starts it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from bot.evaluation import rival_bm25s, rival_tantivy
from bot.records import Passage
from bot.search.baselines import PlainBM25
from bot.text.analyzer import content_words
from bot.text.stemmer import stem

Search = Callable[[str, int], Sequence[int]]
"""From a question and a number to the numbers of so many sentences, best first."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A search to compare with: what it is, the package it needs, and how to build it."""

    name: str
    package: str
    build: Callable[[Sequence[Passage]], Search]

    @property
    def installed(self) -> bool:
        """Say whether its package can be imported."""
        return find_spec(self.package) is not None


def rivals() -> tuple[Rival, ...]:
    """Return all of them, the simplest first."""
    return (
        Rival("rank-bm25, str.split", "rank_bm25", _split),
        Rival("rank-bm25, title, our words and stems", "rank_bm25", _stemmed),
        Rival("bm25s, title, its own tokenizer", "bm25s", _with_bm25s),
        Rival("tantivy, title, its default tokenizer", "tantivy", _with_plain_tantivy),
        Rival("tantivy, title, its Arabic stemmer", "tantivy", _with_arabic_tantivy),
    )


def _titled(passages: Sequence[Passage]) -> list[str]:
    """Return each sentence below the title of its document: every engine but the plainest gains by it."""
    return [f"{passage.title}\n{passage.text}" for passage in passages]


def _split(passages: Sequence[Passage]) -> Search:
    model = PlainBM25([passage.text.split() for passage in passages])
    return lambda question, most: model.top(question.split(), most)


def _stemmed(passages: Sequence[Passage]) -> Search:
    model = PlainBM25([_stems(text) for text in _titled(passages)])
    return lambda question, most: model.top(_stems(question), most)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


def _with_bm25s(passages: Sequence[Passage]) -> Search:
    return rival_bm25s.build(_titled(passages))


def _with_plain_tantivy(passages: Sequence[Passage]) -> Search:
    return rival_tantivy.build(_titled(passages), arabic=False)


def _with_arabic_tantivy(passages: Sequence[Passage]) -> Search:
    return rival_tantivy.build(_titled(passages), arabic=True)
