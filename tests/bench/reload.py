"""Ask a hundred questions at a time during twenty reloads: `python -m tests.bench.reload [SENTENCES]`."""

from __future__ import annotations

import asyncio
import gc
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import ANSWERING_THREADS
from bot.journey import answer
from bot.search.library import DiskLibrary, open_index
from tests.bench.made_corpus import Vocabulary, put

IN_FLIGHT, RELOADS, IDLE_SECONDS, SENTENCES = 100, 20, 8.0, 20_000
WORDS = ("اليمن", "الحبشة")
QUESTION = "من أين انتشرت القهوة العربية؟"
SENTENCE = "انتشرت القهوة العربية من {} في القرن الخامس عشر الميلادي وحملها التجار إلى سائر البلاد."
TAIL = "وما زالت القهوة العربية تُزرع في {} إلى اليوم وتُقدَّم للضيوف في الفناجين الصغيرة مع التمر."


@dataclass
class Asked:
    """What became of questions that were asked on end."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    wrong: int = 0

    def share(self, part: float) -> float:
        return sorted(self.seconds)[int(len(self.seconds) * part)] * 1000


def main(sentences: int) -> None:
    """Measure, and print two lines."""
    asyncio.run(_measure(sentences))


def write(corpus: Path, number: int) -> None:
    """Write the document that is asked about, as of a reload: both sentences say the same word."""
    word = WORDS[number % 2]
    text = f"{SENTENCE.format(word)}\n\n{TAIL.format(word)}\n\n{number}.\n"
    (corpus / "coffee.md").write_text(f"---\ntitle: القهوة\n---\n{text}", encoding="utf-8")


async def _measure(sentences: int) -> None:
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(ANSWERING_THREADS) as threads:
        corpus, data = Path(folder, "corpus"), Path(folder, "data")
        await asyncio.to_thread(corpus.mkdir)
        for document in Vocabulary().documents(sentences):
            put(document, corpus)
        write(corpus, 0)
        library = DiskLibrary(corpus, data, await asyncio.to_thread(open_index, corpus, data))
        await library.catch_up()
        async with _asking(library, threads) as idle:
            await asyncio.sleep(IDLE_SECONDS)
        before = _held(library.folder)
        started = time.perf_counter()
        async with _asking(library, threads) as busy:
            for number in range(1, RELOADS + 1):
                write(corpus, number)
                assert (await library.reload()).changed == ("coffee.md",)
        took = time.perf_counter() - started
        after = _held(library.folder)
    print(
        f"{IN_FLIGHT} questions in flight at {sentences} sentences: idle p50 {idle.share(0.5):.0f} ms, "
        f"p99 {idle.share(0.99):.0f} ms; during {RELOADS} reloads ({took / RELOADS:.1f} s each) "
        f"p50 {busy.share(0.5):.0f} ms, p99 {busy.share(0.99):.0f} ms, "
        f"{busy.share(0.99) / idle.share(0.99):.1f} times; {len(busy.seconds)} asked, "
        f"{busy.failed} failed, {busy.wrong} wrong or mixed"
    )
    print(f"before and after: {before} -> {after}")


@asynccontextmanager
async def _asking(library: DiskLibrary, threads: ThreadPoolExecutor) -> AsyncIterator[Asked]:
    """Keep so many questions in flight for as long as the block lasts."""
    asked, over = Asked(), asyncio.Event()
    loop = asyncio.get_running_loop()

    async def ask() -> None:
        while not over.is_set():
            started = time.perf_counter()
            try:
                found = await loop.run_in_executor(threads, answer, QUESTION, library.index)
            except Exception:  # noqa: BLE001 - counted, which is what this is for
                asked.failed += 1
                continue
            asked.seconds.append(time.perf_counter() - started)
            said = " ".join(passage.text for passage in found.passages if "القهوة" in passage.text)
            asked.wrong += not found.answered or sum(word in said for word in WORDS) != 1

    tasks = [asyncio.create_task(ask()) for _ in range(IN_FLIGHT)]
    try:
        yield asked
    finally:
        over.set()
        await asyncio.gather(*tasks)


def _held(shelf: Path) -> str:
    """Return what this process holds: memory, generations that are mapped, open files."""
    gc.collect()
    maps = Path("/proc/self/maps").read_text("utf-8", "replace")
    mapped = set(re.findall(rf"{re.escape(str(shelf))}/([0-9-]+)/", maps))
    resident = re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    assert resident is not None
    files = len(list(Path("/proc/self/fd").iterdir()))
    return f"{int(resident[1]) / 1024:.0f} MB resident, {len(mapped)} generations mapped, {files} files open"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SENTENCES)
