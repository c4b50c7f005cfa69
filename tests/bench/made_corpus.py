"""A corpus of made sentences: words of the sample corpus, and names that come again as names do."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from bot.documents import Document
from bot.search.corpus import read_corpus
from bot.text.tokens import tokens

SEED = 20261124
SENTENCES_A_DOCUMENT = 20
SAMPLE = Path(__file__).parents[2] / "corpus"
NAMES = 1_000_000
"""So many names there are; the hundredth comes a hundredth as often as the first."""
_ONE_IN = 8
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


class Vocabulary:
    """Words drawn as often as they stand in texts, or in the sample corpus; every eighth is a made name."""

    def __init__(self, texts: Sequence[str] = ()) -> None:
        texts = texts or [document.text for document in read_corpus(SAMPLE).documents]
        counts = Counter(text[token.start : token.end] for text in texts for token in tokens(text))
        self.words = list(counts)
        self.bounds = list(accumulate(counts.values()))
        self.chance = random.Random(SEED)  # noqa: S311  # sample text, not secrets

    def drawn(self, count: int) -> list[str]:
        """Return so many words."""
        words = self.chance.choices(self.words, cum_weights=self.bounds, k=count)
        for place in range(self.chance.randrange(_ONE_IN), count, _ONE_IN):
            words[place] = name(int(NAMES ** self.chance.random()))
        return words

    def sentence(self) -> str:
        """Return a sentence of 10 to 30 words."""
        return " ".join(self.drawn(self.chance.randint(10, 30))) + "."

    def documents(self, sentences: int) -> Iterator[Document]:
        """Yield documents that hold so many sentences in all."""
        for number in range(sentences // SENTENCES_A_DOCUMENT):
            paragraphs = (
                " ".join(self.sentence() for _ in range(5)) for _ in range(SENTENCES_A_DOCUMENT // 5)
            )
            body = "\n\n".join(paragraphs)
            yield Document(f"{number // 1000:03d}/{number:06d}.md", " ".join(self.drawn(3)), body)

    def question(self, text: str) -> str:
        """Return a question of six words that stand in the first sentence of a text."""
        words = text.split(".", maxsplit=1)[0].split()
        return "متى " + " ".join(self.chance.sample(words, min(6, len(words)))) + "؟"


def name(number: int) -> str:
    """Return a name of four to seven letters, always the same one for a number."""
    value = number * 2_654_435_761 % 2**64
    letters = []
    for _ in range(4 + number % 4):
        value, place = divmod(value * 6_364_136_223_846_793_005 % 2**64 >> 7, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(letters)


def put(document: Document, folder: Path) -> None:
    """Write a document as a file of a corpus."""
    path = folder / document.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {document.title}\n---\n{document.text}\n", encoding="utf-8")
