"""Print what building, following, opening and asking cost: `python -m tests.bench [SENTENCES ...]`."""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from tests.bench import chat, growth
from tests.bench.made_corpus import Vocabulary, put
from tests.bench.rivals import rivals

SIZES = (10_000, 100_000, 200_000)
"""1,000,000 takes minutes and 4 GB: name it on the command line."""
QUESTIONS = 60
LARGEST_FOR_RIVALS = 200_000
"""rank-bm25 keeps a kilobyte a sentence in memory."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


def main(sizes: Sequence[int]) -> None:
    """Measure each size in turn and print it."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            _measure(size, Path(folder))


def _measure(size: int, folder: Path) -> None:
    vocabulary, corpus, shelf = Vocabulary(), folder / "corpus", folder / "shelf"
    every = max(size // 20 // QUESTIONS, 1)
    questions = []
    for number, document in enumerate(vocabulary.documents(size)):
        put(document, corpus)
        if number % every == 0:
            questions.append(vocabulary.question(document.text))
    built = _apart(growth.build, corpus, shelf)
    building = _apart(growth.follow, corpus, shelf, built)
    asking = _apart(growth.ask, shelf, questions)
    print(f"{building.sentences:,} sentences in {building.files:,} files")
    print(
        f"  built in {building.build_s:.1f} s, {building.build_cpu_s:.1f} s of processor time,"
        f" with {building.build_mb:,.0f} MB at most;"
        f"\n  {building.disk_mb:,.0f} MB on disk, summed up in {building.verify_s:.2f} s"
    )
    print(f"  a refresh that finds nothing new {building.nothing_s:.2f} s; one file", end="")
    for what in ("change", "add", "remove"):
        seconds = getattr(building, f"{what}_s")
        print(f", {what} {seconds:.2f} s ({seconds / building.build_s:.1%} of a build)", end="")
    ratio = building.change_cpu_s / building.build_cpu_s
    print(
        f";\n  the change took {building.change_cpu_s:.2f} s of processor time, {ratio:.1%} of a build,"
        f" and {building.follow_mb:,.0f} MB at most"
    )
    print(
        f"  opened in {asking.open_ms:.1f} ms; an answer p50 {asking.p50_ms:.2f} ms,"
        f" p95 {asking.p95_ms:.2f} ms; {asking.peak_mb:,.0f} MB at most",
        flush=True,
    )
    if size <= LARGEST_FOR_RIVALS:
        scores, tantivy = _apart(rivals, shelf, questions)
        print(f"  rank_bm25.get_scores p50 {scores:.1f} ms, {scores / asking.p50_ms:.0f} times ours;", end="")
        said = (
            "not installed"
            if tantivy is None
            else f"p50 {tantivy:.3f} ms, ours {asking.p50_ms / tantivy:.0f} times that"
        )
        print(f" tantivy {said}", flush=True)


def _apart(work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """Do some work in a process of its own, so that what it takes is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *args, **kwargs).result()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
    chat.main()
