"""What admins offer in the chat: looked at, staged, and taken into the corpus once they say yes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.acquisitions.bodies import too_large
from bot.acquisitions.collection import Change, Collection, Placed
from bot.acquisitions.fetcher import PAUSE, Fetcher
from bot.acquisitions.gathering import Gathered, Gatherer
from bot.acquisitions.inspection import inspected
from bot.acquisitions.naming import safe_name
from bot.acquisitions.staging import Offer, Staging
from bot.documents import Candidate, Offered, Refusal
from bot.errors import AcquisitionError
from bot.reading.reading import Reader
from bot.reading.worker import Worker

logger = logging.getLogger(__name__)

MOST_LINKS = 20
"""How many links of a feed or sitemap are followed from the chat; the terminal follows more."""


MOST_BYTES = 100_000_000
"""Of all the pages of one feed or sitemap together."""


class Acquisitions:
    """The corpus, its trash, and what waits for a yes."""

    def __init__(
        self,
        corpus_dir: Path,
        data_dir: Path,
        *,
        private: bool = False,
        pause: float = PAUSE,
    ) -> None:
        """`private` lets pages of the own network be fetched; `pause`, in seconds, is between two calls."""
        self.data_dir = data_dir
        self.collection = Collection(corpus_dir, data_dir)
        self.staging = Staging(data_dir / "staging")
        self._private = private
        self._pause = pause
        self._reading = asyncio.Lock()  # an album of files must not fill the memory with readers

    async def prepare(self, offer: Offer, content: bytes | None) -> Offered:
        """Look at what was offered, a file's content or what its address leads to, and stage what can enter.

        Raises AcquisitionError when the disk refuses.
        """
        if content is not None:
            files = [Gathered(offer.source, safe_name(offer.source), content)]
        else:
            known = await asyncio.to_thread(self.collection.fetched)
            async with Fetcher(private=self._private, pause=self._pause) as fetcher:
                gatherer = Gatherer(fetcher, known, MOST_LINKS)
                files = await _within(gatherer.gather(offer.source), MOST_BYTES)
        try:
            async with self._reading:
                return await asyncio.to_thread(self._staged, offer, files)
        except OSError as error:
            raise _refused(error) from None

    def take(self, offer: Offer) -> list[Placed]:
        """Let the staged files of an offer enter the corpus, all or none.  Raises AcquisitionError."""
        placed: list[Placed] = []
        try:
            for file in self.staging.files(offer):
                entry = self.collection.place(file.name, file.path.read_bytes(), file.origin)
                placed.append(entry)  # at once: what entered before a failure is to be given back
        except (OSError, AcquisitionError) as error:
            self.give_back(placed)
            if isinstance(error, OSError):
                raise _refused(error) from None
            raise
        return placed

    def give_back(self, placed: Sequence[Placed]) -> None:
        """Let the corpus be as it was before files entered; one that cannot is a line in the log."""
        for each in reversed(placed):
            try:
                self.collection.undo(each)
            except AcquisitionError as error:
                logger.error("%s stays in the corpus: %s", each.name, error)

    def _staged(self, offer: Offer, files: Sequence[Gathered]) -> Offered:
        failures = [Refusal(each.source, each.failure) for each in files if each.failure is not None]
        unchanged = [each.name for each in files if each.unchanged]
        good: list[Gathered] = []
        candidates: list[Candidate] = []
        with Worker() as worker:
            for each in files:
                if each.failure is not None or each.unchanged:
                    continue
                seen = self._seen(each, worker.read)
                if seen.refusal is not None:
                    failures.append(Refusal(each.name, seen.refusal))
                elif seen.is_there:
                    unchanged.append(each.name)
                else:
                    candidates.append(replace(seen, twin=self._twin(each)))
                    good.append(each)
        self.staging.put(offer, good)
        return Offered(tuple(candidates), tuple(failures), tuple(unchanged))

    def _seen(self, each: Gathered, read: Reader) -> Candidate:
        seen = inspected(each.content, each.name, each.origin, read)
        try:
            path = self.collection.path_of(each.name)
            there = path.read_bytes() if path.is_file() else None
        except AcquisitionError as error:
            return replace(seen, refusal=str(error))
        return replace(seen, replaces=there is not None, is_there=there == each.content)

    def _twin(self, each: Gathered) -> str | None:
        """Return a file of another name with the very same content."""
        for name in self.collection.names():
            path = self.collection.folder / name
            same_size = name != each.name and path.stat().st_size == len(each.content)
            if same_size and path.read_bytes() == each.content:
                return name
        return None


async def _within(files: AsyncIterator[Gathered], most: int) -> list[Gathered]:
    """Return files until they are so many bytes together, and then why there are no more."""
    found: list[Gathered] = []
    total = 0
    async for each in files:
        total += len(each.content)
        if total > most:
            return [*found, Gathered(each.source, failure=str(too_large(most)))]
        found.append(each)
    return found


def changed(placed: Sequence[Placed]) -> list[Placed]:
    """Return the entries that made the corpus another one."""
    return [each for each in placed if each.change is not Change.UNCHANGED]


def _refused(error: OSError) -> AcquisitionError:
    return AcquisitionError(f"تعذر الحفظ على القرص (the disk refuses: {error.strerror})")
