"""Questions that nobody asked, to learn from beside those that people did.

Some are made from the corpus: the words of a title and some of a sentence ask for that sentence.  They say
nothing of how people ask, but much of how the words of a question tell one sentence from its neighbours:
beside the real questions of one source they make weights that hold better for another's.

Others are real questions with a word in the place of their rarest that nobody ever wrote: they ask for
something else, of which the corpus says nothing, however much of the question it knows.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.search.asked import SEED, Asked, Row
from bot.search.index import Index
from bot.search.query_terms import query_terms
from bot.search.vocabulary import UNSEEN
from bot.text.analyzer import analyze, content_words

SHARE = 0.1
"""What all questions made from a set's documents weigh beside its real ones; with more, these lose."""
WORDS = 3
"""Words of the sentence that are said ..."""
FEWEST = 8
"""... and the different ones that it must have."""
STRANGE = 0.4
"""What a question with a strange word weighs beside the real one."""

_STRANGE_LETTERS, _STRANGE_LENGTH = "ثجخذسشضظغفقكمطزد", 7
_ARTICLE = "ال"


@dataclass(frozen=True, eq=False)
class Made(Asked):
    """A question made from one sentence of its index."""

    sentence: int = -1

    @cached_property
    def hits(self) -> NDArray[np.bool_]:
        """Say of each candidate whether it is the sentence."""
        same: NDArray[np.bool_] = self.ranking.sentences == self.sentence
        return same


@dataclass(frozen=True, eq=False)
class Strange(Asked):
    """A question about something that nobody wrote of."""

    @cached_property
    def hits(self) -> NDArray[np.bool_]:
        """Say of each candidate that it does not answer."""
        return np.zeros(len(self.ranking.sentences), np.bool_)


def made_questions(questions: Sequence[Row], index: Index, share: float = 1.0) -> list[Made]:
    """Make questions of the documents that are asked about, always the same ones of the same corpus.

    `share` is what they weigh, of what such questions weigh at most.
    """
    chance = random.Random(SEED)  # noqa: S311  # an example, not a secret
    sets = {str(row["document"]): str(row["set"]) for row in questions}
    made = list(_made(sets, index, chance))
    counts = Counter(sets[row["document"]] for row, _ in made)
    return [Made(row, index, share * SHARE / counts[row["set"]], sentence=sentence) for row, sentence in made]


def _made(sets: dict[str, str], index: Index, chance: random.Random) -> Iterator[tuple[Row, int]]:
    for sentence, passage in enumerate(index.all_passages()):
        said = list(dict.fromkeys(content_words(passage.text)))
        if passage.document in sets and len(said) >= FEWEST:
            some = [said[place] for place in sorted(chance.sample(range(len(said)), WORDS))]
            text = " ".join(["ما", *content_words(passage.title), *some])
            yield {"question": text, "document": passage.document, "set": sets[passage.document]}, sentence


def strange_questions(asked: Sequence[Asked]) -> list[Strange]:
    """Put a strange word into each question that has a word its index knows, always the same ones."""
    chance = random.Random(SEED)  # noqa: S311  # an example, not a secret
    return list(_strange(asked, chance))


def _strange(asked: Sequence[Asked], chance: random.Random) -> Iterator[Strange]:
    for each in asked:
        said = str(each.question["question"]).split()
        rarity = [_rarity(word, each.index) for word in said]
        if any(rarity):
            place = int(np.argmax(rarity))
            strange = "".join(chance.choices(_STRANGE_LETTERS, k=_STRANGE_LENGTH))
            said[place] = f"{_ARTICLE}{strange}" if said[place].startswith(_ARTICLE) else strange
            yield Strange(
                {**each.question, "question": " ".join(said)}, each.index, each.weight * STRANGE, usual=False
            )


def _rarity(word: str, index: Index) -> float:
    """Return what a word weighs that the index knows; 0 for any other."""
    terms = query_terms(analyze(word), index.stems, len(index))
    return float(terms.weights[0]) if len(terms) == 1 and terms.stems[0] != UNSEEN else 0.0
