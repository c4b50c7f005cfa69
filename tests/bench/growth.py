"""What building, following and asking cost at one size; each job in a process of its own, for its memory."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.documents import Document
from bot.journey import answer
from bot.search.generations import refresh
from bot.search.serving import current
from bot.search.store import verify
from tests.bench.made_corpus import put
from tests.bench.rivals import milliseconds
from tests.search.folders import open_current

ADDED = "هذه جملة جديدة أضيفت إلى آخر الوثيقة اليوم."


@dataclass(frozen=True, slots=True)
class Building:
    """What building and following took."""

    sentences: int
    files: int
    build_s: float
    build_cpu_s: float
    """Processor time, of all processes: what tells on a machine that others use, too."""
    build_mb: float
    """Peak memory of the builder and twice that of the larger of its helpers."""
    nothing_s: float
    change_s: float
    change_cpu_s: float
    add_s: float
    remove_s: float
    follow_mb: float
    disk_mb: float
    verify_s: float


@dataclass(frozen=True, slots=True)
class Asking:
    """What opening and asking took."""

    open_ms: float
    p50_ms: float
    p95_ms: float
    peak_mb: float


def build(corpus: Path, shelf: Path) -> tuple[float, float, float]:
    """Build the index from nothing, and return seconds, seconds of processor time and megabytes."""
    before = _processor_s()
    taken = _refreshed(corpus, shelf)
    peak = _peak(resource.RUSAGE_SELF) + 2 * _peak(resource.RUSAGE_CHILDREN)
    return taken, _processor_s() - before, peak


def follow(corpus: Path, shelf: Path, built: tuple[float, float, float]) -> Building:
    """Change, add and remove one file, and return what that took."""
    nothing = _refreshed(corpus, shelf)
    changed = sorted(corpus.rglob("*.md"))[len(list(corpus.rglob("*.md"))) // 2]
    changed.write_text(changed.read_text(encoding="utf-8") + ADDED, encoding="utf-8")
    before = _processor_s()
    change = _refreshed(corpus, shelf)
    change_cpu = _processor_s() - before
    put(Document("new.md", "جديد", ADDED), corpus)
    add = _refreshed(corpus, shelf)
    changed.unlink()
    remove = _refreshed(corpus, shelf)
    generation = current(shelf)
    assert generation is not None
    started = time.perf_counter()
    verify(generation)
    verifying = time.perf_counter() - started
    index = open_current(shelf)
    return Building(
        sentences=len(index),
        files=len(index.manifest.files),
        build_s=built[0],
        build_cpu_s=built[1],
        build_mb=built[2],
        nothing_s=nothing,
        change_s=change,
        change_cpu_s=change_cpu,
        add_s=add,
        remove_s=remove,
        follow_mb=_peak(resource.RUSAGE_SELF),
        disk_mb=sum(path.stat().st_size for path in generation.iterdir()) / 1e6,
        verify_s=verifying,
    )


def ask(shelf: Path, questions: Sequence[str]) -> Asking:
    """Open the index and ask it questions, from question to cited answer."""
    opening = milliseconds(lambda _: open_current(shelf), questions[:5])
    index = open_current(shelf)
    taken = milliseconds(lambda question: answer(question, index), questions)
    return Asking(
        open_ms=statistics.median(opening),
        p50_ms=statistics.median(taken),
        p95_ms=sorted(taken)[int(len(taken) * 0.95)],
        peak_mb=_peak(resource.RUSAGE_SELF),
    )


def _refreshed(corpus: Path, shelf: Path) -> float:
    started = time.perf_counter()
    refresh(corpus, shelf)
    return time.perf_counter() - started


def _processor_s() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024
