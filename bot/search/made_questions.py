"""Questions made from the corpus itself: the words of a title and some of a sentence ask for that sentence.

They say nothing of how people ask, but much of how the words of a question tell one sentence from its
neighbours: beside the real questions of one source they make weights that hold better for another's.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.search.course import SEED, Asked, Row
from bot.search.index import Index
from bot.text.analyzer import content_words

SHARE = 0.1
"""What all made questions of a set weigh beside its real ones; with more, real questions lose."""
WORDS = 3
"""Words of the sentence that are said ..."""
FEWEST = 8
"""... and the different ones that it must have."""


@dataclass(frozen=True, eq=False)
class Made(Asked):
    """A question made from one sentence of its index."""

    sentence: int = -1

    @cached_property
    def hits(self) -> NDArray[np.bool_]:
        """Say of each candidate whether it is the sentence."""
        same: NDArray[np.bool_] = self.ranking.sentences == self.sentence
        return same


def made_questions(questions: Sequence[Row], index: Index) -> list[Made]:
    """Make questions of the documents that are asked about, always the same ones of the same corpus."""
    chance = random.Random(SEED)  # noqa: S311  # an example, not a secret
    sets = {str(row["document"]): str(row["set"]) for row in questions}
    made = list(_made(sets, index, chance))
    counts = Counter(sets[row["document"]] for row, _ in made)
    return [Made(row, index, SHARE / counts[row["set"]], sentence=sentence) for row, sentence in made]


def _made(sets: dict[str, str], index: Index, chance: random.Random) -> Iterator[tuple[Row, int]]:
    for sentence, passage in enumerate(index.all_passages()):
        said = list(dict.fromkeys(content_words(passage.text)))
        if passage.document in sets and len(said) >= FEWEST:
            some = [said[place] for place in sorted(chance.sample(range(len(said)), WORDS))]
            text = " ".join(["ما", *content_words(passage.title), *some])
            yield {"question": text, "document": passage.document, "set": sets[passage.document]}, sentence
