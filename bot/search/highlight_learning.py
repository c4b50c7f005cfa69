"""Learn from questions with known answers which span of a sentence to mark, and write `highlight.json`.

    python -m bot.search.highlight_learning QUESTIONS.jsonl CORPUS_FOLDER

Learned is from every sentence that holds an accepted answer; measured on those of them that are ranked first,
cross-validated by document, and on the half of the documents that nobody looked at while the evidence was
chosen, with weights learned from the other half.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np

from bot.search.asked import Asked, Row
from bot.search.builder import build
from bot.search.corpus import read_corpus
from bot.search.course import FOLDS, folds_of, shares_of
from bot.search.features import NAMES
from bot.search.highlight import EVERY, FILE, SHAPE, Weights, best
from bot.search.highlight_models import Example, Table, learn, shared_words
from bot.search.spans import spans_of
from bot.search.weights import learned
from bot.text.questions import kind_of
from bot.text.tokens import words

THRESHOLD = 0.45
"""The expected F1 from which on a span is marked."""
LEAST = 0.1
"""A weight closer to 0 is left out."""
_TEACHES = 0.4
"""A sentence of which no span shares so much with an answer teaches nothing."""


@dataclass(frozen=True)
class Case:
    """A sentence that answers a question; `first`: it is ranked first."""

    question: Row
    kind: str
    first: bool
    example: Example | None


@dataclass(frozen=True)
class Mark:
    """What came of a case: the expected F1, and the true one."""

    kind: str
    expected: float
    shared: float

    @property
    def given(self) -> bool:
        """Say whether the span is marked."""
        return self.expected >= THRESHOLD


def main(questions: Path, corpus: Path) -> None:
    """Cross-validate, print the figures, and write the weights learned from everything."""
    rows = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    known = list(cases(rows, corpus))
    folds = folds_of(rows)
    marks = [mark for fold in range(FOLDS) for mark in _measured(known, _of_fold(folds, fold))]
    _print("cross-validated by document", marks)
    _print("the half of the documents that nobody looked at", list(_measured(known, _unseen)))
    content = {"threshold": THRESHOLD, **_readable(_learned(known))}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    Path(__file__).with_name(FILE).write_text(text, encoding="utf-8")


def cases(rows: Sequence[Row], corpus: Path) -> Iterator[Case]:
    """Yield every candidate that answers a question, the first ranked one told from the others."""
    index = build(read_corpus(corpus))
    ranking, shares = np.array([learned().ranking[name] for name in NAMES]), shares_of(rows)
    for row in rows:
        ranked, hits = Asked(row, index, 1.0).ranked(ranking)
        answers = [answer for answer in {tuple(words(each)) for each in row["answers"]} if answer]
        texts = [index.quote(int(number)).sentence for number in ranked.sentences[hits]]
        for place, text in enumerate(dict.fromkeys(texts)):
            spans = spans_of(row["question"], text)
            weight = shares[row["set"]] / len(texts)
            example = Example(spans, shared_words(spans, answers), weight) if spans else None
            yield Case(row, kind_of(row["question"]), bool(hits[0]) and place == 0, example)


def _of_fold(folds: Mapping[str, int], fold: int) -> Callable[[Case], bool]:
    return lambda case: folds[case.question["document"]] == fold


def _unseen(case: Case) -> bool:
    return crc32(case.question["document"].encode()) % 2 == 1


def _learned(known: Sequence[Case]) -> Table:
    table = learn(
        [each.example for each in known if each.example and each.example.shared.max() >= _TEACHES],
    )
    return {
        group: {part: np.where(np.abs(row) < LEAST, 0.0, row) for part, row in parts.items()}
        for group, parts in table.items()
    }


def _measured(known: Sequence[Case], held_out: Callable[[Case], bool]) -> Iterator[Mark]:
    """Yield what weights learned from the others make of the cases held out."""
    table = _learned([case for case in known if not held_out(case)])
    for case in known:
        if case.first and held_out(case):
            yield _mark(case, table)


def _mark(case: Case, table: Table) -> Mark:
    if case.example is None:
        return Mark(case.kind, 0.0, 0.0)
    place, expected = best(case.example.spans, _weights(table, case.example.spans.group))
    return Mark(case.kind, expected, float(case.example.shared[place]))


def _weights(table: Table, group: str) -> Weights:
    own = table.get(group)
    return Weights({part: table[EVERY][part] + (own[part] if own else 0) for part in SHAPE})


def _readable(table: Table) -> dict[str, dict[str, dict[str, float]]]:
    return {
        group: {
            part: {
                name: round(float(weight), 2) for name, weight in zip(SHAPE[part], row, strict=True) if weight
            }
            for part, row in parts.items()
        }
        for group, parts in table.items()
    }


def _print(title: str, marks: Sequence[Mark]) -> None:
    print(f"{title}: {len(marks)} first sentences that answer")  # noqa: T201
    print(f"{'kind':12} {'asked':>6} {'marked':>7} {'F1':>6} {'exact':>6} {'wrong':>6}")  # noqa: T201
    kinds = sorted({mark.kind for mark in marks}, key=lambda kind: -sum(m.kind == kind for m in marks))
    for kind in ("all", *kinds):
        own = [mark for mark in marks if kind in ("all", mark.kind)]
        given = [mark for mark in own if mark.given]
        figures = [
            len(given) / len(own),
            *(
                sum(values) / max(len(given), 1)
                for values in (
                    [mark.shared for mark in given],
                    [mark.shared > 1 - 1e-9 for mark in given],
                    [not mark.shared for mark in given],
                )
            ),
        ]
        print(  # noqa: T201
            f"{kind:12} {len(own):>6} {figures[0]:>7.2f} " + " ".join(f"{each:>6.3f}" for each in figures[1:])
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
