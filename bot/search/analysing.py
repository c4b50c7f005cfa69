"""Read and analyse files of the corpus, on all processors when they are many."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path

from bot.errors import CorpusError
from bot.reading.reading import Reader
from bot.reading.worker import Worker
from bot.search.analysis import Analysis
from bot.search.corpus import CorpusFile, FileReading, read_file
from bot.search.part import Part, Span

MANY = 4 << 20
"""Bytes of files from which on other processes help: one takes half a second to be born."""
MOST_PROCESSES = 4
_BATCH = 256 << 10  # bytes of files that are handed out at once
_PART = 32 << 20  # bytes of files after which a part is closed, to bound the memory


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read."""

    name: str
    seen: CorpusFile | None
    """As it is now; None: it cannot be looked at."""
    known: CorpusFile | None = None
    """As it was when it was last taken in."""

    @property
    def size(self) -> int:
        """Return its bytes."""
        return 0 if self.seen is None else self.seen.size


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one file: its state, refusals, and where its documents are."""

    reading: FileReading
    """Without the documents themselves."""
    part: int
    documents: Span


@dataclass(slots=True)
class Taken:
    """What came of many files."""

    files: dict[str, Found] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reply:
    """What came of a batch."""

    files: tuple[tuple[str, FileReading, Span], ...]
    """Each file's name, its reading without the documents, and their places in the part."""
    part: Part | None
    """The part that these files end, if it has grown large enough."""


class Analyst:
    """Reads files and analyses what they hold, part by part."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self._folder = folder
        self._reader = reader
        self._analysis = Analysis()
        self._bytes = 0

    def take(self, batch: Sequence[Wanted]) -> _Reply:
        """Read and analyse some files."""
        files = []
        for wanted in batch:
            reading = read_file(self._folder, wanted.name, wanted.seen, self._reader, wanted.known)
            first = len(self._analysis)
            for document in reading.documents:
                self._analysis.add(document)
            files.append((wanted.name, replace(reading, documents=()), (first, len(self._analysis))))
            self._bytes += wanted.size
        return _Reply(tuple(files), self.part() if self._bytes >= _PART else None)

    def part(self) -> Part:
        """Return what was found since the last part."""
        part, self._analysis = self._analysis.part(), Analysis()
        self._bytes = 0
        return part


class _Gathered:
    """What one analyst found so far, as it tells it."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._open: list[tuple[str, FileReading, Span]] = []

    def add(self, reply: _Reply) -> None:
        """Take in what came of a batch."""
        self._open += reply.files
        if reply.part is not None:
            self.close(reply.part)

    def close(self, part: Part) -> None:
        """Take in a part, which holds the documents of all files since the last one."""
        for name, reading, documents in self._open:
            self._taken.files[name] = Found(reading, len(self._taken.parts), documents)
        self._taken.parts.append(part)
        self._open = []


def analysed(
    folder: Path, wanted: Sequence[Wanted], told: Callable[[int], None], processes: int | None = None
) -> Taken:
    """Read and analyse files of a corpus; `told` hears of the bytes of files that are done.

    `processes` do it; None: as many as are worth it.  Raises CorpusError when one of them is killed.
    """
    taken = Taken()
    batches = list(_batches(wanted))
    if processes is None:
        processes = _worth(sum(each.size for each in wanted))
    if processes == 1:
        with Worker() as worker:
            analyst, gathered = Analyst(folder, worker.read), _Gathered(taken)
            for batch in batches:
                gathered.add(analyst.take(batch))
                told(sum(each.size for each in batch))
        gathered.close(analyst.part())
        return taken
    with ExitStack() as helpers:
        hired = [helpers.enter_context(_helper(folder)) for _ in range(processes)]
        _share_out(batches, {helper: _Gathered(taken) for helper in hired}, told)
    return taken


def _share_out(
    batches: Sequence[Sequence[Wanted]],
    helpers: Mapping[Connection, _Gathered],
    told: Callable[[int], None],
) -> None:
    """Give each helper a batch whenever it is done with one, and take its last part when none is left."""
    left = iter(batches)
    busy: dict[Connection, Sequence[Wanted] | None] = {}

    def ask(helper: Connection) -> None:
        busy[helper] = next(left, None)
        helper.send(busy[helper])

    try:
        for helper in helpers:
            ask(helper)
        while busy:
            ready = wait(list(busy))
            for helper in [each for each in busy if each in ready]:
                reply, batch = helper.recv(), busy.pop(helper)
                if isinstance(reply, Exception):
                    raise reply
                if batch is None:
                    helpers[helper].close(reply)
                    continue
                ask(helper)
                helpers[helper].add(reply)
                told(sum(each.size for each in batch))
    except (EOFError, OSError):
        raise CorpusError("انقطع بناء الفهرس (the build was cut off)") from None


@contextmanager
def _helper(folder: Path) -> Iterator[Connection]:
    """Have a process that analyses what it is sent, and ends when we do."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_help, args=(folder, theirs))
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _help(folder: Path, connection: Connection) -> None:
    """Be the helper: answer batches with what came of them, and None with the last part."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for who started us
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with Worker() as worker, suppress(EOFError, OSError):  # nobody asks any more
        analyst = Analyst(folder, worker.read)
        while True:
            batch = connection.recv()
            try:
                connection.send(analyst.part() if batch is None else analyst.take(batch))
            except Exception as error:  # noqa: BLE001 - raised again where the work was asked for
                connection.send(error)


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - this runs in a child
    parent.join()
    os._exit(1)


def _batches(wanted: Sequence[Wanted]) -> Iterator[Sequence[Wanted]]:
    """Yield the files in their order, some bytes at once."""
    batch: list[Wanted] = []
    for each in wanted:
        batch.append(each)
        if sum(one.size for one in batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _worth(size: int) -> int:
    """Return how many processes are worth it for so many bytes of files."""
    affinity = getattr(os, "sched_getaffinity", None)  # not everywhere
    processors = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    return 1 if size < MANY else min(processors, MOST_PROCESSES)
