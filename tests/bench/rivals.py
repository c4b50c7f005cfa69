"""Time what others take for the same questions over the same sentences."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.search.bm25 import LuceneBM25
from bot.text.analyzer import content_words
from tests.search.folders import open_current

SOME = 10
"""So many questions are enough for what walks every sentence."""


def milliseconds(work: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Return what each question takes; the first is asked once more before, for what it alone would pay."""
    work(questions[0])
    taken = []
    for question in questions:
        started = time.perf_counter()
        work(question)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def rivals(shelf: Path, questions: Sequence[str]) -> tuple[float, float | None]:
    """Return the median of `rank_bm25.get_scores` and of tantivy's top 10; None where it is not installed."""
    index = open_current(shelf)
    texts = [content_words(index.text(number)) for number in range(len(index))]
    plain = LuceneBM25(texts)
    theirs = milliseconds(lambda question: plain.get_scores(content_words(question)), questions[:SOME])
    tantivy = _tantivy(texts, questions)
    return statistics.median(theirs), statistics.median(tantivy) if tantivy else None


def _tantivy(texts: Sequence[Sequence[str]], questions: Sequence[str]) -> list[float]:
    """Time tantivy's plain top 10 over one field of the same terms."""
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

    return milliseconds(search, questions)
