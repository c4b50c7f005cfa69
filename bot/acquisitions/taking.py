"""Take what an operator names on the terminal into the corpus, one file after the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from bot.acquisitions.collection import Change, Collection
from bot.acquisitions.fetcher import Fetcher
from bot.acquisitions.gathering import Gathered, Gatherer
from bot.acquisitions.inspection import inspected
from bot.errors import AcquisitionError
from bot.reading.reading import Reader
from bot.reading.worker import Worker

REFUSED, KNOWN = "refused", "unchanged"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: `new`, `replaced`, `unchanged` or `refused`."""

    source: str
    outcome: str
    name: str = ""
    failure: str | None = None

    @property
    def changed(self) -> bool:
        """Say whether the corpus is another one now."""
        return self.outcome in {Change.NEW, Change.REPLACED}


async def take_in(
    collection: Collection, fetcher: Fetcher, sources: Sequence[str], most: int
) -> AsyncIterator[Taken]:
    """Yield what becomes of each file that the sources come to; of a list, `most` links are followed.

    A file that no document could be read from does not enter.  Raises AcquisitionError when the disk
    refuses.
    """
    collection.folder.mkdir(parents=True, exist_ok=True)
    gatherer = Gatherer(fetcher, await asyncio.to_thread(collection.fetched), most)
    with Worker() as worker:
        for source in sources:
            async for each in gatherer.gather(source):
                yield await asyncio.to_thread(_taken, collection, each, worker.read)


def _taken(collection: Collection, each: Gathered, read: Reader) -> Taken:
    if each.failure is not None:
        return Taken(each.source, REFUSED, failure=each.failure)
    if each.unchanged:
        return Taken(each.source, KNOWN, each.name)
    seen = inspected(each.content, each.name, each.origin, read)
    if seen.refusal is not None:
        return Taken(each.source, REFUSED, failure=seen.refusal)
    try:
        placed = collection.place(each.name, each.content, each.origin)
    except AcquisitionError as error:
        return Taken(each.source, REFUSED, failure=str(error))
    return Taken(each.source, placed.change, placed.name)
