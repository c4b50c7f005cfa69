"""Print what building, opening and asking cost at some sizes: `python -m tests.bench [SENTENCES ...]`."""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from bot.documents import Document
from bot.journey import answer
from bot.search.bm25 import LuceneBM25
from bot.search.builder import build_from
from bot.search.corpus import read_corpus
from bot.search.index import Index
from bot.search.store import write
from bot.text.analyzer import content_words
from bot.text.tokens import tokens
from tests.bench import chat

SEED = 20261124
SIZES = (10_000, 50_000, 200_000)
QUESTIONS = 60
SENTENCES_A_DOCUMENT = 20
ROOT = Path(__file__).parents[2]


class Vocabulary:
    """Words as the sample corpus writes them, drawn as often as they stand there, with a long tail."""

    def __init__(self) -> None:
        texts = [document.text for document in read_corpus(ROOT / "corpus").documents]
        counts = Counter(text[token.start : token.end] for text in texts for token in tokens(text))
        self.words = list(counts)
        self.bounds = list(accumulate(counts.values()))
        self.chance = random.Random(SEED)  # noqa: S311  # sample text, not secrets

    def word(self) -> str:
        """Return a word; every eighth is a made one, as names are in real text."""
        if self.chance.random() < 1 / 8:
            return "".join(self.chance.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=self.chance.randint(4, 7)))
        return self.chance.choices(self.words, cum_weights=self.bounds)[0]

    def sentence(self) -> str:
        """Return a sentence of 10 to 30 words."""
        return " ".join(self.word() for _ in range(self.chance.randint(10, 30))) + "."

    def documents(self, sentences: int) -> Iterator[Document]:
        """Yield documents that hold so many sentences in all."""
        for number in range(sentences // SENTENCES_A_DOCUMENT):
            body = "\n\n".join(
                " ".join(self.sentence() for _ in range(5)) for _ in range(SENTENCES_A_DOCUMENT // 5)
            )
            title = " ".join(self.word() for _ in range(3))
            yield Document(name=f"{number}.md", title=title, text=body)


def main(sizes: Sequence[int]) -> None:
    """Measure each size in turn and print a table."""
    print(
        f"{'sentences':>10} {'build s':>8} {'disk MB':>8} {'open ms':>8} {'p50 ms':>8} {'p95 ms':>8}", end=""
    )
    print(
        f" {'get_scores ms':>14} {'times faster':>13} {'tantivy ms':>11} {'times slower':>13} {'peak MB':>8}"
    )
    for size in sizes:
        _measure(size)


def _measure(size: int) -> None:
    vocabulary = Vocabulary()
    documents = list(vocabulary.documents(size))
    started = time.perf_counter()
    built = build_from(documents)
    building = time.perf_counter() - started
    questions = _questions(vocabulary, documents)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "index")
        write(place, built.arrays.items(), built.manifest)
        disk = sum(path.stat().st_size for path in place.iterdir()) / 1e6
        opening = _milliseconds(lambda _: Index.open(place), questions[:5])
        index = Index.open(place)
        texts = [content_words(index.text(number)) for number in range(len(index))]
        ours = _milliseconds(lambda question: answer(question, index), questions)
        plain = LuceneBM25(texts)
        theirs = _milliseconds(lambda question: plain.get_scores(content_words(question)), questions[:10])
        tantivy = _tantivy(texts, questions)
    p50, p95 = statistics.median(ours), sorted(ours)[int(len(ours) * 0.95)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(index):>10} {building:>8.1f} {disk:>8.0f} {statistics.median(opening):>8.1f}", end="")
    print(f" {p50:>8.2f} {p95:>8.2f} {statistics.median(theirs):>14.1f}", end="")
    print(f" {statistics.median(theirs) / p50:>13.1f}", end="")
    if tantivy:
        print(f" {statistics.median(tantivy):>11.3f} {p50 / statistics.median(tantivy):>13.1f}", end="")
    else:
        print(f" {'not installed':>25}", end="")
    print(f" {peak:>8.0f}", flush=True)


def _questions(vocabulary: Vocabulary, documents: Sequence[Document]) -> list[str]:
    """Return questions of six words that stand in one sentence, each after a question word."""
    found = []
    for document in vocabulary.chance.sample(documents, min(QUESTIONS, len(documents))):
        words = document.text.split(".")[0].split()
        found.append("متى " + " ".join(vocabulary.chance.sample(words, min(6, len(words)))) + "؟")
    return found


def _milliseconds(work: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    work(questions[0])  # pages in what the first call alone would pay for
    taken = []
    for question in questions:
        started = time.perf_counter()
        work(question)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _tantivy(texts: Sequence[Sequence[str]], questions: Sequence[str]) -> list[float]:
    """Time tantivy's plain top 10 over one field of the same terms; nothing where it is not installed."""
    try:
        import tantivy  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return []
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", tokenizer_name="whitespace")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for words in texts:
        writer.add_document(tantivy.Document(body=" ".join(words)))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(question: str) -> object:
        query = index.parse_query(" ".join(content_words(question)), ["body"])
        return searcher.search(query, 10).hits

    return _milliseconds(search, questions)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
    chat.main()
