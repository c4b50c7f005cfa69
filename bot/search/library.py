"""The library: the index that serves now, replaced as a whole when the corpus is reloaded."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bot.documents import Generation, ReloadReport, Source
from bot.errors import CorpusError, IndexUnusableError, ReloadBusyError
from bot.search.apart import refresh_apart
from bot.search.builder import Progress
from bot.search.expunging import expunge
from bot.search.generations import Noticed, Order, refresh, shelf
from bot.search.index import Index
from bot.search.serving import accept, current, decline, roll_back

logger = logging.getLogger(__name__)


def open_index(corpus_dir: Path, data_dir: Path, progress: Progress | None = None) -> Index:
    """Open the index of a corpus, built first if it is missing or the corpus has changed.

    When more than half of the corpus has gone, the index before serves, which the log says.
    Raises CorpusError when nothing can be served.
    """
    folder = shelf(data_dir, corpus_dir)
    report = refresh(corpus_dir, folder, progress, Order.NOBODY)
    if report.offer is not None:
        logger.warning(
            "%s: more than half is gone (%d documents, before %d): the index before serves; "
            "`isnad reload --yes` takes the loss in",
            corpus_dir,
            report.documents,
            report.documents_before,
        )
    place = current(folder)
    assert place is not None  # noqa: S101 - a refresh that raises nothing leaves one
    return _opened(place)


def open_standing(corpus_dir: Path, data_dir: Path, progress: Progress | None = None) -> Index:
    """Open the index that served last, whatever has changed since; built only where none can be opened.

    Raises CorpusError when nothing can be served.
    """
    place = current(shelf(data_dir, corpus_dir))
    if place is not None:
        with suppress(IndexUnusableError):  # damaged or of another version, of which the build tells
            return Index.open(place)
    return open_index(corpus_dir, data_dir, progress)


class Library(Protocol):
    """The index that serves now, and how to take in a changed corpus."""

    @property
    def index(self) -> Index:
        """Return the index that serves now; a reload replaces it, nothing changes it."""

    def sources(self) -> Sequence[Source]:
        """List the documents that serve now, by title."""

    async def reload(
        self, order: Order = Order.GIVEN, progress: Progress | None = None, noticed: Noticed | None = None
    ) -> ReloadReport:
        """Build aside, off the event loop, then swap, unless a suspicious loss waits for a word first.

        Raises ReloadBusyError during another reload, CorpusError when nothing can be served; in both
        cases the old index serves on.
        """

    async def accept(self, generation: str) -> Generation:
        """Serve what a reload held back.  Raises OfferGoneError, CorpusError."""

    async def decline(self, generation: str) -> Generation:
        """Drop what a reload held back, and return what serves.  Raises OfferGoneError, CorpusError."""

    async def roll_back(self) -> Generation:
        """Serve the index before this one again.  Raises NoEarlierIndexError, CorpusError."""

    async def expunge(self, files: Collection[str]) -> int:
        """Delete every index but the one that serves in which a file is not as the corpus has it now.

        Return how many.  Raises ReloadBusyError, OvertakenError, CorpusError.
        """

    async def catch_up(self) -> bool:
        """Serve what another process has put in service; say whether it had.  Raises CorpusError."""


class DiskLibrary:
    """Serve one index at a time; whoever took it keeps it until done, whatever is reloaded meanwhile."""

    def __init__(self, corpus_dir: Path, data_dir: Path, index: Index) -> None:
        self.corpus_dir = corpus_dir
        self.folder = shelf(data_dir, corpus_dir)
        self._index = index
        self._place: Path | None = None  # not known: the first look at the disk opens it once more
        self._reloading = False
        self._opening = asyncio.Lock()

    @property
    def index(self) -> Index:
        """Return the index that serves now."""
        return self._index

    @property
    def is_reloading(self) -> bool:
        """Say whether the index is being brought up to date."""
        return self._reloading

    def sources(self) -> Sequence[Source]:
        """List the documents that serve now, by title."""
        return self._index.sources

    async def reload(
        self, order: Order = Order.GIVEN, progress: Progress | None = None, noticed: Noticed | None = None
    ) -> ReloadReport:
        """Build in another process, then swap.

        Raises ReloadBusyError, CorpusError, UnforeseenError; the old index serves on.
        """
        if self._reloading:
            raise ReloadBusyError("a reload is running")
        self._reloading = True
        try:
            report = await refresh_apart(self.corpus_dir, self.folder, order, progress, noticed)
            await self.catch_up()
            return report
        finally:
            self._reloading = False

    async def accept(self, generation: str) -> Generation:
        """Serve a generation that a reload held back.  Raises OfferGoneError, CorpusError."""
        return await self._changed(lambda: accept(self.folder, generation))

    async def decline(self, generation: str) -> Generation:
        """Drop a generation that a reload held back, and return the one that serves.

        Raises OfferGoneError when it serves already, CorpusError.
        """
        return await self._changed(lambda: decline(self.folder, generation))

    async def roll_back(self) -> Generation:
        """Serve the generation before this one again.  Raises NoEarlierIndexError, CorpusError."""
        return await self._changed(lambda: roll_back(self.folder))

    async def expunge(self, files: Collection[str]) -> int:
        """Delete every index but the one that serves in which a file is not as the corpus has it now.

        Return how many.  Raises ReloadBusyError while somebody builds, OvertakenError when a file serves as
        it was, CorpusError.
        """
        try:
            return await asyncio.to_thread(expunge, self.corpus_dir, self.folder, files)
        except OSError as error:
            raise CorpusError(f"تعذر حذف الفهرس القديم (an old index cannot be deleted): {error}") from None

    async def catch_up(self) -> bool:
        """Serve what serves by the disk, which another process may have changed; say whether it did.

        Raises CorpusError when that cannot be opened; the old index serves on.
        """
        async with self._opening:
            place = await asyncio.to_thread(current, self.folder)
            if place is None or place == self._place:
                return False
            self._index = await asyncio.to_thread(_opened, place)
            known, self._place = self._place is not None, place
            return known

    async def _changed(self, change: Callable[[], Generation]) -> Generation:
        try:
            generation = await asyncio.to_thread(change)
        except (OSError, IndexUnusableError) as error:
            raise CorpusError(f"تعذر تبديل الفهرس (the index cannot be changed): {error}") from None
        await self.catch_up()
        return generation


def _opened(place: Path) -> Index:
    try:
        return Index.open(place)
    except IndexUnusableError as error:  # it was whole a moment ago: the disk is full, or somebody is at it
        raise CorpusError(f"تعذر فتح الفهرس (the index cannot be opened): {error}") from None
