"""The library: the index that serves now, replaced as a whole when the corpus is reloaded."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from bot.documents import ReloadReport, Source
from bot.errors import CorpusError, IndexUnusableError, ReloadBusyError
from bot.search.builder import Progress
from bot.search.generations import open_current, refresh, shelf
from bot.search.index import Index


def open_index(corpus_dir: Path, data_dir: Path, progress: Progress | None = None) -> Index:
    """Open the index of a corpus, built first if it is missing or the corpus has changed.

    Raises CorpusError when nothing can be served.
    """
    folder = shelf(data_dir, corpus_dir)
    refresh(corpus_dir, folder, progress)
    return _opened(folder)


class DiskLibrary:
    """Serve one index at a time; whoever took it keeps it until done, whatever is reloaded meanwhile."""

    def __init__(self, corpus_dir: Path, data_dir: Path, index: Index) -> None:
        self.corpus_dir = corpus_dir
        self.folder = shelf(data_dir, corpus_dir)
        self._index = index
        self._reloading = False

    @property
    def index(self) -> Index:
        """Return the index that serves now."""
        return self._index

    def sources(self) -> Sequence[Source]:
        """List the documents that serve now, by title."""
        return self._index.sources

    async def reload(self) -> ReloadReport:
        """Build in another process, then swap.  Raises ReloadBusyError, CorpusError."""
        if self._reloading:
            raise ReloadBusyError("a reload is running")
        self._reloading = True
        try:
            report = await self._refresh_elsewhere()
            # Even when nothing was built: `isnad index` may have built what is on the disk by now.
            self._index = await asyncio.to_thread(_opened, self.folder)
            return report
        finally:
            self._reloading = False

    async def _refresh_elsewhere(self) -> ReloadReport:
        """Refresh the index in a process of its own, so that its work never holds up an answer."""
        spawn = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(max_workers=1, mp_context=spawn, initializer=_follow_the_bot)
        try:
            work = pool.submit(refresh, self.corpus_dir, self.folder)
            return await asyncio.wrap_future(work)
        except BrokenProcessPool:
            raise CorpusError("انقطع بناء الفهرس (the build was cut off)") from None
        except asyncio.CancelledError:  # we stop, and Python would wait for the build, however long it takes
            for child in multiprocessing.active_children():
                child.kill()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _follow_the_bot() -> None:
    """Leave a terminal's Ctrl-C to the bot, and do not outlive it when it is killed.

    Without this, a builder whose bot was killed waits for its next task for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - this runs in a child

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _opened(folder: Path) -> Index:
    try:
        return open_current(folder)
    except IndexUnusableError as error:  # it was whole a moment ago: the disk is full, or somebody is at it
        raise CorpusError(f"تعذر فتح الفهرس (the index cannot be opened): {error}") from None
