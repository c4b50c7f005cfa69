"""A library whose every part fails in a way that nobody foresaw."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.documents import Generation, ReloadReport, Source
from bot.search.builder import Progress
from bot.search.generations import Noticed, Order
from bot.search.index import Index


class BrokenLibrary:
    """Satisfies the journey's Library, and nobody else."""

    @property
    def index(self) -> Index:
        raise RuntimeError("disk\non fire")

    def sources(self) -> Sequence[Source]:
        raise RuntimeError("disk\non fire")

    async def reload(
        self,
        _order: Order = Order.GIVEN,
        _progress: Progress | None = None,
        _noticed: Noticed | None = None,
    ) -> ReloadReport:
        raise RuntimeError("disk\non fire")

    async def accept(self, _generation: str) -> Generation:
        raise RuntimeError("disk\non fire")

    async def decline(self, _generation: str) -> Generation:
        raise RuntimeError("disk\non fire")

    async def roll_back(self) -> Generation:
        raise RuntimeError("disk\non fire")

    async def expunge(self, _files: Collection[str]) -> int:
        raise RuntimeError("disk\non fire")

    async def catch_up(self) -> bool:
        raise RuntimeError("disk\non fire")
