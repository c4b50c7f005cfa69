"""Print how well answers are found among many sentences: `python -m tests.quality.haystack QUESTIONS CORPUS`.

Made sentences of the corpus's own words, SENTENCES in all, make each of its words some seventy times as
frequent: a question that had rare words has none.  What reading less of the postings costs is told by the
same questions at other efforts.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.documents import Document
from bot.search.asked import Asked, Row
from bot.search.corpus import read_corpus
from bot.search.effort import USUAL, Effort
from bot.search.generations import refresh
from bot.search.index import Index
from bot.search.ranker import rank
from bot.search.retriever import retrieve
from tests.bench.made_corpus import Vocabulary, put
from tests.search.folders import open_current

SENTENCES = 200_000
MADE = "made"
"""The folder of the made documents."""
EVERYTHING = 10**9
EFFORTS = {
    "as it is": USUAL,
    "everything": Effort(EVERYTHING, 0, EVERYTHING, EVERYTHING),
    "8,000 postings": Effort(8_000, 1, 8_000),
    "32,000 postings": Effort(32_000, 1, 32_000),
}


def main(questions: Path, corpus: Path) -> None:
    """Make the corpus, ask the questions at each effort, and print a line for each."""
    rows: list[Row] = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    documents = read_corpus(corpus).documents
    with tempfile.TemporaryDirectory() as folder:
        every, shelf = Path(folder) / "corpus", Path(folder) / "shelf"
        for document in (*documents, *made(documents)):
            put(document, every)
        refresh(every, shelf)
        index = open_current(shelf)
        print(f"{len(index):,} sentences")
        for name, effort in EFFORTS.items():
            first, third, milliseconds = measured(rows, index, effort)
            print(
                f"{name:16} hit@1 {first:.3f} hit@3 {third:.3f}, candidates p50 {milliseconds:.2f} ms",
                flush=True,
            )


def made(documents: Sequence[Document]) -> Iterator[Document]:
    """Yield documents of made sentences of the words of some documents, names among them."""
    for document in Vocabulary([document.text for document in documents]).documents(SENTENCES):
        yield Document(f"{MADE}/{document.name}", document.title, document.text)


def measured(rows: Sequence[Row], index: Index, effort: Effort) -> tuple[float, float, float]:
    """Return hit@1, hit@3 and the median of milliseconds that finding the candidates takes."""
    hits, taken = [], []
    for row in rows:
        asked = Asked(row, index, 1)
        query = asked.query
        started = time.perf_counter()
        candidates = retrieve(query, index, effort=effort)
        taken.append((time.perf_counter() - started) * 1000)
        best = rank(query, candidates, index).sentences[:3].tolist()
        hits.append([asked.answered_by(index.text(number)) for number in best])
    first = statistics.fmean(any(each[:1]) for each in hits)
    third = statistics.fmean(any(each) for each in hits)
    return first, third, statistics.median(taken)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
