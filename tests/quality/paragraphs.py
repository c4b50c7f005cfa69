"""Print how well paragraphs are told apart: `python -m tests.quality.paragraphs QUESTIONS CORPUS`.

Some 240 paragraphs make a corpus, each a document of its own, with the title of its article or without one,
as in sets of questions like XQuAD; those of one article are easily confused.  A question finds paragraphs by
the first passage of each among 30; the figure is nDCG@10 of the one that it was asked about.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
from rank_bm25 import BM25Okapi

from bot.documents import Document
from bot.journey import answer
from bot.search.asked import SHARED, Asked, Row
from bot.search.builder import build_from
from bot.search.corpus import read_corpus
from bot.search.course import Lessons
from bot.search.models import Array, learn_ranking
from bot.text.analyzer import content_words
from bot.text.stemmer import stem
from bot.text.tokens import words

TOGETHER = 240
PASSAGES = 30
K1, B = 0.9, 0.4

Search = Callable[[str], Sequence[str]]
"""From a question to the names of documents, best first."""


@dataclass(frozen=True)
class Trial:
    """A corpus of paragraphs, and the questions about them, each with the names of those that answer it."""

    paragraphs: Sequence[Document]
    questions: Sequence[tuple[Row, frozenset[str]]]

    def ndcg(self, search: Search) -> float:
        """Return the mean nDCG@10 of a search; the first right paragraph is the one that counts."""
        return fmean(_gain(search(row["question"]), right) for row, right in self.questions)


def trials(rows: Sequence[Row], articles: Sequence[Document], *, titled: bool) -> Iterator[Trial]:
    """Yield corpora of about TOGETHER paragraphs, the articles that are asked about in their order."""
    asked = defaultdict(list)
    for row in rows:
        asked[row["document"]].append(row)
    asked_about = [each for each in articles if each.name in asked]
    pieces = {each.name: list(_pieces(each, titled=titled)) for each in asked_about}
    corpora = max(1, round(sum(map(len, pieces.values())) / TOGETHER))
    for number in range(corpora):
        own = asked_about[number::corpora]
        questions = [
            (row, right)
            for each in own
            for row in asked[each.name]
            if (right := frozenset(_right(row, pieces[each.name])))
        ]
        yield Trial([piece for each in own for piece in pieces[each.name]], questions)


def ours(trial: Trial) -> Search:
    """Return the search as shipped."""
    index = build_from(trial.paragraphs)
    return lambda question: [each.document for each in answer(question, index, top=PASSAGES).passages]


def ours_weighed(trial: Trial, weights: Array) -> Search:
    """Return the search with other weights of the ranking."""
    index = build_from(trial.paragraphs)

    def search(question: str) -> Sequence[str]:
        row = {"question": question, "context": "", "answers": ()}
        ranking, _ = Asked(row, index, 1.0).ranked(weights)
        return [each.document for each in index.passages(ranking, PASSAGES)]

    return search


def plain(trial: Trial) -> Search:
    """Return rank-bm25 with its own defaults over title and text, split at spaces."""
    model = BM25Okapi([_text(each).split() for each in trial.paragraphs])
    return lambda question: _named(model.get_scores(question.split()), trial)


def fused(trial: Trial) -> Search:
    """Return BM25 of stems and BM25 of character 4-grams, each by its best, added up."""
    views = [
        (view, BM25Okapi([view(_text(each)) for each in trial.paragraphs], k1=K1, b=B))
        for view in (_stems, _four_grams)
    ]

    def search(question: str) -> Sequence[str]:
        scores = [model.get_scores(view(question)) for view, model in views]
        return _named(sum(each / max(each.max(), 1e-9) for each in scores), trial)

    return search


def weights_of_others(rows: Sequence[Row], articles: Sequence[Document]) -> dict[str, Array]:
    """Return for each set of questions the weights that all other sets teach over the whole corpus."""
    asked = list(Lessons(rows, articles))
    names = {str(row["set"]) for row in rows}
    return {name: learn_ranking([each for each in asked if each.question["set"] != name]) for name in names}


def _pieces(article: Document, *, titled: bool) -> Iterator[Document]:
    for number, text in enumerate(filter(str.strip, article.text.split("\n\n"))):
        name = article.name.replace(".md", f"-{number}.md")
        yield replace(article, name=name, title=article.title if titled else "", text=text)


def _right(row: Row, pieces: Sequence[Document]) -> Iterator[str]:
    """Yield the paragraph that was asked about, and those of its article that say the same and answer."""
    context = words(row["context"])
    answers = [f" {' '.join(words(each))} " for each in row["answers"]]
    for piece in pieces:
        said = words(piece.text)
        holds = any(each.strip() and each in f" {' '.join(said)} " for each in answers)
        shared = sum(word in set(said) for word in set(context)) / len(set(context))
        if said == context or (holds and shared >= SHARED):
            yield piece.name


def _gain(found: Sequence[str], right: frozenset[str]) -> float:
    names = list(dict.fromkeys(found))[:10]
    return max((1 / math.log2(place + 2) for place, name in enumerate(names) if name in right), default=0.0)


def _named(scores: Array, trial: Trial) -> Sequence[str]:
    return [trial.paragraphs[place].name for place in np.argsort(-scores, kind="stable")[:10]]


def _text(document: Document) -> str:
    return f"{document.title}\n{document.text}"


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(text)]


def _four_grams(text: str) -> list[str]:
    line = f" {' '.join(words(text))} "
    return [line[place : place + 4] for place in range(len(line) - 3)]


def main(questions: Path, corpus: Path) -> None:
    """Print a line for each set of questions, with titles and without."""
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    articles = read_corpus(corpus).documents
    learned = weights_of_others(rows, articles)
    print(f"{'set':12} {'titles':>6} {'rank-bm25':>9} {'fused':>9} {'ours':>9} {'by the other set':>17}")
    for name in sorted(learned):
        own = [row for row in rows if row["set"] == name]
        for titled in (True, False):
            found = [_compared(trial, learned[name]) for trial in trials(own, articles, titled=titled)]
            simple, both, shipped, others = np.mean(found, axis=0)
            line = f"{name:12} {titled!s:>6} {simple:9.4f} {both:9.4f} {shipped:9.4f} {others:17.4f}"
            print(line, flush=True)


def _compared(trial: Trial, weights: Array) -> Sequence[float]:
    searches = (plain(trial), fused(trial), ours(trial), ours_weighed(trial, weights))
    return [trial.ndcg(search) for search in searches]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
