"""Print what each kind of slip costs: `python -m tests.quality.perturbations QUESTIONS CORPUS [KIND ...]`.

QUESTIONS is a file as `isnad eval` reads it.  Every question that the corpus answers is asked clean and with
each kind of slip; a hit is an accepted answer in the first passage, as `isnad eval` judges it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.questions import Question
from bot.evaluation.reading import read_questions
from bot.evaluation.relevance import Judge, Right
from bot.journey import answer
from bot.records import Answer
from bot.search.builder import build
from bot.search.corpus import read_corpus
from bot.search.index import Index
from tests.quality.slips import KINDS, Slip, as_it_is

SEED = 20261124
ROUNDS = 5
"""How often each question is asked: where a typo falls is a matter of luck."""

Asked = Sequence[tuple[Question, Right]]


@dataclass(frozen=True)
class Outcome:
    """The share of questions whose first passage answers, and of those that were mended."""

    hits: float
    mended: float


def main(questions: Path, corpus: Path, kinds: Sequence[str]) -> None:
    """Print hit@1 of each kind, and how much of the clean figure is lost."""
    index = build(read_corpus(corpus))
    judge = Judge(index.all_passages())
    asked = [(question, judge.right(question)) for question in read_questions(questions).questions]
    asked = [(question, right) for question, right in asked if right.sentences]
    clean = outcome(asked, index, judge, as_it_is)
    print(f"{len(asked)} questions\n{'slip':16} {'hit@1':>7} {'loss':>7} {'mended':>7}")
    print(f"{'none':16} {clean.hits:>7.4f} {'':>7} {clean.mended:>7.3f}")
    for kind in kinds or KINDS:
        slipped = outcome(asked, index, judge, KINDS[kind])
        loss = 1 - slipped.hits / clean.hits
        print(f"{kind:16} {slipped.hits:>7.4f} {loss:>7.1%} {slipped.mended:>7.3f}", flush=True)


def outcome(asked: Asked, index: Index, judge: Judge, slip: Slip, rounds: int = ROUNDS) -> Outcome:
    """Ask every question a few times with a slip in it; the slips are the same in each run."""
    chance = random.Random(SEED)  # noqa: S311  # slips, not secrets
    hits = mended = 0
    for question, right in [*asked] * rounds:
        found = answer(slip(question.text, chance), index, top=1)
        hits += is_hit(found, right, judge)
        mended += found.searched is not None
    return Outcome(hits / len(asked) / rounds, mended / len(asked) / rounds)


def is_hit(found: Answer, right: Right, judge: Judge) -> bool:
    """Say whether the first passage is one that answers."""
    return any(judge.number(each) in right.sentences for each in found.passages[:1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
